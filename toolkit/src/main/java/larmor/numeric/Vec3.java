package larmor.numeric;

import java.io.Serializable;
import java.util.Locale;

/**
 * A vector in three dimensions. Public methods use vectors as arguments and results; inner loops
 * use plain numbers.
 *
 * @param x component along x
 * @param y component along y
 * @param z component along z
 */
public record Vec3(double x, double y, double z) implements Serializable {
  /** The unit vector along x. */
  public static final Vec3 X = new Vec3(1, 0, 0);

  /** The unit vector along y. */
  public static final Vec3 Y = new Vec3(0, 1, 0);

  /** The unit vector along z. */
  public static final Vec3 Z = new Vec3(0, 0, 1);

  /**
   * Returns the sum of two vectors.
   *
   * @param o the other
   * @return this + o
   */
  public Vec3 plus(Vec3 o) {
    return new Vec3(x + o.x, y + o.y, z + o.z);
  }

  /**
   * Returns the difference of two vectors.
   *
   * @param o the other
   * @return this − o
   */
  public Vec3 minus(Vec3 o) {
    return new Vec3(x - o.x, y - o.y, z - o.z);
  }

  /**
   * Returns this vector times a number.
   *
   * @param f the factor
   * @return f times this
   */
  public Vec3 times(double f) {
    return new Vec3(f * x, f * y, f * z);
  }

  /**
   * Returns the scalar product.
   *
   * @param o the other
   * @return this · o
   */
  public double dot(Vec3 o) {
    return x * o.x + y * o.y + z * o.z;
  }

  /**
   * Returns the vector product.
   *
   * @param o the other
   * @return this × o
   */
  public Vec3 cross(Vec3 o) {
    return new Vec3(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  /**
   * Returns the length of this vector.
   *
   * @return |this|
   */
  public double norm() {
    return Math.sqrt(dot(this));
  }

  /**
   * Returns the unit vector along this one.
   *
   * @return this over its length
   * @throws IllegalArgumentException if the length is 0 or not finite
   */
  public Vec3 unit() {
    double n = norm();
    if (!(n > 0 && n < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a vector of length " + n + " has no direction: give one of finite, positive length");
    }
    return times(1 / n);
  }

  /**
   * Returns the angle between two vectors, which is also accurate for small angles.
   *
   * @param o the other
   * @return angle, 0 to π [rad]
   */
  public double angleTo(Vec3 o) {
    return Math.atan2(cross(o).norm(), dot(o));
  }

  /** Returns the three components with three significant figures. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "(%.3g, %.3g, %.3g)", x, y, z);
  }
}
