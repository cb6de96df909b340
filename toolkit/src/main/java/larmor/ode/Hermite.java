package larmor.ode;

import java.util.Locale;

/**
 * Hermite's scheme of fourth order, as in gravity (Makino and Aarseth 1992), for motion x' = u, u'
 * = u × w(x) alone: one evaluation of w and of its derivative along the motion a step, at a
 * predicted place. The corrector is linear in u at the end and solved for it, so that in a constant
 * w the speed is kept to round-off. Fourth order is what a field with two continuous derivatives
 * bears.
 *
 * @param tolerance largest error of one step, in units of the caller's scales, 1e-14 to 0.1: a
 *     fifth of the difference from the result of third order
 * @param largestStep no step is longer
 */
public record Hermite(double tolerance, double largestStep) implements Solver {
  public Hermite {
    Tolerances.checked(tolerance);
    Tolerances.checkedStep(largestStep);
  }

  public static Hermite of(double tolerance) {
    return new Hermite(tolerance, Double.POSITIVE_INFINITY);
  }

  @Override
  public Hermite withTolerance(double newTolerance) {
    return new Hermite(newTolerance, largestStep);
  }

  @Override
  public Hermite withLargestStep(double step) {
    return new Hermite(tolerance, step);
  }

  /**
   * @throws IllegalArgumentException if the equations are not {@link VelocityRotation}
   */
  @Override
  public Integration on(Equations equations, double[] scale) {
    if (!(equations instanceof VelocityRotation turning)) {
      throw new IllegalArgumentException(
          "Hermite's scheme turns a velocity about a rate and these equations have none: use"
              + " BulirschStoer");
    }
    return new HermiteIntegration(
        turning, Tolerances.checkedScale(scale, equations.dimension()), tolerance, largestStep);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Hermite, order 4, tolerance %.3g", tolerance);
  }
}
