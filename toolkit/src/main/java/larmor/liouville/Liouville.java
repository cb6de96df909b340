package larmor.liouville;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.CrossingChoice;
import larmor.orbit.Ensemble;
import larmor.orbit.SphereCrossings;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import larmor.sky.SphericalHarmonics;
import larmor.units.Units;

/**
 * Makes sky maps from back-traced trajectories by Liouville's theorem. The phase-space density is
 * constant along a trajectory, so the intensity at the observer in the launch direction û0 is the
 * {@link BoundaryWeight} where the trajectory launched along û0 crosses the sphere R
 * (López-Barquero et al. 2016, §3 and §4.2). By default the boundary weight applies at the first
 * crossing, the value of a pixel is the paper's sum of weights, nside is 16, and the x axis of the
 * box lies along the local interstellar magnetic field. Immutable: each {@code with} method returns
 * a changed copy.
 */
public final class Liouville {
  private final BoundaryWeight weight;
  private final CrossingChoice crossing;
  private final PixelEstimator estimator;
  private final int nside;
  private final SkyFrame frame;

  /** The nside of the pixels in which exit directions are counted, or 0 if they are not counted. */
  private final int exitNside;

  private Liouville(
      BoundaryWeight weight,
      CrossingChoice crossing,
      PixelEstimator estimator,
      int nside,
      SkyFrame frame,
      int exitNside) {
    this.weight = weight;
    this.crossing = crossing;
    this.estimator = estimator;
    this.nside = nside;
    this.frame = frame;
    this.exitNside = exitNside;
  }

  /**
   * Returns the default method with a given boundary weight.
   *
   * @param weight boundary weight: the intensity on the sphere
   * @return the method
   */
  public static Liouville of(BoundaryWeight weight) {
    Given.require(weight, "the boundary weight", "BoundaryWeight.dipole(1, Vec3.X)");
    return new Liouville(
        weight, CrossingChoice.FIRST, PixelEstimator.SUM, 16, SkyFrame.localInterstellarField(), 0);
  }

  /**
   * Returns the paper's method: a dipole of amplitude 1 along the mean field, the x axis of the
   * box.
   *
   * @return the method
   */
  public static Liouville paper() {
    return of(BoundaryWeight.dipole(1, Vec3.X));
  }

  /**
   * Returns a copy that takes the weight at another crossing.
   *
   * @param choice first or last crossing of the sphere
   * @return the changed copy
   * @throws IllegalArgumentException if the choice is {@link CrossingChoice#ALL}, because a
   *     trajectory has only one intensity
   */
  public Liouville withCrossing(CrossingChoice choice) {
    Given.require(choice, "the choice of the crossing", "CrossingChoice.FIRST");
    if (choice == CrossingChoice.ALL) {
      throw new IllegalArgumentException(
          "a trajectory has one intensity, not one for each of ALL its crossings: use FIRST or LAST");
    }
    return new Liouville(weight, choice, estimator, nside, frame, exitNside);
  }

  /**
   * Returns a copy with another pixel estimator.
   *
   * @param other sum or mean of the weights
   * @return the changed copy
   */
  public Liouville withEstimator(PixelEstimator other) {
    Given.require(other, "the estimator", "PixelEstimator.MEAN");
    return new Liouville(weight, crossing, other, nside, frame, exitNside);
  }

  /**
   * Returns a copy with another resolution of the map.
   *
   * @param other HEALPix nside, a power of two
   * @return the changed copy, which refuses to make a map if nside is not a power of two
   */
  public Liouville withNside(int other) {
    return new Liouville(weight, crossing, estimator, other, frame, exitNside);
  }

  /**
   * Returns a copy with another orientation of the box in the sky.
   *
   * @param other the orientation
   * @return the changed copy
   */
  public Liouville withFrame(SkyFrame other) {
    Given.require(other, "the frame", "SkyFrame.box()");
    return new Liouville(weight, crossing, estimator, nside, other, exitNside);
  }

