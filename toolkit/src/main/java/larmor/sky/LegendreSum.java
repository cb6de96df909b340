package larmor.sky;

/**
 * The three inner loops of a {@link LegendreState}, over pairs of multipoles {@code from} to below
 * {@code to}, both even: in the processor's vectors where Java offers them (module {@code
 * jdk.incubator.vector}), else one by one. Every lane of a tile is summed by itself in the order of
 * the tiles, with fused multiply-adds, so that both give the same bits.
 */
interface LegendreSum {
  /**
   * Adds p_k times the rings' phases to the lanes of {@code s.sums} and moves the recursion on.
   *
   * @param phases Not modified. Tile t begins at {@code at + t * stride}.
   */
  void analyse(LegendreState s, int from, int to, double[] phases, int at, int stride);

  /**
   * Adds p_k times {@code s.factors} to the rings' phases and moves the recursion on.
   *
   * @param phases Modified. Tile t begins at {@code at + t * stride}.
   */
  void synthesise(LegendreState s, int from, int to, double[] phases, int at, int stride);

  /** Moves the recursion of rings that have not begun on, on tiles below {@code tiles}. */
  void advance(LegendreState s, int from, int to, int tiles);

  /** The fastest that this Java and this machine can do. */
  static LegendreSum fastest() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      try {
        var vector = Class.forName("larmor.sky.SimdLegendreSum").asSubclass(LegendreSum.class);
        if ((boolean) vector.getDeclaredMethod("worthwhile").invoke(null)) {
          return vector.getDeclaredConstructor().newInstance();
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        return new ScalarLegendreSum();
      }
    }
    return new ScalarLegendreSum();
  }
}
