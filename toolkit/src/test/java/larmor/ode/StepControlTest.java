package larmor.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the solvers choose their steps, and what they return at the ends of the steps. */
class StepControlTest {
  private static final double[] ONES = {1, 1, 1, 1, 1, 1};

  /** Scales with which every step is accurate enough. */
  private static final double[] WIDE = {1e6, 1e6, 1e6, 1e6, 1e6, 1e6};

  private static final MagneticBottle BOTTLE = new MagneticBottle(1, 1);

  private static double[] start() {
    return new double[] {0.5, 0.25, 1, 0.36, 0.48, 0.8};
  }

  private static List<Solver> solvers(double tolerance) {
    return List.of(Hermite.of(tolerance), BulirschStoer.of(tolerance), DormandPrince.of(tolerance));
  }

  /** Kepler's problem with the attraction 1/r²; the state is x, y, vx, vy. */
  private static final class Kepler implements Equations {
    private long calls;

    @Override
    public int dimension() {
      return 4;
    }

    @Override
    public void derivatives(double t, double[] y, double[] dydt) {
      calls++;
      double r2 = y[0] * y[0] + y[1] * y[1];
      double r3 = r2 * Math.sqrt(r2);
      dydt[0] = y[2];
      dydt[1] = y[3];
      dydt[2] = -y[0] / r3;
      dydt[3] = -y[1] / r3;
    }
  }

  /** Two periods of an ellipse of eccentricity 0.9 from its far end, forwards or backwards. */
  private static Integration orbits(Solver solver, double firstStep) {
    Kepler equations = new Kepler();
    Integration run = solver.on(equations, new double[] {1, 1, 1, 1});
    run.start(0, new double[] {1.9, 0, 0, Math.sqrt(0.1 / 1.9)}, firstStep);
    double end = Math.copySign(4 * Math.PI, firstStep);
    while (run.t() != end) {
      assertTrue(run.step(end));
    }
    assertEquals(equations.calls, run.evaluations());
    return run;
  }

  /**
   * Tables: tolerance, first step, and the steps, rejections and evaluations as they were measured,
   * which a change of the choice of step and order changes.
   */
  @Test
  void stepsOfAnEccentricOrbitAreThoseMeasured() {
    double[][] extrapolation = {
      {1e-2, 0.01, 15, 12, 682},
      {1e-2, 10, 20, 13, 575},
      {1e-3, 0.01, 21, 8, 558},
      {1e-3, 10, 23, 10, 722},
      {1e-5, 0.01, 33, 7, 1014},
      {1e-5, 10, 37, 10, 1092},
      {1e-7, 0.01, 56, 8, 1843},
      {1e-7, 10, 53, 8, 1800},
      {1e-9, 0.01, 96, 14, 3183},
      {1e-9, 10, 98, 16, 3227},
      {1e-11, 0.01, 60, 9, 3647},
      {1e-11, 10, 55, 9, 3470},
      {1e-13, 0.01, 54, 12, 5439},
      {1e-13, 10, 47, 10, 4818}
    };
    for (double[] row : extrapolation) {
      assertCounts(row, orbits(BulirschStoer.of(row[0]), row[1]));
      assertMirrored(BulirschStoer.of(row[0]), row[1]);
    }
    double[][] rungeKutta = {
      {1e-2, 0.01, 31, 25, 337},
      {1e-2, 10, 29, 28, 343},
      {1e-4, 0.01, 63, 28, 547},
      {1e-4, 10, 60, 30, 541},
      {1e-6, 0.01, 124, 46, 1021},
      {1e-6, 10, 122, 47, 1015},
      {1e-8, 0.01, 285, 21, 1837},
      {1e-8, 10, 284, 24, 1849}
    };
    for (double[] row : rungeKutta) {
      assertCounts(row, orbits(DormandPrince.of(row[0]), row[1]));
      assertMirrored(DormandPrince.of(row[0]), row[1]);
    }
  }

