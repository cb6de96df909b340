package larmor.orbit;

import java.util.function.DoubleUnaryOperator;
import larmor.ode.Integration;
import larmor.ode.Roots;

/**
 * Looks for events within the last step of an integration, on its dense output. A step is searched
 * in sections of a given length, because a function may change its sign twice within one step.
 */
final class StepSearch {
  private final Integration integration;

  StepSearch(Integration integration) {
    this.integration = integration;
  }

  /**
   * The first time in the last step at which a function is zero or positive.
   *
   * @param f function of τ
   * @param section longest section that holds one sign change at most [1/Ω0]
   * @param last value of the function at the end of the step
   * @return τ of the event, or NaN if there is none
   */
  double firstNonNegative(DoubleUnaryOperator f, double section, double last) {
    double t0 = integration.before();
    double step = integration.t() - t0;
    if (step <= section && last < 0) {
      return Double.NaN;
    }
    double a = t0;
    double fa = f.applyAsDouble(a);
    if (fa >= 0) {
      return a;
    }
    int sections = (int) Math.ceil(step / section);
    for (int i = 1; i <= sections; i++) {
      double b = i == sections ? integration.t() : t0 + step * i / sections;
      double fb = f.applyAsDouble(b);
      if (fb >= 0) {
        return Roots.between(a, fa, b, fb, f);
      }
      a = b;
      fa = fb;
    }
    return Double.NaN;
  }
}
