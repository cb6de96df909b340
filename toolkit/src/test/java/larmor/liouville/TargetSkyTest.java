package larmor.liouville;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.UniformField;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.sky.Healpix;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

/**
 * Statistical tests have fixed seeds; a limit of four standard errors or of the probability 1e-4 is
 * exceeded by one in about 10,000 other seeds.
 */
class TargetSkyTest {
  private static final double B0 = 3 * Units.muG;
  private static final double RL = 10 * Units.pc;
  private static final double R = 30 * Units.pc;
  private static final double A = 3 * Units.pc;
  private static final BoundaryWeight DIPOLE = BoundaryWeight.dipole(1, Vec3.X);

  private static final Backtracker HELIX =
      Backtracker.of(Species.PROTON, new UniformField(new Vec3(B0, 0, 0)))
          .withGyroradius(RL, B0)
          .withMaximumGyrations(300);
  private static final Backtracker TURBULENT =
      Backtracker.of(
              Species.PROTON,
              CubicSplineField.of(
                  GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 32).cube(3),
                  CubeScale.ofSide(256 * Units.pc).withFieldUnit(B0)))
          .withGyroradius(RL, B0)
          .withUnderResolvedAllowed()
          .withTolerance(1e-5)
          .withObserver(new Vec3(20 * Units.pc, 0, 0));

  private static TargetSky forward(Backtracker tracer, int particles, int threads) {
    return TargetSky.forward(tracer, R, A, particles, 1, new Workers(threads), Progress.NONE);
  }

  private static TargetSky backward(Backtracker tracer, int particles) {
    return TargetSky.backward(tracer, R, A, particles, 2, Workers.all(), Progress.NONE);
  }

  @Test
  void harmonicsAreOrthonormalWithMeanSquareOne() {
    Healpix grid = Healpix.of(32);
    double[][] sums = new double[25][25];
    for (int p = 0; p < grid.pixels(); p++) {
      double[] y = SkyMoments.harmonics(4, grid.direction(p));
      for (int j = 0; j < 25; j++) {
        for (int k = 0; k < 25; k++) {
          sums[j][k] += y[j] * y[k] / grid.pixels();
        }
      }
    }
    for (int j = 0; j < 25; j++) {
      for (int k = 0; k < 25; k++) {
        assertEquals(j == k ? 1 : 0, sums[j][k], 2e-3, j + " " + k);
      }
    }
    double[] x = SkyMoments.harmonics(2, new Vec3(0.6, 0, 0.8));
    assertEquals(Math.sqrt(3) * 0.6, x[3], 1e-15, "x of l = 1");
    assertEquals(Math.sqrt(3) * 0.8, x[2], 1e-15, "z of l = 1");
    assertEquals(Math.sqrt(5) * (3 * 0.64 - 1) / 2, x[6], 1e-15, "P_2(z)");
  }

  /** In a uniform field û·x̂ is conserved, so the sky is the dipole itself, for any target. */
  @Test
  void forwardSkyOfADipoleInAUniformFieldIsTheDipole() {
    TargetSky sky = forward(HELIX, 60_000, 2);
    SkyMoments moments = sky.moments(DIPOLE, 3);
    assertTrue(sky.arrivals() > 400, sky.toString());
    double[] exact = new double[moments.size()];
    exact[2] = 1 / Math.sqrt(3);
    int k = 0;
    double squares = 0;
    for (int l = 1; l <= 3; l++) {
      for (int m = -l; m <= l; m++) {
        double d = (moments.moment(l, m) - exact[k++]) / moments.error(l, m);
        assertEquals(0, d, 4, "l = " + l + ", m = " + m);
        squares += d * d;
      }
    }
    assertTrue(squares < 45, "sum of squares " + squares);
  }

  /** The flow through a closed surface does not depend on the field: Liouville's theorem. */
  @Test
  void arrivalsAreTheSquareOfTheRadiiInAnyField() {
    for (Backtracker tracer : new Backtracker[] {HELIX, TURBULENT}) {
      TargetSky sky = forward(tracer, 60_000, 2);
      assertEquals(0, sky.run().lost());
      double[] own = new double[sky.run().size()];
      for (int c = 0; c < sky.run().crossings(); c++) {
        own[sky.run().particle(c)] += sky.run().isEntry(c) ? 1 : 0;
      }
      double variance = 0;
      for (double n : own) {
        variance += n * n;
      }
      assertEquals(600, sky.expectedArrivals(), 1e-9);
      assertEquals(600, sky.arrivals(), 4 * Math.sqrt(variance), sky.toString());
    }
  }

  /** The mean chord of a sphere, 4R/3, is the mean path length of an isotropic intensity. */
  @Test
  void meanPathLengthWithinTheSphereIsTheMeanChordInAnyField() {
    TargetSky sky = forward(TURBULENT, 20_000, 2);
    double sum = 0;
    double squares = 0;
    int n = sky.run().size();
    for (int i = 0; i < n; i++) {
      double path = sky.run().path(i) / R;
      sum += path;
      squares += path * path;
    }
    double error = Math.sqrt(squares / n - sum / n * sum / n) / Math.sqrt(n);
    assertEquals(4.0 / 3, sum / n, 4 * error);
    assertTrue(error < 0.02);
  }

  @Test
  void forwardAndBackwardSkiesOfATargetAreEqualInTurbulence() {
    SkyMoments forward = forward(TURBULENT, 100_000, 2).moments(DIPOLE, 3);
    SkyMoments backward = backward(TURBULENT, 10_000).moments(DIPOLE, 3);
    assertTrue(forward.probability(backward) > 1e-4, forward + " and " + backward);
    assertEquals(1.0 / 3, forward.moment(1, 1), 0.3);
  }

  /**
   * The test must be able to fail: the weight of the opposite axis, or of an axis turned by 60°.
   */
  @Test
  void otherBoundaryWeightsGiveOtherSkies() {
    TargetSky forward = forward(TURBULENT, 100_000, 2);
    SkyMoments backward = backward(TURBULENT, 10_000).moments(DIPOLE, 3);
    Vec3 turned = new Vec3(0.5, Math.sqrt(0.75), 0);
    for (Vec3 axis : new Vec3[] {new Vec3(-1, 0, 0), turned}) {
      SkyMoments other = forward.moments(BoundaryWeight.dipole(1, axis), 3);
      assertTrue(other.probability(backward) < 1e-4, other.toString());
    }
  }

  @Test
  void backTracedWeightsInAUniformFieldAreThoseOfTheLaunchDirection() {
    TargetSky sky = backward(HELIX, 2000);
    assertEquals(2000, sky.arrivals());
    SkyMoments moments = sky.moments(DIPOLE, 2);
    assertEquals(1 / Math.sqrt(3), moments.moment(1, 1), 4 * moments.error(1, 1));
    assertEquals(0, sky.run().endPosition(7).norm() / R - 1, 1e-9);
  }

  @Test
  void anIsotropicBoundaryGivesAnIsotropicSkyInTurbulence() {
    SkyMoments moments = forward(TURBULENT, 60_000, 2).moments(BoundaryWeight.isotropic(), 2);
    for (int l = 1; l <= 2; l++) {
      for (int m = -l; m <= l; m++) {
        assertEquals(0, moments.moment(l, m) / moments.error(l, m), 4, l + " " + m);
      }
    }
  }

  @Test
  void bitsDoNotDependOnTheNumberOfThreads() {
    SkyMoments one = forward(TURBULENT, 20_000, 1).moments(DIPOLE, 2);
    SkyMoments three = forward(TURBULENT, 20_000, 3).moments(DIPOLE, 2);
    for (int l = 1; l <= 2; l++) {
      for (int m = -l; m <= l; m++) {
        assertEquals(one.moment(l, m), three.moment(l, m), 0.0);
        assertEquals(one.error(l, m), three.error(l, m), 0.0);
      }
    }
  }

  /** µ³ = (3 P_1 + 2 P_3)/5, so C_3/C_1 = (4/25/49)/(9/25/9). */
  @Test
  void flattenedWeightInAUniformFieldKeepsItsMultipoles() {
    UniformField field = new UniformField(new Vec3(B0, 0, 0));
    Liouville method =
        Liouville.of(BoundaryWeight.fieldAligned(mu -> 1 + mu * mu * mu, field))
            .withEstimator(PixelEstimator.MEAN);
    WeightedSky sky =
        method.sky(
            Backtracker.of(Species.PROTON, field)
                .withGyroradius(RL, B0)
                .withSpheres(R)
                .withStopOutsideSphere(R)
                .run(LaunchDirections.stratified(16, 2, 1)),
            R);
    assertEquals(4.0 / 49, sky.spectrum().at(3) / sky.spectrum().at(1), 2e-3);
    assertEquals(0, sky.spectrum().at(2) / sky.spectrum().at(1), 1e-4);
    assertTrue(method.toString().contains("a function of û·b̂ with the local field b̂"));
  }

  @Test
  void impossibleTargetsAndWeightsAreRefused() {
    assertEquals(
        "a target of radius 0.00 pc receives no particles: give a radius above 0",
        refusal(() -> TargetSky.forward(HELIX, R, 0, 9, 1, Workers.all(), Progress.NONE)));
    assertEquals(
        "9 particles in a sphere of 30.0 pc with a target of 40.0 pc cannot be traced: give 1 particle or"
            + " more and a target smaller than the sphere",
        refusal(
            () -> TargetSky.forward(HELIX, R, 40 * Units.pc, 9, 1, Workers.all(), Progress.NONE)));
    assertEquals(
        "particle 0 starts 40.0000000 pc from the observer, not within the sphere of 30.0000000 pc: start it a"
            + " billionth of the radius inside",
        refusal(
            () ->
                TargetSky.backward(HELIX, R, 40 * Units.pc, 1, 1, new Workers(1), Progress.NONE)));
    TargetSky sky = backward(HELIX, 100);
    assertEquals(
        "moments up to ℓ = 9 are not available: use a largest ℓ from 1 to 8",
        refusal(() -> sky.moments(DIPOLE, 9)));
    assertEquals(
        "the boundary weight -1.0 is negative or not finite: give a weight that is 0 or more"
            + " everywhere",
        refusal(() -> sky.moments((position, direction) -> -1, 2)));
    SkyMoments two = sky.moments(DIPOLE, 2);
    assertEquals(
        "there is no moment of ℓ = 3, m = 0: give ℓ from 1 to 2 and m from −ℓ to ℓ",
        refusal(() -> two.moment(3, 0)));
    assertEquals(
        "moments to ℓ = 2 and ℓ = 1 cannot be compared: use the same largest ℓ",
        refusal(() -> two.chiSquared(sky.moments(DIPOLE, 1))));
    SkyMoments few = backward(HELIX, 3).moments(DIPOLE, 2);
    assertEquals(
        "the covariance of the moments cannot be inverted, because too few particles arrived: trace"
            + " more, or use a smaller ℓ",
        assertThrows(IllegalStateException.class, () -> few.chiSquared(few)).getMessage());
    assertEquals(
        "no particle with a positive weight arrived: trace more particles, or use a larger target",
        assertThrows(IllegalStateException.class, () -> sky.moments((r, u) -> 0, 1)).getMessage());
    Backtracker brief = HELIX.withMaximumGyrations(0.1);
    assertTrue(
        assertThrows(IllegalStateException.class, () -> backward(brief, 100).moments(DIPOLE, 1))
            .getMessage()
            .endsWith(
                "of 100 particles did not leave the sphere, more than 1 %: raise the maximum number"
                    + " of gyrations, or use a smaller sphere"));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
