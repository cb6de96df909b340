package larmor.ode;

import java.util.Locale;

/**
 * The method of Bulirsch and Stoer (1966): Gragg's modified midpoint rule with 2, 6, 10, 14 …
 * substeps, extrapolated to zero substep by polynomials in its square. Step and order are chosen
 * together for the least work per unit step (Deuflhard 1983; Hairer, Nørsett and Wanner 1993,
 * II.9).
 *
 * <p>The error of a step is the difference of the last two extrapolations; the better one is kept.
 * Gragg's final smoothing is kept: on splined turbulence it wins more accuracy than its evaluations
 * cost. So does a table of five rows at most, of order ten, at tolerances down to 1e-9; below, one
 * row more for each decade. Dense output: a Hermite polynomial through both ends whose midpoint
 * derivatives are extrapolated as the state is (Hairer and Ostermann 1990).
 *
 * @param tolerance largest error of one step, in units of the caller's scales, 1e-14 to 0.1
 * @param largestStep no step is longer
 */
public record BulirschStoer(double tolerance, double largestStep) implements Solver {
  public BulirschStoer {
    Tolerances.checked(tolerance);
    Tolerances.checkedStep(largestStep);
  }

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
    return new ExtrapolationIntegration(
        equations,
        new GraggRule(equations),
        Tolerances.checkedScale(scale, equations.dimension()),
        tolerance,
        largestStep);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Bulirsch-Stoer, tolerance %.3g", tolerance);
  }
}
