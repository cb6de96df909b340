package larmor.ode;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Locale;
import larmor.numeric.ClassCopies;
import larmor.numeric.Given;

/**
 * The solver with Hermite's scheme of fourth order, known from gravitational N-body codes (Makino
 * and Aarseth 1992), for equations of the form x' = u, u' = u × w(x) ({@link VelocityRotation}). A
 * step evaluates w and its derivative along the motion once, at a predicted position. The corrector
 * is linear in the velocity at the end of the step and is solved exactly, so that the speed is
 * conserved to rounding error where w is uniform. A higher order would gain nothing in a field with
 * only two continuous derivatives, such as a cubic spline.
 *
 * @param tolerance largest estimated error of one step, in units of the scales given to {@link
 *     #on}, 1e-14 to 0.1; the error is estimated as a fifth of the difference from the result of
 *     third order
 * @param largestStep upper limit of the step, in the unit of t
 */
public record Hermite(double tolerance, double largestStep) implements Solver {
  /** The integrations, one copy for each class of equations. */
  private static final ClassCopies<Integration> INTEGRATIONS =
      ClassCopies.of(MethodHandles.lookup(), Integration.class, HermiteIntegration.class);

  /**
   * Makes a solver with a tolerance and a largest step.
   *
   * @param tolerance largest estimated error of one step
   * @param largestStep upper limit of the step
   * @throws IllegalArgumentException if the tolerance is not above 1e-14 and below 0.1, or the
   *     largest step not above 0
   */
  public Hermite {
    Tolerances.check(tolerance);
    Tolerances.checkStep(largestStep);
  }

  /**
   * Returns a solver with a tolerance and without a limit of the step.
   *
   * @param tolerance largest estimated error of one step, in units of the scales given to {@link
   *     #on}
   * @return the solver
   * @throws IllegalArgumentException if the tolerance is not above 1e-14 and below 0.1
   */
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
   * Returns an integration of equations of the form u' = u × w.
   *
   * @throws IllegalArgumentException if the equations are not a {@link VelocityRotation}, or there
   *     is not one positive, finite scale for each component
   */
  @Override
  public Integration on(Equations equations, double[] scale) {
    Given.require(equations, "the equations", "a VelocityRotation");
    if (!(equations instanceof VelocityRotation rotation)) {
      throw new IllegalArgumentException(
          "Hermite's scheme integrates only equations of the form u' = u × w (VelocityRotation), and"
              + " these have another form: use BulirschStoer");
    }
    return INTEGRATIONS.make(
        List.of(equations.getClass()),
        rotation,
        Tolerances.checkedScale(scale, equations.dimension()),
        tolerance,
        largestStep);
  }

  /** Returns the name, the order and the tolerance. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Hermite, order 4, tolerance %.3g", tolerance);
  }
}
