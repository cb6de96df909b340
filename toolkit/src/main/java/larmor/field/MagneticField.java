package larmor.field;

/** A static magnetic field. Implementations are immutable and safe to share between threads. */
@FunctionalInterface
public interface MagneticField {
  /** Places that {@link #along} needs. */
  int ALONG = 24;

  /**
   * The field at a point; allocates nothing.
   *
   * @param x position [m], likewise {@code y} and {@code z}
   * @param b Modified. Bx, By, Bz [T] are written to its first three places.
   */
  void at(double x, double y, double z, double[] b);

  /**
   * The field at a point and its change along a displacement; allocates nothing. Where a field does
   * not know its derivatives, they are differences of fourth order over 1/512 of the displacement.
   *
   * @param x position [m], likewise {@code y} and {@code z}
   * @param dx displacement [m], likewise {@code dy} and {@code dz}
   * @param b Modified. Bx, By, Bz, (d·∇)Bx, (d·∇)By, (d·∇)Bz [T]; {@link #ALONG} places, those
   *     after the sixth for the work.
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
   * The smallest length [m] this field can show, the spacing of its grid; 0 for a field without a
   * grid.
   */
  default double resolution() {
    return 0;
  }

  /** What tells this field from every other, for the record of a run; empty where unknown. */
  default String hash() {
    return "";
  }
}
