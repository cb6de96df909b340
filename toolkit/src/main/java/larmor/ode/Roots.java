package larmor.ode;

import java.util.function.DoubleUnaryOperator;
import larmor.numeric.Given;

/**
 * Finds the root of a function of one variable within a bracket, by the regula falsi of Anderson
 * and Björck (1973) with a bisection every fourth step.
 */
public final class Roots {
  private Roots() {}

  /**
   * Returns a point between {@code a} and {@code b} at which {@code f} changes its sign. The point
   * is accurate to the rounding error of the end with the larger magnitude.
   *
   * @param a one end of the bracket
   * @param fa f(a)
   * @param b the other end
   * @param fb f(b), which must have the other sign
   * @param f the function
   * @return the root
   * @throws IllegalArgumentException if fa and fb have the same sign
   */
  public static double between(double a, double fa, double b, double fb, DoubleUnaryOperator f) {
    Given.require(f, "the function", "x -> x");
    if (fa == 0) {
      return a;
    }
    if (fb == 0) {
      return b;
    }
    if (!(fa < 0 ? fb > 0 : fa > 0 && fb < 0)) {
      throw new IllegalArgumentException(
          "the function has values "
              + fa
              + " and "
              + fb
              + " at the ends: give a bracket where it changes its sign");
    }
    double resolution = 2 * Math.ulp(Math.max(Math.abs(a), Math.abs(b)));
    for (int i = 0; i < 200 && Math.abs(b - a) > resolution; i++) {
      double c = i % 4 == 3 ? 0.5 * (a + b) : b - fb * (b - a) / (fb - fa);
      double fc = f.applyAsDouble(c);
      if (fc == 0) {
        return c;
      }
      if ((fc < 0) != (fb < 0)) {
        a = b;
        fa = fb;
      } else {
        double m = 1 - fc / fb;
        fa *= m > 0 ? m : 0.5;
      }
      b = c;
      fb = fc;
    }
    return Math.abs(fb) <= Math.abs(fa) ? b : a;
  }
}
