package larmor.orbit;

/**
 * Where tracks end; infinite where a condition is not set.
 *
 * @param halfSide the box |x|, |y|, |z| ≤ halfSide [m] about the origin
 * @param radius a sphere about the start [m]
 * @param gyrations Ω0 t/2π at which a track has done what was asked
 * @param maximumGyrations Ω0 t/2π at which a track is given up as lost
 */
record StopConditions(double halfSide, double radius, double gyrations, double maximumGyrations) {
  private static final double NONE = Double.POSITIVE_INFINITY;
  static final StopConditions DEFAULT = new StopConditions(NONE, NONE, NONE, 10_000);

  boolean none() {
    return halfSide == NONE && radius == NONE && gyrations == NONE;
  }

  StopConditions withHalfSide(double h) {
    return new StopConditions(
        positive(h, "box half side", " m"), radius, gyrations, maximumGyrations);
  }

  StopConditions withRadius(double r) {
    return new StopConditions(
        halfSide, positive(r, "stop radius", " m"), gyrations, maximumGyrations);
  }

  StopConditions withGyrations(double g) {
    return new StopConditions(
        halfSide, radius, positive(g, "number of gyrations", ""), maximumGyrations);
  }

  StopConditions withMaximumGyrations(double g) {
    return new StopConditions(halfSide, radius, gyrations, positive(g, "maximum of gyrations", ""));
  }

  private static double positive(double value, String what, String unit) {
    if (!(value > 0 && value < NONE)) {
      throw new IllegalArgumentException(
          what + " " + value + unit + " is not positive and finite: give one above 0");
    }
    return value;
  }
}
