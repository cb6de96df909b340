package larmor.ode;

import java.util.Locale;

/**
 * The explicit Runge–Kutta pair of order 5(4) of Dormand and Prince (1980) with the dense output of
 * order 4 of Shampine (1986): the comparison for {@link BulirschStoer}.
 *
 * @param tolerance largest error of one step, in units of the caller's scales, 1e-14 to 0.1
 * @param largestStep no step is longer
 */
public record DormandPrince(double tolerance, double largestStep) implements Solver {
  public DormandPrince {
    Tolerances.checked(tolerance);
    Tolerances.checkedStep(largestStep);
  }

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
    return new DormandPrinceIntegration(
        equations, Tolerances.checkedScale(scale, equations.dimension()), tolerance, largestStep);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Dormand-Prince 5(4), tolerance %.3g", tolerance);
  }
}
