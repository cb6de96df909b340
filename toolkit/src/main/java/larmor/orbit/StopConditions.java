package larmor.orbit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larmor.units.Units;

/**
 * The conditions that end a trajectory. A condition that is not set is infinite. {@link StopFinder}
 * locates the end within a step.
 *
 * @param halfSide the trajectory ends where |x|, |y| or |z| exceeds this [m]
 * @param radius it ends at this distance from the observer [m]
 * @param gyrations it ends at this Ω0 t/2π
 * @param maximumGyrations it is given up and counts as lost at this Ω0 t/2π
 */
record StopConditions(double halfSide, double radius, double gyrations, double maximumGyrations) {
  private static final double NONE = Double.POSITIVE_INFINITY;

  /** No condition but the paper's maximum of 10 000 gyrations (appendix). */
  static final StopConditions DEFAULT = new StopConditions(NONE, NONE, NONE, 10_000);

  /** Whether nothing but the maximum number of gyrations ends a trajectory. */
  boolean none() {
    return halfSide == NONE && radius == NONE && gyrations == NONE;
  }

  StopConditions withHalfSide(double h) {
    return new StopConditions(
        PositiveNumber.require(h, "box half side", "m"), radius, gyrations, maximumGyrations);
  }

  StopConditions withRadius(double r) {
    return new StopConditions(
        halfSide, PositiveNumber.require(r, "stop radius", "m"), gyrations, maximumGyrations);
  }

  StopConditions withGyrations(double g) {
    return new StopConditions(
        halfSide, radius, PositiveNumber.require(g, "number of gyrations", ""), maximumGyrations);
  }

  StopConditions withMaximumGyrations(double g) {
    return new StopConditions(
        halfSide, radius, gyrations, PositiveNumber.require(g, "maximum number of gyrations", ""));
  }

  @Override
  public String toString() {
    List<String> conditions = new ArrayList<>();
    if (halfSide < NONE) {
      conditions.add(
          String.format(Locale.ROOT, "outside the box of half side %.3g pc", halfSide / Units.pc));
    }
    if (radius < NONE) {
      conditions.add(
          String.format(Locale.ROOT, "outside the sphere of radius %.3g pc", radius / Units.pc));
    }
    if (gyrations < NONE) {
      conditions.add(String.format(Locale.ROOT, "after %s gyrations", number(gyrations)));
    }
    return String.format(
        Locale.ROOT,
        "stops %s, lost after %s gyrations",
        conditions.isEmpty() ? "not set" : String.join(" or ", conditions),
        number(maximumGyrations));
  }

  private static String number(double gyrations) {
    return gyrations == Math.rint(gyrations) && gyrations < 1e9
        ? String.format(Locale.ROOT, "%.0f", gyrations)
        : String.format(Locale.ROOT, "%.3g", gyrations);
  }
}
