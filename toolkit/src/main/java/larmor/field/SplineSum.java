package larmor.field;

/**
 * The sum over the 64 coefficients about a point: in the vector unit of the processor where Java
 * offers it (module {@code jdk.incubator.vector}, at least four doubles wide), else one by one,
 * with the same bits.
 */
interface SplineSum {
  /**
   * @param c Not modified. Coefficients, three to a point, x slowest; a line along z starts with
   *     its last point and ends with its first two.
   * @param n points a side
   * @param u place along x in cells, 0 to below n; {@code v} and {@code w} along y and z
   * @param unit factor of the result
   * @param b Modified. The three sums.
   */
  void at(float[] c, int n, double u, double v, double w, double unit, double[] b);

  /** The fastest that this Java and this machine can do. */
  static SplineSum fastest() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      try {
        var vector = Class.forName("larmor.field.VectorSum").asSubclass(SplineSum.class);
        if ((boolean) vector.getDeclaredMethod("worthwhile").invoke(null)) {
          return vector.getDeclaredConstructor().newInstance();
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        return new ScalarSum();
      }
    }
    return new ScalarSum();
  }
}
