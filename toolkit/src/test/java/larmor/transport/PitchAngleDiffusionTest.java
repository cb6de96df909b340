package larmor.transport;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import larmor.field.MagneticField;
import larmor.field.MirrorField;
import larmor.field.UniformField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.Trajectory;
import larmor.turbulence.PlaneWaves;
import org.junit.jupiter.api.Test;

class PitchAngleDiffusionTest {
  private static final double R = 1 * pc;
  private static final double B0 = 3 * muG;
  private static final Vec3 MEAN = new Vec3(B0, 0, 0);

  private static List<Trajectory> trajectories(MagneticField field, int count, double gyrations) {
    Backtracker tracer =
        Backtracker.of(Species.PROTON, field)
            .withGyroradius(R, B0)
            .withTolerance(1e-6)
            .withStopAfterGyrations(gyrations);
    LaunchDirections directions = LaunchDirections.uniform(count, 3);
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(
            i -> {
              Vec3 start = RandomStream.of(17, i).direction().times(500 * R);
              return tracer.withObserver(start).trajectory(directions.direction(i));
            })
        .toList();
  }

  /**
   * Weak slab waves scatter as quasilinear theory says for this lag, away from 90° and from 0°. The
   * mean of twelve bins has an error of two per cent; 6 % is three standard errors.
   */
  @Test
  void weakSlabWavesScatterAsQuasilinearTheorySays() {
    PlaneWaves waves = PlaneWaves.kolmogorov(40 * R, 0.5 * R).withModes(200).withSlab(1);
    double ratio = 0.03;
    List<Trajectory> traced = trajectories(waves.field(MEAN, ratio * B0, 5), 400, 40);
    double lag = 5 * 2 * Math.PI * R;
    PitchAngleDiffusion measured =
        PitchAngleDiffusion.aboutDirection(traced, new Vec3(2, 0, 0), lag, 20);
    QuasilinearSlab theory = QuasilinearSlab.of(waves, ratio, R);
    double sum = 0;
    double variance = 0;
    int bins = 0;
    for (int b = 0; b < 20; b++) {
      double mu = measured.cosines()[b];
      if (Math.abs(mu) > 0.3 && Math.abs(mu) < 0.9) {
        double expected = theory.coefficient(mu, measured.lag());
        sum += measured.coefficients()[b] / expected;
        variance += Math.pow(measured.errors()[b] / expected, 2);
        bins++;
      }
    }
    double mean = sum / bins;
    double error = Math.sqrt(variance) / bins;
    assertEquals(12, bins);
    assertTrue(error < 0.025, "the error of the mean ratio is " + error);
    assertEquals(1, mean, 0.06);
  }

  /** The coefficient of a lag of five gyrations is too large, and that of a long lag is right. */
  @Test
  void theBiasOfTheLagVanishesWithTheLag() {
    QuasilinearSlab theory = new QuasilinearSlab(40 * R, 0.5 * R, 5.0 / 3, 0.03, R);
    double turn = 2 * Math.PI * R;
    for (double mu : new double[] {-0.75, 0.35, 0.55, 0.85}) {
      double limit = theory.coefficient(mu);
      double few = theory.coefficient(mu, 5 * turn) / limit - 1;
      double more = theory.coefficient(mu, 50 * turn) / limit - 1;
      double many = theory.coefficient(mu, 500 * turn) / limit - 1;
      assertTrue(few > 0.03 && few < 0.3, mu + ": " + few);
      assertEquals(0, more, 0.15 * few);
      assertEquals(0, many, 0.02 * few);
    }
    assertEquals(0.23, theory.coefficient(0.35, 5 * turn) / theory.coefficient(0.35) - 1, 0.01);
    assertEquals(
        "a pitch-angle cosine of 0.5 with a lag of 0.00 pc has no coefficient: give a cosine from -1"
            + " to 1 and a positive lag below 5.00e+04 pc",
        refusal(() -> theory.coefficient(0.5, 0)));
  }

  @Test
  void nothingScattersInAUniformField() {
    List<Trajectory> traced = trajectories(new UniformField(MEAN), 50, 3);
    double lag = 2 * Math.PI * R;
    for (PitchAngleDiffusion measured :
        List.of(
            PitchAngleDiffusion.aboutDirection(traced, Vec3.X, lag, 4),
            PitchAngleDiffusion.aboutLocalField(traced, new UniformField(MEAN), lag, 4))) {
      for (int b = 0; b < 4; b++) {
        assertTrue(measured.counts()[b] > 0);
        assertEquals(0, measured.coefficients()[b] * R, 1e-12);
      }
      assertEquals(lag, measured.lag(), 1e-12 * lag);
    }
  }

