package larmor.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HermiteTest {
  private static final double[] SCALE = {1, 1, 1, 1, 1, 1};

  /** A smooth, divergence-free field of strength about one. */
  private static final VelocityRotation WAVES =
      new VelocityRotation() {
        @Override
        public void rate(double[] y, double[] w) {
          w[0] = 1 + 0.4 * Math.sin(0.7 * y[1]) + 0.3 * Math.cos(1.1 * y[2]);
          w[1] = 0.5 * Math.cos(0.9 * y[2] + 1) + 0.3 * Math.sin(0.8 * y[0]);
          w[2] = 0.4 * Math.sin(y[0] - 0.5) + 0.2 * Math.cos(0.6 * y[1]);
          w[3] = 0.4 * 0.7 * Math.cos(0.7 * y[1]) * y[4] - 0.3 * 1.1 * Math.sin(1.1 * y[2]) * y[5];
          w[4] =
              -0.5 * 0.9 * Math.sin(0.9 * y[2] + 1) * y[5]
                  + 0.3 * 0.8 * Math.cos(0.8 * y[0]) * y[3];
          w[5] = 0.4 * Math.cos(y[0] - 0.5) * y[3] - 0.2 * 0.6 * Math.sin(0.6 * y[1]) * y[4];
        }

        @Override
        public void derivatives(double t, double[] y, double[] dydt) {
          double[] w = new double[6];
          rate(y, w);
          System.arraycopy(y, 3, dydt, 0, 3);
          dydt[3] = y[4] * w[2] - y[5] * w[1];
          dydt[4] = y[5] * w[0] - y[3] * w[2];
          dydt[5] = y[3] * w[1] - y[4] * w[0];
        }
      };

  private static Integration run(Solver solver, double end) {
    Integration i = solver.on(WAVES, SCALE);
    i.start(0, new double[] {0, 0, 0, 0.36, 0.48, 0.8}, 0.1);
    while (i.t() < end) {
      assertTrue(i.step(end));
    }
    return i;
  }

  private static double distance(double[] a, double[] b) {
    double s = 0;
    for (int c = 0; c < 3; c++) {
      s += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return Math.sqrt(s);
  }

  @Test
  void trajectoryAgreesWithThatOfDormandAndPrinceAtEveryTolerance() {
    double[] reference = run(DormandPrince.of(1e-13), 20).y().clone();
    for (double tolerance : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
      Integration run = run(Hermite.of(tolerance), 20);
      double error = distance(reference, run.y());
      // one evaluation for each step tried, and one at the start; at 1e-6 and below some are
      // rejected
      assertEquals(1 + run.steps() + run.rejections(), run.evaluations());
      // measured: 14 to 34 tolerances
      assertTrue(error < 50 * tolerance, tolerance + " gives " + error);
    }
  }

  @Test
  void errorFallsWithTheFourthPowerOfTheStep() {
    double[] reference = run(DormandPrince.of(1e-13), 10).y().clone();
    double before = Double.NaN;
    for (double step : new double[] {0.1, 0.05, 0.025, 0.0125}) {
      double error = distance(reference, run(new Hermite(0.09, step), 10).y());
      if (step < 0.1) {
        // measured: 18.2, 17.2, 16.6
        assertEquals(16, before / error, 2.5, "at " + step);
      }
      before = error;
    }
  }

  @Test
  void speedIsConservedWithinFiveTolerances() {
    for (double tolerance : new double[] {1e-5, 1e-7, 1e-9}) {
      double[] y = run(Hermite.of(tolerance), 200).y();
      double drift = Math.sqrt(y[3] * y[3] + y[4] * y[4] + y[5] * y[5]) - 1;
      // measured: 1.7 to 3.0 tolerances after 200 units of time
      assertEquals(0, drift, 5 * tolerance, "at " + tolerance);
    }
  }

  @Test
  void speedIsConservedToRoundingErrorInAUniformField() {
    VelocityRotation uniform =
        new VelocityRotation() {
          @Override
          public void rate(double[] y, double[] w) {
            w[0] = 0.6;
            w[1] = 0;
            w[2] = 0.8;
            w[3] = 0;
            w[4] = 0;
            w[5] = 0;
          }

          @Override
          public void derivatives(double t, double[] y, double[] dydt) {
            throw new AssertionError("Hermite's scheme evaluates the rate only");
          }
        };
    Integration i = Hermite.of(1e-2).on(uniform, SCALE);
    i.start(0, new double[] {0, 0, 0, 0.36, 0.48, 0.8}, 0.1);
    while (i.t() < 1000) {
      assertTrue(i.step(1000));
    }
    double[] y = i.y();
    assertEquals(1, Math.sqrt(y[3] * y[3] + y[4] * y[4] + y[5] * y[5]), 1e-12);
    // measured: an error of 3e-14 with 788 evaluations
    assertTrue(i.evaluations() < 1000, i.evaluations() + " evaluations");
    assertEquals(1 + i.steps() + i.rejections(), i.evaluations());
  }

  @Test
  void stateStaysUnchangedWhereNoStepKeepsTheTolerance() {
    VelocityRotation nowhere =
        new VelocityRotation() {
          @Override
          public void rate(double[] y, double[] w) {
            java.util.Arrays.fill(w, y[0] > 0 ? Double.NaN : 1);
          }

          @Override
          public void derivatives(double t, double[] y, double[] dydt) {
            throw new AssertionError("Hermite's scheme evaluates the rate only");
          }
        };
    double[] start = {0, 0, 0, 0.6, 0, 0.8};
    Integration i = Hermite.of(1e-6).on(nowhere, SCALE);
    i.start(1, start, 0.1);
    assertFalse(i.step(2));
    double[] here = new double[6];
    i.at(i.t(), here);
    assertArrayEquals(start, here);
    assertEquals(1, i.t());
    assertEquals(0, i.steps());
  }

  @Test
  void denseOutputLiesOnTheTrajectoryBetweenSteps() {
    Integration fine = DormandPrince.of(1e-12).on(WAVES, SCALE);
    fine.start(0, new double[] {0, 0, 0, 0.36, 0.48, 0.8}, 0.1);
    Integration i = Hermite.of(1e-8).on(WAVES, SCALE);
    i.start(0, new double[] {0, 0, 0, 0.36, 0.48, 0.8}, 0.1);
    double[] here = new double[6];
    double worst = 0;
    double speed = 0;
    while (i.t() < 10) {
      assertTrue(i.step(10));
      for (double theta = 0.1; theta < 1; theta += 0.2) {
        double t = i.before() + theta * (i.t() - i.before());
        while (fine.t() < t) {
          fine.step(t);
        }
        i.at(t, here);
        worst = Math.max(worst, distance(here, fine.y()));
        for (int c = 3; c < 6; c++) {
          speed = Math.max(speed, Math.abs(here[c] - fine.y()[c]));
        }
      }
    }
    // measured: 5.7e-8 and 4.1e-8
    assertTrue(worst < 1e-7, "error of the position " + worst);
    assertTrue(speed < 1e-7, "error of the velocity " + speed);
  }

  @Test
  void equationsOfAnotherFormAreRefused() {
    Equations decay =
        new Equations() {
          @Override
          public int dimension() {
            return 6;
          }

          @Override
          public void derivatives(double t, double[] y, double[] dydt) {
            System.arraycopy(y, 0, dydt, 0, 6);
          }
        };
    assertEquals(
        "Hermite's scheme integrates only equations of the form u' = u × w (VelocityRotation), and"
            + " these have another form: use BulirschStoer",
        assertThrows(IllegalArgumentException.class, () -> Hermite.of(1e-6).on(decay, SCALE))
            .getMessage());
    assertEquals("Hermite, order 4, tolerance 1.00e-06", Hermite.of(1e-6).toString());
  }
}
