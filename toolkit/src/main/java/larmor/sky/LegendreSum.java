package larmor.sky;

import static java.lang.Math.fma;

import larmor.numeric.VectorInstructions;

/**
 * The three inner loops of a {@link LegendreState} over the pairs of multipoles from {@code from}
 * to below {@code to}, which are both even. This class loops over tiles and lanes (the positions of
 * a ring in a tile); a subclass does the arithmetic of one block of rings, either ring by ring
 * ({@link ScalarLegendreSum}) or with SIMD registers if Java supports them (module {@code
 * jdk.incubator.vector}). A block is two groups of {@link #width} neighbouring rings. Each lane of
 * a tile has its own sum over the tiles in their order, with fused multiply-adds, so that all
 * subclasses give the same bits.
 */
abstract class LegendreSum {
  static final int TILE = LegendreState.TILE;
  static final int LANES = LegendreState.LANES;

  /** Returns the number of rings in one group of a block, a divisor of {@link #LANES}. */
  abstract int width();

  /**
   * Adds p_k times the phases to the lanes of {@code s.sums} and advances the recursion. The block
   * consists of the rings from {@code r} and from {@code r + LANES}.
   *
   * @param phases the phases of ring {@code r} begin at {@code o}. Not modified.
   * @param lane lane of ring {@code r}
   */
  abstract void analyseBlock(
      LegendreState s, int from, int to, int r, double[] phases, int o, int lane);

  /**
   * Adds p_k times {@code s.factors} to the phases and advances the recursion. The block consists
   * of the rings from {@code r} and from {@code r + LANES}.
   *
   * @param phases Modified. The phases of ring {@code r} begin at {@code o}.
   */
  abstract void synthesiseBlock(LegendreState s, int from, int to, int r, double[] phases, int o);

  /** Advances the scaled recursion of the rings from {@code r} and from {@code r + width}. */
  abstract void advanceBlock(LegendreState s, int from, int to, int r);

  /**
   * Adds p_k times the phases of the rings to the lanes of {@code s.sums} and advances the
   * recursion.
   *
   * @param phases tile t begins at {@code at + t * stride}. Not modified.
   */
  final void analyse(LegendreState s, int from, int to, double[] phases, int at, int stride) {
    int width = width();
    for (int lane = 0; lane < LANES; lane += width) {
      for (int t = s.firstTile; t < s.tiles; t++) {
        analyseBlock(s, from, to, t * TILE + lane, phases, at + t * stride + lane, lane);
      }
    }
  }

  /**
   * Adds p_k times {@code s.factors} to the phases of the rings and advances the recursion.
   *
   * @param phases Modified. Tile t begins at {@code at + t * stride}.
   */
  final void synthesise(LegendreState s, int from, int to, double[] phases, int at, int stride) {
    int width = width();
    for (int t = s.firstTile; t < s.tiles; t++) {
      for (int lane = 0; lane < LANES; lane += width) {
        synthesiseBlock(s, from, to, t * TILE + lane, phases, at + t * stride + lane);
      }
    }
  }

  /** Advances the scaled recursion on the first tiles, for rings that do not contribute yet. */
  final void advance(LegendreState s, int from, int to, int tiles) {
    int step = 2 * width();
    for (int r = 0; r < tiles * TILE; r += step) {
      advanceBlock(s, from, to, r);
    }
  }

  /** Returns p_{k+1} = (A_k x² + B_k) p_k + p_{k−1} of {@link LegendreColumn}. */
  static double next(double x2, double[] ab, int k, double now, double before) {
    return fma(fma(x2, ab[2 * k], ab[2 * k + 1]), now, before);
  }

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