  /** With D constant in µ the mean free path is 0.4 v/D; bins of D enter with (1 − µ²)². */
  @Test
  void theMeanFreePathIsTheIntegralOfTheCoefficients() {
    PlaneWaves waves = PlaneWaves.kolmogorov(40 * R, 0.5 * R).withModes(50).withSlab(1);
    List<Trajectory> traced = trajectories(waves.field(MEAN, 0.5 * B0, 5), 40, 6);
    PitchAngleDiffusion measured =
        PitchAngleDiffusion.aboutDirection(traced, Vec3.X, 2 * Math.PI * R, 5);
    double sum = 0;
    int steps = 100_000;
    for (int i = 0; i < steps; i++) {
      double mu = 2 * (i + 0.5) / steps - 1;
      double d = measured.coefficients()[(int) (5 * (i + 0.5) / steps)];
      sum += Math.pow(1 - mu * mu, 2) / d * 2 / steps;
    }
    assertEquals(3.0 / 8 * sum, measured.meanFreePath(), 1e-6 * sum);
    assertEquals(
        16.0 / 15, PitchAngleDiffusion.isotropic(1) - PitchAngleDiffusion.isotropic(-1), 1e-15);
  }

  /** The error of the mean free path is that of leaving out one trajectory after the other. */
  @Test
  void theErrorOfTheMeanFreePathIsThatOfTheJackknife() {
    PlaneWaves waves = PlaneWaves.kolmogorov(40 * R, 0.5 * R).withModes(50).withSlab(1);
    List<Trajectory> traced = trajectories(waves.field(MEAN, 0.5 * B0, 5), 60, 6);
    double lag = 2 * Math.PI * R;
    int n = traced.size();
    double[] without = new double[n];
    for (int i = 0; i < n; i++) {
      List<Trajectory> others = new ArrayList<>(traced);
      others.remove(i);
      without[i] = PitchAngleDiffusion.aboutDirection(others, Vec3.X, lag, 5).meanFreePath();
    }
    double mean = Arrays.stream(without).average().getAsDouble();
    double squares = Arrays.stream(without).map(v -> (v - mean) * (v - mean)).sum();
    double jackknife = Math.sqrt(squares * (n - 1) / n);
    PitchAngleDiffusion all = PitchAngleDiffusion.aboutDirection(traced, Vec3.X, lag, 5);
    assertEquals(1, all.meanFreePathError() / jackknife, 0.1);
    assertTrue(jackknife < 0.3 * all.meanFreePath(), "the error is " + jackknife / pc + " pc");
  }

  /** In a bottle the cosine of a guiding centre is µ cos(ks), and in a uniform field a constant. */
  @Test
  void mirrorsAloneChangeTheCosineOfAGuidingCentre() {
    double length = 50 * pc;
    double mu = 0.6;
    double k = Math.sqrt(1 - mu * mu) / length;
    Vec3 start = new Vec3(0, 0, 0);
    Vec3 inclined = new Vec3(mu, Math.sqrt(1 - mu * mu), 0);
    GuidingCentre motion =
        GuidingCentre.of(new MirrorField(B0, length), start, inclined, 500 * pc, 100, 5 * pc);
    PitchAngleDiffusion measured =
        PitchAngleDiffusion.ofGuidingCentres(List.of(motion, motion), 40 * pc, 1);
    double sum = 0;
    int starts = 0;
    for (int i = 0; i + 8 <= 100; i += 4) {
      sum += Math.pow(mu * (Math.cos(k * 5 * (i + 8) * pc) - Math.cos(k * 5 * i * pc)), 2);
      starts++;
    }
    assertEquals(2L * starts, measured.counts()[0]);
    assertEquals(40 * pc, measured.lag(), 1e-9 * pc);
    assertEquals(sum / starts / (80 * pc), measured.coefficients()[0], 1e-5 / pc);
    GuidingCentre free =
        GuidingCentre.of(new UniformField(MEAN), start, inclined, 500 * pc, 100, 5 * pc);
    PitchAngleDiffusion none =
        PitchAngleDiffusion.ofGuidingCentres(List.of(free, free), 40 * pc, 4);
    assertEquals(0, none.coefficients()[3], 1e-15 / pc);
    assertEquals(0, none.counts()[0]);
  }

