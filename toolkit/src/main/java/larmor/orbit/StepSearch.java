package larmor.orbit;

import java.util.function.DoubleUnaryOperator;
import larmor.ode.Integration;
import larmor.ode.Roots;

/**
 * Searches the dense output of the last step of an integration for the first time at which a
 * function of the state becomes zero or positive. The step is searched in sections, since a
 * function may change sign more than once within one step.
 */
final class StepSearch {
  private final Integration integration;
  private final double[] state = new double[6];

  StepSearch(Integration integration) {
    this.integration = integration;
  }

  /**
   * Returns the state at a time within the last step: position in gyroradii from the observer,
   * momentum in p0.
   *
   * @return the state; not a copy, and valid until the next call or the next search
   */
  double[] stateAt(double tau) {
    integration.at(tau, state);
    return state;
  }

  /** Returns the distance of a state from the observer [r_L]. */
  static double distance(double[] y) {
    return Math.sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]);
  }

  /**
   * Returns the first time in the last step at which a function is zero or positive.
   *
   * @param f function of τ
   * @param section length of the longest section [1/Ω0], in which the function is assumed to change
   *     its sign at most once
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
