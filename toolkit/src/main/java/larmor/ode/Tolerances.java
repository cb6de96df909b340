package larmor.ode;

import java.util.Locale;
import larmor.numeric.Given;

/**
 * Checks of the tolerance, the largest step and the error scales, which are the same for all
 * solvers.
 */
final class Tolerances {
  private Tolerances() {}

  static void check(double tolerance) {
    if (!(tolerance > 1e-14 && tolerance < 0.1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a tolerance of %.3g is outside 1e-14 to 0.1, the range in which steps converge in"
                  + " double precision: give one between",
              tolerance));
    }
  }

  static void checkStep(double step) {
    if (!(step > 0)) {
      throw new IllegalArgumentException(
          "a largest step of " + step + " is not positive: give one above 0");
    }
  }

  static double[] checkedScale(double[] scale, int dimension) {
    Given.require(scale, "the array of error scales", "new double[] {1, 1}");
    if (scale.length != dimension) {
      throw new IllegalArgumentException(
          scale.length
              + " error scales do not fit equations of "
              + dimension
              + " components: give one for each");
    }
    for (double s : scale) {
      if (!(s > 0 && s < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "an error scale of " + s + " is not positive and finite: give finite numbers above 0");
      }
    }
    return scale.clone();
  }

  /**
   * Returns the factor that turns the error of each component into the ratio of error to tolerance.
   */
  static double[] inverse(double tolerance, double[] scale) {
    double[] inverse = new double[scale.length];
    for (int c = 0; c < scale.length; c++) {
      inverse[c] = 1 / (tolerance * scale[c]);
    }
    return inverse;
  }
}
