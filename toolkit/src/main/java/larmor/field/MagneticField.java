package larmor.field;

import larmor.numeric.Vec3;

/** A static magnetic field. Implementations are immutable and can be shared between threads. */
@FunctionalInterface
public interface MagneticField {
  /** The length of the array that {@link #along} needs. */
  int ALONG = 24;

  /**
   * Computes the field at a point. Allocates no memory.
   *
   * @param x position along x [m]
   * @param y position along y [m]
   * @param z position along z [m]
   * @param b Modified. Its first three elements become Bx, By, Bz [T].
   */
  void at(double x, double y, double z, double[] b);

  /**
   * Returns the field at a point as a vector. This method allocates memory; use the method without
   * allocation in loops.
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
   * Computes the field at a point and its derivative along a displacement d. Allocates no memory.
   * By default the derivative is a central difference of fourth order with a step of 1/1024 of the
   * displacement; fields that can compute their derivatives exactly override this method.
   *
   * @param x position along x [m]
   * @param y position along y [m]
   * @param z position along z [m]
   * @param dx displacement along x [m]
   * @param dy displacement along y [m]
   * @param dz displacement along z [m]
   * @param b Modified. Its first six elements become Bx, By, Bz, (d·∇)Bx, (d·∇)By, (d·∇)Bz [T]; the
   *     array has {@link #ALONG} elements, of which the others are workspace.
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
   * Returns the smallest length that the field can resolve: the distance of the samples from which
   * it is interpolated.
   *
   * @return the resolution in metres; 0 for a field without samples
   */
  default double resolution() {
    return 0;
  }

  /**
   * Returns a text that identifies this field in the record of a run.
   *
   * @return a hash of all numbers that define the field; empty if the field has no hash
   */
  default String hash() {
    return "";
  }
}
