package larmor.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SolversTest {
  private static final double[] SCALE = {1, 1};

  /** y'' = -y, with a count of its evaluations. */
  private static final class Oscillator implements Equations {
    private long calls;
    private double lastT;

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public void derivatives(double t, double[] y, double[] dydt) {
      calls++;
      lastT = t;
      dydt[0] = y[1];
      dydt[1] = -y[0];
    }
  }

  private static Equations scalar(java.util.function.DoubleBinaryOperator f) {
    return new Equations() {
      @Override
      public int dimension() {
        return 1;
      }

      @Override
      public void derivatives(double t, double[] y, double[] dydt) {
        dydt[0] = f.applyAsDouble(t, y[0]);
      }
    };
  }

  private static double errorAfter(Solver solver, double end) {
    Integration run = solver.on(new Oscillator(), SCALE);
    run.start(0, new double[] {1, 0}, Math.copySign(0.1, end));
    while (run.t() != end) {
      assertTrue(run.step(end));
    }
    return Math.hypot(run.y()[0] - Math.cos(end), run.y()[1] + Math.sin(end));
  }

  /**
   * A table: tolerance, and the error of Bulirsch–Stoer and of Dormand–Prince after 20 rad as it
   * was measured, which a change of a solver must not exceed by half.
   */
  @Test
  void errorFallsWithTheTolerance() {
    double[][] table = {
      {1e-4, 3.44e-4, 4.92e-4},
      {1e-6, 2.03e-6, 4.58e-6},
      {1e-8, 1.11e-8, 4.57e-8},
      {1e-10, 1.25e-10, 4.56e-10},
      {1e-12, 1.9e-12, 4.56e-12}
    };
    for (double[] row : table) {
      for (double end : new double[] {20, -20}) {
        double extrapolation = errorAfter(BulirschStoer.of(row[0]), end);
        assertEquals(row[1], extrapolation, 0.5 * row[1], "Bulirsch-Stoer " + row[0]);
        double rungeKutta = errorAfter(DormandPrince.of(row[0]), end);
        assertEquals(row[2], rungeKutta, 0.5 * row[2], "Dormand-Prince " + row[0]);
      }
    }
  }

  /** Measured: at most 0.31 tolerances. */
  @Test
  void errorOfTheDenseOutputIsBelowHalfTheTolerance() {
    for (double tolerance : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
      for (Solver solver : List.of(BulirschStoer.of(tolerance), DormandPrince.of(tolerance))) {
        Integration run = solver.withLargestStep(1).on(new Oscillator(), SCALE);
        run.start(0, new double[] {1, 0}, 0.1);
        double[] y = new double[2];
        for (int k = 0; k < 20; k++) {
          assertTrue(run.step(100));
          double h = run.t() - run.before();
          double[] y0 = run.yBefore();
          for (int i = 0; i <= 10; i++) {
            double x = 0.1 * i * h;
            run.at(run.before() + x, y);
            double error =
                Math.max(
                    Math.abs(y[0] - y0[0] * Math.cos(x) - y0[1] * Math.sin(x)),
                    Math.abs(y[1] + y0[0] * Math.sin(x) - y0[1] * Math.cos(x)));
            assertTrue(error < 0.5 * tolerance, solver + ": " + error);
          }
          run.at(run.t(), y);
          assertEquals(run.y()[0], y[0], 4e-16);
        }
      }
    }
  }

  @Test
  void everyEvaluationIsCountedAndTheLastIsAtTheEndOfTheStep() {
    for (Solver solver : List.of(BulirschStoer.of(1e-8), DormandPrince.of(1e-8))) {
      Oscillator equations = new Oscillator();
      Integration run = solver.on(equations, SCALE);
      run.start(3, new double[] {1, 0}, 5);
      long steps = 0;
      while (run.t() < 10) {
        assertTrue(run.step(10));
        assertEquals(++steps, run.steps());
        assertEquals(run.t(), equations.lastT, 1e-14);
        assertEquals(equations.calls, run.evaluations());
      }
      assertEquals(10.0, run.t());
    }
  }

  /** A first step of 5 rad is too long for the tolerance, one of 0.01 rad is not. */
  @Test
  void stepsThatDoNotKeepTheToleranceAreCounted() {
    for (Solver solver : List.of(BulirschStoer.of(1e-8), DormandPrince.of(1e-8))) {
      boolean extrapolation = solver instanceof BulirschStoer;
      Integration run = solver.on(new Oscillator(), SCALE);
      run.start(3, new double[] {1, 0}, 5);
      assertTrue(run.step(10));
      assertEquals(extrapolation ? 2 : 3, run.rejections(), solver.toString());
      if (!extrapolation) {
        // six evaluations for each step tried, and one at the start
        assertEquals(1 + 6 * (run.steps() + run.rejections()), run.evaluations());
      }
      run.start(3, new double[] {1, 0}, 0.01);
      assertEquals(0, run.rejections());
      while (run.t() < 10) {
        assertTrue(run.step(10));
      }
      assertEquals(0, run.rejections(), solver.toString());
    }
  }

  @Test
  void equationsMayDependOnTime() {
    for (Solver solver : List.of(BulirschStoer.of(1e-10), DormandPrince.of(1e-10))) {
      Integration run = solver.on(scalar((t, y) -> 2 * t * y), new double[] {1});
      run.start(-1, new double[] {Math.E}, 0.1);
      while (run.t() < 0.5) {
        assertTrue(run.step(0.5));
      }
      assertEquals(Math.exp(0.25), run.y()[0], 1e-8);
    }
  }

  @Test
  void integrationEndsAtAPoleAndWhereTheEquationsAreNotDefined() {
    for (Solver solver : List.of(BulirschStoer.of(1e-8), DormandPrince.of(1e-8))) {
      Integration run = solver.on(scalar((t, y) -> y * y), new double[] {1});
      run.start(0, new double[] {1}, 0.1);
      boolean going = true;
      for (int i = 0; i < 100_000 && going; i++) {
        going = run.step(2);
      }
      assertFalse(going, solver + " passed the pole at t = 1");
      assertEquals(1, run.t(), 1e-6);
      Integration nan = solver.on(scalar((t, y) -> t > 0.5 ? Double.NaN : 1), new double[] {1});
      nan.start(0, new double[] {0}, 0.1);
      while (nan.step(2)) {
        assertTrue(nan.t() <= 0.5);
      }
      assertEquals(0.5, nan.t(), 0.01);
    }
  }

  @Test
  void wrongSettingsAreRefusedWithTheLimit() {
    for (double tolerance : new double[] {1e-14, 0.1, Double.NaN}) {
      for (Solver solver : List.of(BulirschStoer.of(1e-6), DormandPrince.of(1e-6))) {
        assertEquals(
            String.format(java.util.Locale.ROOT, "a tolerance of %.3g", tolerance)
                + " is outside 1e-14 to 0.1, the range in which steps converge in double precision:"
                + " give one between",
            message(() -> solver.withTolerance(tolerance)));
      }
    }
    assertEquals(
        "a largest step of -1.0 is not positive: give one above 0",
        message(() -> BulirschStoer.of(1e-6).withLargestStep(-1)));
    assertEquals(
        "3 error scales do not fit equations of 2 components: give one for each",
        message(() -> BulirschStoer.of(1e-6).on(new Oscillator(), new double[] {1, 1, 1})));
    assertEquals(
        "an error scale of 0.0 is not positive and finite: give finite numbers above 0",
        message(() -> DormandPrince.of(1e-6).on(new Oscillator(), new double[] {1, 0})));
    for (Solver solver : List.of(BulirschStoer.of(1e-6), DormandPrince.of(1e-6))) {
      Integration run = solver.on(new Oscillator(), SCALE);
      assertEquals(
          "a first step of 0.0 is 0 or not finite: give a finite one, negative to integrate"
              + " towards smaller t",
          message(() -> run.start(0, new double[] {1, 0}, 0)));
    }
    assertEquals(
        "the function has values 1.0 and 2.0 at the ends: give a bracket where it changes its sign",
        message(() -> Roots.between(0, 1, 1, 2, x -> x + 1)));
  }

  private static String message(org.junit.jupiter.api.function.Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }

  @Test
  void rootsAreAccurateToRoundingError() {
    assertEquals(
        Math.sqrt(2), Roots.between(0, -2, 2, 2, x -> x * x - 2), 4 * Math.ulp(Math.sqrt(2)));
    assertEquals(Math.PI, Roots.between(3, Math.sin(3), 4, Math.sin(4), Math::sin), 1e-15);
    assertEquals(
        0.1, Roots.between(0, -1e-7, 1, 0.9, x -> x < 0.1 ? -1e-7 : x - 0.1 + 1e-300), 1e-12);
  }

  @Test
  void solversPrintTheirTolerance() {
    assertEquals("Bulirsch-Stoer, tolerance 1.00e-06", BulirschStoer.of(1e-6).toString());
    assertEquals("Dormand-Prince 5(4), tolerance 1.00e-08", DormandPrince.of(1e-8).toString());
  }
}
