package larmor.mhd;

/** A scalar function of the position in the box, in code units. */
@FunctionalInterface
public interface ScalarFunction {
  /**
   * Returns the value at one position.
   *
   * @param x coordinate along x in code units of length, 0 at the lower corner of the box
   * @param y coordinate along y
   * @param z coordinate along z
   * @return the value
   */
  double at(double x, double y, double z);
}