  /** In the second table the error of the position decides, because its scales are small. */
  @Test
  void stepsInAMagneticBottleAreThoseMeasured() {
    double[][] velocity = {
      {1e-2, 0.01, 47, 3, 51},
      {1e-2, 10, 32, 7, 40},
      {1e-4, 0.01, 107, 1, 109},
      {1e-4, 10, 95, 4, 100},
      {1e-6, 0.01, 308, 0, 309},
      {1e-6, 10, 301, 4, 306}
    };
    for (double[] row : velocity) {
      assertCounts(row, gyrations(row, ONES));
    }
    double[][] position = {
      {1e-2, 0.01, 82, 1, 84},
      {1e-2, 10, 69, 3, 73},
      {1e-4, 0.01, 182, 0, 183},
      {1e-4, 10, 173, 4, 178},
      {1e-6, 0.01, 440, 0, 441},
      {1e-6, 10, 435, 5, 441}
    };
    for (double[] row : position) {
      assertCounts(row, gyrations(row, new double[] {0.02, 0.01, 0.03, 1, 1, 1}));
    }
  }

  private static Integration gyrations(double[] row, double[] scale) {
    Integration run = Hermite.of(row[0]).on(BOTTLE, scale);
    run.start(0, start(), row[1]);
    while (run.t() < 20) {
      assertTrue(run.step(20));
    }
    return run;
  }

  private static void assertCounts(double[] row, Integration run) {
    String which = row[0] + ", first step " + row[1];
    assertEquals(row[2], (double) run.steps(), which);
    assertEquals(row[3], (double) run.rejections(), which);
    assertEquals(row[4], (double) run.evaluations(), which);
  }

  /** The orbit is symmetric, so that backward steps are the same to the bit. */
  private static void assertMirrored(Solver solver, double firstStep) {
    Integration forward = orbits(solver, firstStep);
    Integration backward = orbits(solver, -firstStep);
    double[] y = backward.y();
    assertArrayEquals(forward.y(), new double[] {y[0], -y[1], -y[2], y[3]});
    assertEquals(forward.evaluations(), backward.evaluations());
  }

  /** The units are powers of two, which change no rounding error. */
  @Test
  void stepsDoNotDependOnTheUnits() {
    double[] scale = {1.0 / 64, 1.0 / 32, 1.0 / 16, 1, 0.5, 2};
    double[] unit = {1024, 1024, 1024, 256, 256, 256};
    for (double tolerance : new double[] {1e-2, 1e-5, 1e-11}) {
      for (Solver solver : solvers(tolerance)) {
        double[] other = start();
        double[] otherScale = scale.clone();
        for (int c = 0; c < 6; c++) {
          other[c] *= unit[c];
          otherScale[c] *= unit[c];
        }
        Integration one = solver.on(BOTTLE, scale);
        Integration two = solver.on(new MagneticBottle(1024, 4), otherScale);
        one.start(0, start(), 10);
        two.start(0, other, 40);
        while (one.t() < 20) {
          assertTrue(one.step(20));
          assertTrue(two.step(80));
          assertEquals(4 * one.t(), two.t(), solver.toString());
        }
        double[] expected = one.y().clone();
        for (int c = 0; c < 6; c++) {
          expected[c] *= unit[c];
        }
        assertArrayEquals(expected, two.y(), solver.toString());
        assertEquals(one.rejections(), two.rejections(), solver.toString());
      }
    }
  }

  @Test
  void lastStepEndsExactlyAtTheLimit() {
    double step = 0.1 - 1;
    assertTrue(1 + step != 0.1);
    for (Solver solver : solvers(1e-2)) {
      Integration run = solver.on(BOTTLE, WIDE);
      run.start(1, start(), step);
      assertTrue(run.step(0.1));
      assertEquals(0.1, run.t(), solver.toString());
    }
  }

  @Test
  void stepCutByTheLimitDoesNotShortenTheNext() {
    for (Solver solver : solvers(1e-4)) {
      for (int sign = -1; sign <= 1; sign += 2) {
        Integration run = solver.on(BOTTLE, ONES);
        run.start(0, start(), sign * 0.1);
        assertTrue(run.step(sign * 1e-5));
        assertTrue(run.step(sign * 100));
        assertEquals(sign * 0.1, run.t() - run.before(), 1e-15, solver.toString());
        assertEquals(0, run.rejections());
      }
    }
  }

