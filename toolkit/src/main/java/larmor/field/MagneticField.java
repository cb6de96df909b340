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
}
