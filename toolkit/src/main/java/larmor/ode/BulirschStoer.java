package larmor.ode;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Locale;
import larmor.numeric.ClassCopies;
import larmor.numeric.Given;

/**
 * The method of Bulirsch and Stoer (1966): Gragg's modified midpoint rule with 2, 6, 10, 14 …
 * substeps, extrapolated to zero substep by polynomials in the square of the substep. The length of
 * a step and the order are chosen together so that the work per unit of t is least (Deuflhard 1983;
 * Hairer, Nørsett and Wanner 1993, II.9). It is the method of López-Barquero et al. (2016). {@code
 * BulirschStoerIntegration} takes the steps, estimates their error and chooses their length.
 *
 * <p>The error of a step is estimated by the difference of the last two extrapolations, and the
 * extrapolation of higher order is used. Two choices are made for turbulent fields interpolated by
 * splines: Gragg's final smoothing is applied, because it gains more accuracy than its evaluations
 * cost, and the table has at most five rows, order ten, at tolerances down to 1e-9, and one row
 * more for each decade below. The dense output is a Hermite polynomial through both ends of the
 * step and through derivatives at its midpoint, which are extrapolated like the state (Hairer and
 * Ostermann 1990).
 *
 * @param tolerance largest estimated error of one step, in units of the scales given to {@link
 *     #on}, 1e-14 to 0.1
 * @param largestStep upper limit of the step, in the unit of t
 */
public record BulirschStoer(double tolerance, double largestStep) implements Solver {
  /** The integrations, one copy for each class of equations. */
  private static final ClassCopies<Integration> INTEGRATIONS =
      ClassCopies.of(
          MethodHandles.lookup(),
          Integration.class,
          BulirschStoerIntegration.class,
          GraggRule.class,
          MidpointInterpolant.class);

  /**
   * Makes a solver with a tolerance and a largest step.
   *
   * @param tolerance largest estimated error of one step
   * @param largestStep upper limit of the step
   * @throws IllegalArgumentException if the tolerance is not above 1e-14 and below 0.1, or the
   *     largest step not above 0
   */
  public BulirschStoer {
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
  public static BulirschStoer of(double tolerance) {
    return new BulirschStoer(tolerance, Double.POSITIVE_INFINITY);
  }

  @Override
  public BulirschStoer withTolerance(double newTolerance) {
    return new BulirschStoer(newTolerance, largestStep);
  }

  @Override
  public BulirschStoer withLargestStep(double step) {
    return new BulirschStoer(tolerance, step);
  }

  @Override
  public Integration on(Equations equations, double[] scale) {
    Given.require(equations, "the equations", "a VelocityRotation");
    return INTEGRATIONS.make(
        List.of(equations.getClass()),
        equations,
        Tolerances.checkedScale(scale, equations.dimension()),
        tolerance,
        largestStep);
  }

  /** Returns the name and the tolerance. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Bulirsch-Stoer, tolerance %.3g", tolerance);
  }
}
