package larmor.sky;

import larmor.numeric.VectorInstructions;

/**
 * The sums of a {@link LegendreState} over the pairs of multipoles and the rings, either in plain
 * Java ({@link ScalarLegendreSum}) or with SIMD registers if Java supports them (module {@code
 * jdk.incubator.vector}). Each lane (the position of a ring in half a tile) has its own sum over
 * the rings in their order, with fused multiply-adds, so that both give the same bits.
 */
abstract class LegendreSum {
  static final int TILE = LegendreState.TILE;
  static final int LANES = LegendreState.LANES;

  /**
   * Makes the arrays that one thread needs for these sums.
   *
   * @param rings length of the arrays of a {@link LegendreState}
   * @param pairs the largest number of pairs of multipoles
   */
  abstract double[][] workspace(int rings, int pairs);

  /**
   * Computes Σ_rings p_k E for each pair of multipoles, where E are the phases, and stores the four
   * sums of a pair in {@code s.factors}.
   *
   * @param phases tile t begins at {@code at + t * stride}. Not modified.
   */
  abstract void analyse(LegendreState s, double[] phases, int at, int stride);

  /**
   * Computes Σ_k p_k f_k on each ring, where f_k are the {@code s.factors}.
   *
   * @param phases Modified. The four sums; tile t begins at {@code at + t * stride}.
   */
  abstract void synthesise(LegendreState s, double[] phases, int at, int stride);

  /** Returns the implementation that is fastest on this version of Java and this processor. */
  static LegendreSum fastest() {
    if (VectorInstructions.offered()) {
      try {
        var simd = Class.forName("larmor.sky.SimdLegendreSum").asSubclass(LegendreSum.class);
        if ((boolean) simd.getDeclaredMethod("worthwhile").invoke(null)) {
          return simd.getDeclaredConstructor().newInstance();
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        return new ScalarLegendreSum();
      }
    }
    return new ScalarLegendreSum();
  }
}
