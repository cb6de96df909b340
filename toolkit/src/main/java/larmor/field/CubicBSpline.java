package larmor.field;

/**
 * The weights of a cubic B-spline for the four neighbouring samples of a point along one axis. The
 * point lies a distance t, 0 to 1 cell, above the second sample.
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

  /**
   * Returns the derivative of the first weight with respect to t; the following methods return
   * those of the other weights.
   */
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
