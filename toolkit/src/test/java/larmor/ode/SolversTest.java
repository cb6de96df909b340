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

  private static double errorAt20(Solver solver, double end) {
    Integration run = solver.on(new Oscillator(), SCALE);
    run.start(0, new double[] {1, 0}, Math.copySign(0.1, end));
    while (run.t() != end) {
      assertTrue(run.step(end));
    }
    return Math.hypot(run.y()[0] - Math.cos(end), run.y()[1] + Math.sin(end));
  }

  /** A table: tolerance, largest error of Bulirsch–Stoer and of Dormand–Prince after 20 rad. */
  @Test
  void errorFallsWithTheTolerance() {
    double[][] table = {
      {1e-4, 4e-4, 2e-3},
      {1e-6, 4e-6, 3e-5},
      {1e-8, 4e-8, 3e-7},
      {1e-10, 4e-10, 4e-9},
      {1e-12, 4e-12, 4e-11}
    };
    for (double[] row : table) {
      for (double end : new double[] {20, -20}) {
        assertTrue(
            errorAt20(BulirschStoer.of(row[0]), end) < row[1],
            () -> "Bulirsch-Stoer " + row[0] + ": " + errorAt20(BulirschStoer.of(row[0]), end));
        assertTrue(
            errorAt20(DormandPrince.of(row[0]), end) < row[2],
            () -> "Dormand-Prince " + row[0] + ": " + errorAt20(DormandPrince.of(row[0]), end));
      }
    }
  }

  /** Within each step the dense output errs by no more than twenty times what a step may. */
  @Test
  void denseOutputIsAsAccurateAsTheStep() {
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
            assertTrue(error < 20 * tolerance, solver + ": " + error);
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
      while (run.t() < 10) {
        assertTrue(run.step(10));
        assertEquals(run.t(), equations.lastT, 1e-14);
        assertEquals(equations.calls, run.evaluations());
      }
      assertEquals(10.0, run.t());
      assertTrue(run.steps() > 1 && run.rejections() >= 0);
    }
  }

  @Test
  void explicitTimeIsSeen() {
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
  void aPoleEndsInARefusedStepAndNotInAnEndlessLoop() {
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
  void refusalsNameTheLimit() {
    for (double tolerance : new double[] {1e-14, 0.1, Double.NaN}) {
      for (Solver solver : List.of(BulirschStoer.of(1e-6), DormandPrince.of(1e-6))) {
        assertEquals(
            String.format(java.util.Locale.ROOT, "tolerance %.3g", tolerance)
                + " is outside 1e-14 to 0.1, what double precision and a converging step allow: give one between",
            message(() -> solver.withTolerance(tolerance)));
      }
    }
    assertEquals(
        "largest step -1.0 is not positive: give one above 0",
        message(() -> BulirschStoer.of(1e-6).withLargestStep(-1)));
    assertEquals(
        "3 scales for 2 components: give one for each",
        message(() -> BulirschStoer.of(1e-6).on(new Oscillator(), new double[] {1, 1, 1})));
    assertEquals(
        "scale 0.0 cannot measure an error: give finite, positive scales",
        message(() -> DormandPrince.of(1e-6).on(new Oscillator(), new double[] {1, 0})));
    for (Solver solver : List.of(BulirschStoer.of(1e-6), DormandPrince.of(1e-6))) {
      Integration run = solver.on(new Oscillator(), SCALE);
      assertEquals(
          "first step 0.0 goes nowhere: give a finite step, negative to go back in t",
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
  void rootsAreFoundToTheLastBits() {
    assertEquals(
        Math.sqrt(2), Roots.between(0, -2, 2, 2, x -> x * x - 2), 4 * Math.ulp(Math.sqrt(2)));
    assertEquals(Math.PI, Roots.between(3, Math.sin(3), 4, Math.sin(4), Math::sin), 1e-15);
    assertEquals(
        0.1, Roots.between(0, -1e-7, 1, 0.9, x -> x < 0.1 ? -1e-7 : x - 0.1 + 1e-300), 1e-12);
  }

  @Test
  void solversTellTheirTolerance() {
    assertEquals("Bulirsch-Stoer, tolerance 1.00e-06", BulirschStoer.of(1e-6).toString());
    assertEquals("Dormand-Prince 5(4), tolerance 1.00e-08", DormandPrince.of(1e-8).toString());
  }
}
