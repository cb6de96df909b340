package larmor.mhd;

/** A vector-valued function of the position in the box, in code units. */
@FunctionalInterface
public interface VectorFunction {
  /**
   * Writes the vector at one position.
   *
   * @param x in units of the code's length, 0 at the lower corner of the box
   * @param y likewise
   * @param z likewise
   * @param out Modified. Three components.
   */
  void at(double x, double y, double z, double[] out);
}
