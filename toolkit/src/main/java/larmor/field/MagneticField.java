package larmor.field;

import larmor.numeric.Vec3;

/** A static magnetic field. Implementations are immutable and can be shared between threads. */
@FunctionalInterface
public interface MagneticField {
  /** Length of the array that {@link #along} needs. */
  int ALONG = 24;

  /**
   * The field at a point. Allocates no memory.
   *
   * @param x position along x [m]
   * @param y position along y [m]
   * @param z position along z [m]
   * @param b Modified. Its first three elements become Bx, By, Bz [T].
   */
  void at(double x, double y, double z, double[] b);

  /**
   * The field at a point, for code that runs seldom: it allocates memory.
   *
   * @param place position [m]
   * @return B [T]
   */
  default Vec3 at(Vec3 place) {
    double[] b = new double[3];
    at(place.x(), place.y(), place.z(), b);
    return new Vec3(b[0], b[1], b[2]);
  }

  /**
   * The field at a point and its derivative along a displacement d. Allocates no memory. By default
   * the derivative is a difference of fourth order over 1/512 of the displacement; fields with
   * derivatives of their own override this method.
   *
   * @param x position along x [m]
   * @param y position along y [m]
   * @param z position along z [m]
   * @param dx displacement along x [m]
   * @param dy displacement along y [m]
   * @param dz displacement along z [m]
   * @param b Modified. Its first six elements become Bx, By, Bz, (d·∇)Bx, (d·∇)By, (d·∇)Bz [T]; it
   *     has {@link #ALONG} elements, the others are workspace.
   */
  default void along(double x, double y, double z, double dx, double dy, double dz, double[] b) {
    double e = 1.0 / 1024;
    double sx = 0;
    double sy = 0;
    double sz = 0;
    for (int i = -2; i <= 2; i++) {
      if (i != 0) {
        at(x + i * e * dx, y + i * e * dy, z + i * e * dz, b);
        double weight = (i < 0 ? -1 : 1) * (Math.abs(i) == 1 ? 8 : -1) / (12 * e);
        sx += weight * b[0];
        sy += weight * b[1];
        sz += weight * b[2];
      }
    }
    at(x, y, z, b);
    b[3] = sx;
    b[4] = sy;
    b[5] = sz;
  }

  /**
   * The distance of the samples the field is interpolated from, the smallest length it can resolve.
   *
   * @return in metres; 0 for a field without samples
   */
  default double resolution() {
    return 0;
  }

  /**
   * A text that identifies this field in the record of a run.
   *
   * @return a hash of all its numbers; empty if the field has none
   */
  default String hash() {
    return "";
  }
}
