package larmor.liouville;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.UniformField;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.CrossingChoice;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.SphereCrossings;
import larmor.sky.DipoleFit;
import larmor.sky.IsotropicBand;
import larmor.sky.IsotropicRealisations;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyFrame;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LiouvilleTest {
  private static final double B0 = 3 * Units.muG;
  private static final double RL = 10 * Units.pc;
  private static final double NEAR = 0.01 * Units.pc;
  private static final double R = 60 * Units.pc;

  private static final CubicSplineField TURBULENCE =
      CubicSplineField.of(
          GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), 64).cube(3),
          CubeScale.ofSide(256 * Units.pc).withFieldUnit(B0));
  private static final Ensemble TURBULENT =
      Backtracker.of(Species.PROTON, TURBULENCE)
          .withGyroradius(RL, B0)
          .withSpheres(NEAR, R)
          .withStopOutsideSphere(100 * Units.pc)
          .run(LaunchDirections.uniform(8000, 1));
  private static final Ensemble HELICES =
      Backtracker.of(Species.PROTON, new UniformField(new Vec3(B0, 0, 0)))
          .withGyroradius(RL, B0)
          .withSpheres(NEAR, R)
          .withStopOutsideSphere(100 * Units.pc)
          .withMaximumGyrations(50)
          .run(LaunchDirections.uniform(8000, 2))
          .withLossesAllowed();

  @Test
  void anIsotropicWeightGivesARelativeIntensityOfExactlyZeroInEveryPixelWithATrajectory() {
    WeightedSky sky =
        Liouville.of(BoundaryWeight.isotropic())
            .withEstimator(PixelEstimator.MEAN)
            .sky(TURBULENT, R);
    int empty = 0;
    for (int p = 0; p < sky.map().pixels(); p++) {
      assertEquals(sky.counts().at(p) == 0, sky.map().isEmpty(p));
      if (sky.map().isEmpty(p)) {
        empty++;
      } else {
        assertEquals(0.0, sky.map().at(p));
      }
    }
    assertEquals(228, empty, "empty pixels of 3072");
    assertEquals(0.0, sky.noise());
    assertEquals(1.0, sky.meanWeight());
  }

  /** With weights of 1 the sum of weights in a pixel is the number of launches into it. */
  @Test
  void anIsotropicWeightLeavesOnlyTheShotNoiseOfTheLaunch() {
    WeightedSky sky = Liouville.of(BoundaryWeight.isotropic()).sky(TURBULENT, R);
    assertEquals(4 * Math.PI / sky.particles(), sky.noise(), 1e-15);
    assertTrue(sky.map().minus(sky.counts().relativeIntensity()).deviation() < 1e-15);
    assertEquals(8000, sky.particles() + sky.missing());
  }

  /**
   * On a sphere that is small against the gyroradius the sky is the boundary weight itself, its
   * dipole along the x axis of the box in the sky. Measured: amplitude 0.994 and 0.07° from the
   * axis; within a pixel of 15° the mean dipole is smaller than 1.
   */
  @Test
  void onASmallSphereTheDipoleIsThatOfTheBoundaryWeightAlongTheAxisOfTheFrame() {
    Liouville mean = Liouville.paper().withNside(4).withEstimator(PixelEstimator.MEAN);
    DipoleFit fit = DipoleFit.of(mean.sky(TURBULENT, NEAR).map());
    assertEquals(0.994, fit.amplitude(), 0.002);
    Vec3 field = SkyFrame.localInterstellarField().x();
    assertTrue(fit.dipole().angleTo(field) < 0.2 * Units.deg, fit.toString());
    DipoleFit other =
        DipoleFit.of(
            mean.withFrame(SkyFrame.localInterstellarField().reversed())
                .sky(TURBULENT, NEAR)
                .map());
    assertTrue(other.dipole().angleTo(field.times(-1)) < 0.2 * Units.deg, other.toString());
  }

  /**
   * In a uniform field the pitch angle is constant, so the sky is the dipole of the boundary weight
   * at every R. Measured: amplitude 0.992 at both R; the residual is 1.2 and 1.3 times the launch
   * noise of 0.010.
   */
  @Test
  void inAUniformFieldTheSkyIsTheDipoleOfTheBoundaryWeightAtEveryRadius() {
    for (double radius : new double[] {NEAR, R}) {
      WeightedSky sky =
          Liouville.paper().withNside(4).withEstimator(PixelEstimator.MEAN).sky(HELICES, radius);
      DipoleFit fit = DipoleFit.of(sky.map());
      assertEquals(0.992, fit.amplitude(), 0.002, sky.toString());
      assertEquals(0.012, sky.map().minus(fit).deviation(), 0.002, sky + ", " + fit);
    }
  }

  /**
   * Turbulence moves power from the dipole to higher multipoles (Ahlers 2014). Measured from R =
   * 0.01 pc to 60 pc: C_1 falls from 1.391 to 1.198, and the power of ℓ = 2 to 10 rises from (−2 ±
   * 2)·10⁻⁷ to 0.0098 ± 0.0003 of the dipole's.
   */
  @Test
  void turbulenceMovesPowerFromTheDipoleToHigherMultipoles() {
    Liouville mean = Liouville.paper().withNside(8).withEstimator(PixelEstimator.MEAN);
    WeightedSky near = mean.sky(TURBULENT, NEAR);
    WeightedSky far = mean.sky(TURBULENT, R);
    double dipoleNear = near.spectrumLessNoise().at(1);
    double dipoleFar = far.spectrumLessNoise().at(1);
    assertEquals(1.391, dipoleNear, 0.002);
    assertEquals(1.198, dipoleFar, 0.02);
    RelativeBandPower highNear = near.bandPower(2, 10);
    RelativeBandPower highFar = far.bandPower(2, 10);
    assertEquals(0, highNear.value(), 1e-6);
    assertEquals(0.0098, highFar.value(), 0.001);
    assertTrue(highFar.value() > 5 * highFar.error());
  }

  /**
   * Random launches with random weights: the mean of C_ℓ over ℓ = 2 to 16 and 40 skies is the noise
   * power that the sky states, within 5 standard errors (one seed in 2 million by chance).
   */
  @Test
  void theStatedNoiseOfBothEstimatorsIsThePowerOfRandomWeights() {
    int nside = 8;
    int skies = 40;
    double[] ratio = new double[2];
    for (int s = 0; s < skies; s++) {
      PixelWeights pixels = new PixelWeights(nside);
      for (int i = 0; i < 12_000; i++) {
        RandomStream random = RandomStream.of(900 + s, i);
        pixels.addWeight(random.direction(), 2 * random.uniform());
      }
      for (PixelEstimator e : PixelEstimator.values()) {
        WeightedSky sky = pixels.sky(e, R, 0);
        double mean = 0;
        for (int l = 2; l <= 16; l++) {
          mean += (2 * l + 1) * sky.spectrum().at(l) / 285;
        }
        ratio[e.ordinal()] += mean / sky.noise() / skies;
      }
    }
    double standardError = Math.sqrt(2.0 / 285 / skies);
    assertEquals(1, ratio[PixelEstimator.SUM.ordinal()], 5 * standardError);
    assertEquals(1, ratio[PixelEstimator.MEAN.ordinal()], 5 * standardError);
  }

  /**
   * The same number of launches in every pixel, of which one in twenty does not reach the sphere:
   * the stated noise is the power of the scatter within the pixels, within 5 standard errors.
   */
  @Test
  void theStatedNoiseOfAnEvenLaunchIsThePowerOfTheScatterWithinPixels() {
    int nside = 8;
    int skies = 40;
    LaunchDirections even = LaunchDirections.stratified(nside, 16, 3, SkyFrame.box());
    double ratio = 0;
    for (int s = 0; s < skies; s++) {
      PixelWeights pixels = new PixelWeights(nside);
      for (int i = 0; i < even.size(); i++) {
        RandomStream random = RandomStream.of(950 + s, i);
        Vec3 u = even.direction(i);
        pixels.addLaunch(u);
        if (random.uniform() < 0.95) {
          pixels.addWeight(u, 0.5 + random.uniform());
        }
      }
      WeightedSky sky = pixels.sky(PixelEstimator.SUM, R, 0);
      double mean = 0;
      for (int l = 2; l <= 16; l++) {
        mean += (2 * l + 1) * sky.spectrum().at(l) / 285;
      }
      ratio += mean / sky.noise() / skies;
    }
    assertEquals(1, ratio, 5 * Math.sqrt(2.0 / 285 / skies));
  }

  /**
   * A launch stratified in the frame of the map has no shot noise in that map but has it in a map
   * of another orientation. By default map and launch have the same frame.
   */
  @Test
  void aStratifiedLaunchHasNoShotNoiseInTheFrameOfTheMapAndHasItInAnotherFrame() {
    Ensemble even =
        Backtracker.of(Species.PROTON, TURBULENCE)
            .withGyroradius(RL, B0)
            .withSpheres(NEAR)
            .withStopOutsideSphere(2 * NEAR)
            .run(LaunchDirections.stratified(4, 3, 1));
    Liouville isotropic = Liouville.of(BoundaryWeight.isotropic()).withNside(4);
    WeightedSky same = isotropic.sky(even, NEAR);
    assertEquals(0, same.map().deviation());
    assertEquals(0, same.noise());
    WeightedSky turned = isotropic.withFrame(SkyFrame.box()).sky(even, NEAR);
    assertTrue(turned.map().deviation() > 0.1, turned.toString());
    assertEquals(4 * Math.PI / even.size(), turned.noise(), 1e-15);
  }

  @Test
  void aStratifiedLaunchLeavesNoPixelOfTheMapEmpty() {
    Ensemble stratified =
        Backtracker.of(Species.PROTON, TURBULENCE)
            .withGyroradius(RL, B0)
            .withSpheres(NEAR)
            .withStopOutsideSphere(2 * NEAR)
            .run(LaunchDirections.stratified(16, 4, 2));
    WeightedSky sky = Liouville.paper().withEstimator(PixelEstimator.MEAN).sky(stratified, NEAR);
    assertEquals(0, sky.map().emptyPixels());
    assertEquals(4, sky.counts().min());
    assertEquals(4, sky.counts().max());
    // C_1 of a dipole of amplitude 1, less 0.1 % for the size of the pixels
    assertEquals(4 * Math.PI / 9, sky.spectrumLessNoise().at(1), 0.003);
  }

  /**
   * The weight is the one at the chosen crossing: at the last, the map is the sum of the weights at
   * the last crossings.
   */
  @Test
  void theWeightOfATrajectoryIsTakenAtTheChosenCrossing() {
    for (CrossingChoice choice : new CrossingChoice[] {CrossingChoice.FIRST, CrossingChoice.LAST}) {
      SphereCrossings crossings = TURBULENT.crossings(R, choice);
      double[] weights = Liouville.paper().withCrossing(choice).weights(TURBULENT, R);
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        assertEquals(1 + crossings.direction(i).x(), weights[i], 1e-15);
        sum += weights[i];
      }
      WeightedSky sky = Liouville.paper().withCrossing(choice).sky(TURBULENT, R);
      assertEquals(sum / weights.length, sky.meanWeight(), 1e-13);
    }
    double[] first = Liouville.paper().weights(TURBULENT, R);
    double[] last = Liouville.paper().withCrossing(CrossingChoice.LAST).weights(TURBULENT, R);
    int different = 0;
    for (int i = 0; i < first.length; i++) {
      different += first[i] == last[i] ? 0 : 1;
    }
    assertEquals(1061, different, 100, "trajectories that cross R = 60 pc more than once");
  }

  @Test
  void boundaryWeightsHaveTheirFormula() {
    Vec3 up = new Vec3(0, 0, 2);
    Vec3 here = new Vec3(3, 0, 4);
    Vec3 u = new Vec3(0.6, 0, -0.8);
    assertEquals(1, BoundaryWeight.isotropic().at(here, u));
    assertEquals(0.6, BoundaryWeight.dipole(0.5, up).at(here, u), 1e-15);
    assertEquals(1.4, BoundaryWeight.densityGradient(0.5, up).at(here, u), 1e-15);
    assertEquals(
        1.3,
        BoundaryWeight.fieldAlignedDipole(0.5, new UniformField(new Vec3(B0, 0, 0))).at(here, u),
        1e-15);
  }

  /** Places are relative to the observer, except where the field at the place is wanted. */
  @Test
  void weightsOfAnObserverAwayFromTheCentreReferToThatObserver() {
    Vec3 observer = new Vec3(40 * Units.pc, -20 * Units.pc, 70 * Units.pc);
    Ensemble ensemble =
        Backtracker.of(Species.PROTON, TURBULENCE)
            .withGyroradius(10 * Units.pc, B0)
            .withTolerance(1e-5)
            .withObserver(observer)
            .withSpheres(R)
            .withStopOutsideSphere(1.01 * R)
            .run(LaunchDirections.uniform(300, 3));
    SphereCrossings crossings = ensemble.crossings(R, CrossingChoice.FIRST);
    double[] gradient =
        Liouville.of(BoundaryWeight.densityGradient(1, Vec3.Y)).weights(ensemble, R);
    double[] local =
        Liouville.of(BoundaryWeight.fieldAlignedDipole(1, TURBULENCE)).weights(ensemble, R);
    double[] own =
        Liouville.of((r, u) -> Math.abs(r.norm() / R - 1) < 1e-6 ? 1 : 0).weights(ensemble, R);
    for (int i = 0; i < gradient.length; i++) {
      Vec3 place = crossings.position(i);
      assertEquals(1 + place.minus(observer).y() / R, gradient[i], 1e-6);
      double[] b = new double[3];
      TURBULENCE.at(place.x(), place.y(), place.z(), b);
      Vec3 along = new Vec3(b[0], b[1], b[2]).unit();
      assertEquals(1 + crossings.direction(i).dot(along), local[i], 1e-9);
      assertEquals(1, own[i]);
    }
  }

  @Test
  void wrongWeightsCrossingsAndEmptyPixelsAreRefused() {
    assertEquals(
        "the dipole amplitude 1.5 is outside 0 to 1, where intensities would be negative: give one"
            + " inside, and reverse the axis for the opposite sign",
        refusal(() -> BoundaryWeight.dipole(1.5, Vec3.X)));
    assertEquals(
        "a trajectory has one intensity, not one for each of ALL its crossings: use FIRST or LAST",
        refusal(() -> Liouville.paper().withCrossing(CrossingChoice.ALL)));
    assertEquals(
        "the boundary weight -1.0 is negative or not finite: give a weight that is 0 or more"
            + " everywhere",
        refusal(() -> Liouville.of((r, u) -> -1).sky(TURBULENT, R)));
    assertEquals(
        "all boundary weights are zero: give a weight with a positive mean",
        refusal(() -> Liouville.of((r, u) -> 0).sky(TURBULENT, R)));
    WeightedSky sparse =
        Liouville.paper().withNside(64).withEstimator(PixelEstimator.MEAN).sky(TURBULENT, R);
    assertTrue(
        refusal(sparse::spectrum)
            .matches(
                "\\d+ of 49152 pixels have no trajectory, so the map of mean weights has no full-sky"
                    + " spectrum: follow trajectories longer \\(\\d+ do not reach R\\), use more"
                    + " particles than \\d+, a smaller nside, or PixelEstimator.SUM"));
  }

  @Test
  void pixelsThatAreEmptyBecauseTrajectoriesEndBeforeTheSphereAreToldSo() {
    Ensemble shortPaths =
        Backtracker.of(Species.PROTON, new UniformField(new Vec3(B0, 0, 0)))
            .withGyroradius(RL, B0)
            .withSpheres(R)
            .withStopAfterGyrations(2)
            .run(LaunchDirections.healpix(4));
    WeightedSky sky =
        Liouville.paper().withNside(4).withEstimator(PixelEstimator.MEAN).sky(shortPaths, R);
    assertTrue(sky.missing() > 0);
    assertEquals(
        sky.missing()
            + " of 192 pixels have no trajectory, so the map of mean weights has no full-sky"
            + " spectrum: follow trajectories longer ("
            + sky.missing()
            + " do not reach R), use more particles than "
            + sky.particles()
            + ", a smaller nside, or PixelEstimator.SUM",
        refusal(sky::spectrum));
  }

  private static String refusal(Executable e) {
    return assertThrows(RuntimeException.class, e).getMessage();
  }

  @Test
  void skiesMethodsAndTestsOfTheTheoremPrintThemselves() {
    String sky = Liouville.paper().sky(TURBULENT, R).toString();
    assertTrue(
        sky.matches(
            "sky at R = 60\\.0 pc, sum of weights: \\d{4} trajectories reach R, \\d+ do not, N_ℓ ="
                + " 0\\.00\\d+"),
        sky);
    assertEquals(
        "weight 1 + 1.00 û·ĝ, ĝ = (1.00, 0.00, 0.00) at the first crossing; sum of weights in each"
            + " pixel, nside 16, box x towards RA 234.43°, Dec +16.31°",
        Liouville.paper().toString());
    assertEquals(
        "weight given by a function at the last crossing; mean of weights in each pixel, nside 8, box"
            + " x towards RA 0.00°, Dec +0.00°",
        Liouville.of((r, u) -> 2)
            .withCrossing(CrossingChoice.LAST)
            .withEstimator(PixelEstimator.MEAN)
            .withNside(8)
            .withFrame(SkyFrame.box())
            .toString());
    assertEquals("1", BoundaryWeight.isotropic().toString());
    assertEquals(
        "1 + 0.500 r·ĝ/|r|, ĝ = (0.00, 0.00, 1.00)",
        BoundaryWeight.densityGradient(0.5, Vec3.Z).toString());
    assertEquals(
        "1 + 0.500 û·b̂ with the local field b̂",
        BoundaryWeight.fieldAlignedDipole(0.5, TURBULENCE).toString());
    assertEquals(
        "power of ℓ = 2 to 4: 0.0300 ± 0.0010 of the dipole's power",
        new RelativeBandPower(2, 4, 0.03, 0.001).toString());
    assertEquals(
        "back and forward over 3.00 gyrations: returns to 1.00e-06 r_L and 2.00e-06 rad from the"
            + " launch",
        new TimeReversal(3, 1e-6, 2e-6).toString());
    assertEquals(
        "phase-space volume after 2.00 gyrations: 1.000001000 of the initial one, stretched 31.0 times",
        new PhaseSpaceVolume(2, 1.000001, 31).toString());
  }

  /**
   * The mean of ℓ = 1 to 40 over 100 skies scatters by 0.0035 N_ℓ; the tolerance is 4.5 times that
   * (one seed in 10⁵ by chance).
   */
  @Test
  void theIsotropicBandOfTheSameWeightsIsAtTheNoiseOfTheSky() {
    double[] w = Liouville.paper().weights(HELICES, R);
    WeightedSky sky = Liouville.paper().sky(HELICES, R);
    assertEquals(sky.particles(), w.length);
    IsotropicBand band = IsotropicRealisations.of(16, 100, 3).run(w, new Workers(2), Progress.NONE);
    assertEquals(sky.noise(), band.noise(), 1e-12 * sky.noise());
    assertEquals(1, band.mean().mean(1, 40) / sky.noise(), 0.016);
    // ⟨w²⟩/⟨w⟩² = 4/3 for the weights of an isotropic launch
    assertEquals(4.0 / 3, band.noise() / IsotropicBand.noise(sky.particles()), 0.005);
  }

  /**
   * For 8000 launches the mean of ℓ = 2 to 32 scatters by 0.06 N_ℓ; the tolerance is four times
   * that (one seed in 16,000 by chance).
   */
  @Test
  void theCrossSpectrumOfTheHalvesHasTheDipoleAndNoLaunchNoise() {
    Liouville paper = Liouville.paper();
    WeightedSky sky = paper.sky(HELICES, R);
    PowerSpectrum cross = paper.crossSpectrum(HELICES, R);
    assertEquals(1, sky.spectrum().mean(2, 32) / sky.noise(), 0.24);
    assertEquals(0, cross.mean(2, 32) / sky.noise(), 0.24);
    assertEquals(sky.spectrum().at(1) - sky.noise(), cross.at(1), 0.005);
    assertEquals(
        sky.spectrum().at(5) - sky.noise(), sky.spectrumLessNoise().at(5), 1e-12 * sky.noise());
  }
}
