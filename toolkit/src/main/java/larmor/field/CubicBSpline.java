package larmor.field;

/**
 * The weights of a cubic B-spline for the four samples about a point, which is at t, 0 to 1, above
 * the second of them.
 */
final class CubicBSpline {
  private static final double SIXTH = 1.0 / 6;
  private static final double TWO_THIRDS = 2.0 / 3;

  private CubicBSpline() {}

  static double first(double t) {
    double r = 1 - t;
    return r * r * r * SIXTH;
  }

  static double second(double t) {
    return TWO_THIRDS - t * t * (1 - 0.5 * t);
  }

  static double third(double t) {
    double r = 1 - t;
    return TWO_THIRDS - r * r * (1 - 0.5 * r);
  }

  static double fourth(double t) {
    return t * t * t * SIXTH;
  }

  /** The derivative of the first weight by t; the others follow. */
  static double firstSlope(double t) {
    double r = 1 - t;
    return -0.5 * r * r;
  }

  static double secondSlope(double t) {
    return t * (1.5 * t - 2);
  }

  static double thirdSlope(double t) {
    double r = 1 - t;
    return r * (2 - 1.5 * r);
  }

  static double fourthSlope(double t) {
    return 0.5 * t * t;
  }
}
