package larmor.orbit;

/**
 * Where tracks end; infinite where a condition is not set.
 *
 * @param halfSide the box |x|, |y|, |z| ≤ halfSide [m] about the origin
 * @param radius a sphere about the start [m]
 * @param gyrations Ω0 t/2π at which a track has done what was asked
 * @param maximumGyrations Ω0 t/2π at which a track is given up as lost
 */
record Stops(double halfSide, double radius, double gyrations, double maximumGyrations) {
  private static final double NONE = Double.POSITIVE_INFINITY;
  static final Stops DEFAULT = new Stops(NONE, NONE, NONE, 10_000);

  boolean none() {
    return halfSide == NONE && radius == NONE && gyrations == NONE;
  }

  Stops withHalfSide(double h) {
    return new Stops(positive(h, "box half side", " m"), radius, gyrations, maximumGyrations);
  }

  Stops withRadius(double r) {
    return new Stops(halfSide, positive(r, "stop radius", " m"), gyrations, maximumGyrations);
  }

  Stops withGyrations(double g) {
    return new Stops(halfSide, radius, positive(g, "number of gyrations", ""), maximumGyrations);
  }

  Stops withMaximumGyrations(double g) {
    return new Stops(halfSide, radius, gyrations, positive(g, "maximum of gyrations", ""));
  }

  private static double positive(double value, String what, String unit) {
    if (!(value > 0 && value < NONE)) {
      throw new IllegalArgumentException(
          what + " " + value + unit + " is not positive and finite: give one above 0");
    }
    return value;
  }
}
