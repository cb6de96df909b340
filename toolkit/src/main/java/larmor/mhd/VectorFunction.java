package larmor.mhd;

/** A vector at every point of the box, in code units. */
@FunctionalInterface
public interface VectorFunction {
  /**
   * @param x place in units of the box, 0 at its corner; likewise {@code y} and {@code z}
   * @param out Modified. Three components.
   */
  void at(double x, double y, double z, double[] out);
}
