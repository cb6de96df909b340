package larmor.field;

/** A static magnetic field. Implementations are immutable and safe to share between threads. */
@FunctionalInterface
public interface MagneticField {
  /**
   * The field at a point; allocates nothing.
   *
   * @param x position [m], likewise {@code y} and {@code z}
   * @param b Modified. Bx, By, Bz [T] are written to its first three places.
   */
  void at(double x, double y, double z, double[] b);

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
