package larmor.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One step of Hermite's scheme against its formulas, with w as the scheme evaluated it. */
class HermiteStepTest {
  /** The states and values of w of each call. */
  private final List<double[]> states = new ArrayList<>();

  private final List<double[]> rates = new ArrayList<>();

  private VelocityRotation recorded(VelocityRotation equations) {
    return new VelocityRotation() {
      @Override
      public void rate(double[] y, double[] w) {
        equations.rate(y, w);
        states.add(y.clone());
        rates.add(w.clone());
      }

      @Override
      public void derivatives(double t, double[] y, double[] dydt) {
        throw new AssertionError("Hermite's scheme evaluates the rate only");
      }
    };
  }

  /** A uniform w whose stated derivative along u does not turn u, but counts as an error of x. */
  private static VelocityRotation uniform() {
    return new VelocityRotation() {
      @Override
      public void rate(double[] y, double[] w) {
        w[0] = 0.4;
        w[1] = -0.7;
        w[2] = 0.9;
        for (int i = 3; i < 6; i++) {
          w[i] = 30 * y[i];
        }
      }

      @Override
      public void derivatives(double t, double[] y, double[] dydt) {
        throw new AssertionError("Hermite's scheme evaluates the rate only");
      }
    };
  }

  private static double[] part(double[] y, int from) {
    return new double[] {y[from], y[from + 1], y[from + 2]};
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double square(double[] a) {
    return a[0] * a[0] + a[1] * a[1] + a[2] * a[2];
  }

  /** u'' = u' × w + u × w'. */
  private static double[] second(double[] u, double[] f, double[] w) {
    double[] a = cross(f, part(w, 0));
    double[] b = cross(u, part(w, 3));
    return new double[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
  }

  /** x^(-1/8), linear in the mantissa as the step control computes it. */
  private static double inverseEighthRoot(double x) {
    int exponent = Math.getExponent(x);
    double v = -(exponent + x * Math.scalb(1.0, -exponent) - 1) / 8;
    return Math.scalb(1 + v - Math.floor(v), (int) Math.floor(v));
  }

  /** The tolerances are such that the error of the step is a third of the tolerance or less. */
  @Test
  void stepFollowsTheFormulas() {
    double[][] scales = {{1, 1, 1, 1, 1, 1}, {4, 0.3, 4, 1, 1, 1}, {9, 9, 9, 3, 0.5, 3}};
    for (double[] scale : scales) {
      for (double h : new double[] {0.5, -0.5}) {
        assertStep(new MagneticBottle(1, 1), 1e-3, scale, h);
        assertStep(uniform(), 0.03, scale, h);
      }
    }
  }

  private void assertStep(VelocityRotation equations, double tolerance, double[] scale, double h) {
    states.clear();
    rates.clear();
    Integration run = Hermite.of(tolerance).on(recorded(equations), scale);
    double[] start = {0.5, 0.25, 1, 0.36, 0.48, 0.8};
    run.start(0, start, h);
    assertTrue(run.step(100 * h));
    assertEquals(h, run.t(), "the first step is accepted");
    double[] end = run.y().clone();
    double[] half = new double[6];
    run.at(0.5 * h, half);
    double[] u0 = part(start, 3);
    double[] u1 = part(end, 3);
    double[] w0 = rates.get(0);
    double[] w1 = rates.get(1);
    double[] f0 = cross(u0, part(w0, 0));
    double[] f1 = cross(u1, part(w1, 0));
    double[] j0 = second(u0, f0, w0);
    double[] j1 = second(u1, f1, w1);
    double[] predicted = states.get(1);
    double[] rest = new double[3];
    double[] miss = new double[3];
    for (int i = 0; i < 3; i++) {
      double x0 = start[i];
      double h2 = h * h;
      double h3 = h * h2;
      assertEquals(x0 + h * u0[i] + h2 / 2 * f0[i] + h3 / 6 * j0[i], predicted[i], 1e-15);
      assertEquals(u0[i] + h * f0[i] + h2 / 2 * j0[i], predicted[3 + i], 1e-15);
      assertEquals(
          u0[i] + h / 2 * f0[i] + h2 / 12 * j0[i], u1[i] - h / 2 * f1[i] + h2 / 12 * j1[i], 1e-15);
      assertEquals(
          x0 + h / 2 * (u0[i] + u1[i]) + h2 / 10 * (f0[i] - f1[i]) + h3 / 120 * (j0[i] + j1[i]),
          end[i],
          1e-15);
      // the quintic polynomial through u, u' and u'' at both ends, and its integral
      assertEquals(
          (u0[i] + u1[i]) / 2 + h * 5 / 32 * (f0[i] - f1[i]) + h2 / 64 * (j0[i] + j1[i]),
          half[3 + i],
          1e-15);
      assertEquals(
          x0
              + h * (27 * u0[i] + 5 * u1[i]) / 64
              + h2 * (47 * f0[i] - 17 * f1[i]) / 640
              + h3 * (21 * j0[i] + 11 * j1[i]) / 3840,
          half[i],
          1e-15);
      rest[i] = f1[i] - f0[i] - h / 2 * (j0[i] + j1[i]);
      miss[i] = predicted[i] - end[i];
    }
    double order = square(rest) / 36;
    double place = square(miss) * square(part(w1, 3)) / 4;
    double least = Math.min(scale[0], Math.min(scale[1], scale[2])) / Math.abs(h);
    least = Math.min(least, Math.min(scale[3], Math.min(scale[4], scale[5])));
    double unit = 0.2 * h / (tolerance * least);
    double error = unit * unit * Math.max(order, place);
    double factor = Math.min(1.25, 0.78 * inverseEighthRoot(error));
    assertEquals(factor * h, ((SteppedIntegration) run).nextStep, 1e-12);
  }
}
