package larmor.liouville;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.orbit.CrossingChoice;
import larmor.orbit.Ensemble;
import larmor.orbit.SphereCrossings;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import larmor.sky.SphericalHarmonics;
import larmor.units.Units;

/**
 * How back-tracked trajectories become a sky: phase-space density is constant along a trajectory,
 * so the intensity at Earth from the direction û0 where one looks is the {@link BoundaryWeight}
 * where the trajectory launched along û0 crosses the sphere R (López-Barquero et al. 2016, §3 and
 * §4.2). Unless changed: first crossing, the paper's sum of weights, nside 16, the box's x along
 * the local interstellar field.
 */
public final class Liouville {
  private final BoundaryWeight boundary;
  private final CrossingChoice crossing;
  private final PixelEstimator estimator;
  private final int nside;
  private final SkyFrame frame;

  private Liouville(
      BoundaryWeight boundary,
      CrossingChoice crossing,
      PixelEstimator estimator,
      int nside,
      SkyFrame frame) {
    this.boundary = boundary;
    this.crossing = crossing;
    this.estimator = estimator;
    this.nside = nside;
    this.frame = frame;
  }

  public static Liouville of(BoundaryWeight boundary) {
    return new Liouville(
        boundary, CrossingChoice.FIRST, PixelEstimator.SUM, 16, SkyFrame.localInterstellarField());
  }

  /** The paper's: a dipole of amplitude 1 along the mean field, the box's x. */
  public static Liouville paper() {
    return of(BoundaryWeight.dipole(1, Vec3.X));
  }

  /**
   * @throws IllegalArgumentException for {@link CrossingChoice#ALL}: a trajectory has one intensity
   */
  public Liouville withCrossing(CrossingChoice which) {
    if (which == CrossingChoice.ALL) {
      throw new IllegalArgumentException(
          "a trajectory carries one intensity, not one for ALL of its crossings: use FIRST or LAST");
    }
    return new Liouville(boundary, which, estimator, nside, frame);
  }

  public Liouville withEstimator(PixelEstimator e) {
    return new Liouville(boundary, crossing, e, nside, frame);
  }

  public Liouville withNside(int n) {
    return new Liouville(boundary, crossing, estimator, n, frame);
  }

  public Liouville withFrame(SkyFrame f) {
    return new Liouville(boundary, crossing, estimator, nside, f);
  }

  /**
   * The sky of an ensemble. Trajectories that never reach the sphere carry no intensity: they are
   * left out and counted.
   *
   * @param radius R of a recorded sphere [m]
   * @throws IllegalArgumentException if the ensemble did not record that sphere
   * @throws IllegalStateException if too many trajectories are lost, or none reaches the sphere
   */
  public WeightedSky sky(Ensemble ensemble, double radius) {
    return gather(ensemble, radius, 0, 1);
  }

  /**
   * The cross spectrum of two half samples, the particles of even and of odd number, each divided
   * by its own mean: its expectation has no launch noise, whatever the weights.
   *
   * @throws IllegalStateException as {@link #sky}, and if a pixel of either half is empty
   */
  public PowerSpectrum crossSpectrum(Ensemble ensemble, double radius) {
    SkyMap even = gather(ensemble, radius, 0, 2).whole();
    SkyMap odd = gather(ensemble, radius, 1, 2).whole();
    SphericalHarmonics transform = SphericalHarmonics.of(nside);
    return transform.alm(even).cross(transform.alm(odd));
  }

  /**
   * The weight of each trajectory that reaches the sphere, in order of the particles: for a band of
   * isotropic skies with the same weights, {@link larmor.sky.IsotropicSimulation}.
   */
  public double[] weights(Ensemble ensemble, double radius) {
    SphereCrossings crossings = ensemble.crossings(radius, crossing);
    double[] w = new double[crossings.size()];
    for (int i = 0; i < w.length; i++) {
      w[i] = boundary.at(crossings.position(i), crossings.direction(i));
    }
    return w;
  }

  /** The sky of the particles whose number leaves {@code rest} when divided by {@code parts}. */
  private WeightedSky gather(Ensemble ensemble, double radius, int rest, int parts) {
    SphereCrossings crossings = ensemble.crossings(radius, crossing);
    if (crossings.size() < parts) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "none of %d trajectories reaches R = %.3g pc: record a smaller sphere",
              ensemble.size(),
              radius / Units.pc));
    }
    WeightedSky.Gathering pixels = new WeightedSky.Gathering(nside);
    for (int i = rest; i < ensemble.size(); i += parts) {
      pixels.launch(frame.toEquatorial(ensemble.direction(i)));
    }
    for (int i = 0; i < crossings.size(); i++) {
      if (crossings.particle(i) % parts != rest) {
        continue;
      }
      Vec3 launch = ensemble.direction(crossings.particle(i));
      pixels.add(
          frame.toEquatorial(launch), boundary.at(crossings.position(i), crossings.direction(i)));
    }
    return pixels.sky(estimator, radius, crossings.missing());
  }

  /** The skies of several recorded spheres, in the order given [m]. */
  public List<WeightedSky> skies(Ensemble ensemble, double... radii) {
    return Arrays.stream(radii).mapToObj(r -> sky(ensemble, r)).toList();
  }

  /**
   * What distinguishes these choices from others: crossing, estimator, resolution and frame by
   * name, the boundary weight by its values at 256 places and directions.
   *
   * @param radius R, from which the places are taken [m]
   */
  String fingerprint(double radius) {
    StringBuilder words = new StringBuilder();
    words.append(crossing).append(' ').append(estimator).append(' ').append(nside);
    words.append(' ').append(frame.x()).append(frame.y()).append(frame.z());
    for (int i = 0; i < 256; i++) {
      RandomStream random = RandomStream.of(20161101, i);
      Vec3 place = random.direction().times(radius);
      words.append(' ').append(Double.toHexString(boundary.at(place, random.direction())));
    }
    return words.toString();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "intensity at the %s crossing, %s of weights, nside %d, %s",
        crossing.name().toLowerCase(Locale.ROOT),
        estimator.name().toLowerCase(Locale.ROOT),
        nside,
        frame);
  }
}