  @Test
  void badSettingsAreOneSentence() {
    List<Trajectory> traced = trajectories(new UniformField(MEAN), 2, 1);
    assertEquals(
        "pitch-angle diffusion cannot be measured from 1 trajectories with a lag of 1.00 pc in 4"
            + " bins: give two trajectories or more, a positive lag and one bin or more",
        refusal(() -> PitchAngleDiffusion.aboutDirection(traced.subList(0, 1), Vec3.X, pc, 4)));
    assertEquals(
        "a lag of 7.00 pc does not fit a trajectory of 6.28 pc with samples 0.196 pc apart: give a"
            + " lag between the two",
        refusal(() -> PitchAngleDiffusion.aboutDirection(traced, Vec3.X, 7 * pc, 4)));
    PitchAngleDiffusion sparse = PitchAngleDiffusion.aboutDirection(traced, Vec3.X, 2 * pc, 64);
    String message = assertThrows(IllegalStateException.class, sparse::meanFreePath).getMessage();
    assertTrue(message.startsWith("no particle had a pitch-angle cosine near -0.98, so"), message);
  }

  private static String refusal(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  /** With E(k) ∝ 1/k the coefficient is C (1 − µ²), so that λ is known. */
  @Test
  void theoryOfASpectrumOfSlopeOneIsKnownExactly() {
    PlaneWaves waves =
        PlaneWaves.kolmogorov(20 * Math.PI * R, 0.02 * Math.PI * R).withSlope(1).withSlab(0.25);
    QuasilinearSlab theory = QuasilinearSlab.of(waves, 0.2, R);
    assertEquals(0.1, theory.ratio(), 1e-15);
    assertEquals(0.01, theory.smallestCosine(), 1e-15);
    double c = Math.PI / 4 * 0.01 / (R * Math.log(1000));
    for (double mu : new double[] {-0.9, -0.2, 0.02, 0.5, 0.99}) {
      assertEquals(c * (1 - mu * mu), theory.coefficient(mu), 1e-12 * c);
    }
    assertEquals(0, theory.coefficient(0.009));
    assertEquals(0, theory.coefficient(0));
    double whole = 0.75 / c * (2.0 / 3 - 0.01 + 1e-6 / 3);
    assertEquals(whole, theory.meanFreePath(), 1e-6 * whole);
    assertEquals(
        "quasilinear theory of slab waves does not fit a fraction of NaN in slab waves, δB/B0 = 0.1"
            + " and a gyroradius of 1.0 m: give waves with withSlab and positive numbers",
        refusal(() -> QuasilinearSlab.of(PlaneWaves.kolmogorov(10, 1), 0.1, 1)));
  }

  /** Waves that are longer than a gyration of every cosine scatter no particle. */
  @Test
  void wavesWithoutResonanceGiveAnInfiniteMeanFreePathAndBadNumbersAreRefused() {
    QuasilinearSlab none = new QuasilinearSlab(100 * R, 7 * R, 1.5, 0.1, R);
    assertTrue(none.smallestCosine() > 1);
    assertEquals(Double.POSITIVE_INFINITY, none.meanFreePath());
    assertEquals(0, none.coefficient(1));
    assertEquals(
        "a pitch-angle cosine of 1.1 is outside -1 to 1: give one within this range",
        refusal(() -> none.coefficient(1.1)));
    assertThrows(IllegalArgumentException.class, () -> none.coefficient(Double.NaN));
    assertEquals(
        "there is no quasilinear theory for waves from 1.0 to 2.0 m, δB/B0 = 0.1 and a gyroradius of"
            + " 3.0 m: give positive, finite numbers, the longer wave first",
        refusal(() -> new QuasilinearSlab(1, 2, 1.5, 0.1, 3)));
  }

  @Test
  void theLagIsThatOfWholeSamples() {
    List<Trajectory> traced = trajectories(new UniformField(MEAN), 2, 2);
    double sample = 2 * Math.PI * R / 32;
    assertEquals(
        2 * sample,
        PitchAngleDiffusion.aboutDirection(traced, Vec3.X, 1.6 * sample, 4).lag(),
        1e-12 * sample);
  }
}
