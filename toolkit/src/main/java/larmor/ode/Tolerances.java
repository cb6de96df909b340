package larmor.ode;

import java.util.Locale;

/** The limits every solver sets on what it is asked for. */
final class Tolerances {
  private Tolerances() {}

  static double checked(double tolerance) {
    if (!(tolerance > 1e-14 && tolerance < 0.1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "tolerance %.3g is outside 1e-14 to 0.1, what double precision and a converging step allow: give one between",
              tolerance));
    }
    return tolerance;
  }

  static double checkedStep(double step) {
    if (!(step > 0)) {
      throw new IllegalArgumentException(
          "largest step " + step + " is not positive: give one above 0");
    }
    return step;
  }

  static double[] checkedScale(double[] scale, int dimension) {
    if (scale.length != dimension) {
      throw new IllegalArgumentException(
          scale.length + " scales for " + dimension + " components: give one for each");
    }
    for (double s : scale) {
      if (!(s > 0 && s < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "scale " + s + " cannot measure an error: give finite, positive scales");
      }
    }
    return scale.clone();
  }
}
