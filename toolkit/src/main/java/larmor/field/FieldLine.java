package larmor.field;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * A magnetic field line: the curve through a point whose tangent is the direction b̂ of the field.
 * It is integrated to both sides of the point by the Runge–Kutta method of fourth order with steps
 * of equal length. Immutable.
 */
public final class FieldLine {
  private static final double MOST_STEPS = 1e6;

  private final List<Vec3> points;

  private FieldLine(List<Vec3> points) {
    this.points = points;
  }

  /**
   * Integrates a field line. It ends where the field vanishes.
   *
   * @param field the field
   * @param start a point of the line [m]
   * @param length length to either side of the point [m]
   * @param step length of a step [m], a fraction of the smallest radius of curvature
   * @return the line, in the direction of the field
   * @throws IllegalArgumentException if the length or the step is not positive and finite, or the
   *     length is more than a million steps
   */
  public static FieldLine of(MagneticField field, Vec3 start, double length, double step) {
    Given.require(field, "the magnetic field", "a CubicSplineField");
    Given.require(start, "the place of the start", "new Vec3(0, 0, 0)");
    if (!(length > 0
        && step > 0
        && step < Double.POSITIVE_INFINITY
        && length / step <= MOST_STEPS)) {
      throw new IllegalArgumentException(
          "a field line of "
              + length
              + " m cannot be integrated in steps of "
              + step
              + " m: give a positive length and a step of at least a millionth of it");
    }
    double strength = field.at(start).norm();
    if (!(start.norm() < Double.POSITIVE_INFINITY && strength < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a field line cannot begin at "
              + start
              + " m, where the field is "
              + strength
              + " T: give a place where it is finite");
    }
    int steps = Math.max(1, (int) Math.ceil(length / step - 1e-9));
    List<Vec3> line = new ArrayList<>(side(field, start, steps, -length / steps));
    Collections.reverse(line);
    line.add(start);
    line.addAll(side(field, start, steps, length / steps));
    return new FieldLine(List.copyOf(line));
  }

  private static List<Vec3> side(MagneticField field, Vec3 start, int steps, double h) {
    List<Vec3> side = new ArrayList<>();
    Vec3 r = start;
    for (int i = 0; i < steps; i++) {
      Vec3 k1 = direction(field, r);
      Vec3 k2 = direction(field, r.plus(k1.times(h / 2)));
      Vec3 k3 = direction(field, r.plus(k2.times(h / 2)));
      Vec3 k4 = direction(field, r.plus(k3.times(h)));
      r = r.plus(k1.plus(k2.times(2)).plus(k3.times(2)).plus(k4).times(h / 6));
      if (!(r.norm() < Double.POSITIVE_INFINITY)) {
        break;
      }
      side.add(r);
    }
    return side;
  }

  /** Returns b̂, not finite where the field vanishes. */
  private static Vec3 direction(MagneticField field, Vec3 r) {
    double[] b = new double[3];
    field.at(r.x(), r.y(), r.z(), b);
    double norm = Math.sqrt(b[0] * b[0] + b[1] * b[1] + b[2] * b[2]);
    return new Vec3(b[0] / norm, b[1] / norm, b[2] / norm);
  }

  /**
   * Returns the points of the line.
   *
   * @return positions [m], in the direction of the field
   */
  public List<Vec3> points() {
    return points;
  }

  /** Number of points and the ends of the line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "field line of %d points from %s to %s pc",
        points.size(),
        place(points.get(0)),
        place(points.get(points.size() - 1)));
  }

  private static String place(Vec3 r) {
    return String.format(
        Locale.ROOT, "(%.3g, %.3g, %.3g)", r.x() / Units.pc, r.y() / Units.pc, r.z() / Units.pc);
  }
}