  @Test
  void stepsAsShortAsTheRoundingErrorOfTAreNotTaken() {
    for (Solver solver : solvers(1e-4)) {
      Integration run = solver.on(BOTTLE, WIDE);
      boolean hermite = solver instanceof Hermite;
      double t = hermite ? 1e15 : 1;
      double shortest = hermite ? 1 : 4 * Math.ulp(1.0);
      run.start(t, start(), 10);
      assertFalse(run.step(t + shortest), solver.toString());
      assertEquals(0, run.steps());
      assertTrue(run.step(t + 2 * shortest), solver.toString());
      assertEquals(t + 2 * shortest, run.t());
    }
  }

  /** A slow gyration whose rate is undefined from a moment on. */
  private static final class Fading implements VelocityRotation {
    private double rate = 0.1;
    private long calls;

    @Override
    public void rate(double[] y, double[] w) {
      calls++;
      Arrays.fill(w, 0);
      w[2] = rate;
    }

    @Override
    public void derivatives(double t, double[] y, double[] dydt) {
      calls++;
      System.arraycopy(y, 3, dydt, 0, 3);
      dydt[3] = y[4] * rate;
      dydt[4] = -y[3] * rate;
      dydt[5] = 0;
    }
  }

  /**
   * After a step of 0.5 to t = 1, the steps tried are 0.5, 0.05 … 5e-15; one of 5e-16 is too short.
   */
  @Test
  void stepWithAnUndefinedResultIsRepeatedWithATenthOfItsLength() {
    for (double rate : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (Solver solver : solvers(1e-3)) {
        Fading equations = new Fading();
        Integration run = solver.withLargestStep(0.5).on(equations, ONES);
        run.start(0.5, start(), 0.5);
        assertTrue(run.step(100), solver.toString());
        double[] y = run.y().clone();
        equations.rate = rate;
        assertFalse(run.step(100), solver.toString());
        assertEquals(15, run.rejections(), solver.toString());
        assertEquals(equations.calls, run.evaluations(), solver.toString());
        assertEquals(1, run.steps());
        assertEquals(1, run.t());
        assertArrayEquals(y, run.y());
        double[] here = new double[6];
        run.at(1, here);
        assertArrayEquals(y, here, solver.toString());
      }
    }
  }

  @Test
  void stateBeforeTheFirstStepIsTheStart() {
    for (Solver solver : solvers(1e-6)) {
      Integration run = solver.on(BOTTLE, ONES);
      double[] y = new double[6];
      for (int repeat = 0; repeat < 2; repeat++) {
        run.start(2, start(), 0.1);
        run.at(2, y);
        assertArrayEquals(start(), y);
        assertArrayEquals(start(), run.y());
        assertArrayEquals(start(), run.yBefore());
        assertEquals(2, run.before());
        assertTrue(run.step(3));
        assertArrayEquals(start(), run.yBefore());
        run.at(run.t(), y);
        assertArrayEquals(run.y(), y);
      }
    }
  }

  @Test
  void copiesDifferOnlyInWhatTheyChange() {
    assertEquals(new Hermite(1e-8, 2), Hermite.of(1e-6).withLargestStep(2).withTolerance(1e-8));
    assertEquals(
        new BulirschStoer(1e-8, 2), BulirschStoer.of(1e-6).withLargestStep(2).withTolerance(1e-8));
    assertEquals(
        new DormandPrince(1e-8, 2), DormandPrince.of(1e-6).withLargestStep(2).withTolerance(1e-8));
  }

  @Test
  void limitsOfTheSettingsAreRefused() {
    for (Solver solver : solvers(1e-6)) {
      assertThrows(IllegalArgumentException.class, () -> solver.withLargestStep(0));
      assertThrows(IllegalArgumentException.class, () -> solver.withTolerance(0.1));
      double[] scale = ONES.clone();
      scale[5] = Double.POSITIVE_INFINITY;
      assertEquals(
          "an error scale of Infinity is not positive and finite: give finite numbers above 0",
          assertThrows(IllegalArgumentException.class, () -> solver.on(BOTTLE, scale))
              .getMessage());
      Integration run = solver.on(BOTTLE, ONES);
      assertEquals(
          "a first step of -Infinity is 0 or not finite: give a finite one, negative to integrate"
              + " towards smaller t",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> run.start(0, start(), Double.NEGATIVE_INFINITY))
              .getMessage());
    }
  }
}