  /**
   * Returns a copy that divides each weight by the number of trajectories whose directions at the
   * crossing lie in the same HEALPix pixel, in units of the mean number over all pixels. All exit
   * directions then have the same total weight apart from the boundary weight, as if the
   * trajectories had left the sphere isotropically. The paper does not describe this step; public
   * code of its authors for the heliosphere has it, in pixels of nside 16
   * (jcdiazvelez/ptracing-CosmicRay-analysis on GitHub, src/data_methods.py of commit b46529c). The
   * result is not the intensity of Liouville's theorem, in which each trajectory has the boundary
   * weight alone. A pixel should contain many trajectories: if it contains only one or two, the
   * division by their number is mostly noise.
   *
   * @param exitPixels HEALPix nside of the pixels in which exit directions are counted, a power of
   *     two
   * @return the changed copy, which refuses to make a map if nside is not a power of two
   */
  public Liouville withExitPopulation(int exitPixels) {
    if (exitPixels < 1) {
      throw new IllegalArgumentException(
          "exit directions cannot be counted in pixels of nside "
              + exitPixels
              + ": give a power of two, such as 4");
    }
    return new Liouville(weight, crossing, estimator, nside, frame, exitPixels);
  }

  /**
   * Makes the sky map of an ensemble. Trajectories that never reach the sphere have no intensity;
   * they are left out, and their number is recorded.
   *
   * @param ensemble back-traced trajectories
   * @param radius R of a recorded sphere [m]
   * @return the sky map with the counts of trajectories and the noise
   * @throws IllegalArgumentException if the ensemble did not record that sphere, or a weight is
   *     negative or not finite
   * @throws IllegalStateException if more than 1 % of the trajectories are lost, none reaches the
   *     sphere, or all weights are zero
   */
  public WeightedSky sky(Ensemble ensemble, double radius) {
    return subset(ensemble, radius, 0, 1);
  }

  /**
   * Returns the cross spectrum of the maps of two half samples, the particles of even and of odd
   * number, each relative to its own mean. The expectation of this spectrum contains no launch
   * noise, for any weights.
   *
   * @param ensemble back-traced trajectories
   * @param radius R of a recorded sphere [m]
   * @return cross power C_ℓ of the two maps
   * @throws IllegalArgumentException under the conditions of {@link #sky}
   * @throws IllegalStateException under the conditions of {@link #sky}, or if a pixel of one of the
   *     two maps is empty
   */
  public PowerSpectrum crossSpectrum(Ensemble ensemble, double radius) {
    SkyMap even = subset(ensemble, radius, 0, 2).fullSkyMap();
    SkyMap odd = subset(ensemble, radius, 1, 2).fullSkyMap();
    SphericalHarmonics transform = SphericalHarmonics.of(nside);
    return transform.alm(even).cross(transform.alm(odd));
  }

  /**
   * Returns the boundary weight of each trajectory that reaches the sphere. From these weights
   * {@link larmor.sky.IsotropicRealisations} computes the band of isotropic skies.
   *
   * @param ensemble back-traced trajectories
   * @param radius R of a recorded sphere [m]
   * @return weights in order of the particles
   * @throws IllegalArgumentException if the ensemble did not record that sphere
   * @throws IllegalStateException if more than 1 % of the trajectories are lost
   */
  public double[] weights(Ensemble ensemble, double radius) {
    Given.require(ensemble, "the ensemble", "that of Backtracker.run");
    SphereCrossings crossings = ensemble.crossings(radius, crossing);
    Vec3 observer = ensemble.observer();
    BoundaryWeight here = boundary(crossings, 0, 1).seenFrom(observer);
    double[] w = new double[crossings.size()];
    for (int i = 0; i < w.length; i++) {
      Workers.stopIfInterrupted(i);
      w[i] = here.at(crossings.position(i).minus(observer), crossings.direction(i));
    }
    return w;
  }

