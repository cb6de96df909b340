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
import larmor.sky.DipoleFit;
import larmor.sky.IsotropicBand;
import larmor.sky.IsotropicSimulation;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

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
  void isotropicOuterSkyGivesExactlyOneInEveryHitPixel() {
    WeightedSky sky =
        Liouville.of(BoundaryWeight.isotropic())
            .withEstimator(PixelEstimator.MEAN)
            .sky(TURBULENT, R);
    int hit = 0;
    for (int p = 0; p < sky.map().pixels(); p++) {
      if (!sky.map().isEmpty(p)) {
        assertEquals(0.0, sky.map().at(p));
        hit++;
      }
    }
    assertTrue(hit > 2500, hit + " pixels hit");
    assertEquals(0.0, sky.noise());
  }

  /** With weights of 1 the paper's estimator shows only how many were launched in each pixel. */
  @Test
  void isotropicOuterSkyLeavesOnlyTheLaunchNoise() {
    WeightedSky sky = Liouville.of(BoundaryWeight.isotropic()).sky(TURBULENT, R);
    assertEquals(4 * Math.PI / sky.particles(), sky.noise(), 1e-15);
    assertTrue(sky.map().minus(sky.counts().relativeIntensity()).deviation() < 1e-15);
    assertEquals(8000, sky.particles() + sky.missing());
  }

  /** At the start the sky is the boundary itself, with its axis where the frame puts it. */
  @Test
  void nearTheObserverTheDipoleIsTheBoundarys() {
    Liouville mean = Liouville.paper().withNside(4).withEstimator(PixelEstimator.MEAN);
    DipoleFit fit = DipoleFit.of(mean.sky(TURBULENT, NEAR).map());
    assertEquals(1, fit.amplitude(), 0.03);
    Vec3 field = SkyFrame.localInterstellarField().x();
    assertTrue(fit.dipole().angleTo(field) < 2 * Units.deg, fit.toString());
    DipoleFit other =
        DipoleFit.of(
            mean.withFrame(SkyFrame.localInterstellarField().reversed())
                .sky(TURBULENT, NEAR)
                .map());
    assertTrue(other.dipole().angleTo(field.times(-1)) < 2 * Units.deg, other.toString());
  }

  /** In a uniform field the pitch angle never changes, so the dipole survives to any R. */
  @Test
  void uniformFieldKeepsTheDipoleAtEveryRadius() {
    for (double radius : new double[] {NEAR, R}) {
      WeightedSky sky =
          Liouville.paper().withNside(4).withEstimator(PixelEstimator.MEAN).sky(HELICES, radius);
      DipoleFit fit = DipoleFit.of(sky.map());
      assertEquals(1, fit.amplitude(), 0.03, sky.toString());
      assertTrue(sky.map().minus(fit).deviation() < 0.08, sky + ", " + fit);
    }
  }

  /** Turbulence takes power from the dipole, and Σ(2l+1)C_l/4π = Var(w)/⟨w⟩² is all there is. */
  @Test
  void turbulenceMovesTheDipolesPowerToHigherMultipoles() {
    Liouville mean = Liouville.paper().withNside(8).withEstimator(PixelEstimator.MEAN);
    WeightedSky near = mean.sky(TURBULENT, NEAR);
    WeightedSky far = mean.sky(TURBULENT, R);
    double before = DipoleFit.of(near.map()).amplitude();
    double after = DipoleFit.of(far.map()).amplitude();
    assertTrue(after < 0.96 * before, before + " to " + after);
    assertTrue(far.noise() > 10 * near.noise(), near.noise() + " to " + far.noise());
    assertTrue(far.map().deviation() * far.map().deviation() < 0.5);
  }

  /** Noise of random weights: the mean of C_l over l and 40 skies within 5 standard errors. */
  @Test
  void noiseIsWhatTheEstimatorsSay() {
    int nside = 8;
    int skies = 40;
    double[] ratio = new double[2];
    for (int s = 0; s < skies; s++) {
      WeightedSky.Gathering pixels = new WeightedSky.Gathering(nside);
      for (int i = 0; i < 12_000; i++) {
        RandomStream random = RandomStream.of(900 + s, i);
        pixels.add(random.direction(), 2 * random.uniform());
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
    assertEquals(1, ratio[PixelEstimator.MEAN.ordinal()], 5 * standardError + 0.01);
  }

  /** As many launches in every pixel: the counts add no noise, a trajectory that is lost does. */
  @Test
  void noiseOfAnEvenLaunchIsTheScatterInsidePixels() {
    int nside = 8;
    int skies = 40;
    LaunchDirections even = LaunchDirections.stratified(nside, 16, 3, SkyFrame.box());
    double ratio = 0;
    for (int s = 0; s < skies; s++) {
      WeightedSky.Gathering pixels = new WeightedSky.Gathering(nside);
      for (int i = 0; i < even.size(); i++) {
        RandomStream random = RandomStream.of(950 + s, i);
        Vec3 u = even.direction(i);
        pixels.launch(u);
        if (random.uniform() < 0.95) {
          pixels.add(u, 0.5 + random.uniform());
        }
      }
      WeightedSky sky = pixels.sky(PixelEstimator.SUM, R, 0);
      double mean = 0;
      for (int l = 2; l <= 16; l++) {
        mean += (2 * l + 1) * sky.spectrum().at(l) / 285;
      }
      ratio += mean / sky.noise() / skies;
    }
    assertEquals(1, ratio, 5 * Math.sqrt(2.0 / 285 / skies) + 0.01);
  }

  /**
   * A launch stratified in the frame of the map has no shot noise in that map and has it in a map
   * of another orientation. The map and the launch have the same frame by default.
   */
  @Test
  void stratifiedLaunchHasNoNoiseInTheFrameOfTheMapAndHasItInAnother() {
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

  /** Four launches in each pixel are enough for a mean weight in every pixel of the map. */
  @Test
  void stratifiedLaunchLeavesNoPixelOfTheMapEmpty() {
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
    assertTrue(sky.spectrum().at(1) > 1, sky.toString());
  }

  @Test
  void firstAndLastCrossingsAreDifferentChoices() {
    SkyMap first = Liouville.paper().sky(TURBULENT, R).map();
    SkyMap last = Liouville.paper().withCrossing(CrossingChoice.LAST).sky(TURBULENT, R).map();
    assertTrue(first.minus(last).deviation() > 0.01);
  }

  @Test
  void boundariesAreWhatTheySay() {
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

  @Test
  void refusalsSayWhatToDo() {
    assertEquals(
        "dipole amplitude 1.5 is outside 0 to 1, where intensities would be negative: choose one"
            + " inside and turn the axis for the other sign",
        refusal(() -> BoundaryWeight.dipole(1.5, Vec3.X)));
    assertEquals(
        "a trajectory carries one intensity, not one for ALL of its crossings: use FIRST or LAST",
        refusal(() -> Liouville.paper().withCrossing(CrossingChoice.ALL)));
    assertEquals(
        "the boundary gives an intensity of -1.0: it must be finite, not negative",
        refusal(() -> Liouville.of((r, u) -> -1).sky(TURBULENT, R)));
    assertEquals(
        "every intensity on the sphere is zero: give the boundary a positive mean",
        refusal(() -> Liouville.of((r, u) -> 0).sky(TURBULENT, R)));
    WeightedSky sparse =
        Liouville.paper().withNside(64).withEstimator(PixelEstimator.MEAN).sky(TURBULENT, R);
    assertTrue(
        refusal(sparse::spectrum)
            .matches(
                "\\d+ of 49152 pixels have no trajectory, so the mean weight has no full-sky"
                    + " spectrum: use more particles than \\d+, a smaller nside, or"
                    + " PixelEstimator.SUM"));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable e) {
    return assertThrows(RuntimeException.class, e).getMessage();
  }

  @Test
  void resultsPrintThemselves() {
    String sky = Liouville.paper().sky(TURBULENT, R).toString();
    assertTrue(
        sky.matches(
            "sky at R = 60\\.0 pc, sum of weights: \\d+ trajectories, \\d+ never reach R, N_l ="
                + " 0\\.00\\d+"),
        sky);
    assertEquals(
        "intensity at the first crossing, sum of weights, nside 16, box x towards RA 234.43°, Dec"
            + " +16.31°",
        Liouville.paper().toString());
    assertEquals(
        "back and forth over 3.00 gyrations: 1.00e-06 r_L and 2.00e-06 rad from the launch",
        new TimeReversal(3, 1e-6, 2e-6).toString());
    assertEquals(
        "phase-space volume after 2.00 gyrations: 1.000001000 of what it was, drawn out 31.0 times",
        new PhaseSpaceVolume(2, 1.000001, 31).toString());
  }

  /** Of 100 skies the mean of l = 1 to 40 scatters by 0.0035 N_l: 4.5 of that, 1 in 10⁵. */
  @Test
  void bandOfTheSameWeightsLiesAtTheNoiseOfTheSky() {
    double[] w = Liouville.paper().weights(HELICES, R);
    WeightedSky sky = Liouville.paper().sky(HELICES, R);
    assertEquals(sky.particles(), w.length);
    IsotropicBand band = IsotropicSimulation.of(16, 100, 3).run(w, new Workers(2), Progress.NONE);
    assertEquals(sky.noise(), band.noise(), 1e-12 * sky.noise());
    assertEquals(1, band.mean().mean(1, 40) / sky.noise(), 0.016);
    assertTrue(band.noise() > 1.1 * IsotropicBand.noise(sky.particles()), "weights that differ");
  }

  /** Of 8000 launches the mean of l = 2 to 32 scatters by 0.06 N_l: four of that, 1 in 16,000. */
  @Test
  void crossSpectrumOfTheHalvesHasTheDipoleAndNoLaunchNoise() {
    Liouville paper = Liouville.paper();
    WeightedSky sky = paper.sky(HELICES, R);
    PowerSpectrum cross = paper.crossSpectrum(HELICES, R);
    assertEquals(1, sky.spectrum().mean(2, 32) / sky.noise(), 0.24);
    assertEquals(0, cross.mean(2, 32) / sky.noise(), 0.24);
    assertEquals(sky.spectrum().at(1) - sky.noise(), cross.at(1), 0.05);
    assertEquals(
        sky.spectrum().at(5) - sky.noise(), sky.spectrumLessNoise().at(5), 1e-12 * sky.noise());
  }
}
