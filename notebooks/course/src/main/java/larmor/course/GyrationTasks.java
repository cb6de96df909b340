package larmor.course;

import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import larmor.numeric.Vec3;

/** The building tasks of unit 1: a step of the Boris push and a step of the Runge–Kutta method. */
public final class GyrationTasks {
  private GyrationTasks() {}

  /** A function that computes one step of a solver. */
  @FunctionalInterface
  public interface Step {
    /**
     * Advances the solution of y' = f(y).
     *
     * @param f function that returns the derivative of a state
     * @param y the state before the step
     * @param h length of the step
     * @return the state after the step
     */
    double[] step(UnaryOperator<double[]> f, double[] y, double h);
  }

  /**
   * Tests a Boris push: the rotation of a velocity in a magnetic field within one step. With dv/dt
   * = (q/γm) v × B and θ = (q/γm) B Δt, the push is v' = v + (v + v × h) × s with h = θ/2 and s =
   * 2h/(1 + h²); it turns v by 2 arctan(|θ|/2).
   *
   * @param push the reader's function, which returns the velocity after a step; its arguments are
   *     the velocity before the step and θ [rad]
   * @return the tests
   */
  public static BuildResult borisPush(BinaryOperator<Vec3> push) {
    Vec3 v = new Vec3(0.6, 0, 0.8);
    Vec3 theta = new Vec3(0, 0, 0.3);
    return BuildResult.of("Boris push")
        .test(
            "the speed is conserved",
            () -> {
              double ratio = push.apply(v, theta).norm() / v.norm();
              return near(ratio, 1, 1e-12)
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "The speed is multiplied by %.4f in one step. v + v × θ is Euler's step, which"
                          + " lengthens v; s = 2h/(1 + h²) makes the step a rotation.",
                      ratio);
            })
        .test(
            "the component along B does not change",
            () ->
                near(push.apply(v, theta).z(), v.z(), 1e-12)
                    ? ""
                    : "The component along B changes: every term that is added must be a cross"
                        + " product with B.")
        .test(
            "a positive charge turns the right way",
            () -> {
              Vec3 turned = push.apply(Vec3.X, theta);
              if (turned.y() == 0) {
                return "The velocity does not turn.";
              }
              return turned.y() < 0
                  ? ""
                  : "A velocity along x in a field along z must turn towards −y, because x × z = −y:"
                      + " the order of the cross product is reversed.";
            })
        .test(
            "the angle is that of the field",
            () -> {
              Vec3 turned = push.apply(Vec3.X, theta);
              double angle = Math.abs(Math.atan2(turned.y(), turned.x()));
              if (angle == 0) {
                return "The velocity does not turn.";
              }
              if (near(angle, 2 * Math.atan(0.15), 1e-9) || near(angle, 0.3, 1e-9)) {
                return "";
              }
              return near(angle, 2 * Math.atan(0.3), 1e-9)
                  ? "The velocity turns twice as far as it should: h is half of θ."
                  : String.format(
                      Locale.ROOT,
                      "For |θ| = 0.3 the velocity turns by %.4f instead of 2 arctan 0.15 = 0.2978.",
                      angle);
            })
        .test(
            "a field in any direction turns the velocity about it",
            () -> {
              Vec3 axis = new Vec3(1, 2, 2).times(1 / 3.0);
              Vec3 got = push.apply(v, axis.times(0.3));
              if (got.equals(v)) {
                return "The velocity does not turn.";
              }
              Vec3 right = reference(v, axis.times(0.3));
              boolean exact = near(got.minus(rotation(v, axis, 0.3)).norm(), 0, 1e-9);
              return exact || near(got.minus(right).norm(), 0, 1e-9)
                  ? ""
                  : "With B along (1, 2, 2)/3 the result differs from the rotation: do not assume that"
                      + " B is along z.";
            });
  }

  /**
   * Tests one step of the classical Runge–Kutta method of fourth order.
   *
   * @param rungeKutta the reader's function
   * @return the tests
   */
  public static BuildResult rungeKutta(Step rungeKutta) {
    return BuildResult.of("Runge–Kutta step")
        .test(
            "y' = y grows by 1 + h + h²/2 + h³/6 + h⁴/24",
            () -> {
              double h = 0.5;
              double got = rungeKutta.step(double[]::clone, new double[] {1}, h)[0];
              double right = 1 + h + h * h / 2 + h * h * h / 6 + h * h * h * h / 24;
              if (near(got, right, 1e-12)) {
                return "";
              }
              if (near(got, 1 + h, 1e-12)) {
                return "This is Euler's step: the slope at the start is the only one that counts.";
              }
              if (near(got, 1 + h + h * h / 2, 1e-12)) {
                return "This is a method of second order: four slopes are needed, with the weights"
                    + " 1/6, 1/3, 1/3 and 1/6.";
              }
              if (near(got - 1, 6 * (right - 1), 1e-12)) {
                return "The sum of the weights must be 1: divide by 6.";
              }
              return String.format(
                  Locale.ROOT,
                  "One step of 0.5 gives %.6f instead of %.6f: the second and third slope are taken"
                      + " half a step further, the fourth a whole step.",
                  got,
                  right);
            })
        .test(
            "the error of a step on a circle falls 32-fold when the step is halved",
            () -> {
              double ratio = circleError(rungeKutta, 0.2) / circleError(rungeKutta, 0.1);
              return ratio > 28 && ratio < 36
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "It falls %.1f-fold. All components of y must be advanced together: compute a"
                          + " slope of the whole state before you change any component.",
                      ratio);
            })
        .test(
            "the state before the step is not modified",
            () -> {
              double[] y = {1, 2};
              rungeKutta.step(double[]::clone, y, 0.1);
              return y[0] == 1 && y[1] == 2
                  ? ""
                  : "The array y has changed: work in a copy, y.clone().";
            });
  }

  private static double circleError(Step step, double h) {
    double[] y = step.step(p -> new double[] {-p[1], p[0]}, new double[] {1, 0}, h);
    return Math.hypot(y[0] - Math.cos(h), y[1] - Math.sin(h));
  }

  private static Vec3 reference(Vec3 v, Vec3 theta) {
    Vec3 h = theta.times(0.5);
    Vec3 s = h.times(2 / (1 + h.dot(h)));
    return v.plus(v.plus(v.cross(h)).cross(s));
  }

  /** Rotates v about an axis by −angle, the sense in which a positive charge turns. */
  private static Vec3 rotation(Vec3 v, Vec3 axis, double angle) {
    return v.times(Math.cos(angle))
        .plus(v.cross(axis).times(Math.sin(angle)))
        .plus(axis.times(axis.dot(v) * (1 - Math.cos(angle))));
  }

  private static boolean near(double a, double b, double tolerance) {
    return Math.abs(a - b) <= tolerance;
  }
}