  /**
   * Makes the sky map of those particles whose number leaves the remainder {@code remainder} when
   * it is divided by {@code divisor}.
   */
  private WeightedSky subset(Ensemble ensemble, double radius, int remainder, int divisor) {
    Given.require(ensemble, "the ensemble", "that of Backtracker.run");
    SphereCrossings crossings = ensemble.crossings(radius, crossing);
    if (crossings.size() < divisor) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d of %d trajectories reach R = %.3g pc, too few for a sky: record a smaller sphere",
              crossings.size(),
              ensemble.size(),
              radius / Units.pc));
    }
    SkySum sum =
        new SkySum(
            this,
            boundary(crossings, remainder, divisor),
            estimator,
            nside,
            ensemble.observer(),
            radius);
    int row = 0;
    for (int i = 0; i < ensemble.size(); i++) {
      Workers.stopIfInterrupted(i);
      boolean reached = row < crossings.size() && crossings.particle(row) == i;
      if (i % divisor == remainder && reached) {
        sum.add(ensemble.direction(i), crossings.position(row), crossings.direction(row));
      } else if (i % divisor == remainder) {
        sum.addMissing(ensemble.direction(i));
      }
      row += reached ? 1 : 0;
    }
    return sum.sky();
  }

  /**
   * Returns the boundary weight, divided by the exit population if that was asked for. The
   * population is that of the particles whose number leaves the remainder {@code remainder}.
   */
  private BoundaryWeight boundary(SphereCrossings crossings, int remainder, int divisor) {
    return exitNside == 0
        ? weight
        : ExitPopulationWeight.of(
            weight, crossings, i -> i % divisor == remainder, exitNside, frame);
  }

  /**
   * An empty sky, to which trajectories are added one after another.
   *
   * @param observer the point the trajectories start from [m]
   * @param radius R of the sphere [m]
   * @return the sum
   * @throws IllegalStateException if the weights are divided by the exit population, which is not
   *     known before all trajectories were added
   */
  public SkySum sum(Vec3 observer, double radius) {
    Given.require(observer, "the observer's position", "new Vec3(0, 0, 0)");
    FiniteNumber.require(observer, "an observer's position", " m");
    FiniteNumber.require(radius, "a radius", " m");
    if (exitNside != 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the exit population at R = %.3g pc is not known before all trajectories were added:"
                  + " use sky(ensemble, radius), or leave out withExitPopulation",
              radius / Units.pc));
    }
    return new SkySum(this, weight, estimator, nside, observer, radius);
  }

  /**
   * Makes the sky maps for several recorded spheres.
   *
   * @param ensemble back-traced trajectories
   * @param radii R of recorded spheres [m]
   * @return a sky for each radius, in the same order
   * @throws IllegalArgumentException under the conditions of {@link #sky}
   * @throws IllegalStateException under the conditions of {@link #sky}
   */
  public List<WeightedSky> skies(Ensemble ensemble, double... radii) {
    Given.require(radii, "the list of radii", "30 * pc");
    return Arrays.stream(radii).mapToObj(r -> sky(ensemble, r)).toList();
  }

  /**
   * Returns the crossing at which the weight is taken.
   *
   * @return the first or the last
   */
  public CrossingChoice crossing() {
    return crossing;
  }

  /** Returns the orientation of the box in the sky. */
  SkyFrame frame() {
    return frame;
  }

  /**
   * Returns a text that identifies these settings. It contains the crossing, the estimator, the
   * resolution, the frame, the pixels of the exit population if there are any, and the values of
   * the boundary weight for 256 positions and directions.
   *
   * @param radius radius R of the sphere on which the positions lie [m]
   */
  String fingerprint(double radius) {
    StringBuilder text = new StringBuilder();
    text.append(crossing).append(' ').append(estimator).append(' ').append(nside);
    text.append(' ').append(frame.x()).append(frame.y()).append(frame.z());
    if (exitNside != 0) {
      text.append(" exit population ").append(exitNside);
    }
    for (int i = 0; i < 256; i++) {
      RandomStream random = RandomStream.of(20161101, i);
      Vec3 place = random.direction().times(radius);
      text.append(' ').append(Double.toHexString(weight.at(place, random.direction())));
    }
    return text.toString();
  }

  private static boolean isNamed(BoundaryWeight weight) {
    return weight instanceof DipoleWeight
        || weight instanceof FieldAlignedDipoleWeight
        || weight instanceof PitchAngleWeight
        || weight instanceof NamedWeight;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "weight %s at the %s crossing%s; %s of weights in each pixel, nside %d, %s",
        isNamed(weight) ? weight : "given by a function",
        crossing.name().toLowerCase(Locale.ROOT),
        exitNside == 0 ? "" : " over the exit population in pixels of nside " + exitNside,
        estimator.name().toLowerCase(Locale.ROOT),
        nside,
        frame);
  }
}
