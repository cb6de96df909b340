package larmor.ode;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Locale;
import larmor.numeric.ClassCopies;
import larmor.numeric.Given;

/**
 * The explicit Runge–Kutta pair of order 5(4) of Dormand and Prince (1980) with the dense output of
 * order 4 of Shampine (1986), which serves for comparison with {@link BulirschStoer}.
 *
 * @param tolerance largest estimated error of one step, in units of the scales given to {@link
 *     #on}, 1e-14 to 0.1
 * @param largestStep upper limit of the step, in the unit of t
 */
public record DormandPrince(double tolerance, double largestStep) implements Solver {
  /** The integrations, one copy for each class of equations. */
  private static final ClassCopies<Integration> INTEGRATIONS =
      ClassCopies.of(MethodHandles.lookup(), Integration.class, DormandPrinceIntegration.class);

  /**
   * Makes a solver with a tolerance and a largest step.
   *
   * @param tolerance largest estimated error of one step
   * @param largestStep upper limit of the step
   * @throws IllegalArgumentException if the tolerance is not above 1e-14 and below 0.1, or the
   *     largest step not above 0
   */
  public DormandPrince {
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
  public static DormandPrince of(double tolerance) {
    return new DormandPrince(tolerance, Double.POSITIVE_INFINITY);
  }

  @Override
  public DormandPrince withTolerance(double newTolerance) {
    return new DormandPrince(newTolerance, largestStep);
  }

  @Override
  public DormandPrince withLargestStep(double step) {
    return new DormandPrince(tolerance, step);
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

  /** Returns the name, the order and the tolerance. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Dormand-Prince 5(4), tolerance %.3g", tolerance);
  }
}
