package larmor.mhd;

/** A scalar function of the position in the box, in code units. */
@FunctionalInterface
public interface ScalarFunction {
  /**
   * Returns the value at one position.
   *
   * @param x in units of the code's length, 0 at the lower corner of the box
   * @param y likewise
   * @param z likewise
   * @return the value
   */
  double at(double x, double y, double z);
}
