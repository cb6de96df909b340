package larmor.mhd;

/** A vector-valued function of the position in the box, in code units. */
@FunctionalInterface
public interface VectorFunction {
  /**
   * Writes the vector at one position.
   *
   * @param x coordinate along x in code units of length, 0 at the lower corner of the box
   * @param y coordinate along y
   * @param z coordinate along z
   * @param out Modified. Three components.
   */
  void at(double x, double y, double z, double[] out);
}
