package larmor.numeric;

/** A vector in three dimensions, for the surface of the toolkit; hot loops use plain numbers. */
public record Vec3(double x, double y, double z) {
  public static final Vec3 X = new Vec3(1, 0, 0);
  public static final Vec3 Y = new Vec3(0, 1, 0);
  public static final Vec3 Z = new Vec3(0, 0, 1);

  public Vec3 plus(Vec3 o) {
    return new Vec3(x + o.x, y + o.y, z + o.z);
  }

  public Vec3 minus(Vec3 o) {
    return new Vec3(x - o.x, y - o.y, z - o.z);
  }

  public Vec3 times(double f) {
    return new Vec3(f * x, f * y, f * z);
  }

  public double dot(Vec3 o) {
    return x * o.x + y * o.y + z * o.z;
  }

  public Vec3 cross(Vec3 o) {
    return new Vec3(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  public double norm() {
    return Math.sqrt(dot(this));
  }

  /** The unit vector along this one; the zero vector has none and is refused. */
  public Vec3 unit() {
    double n = norm();
    if (!(n > 0 && n < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a vector of length " + n + " has no direction: give one of finite, positive length");
    }
    return times(1 / n);
  }

  /** Angle to another vector [rad], accurate at every angle. */
  public double angleTo(Vec3 o) {
    return Math.atan2(cross(o).norm(), dot(o));
  }

  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "(%.3g, %.3g, %.3g)", x, y, z);
  }
}
