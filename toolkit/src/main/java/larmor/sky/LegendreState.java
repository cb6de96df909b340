package larmor.sky;

import java.util.Arrays;

/**
 * The Legendre sums of one m over the rings, with the arrays that one thread needs for them. Near
 * the poles λ_lm is smaller than the smallest double for l near m. The recursion on such a ring
 * uses numbers scaled by a power of 2^800, and the ring is left out of the sums until its λ_lm
 * exceeds {@link #LEAST}; from then on the ring is called active.
 */
final class LegendreState {
  /** The number of rings in a tile. */
  static final int TILE = 16;

  /** The number of partial sums of an analysis, which are added together at its end. */
  static final int LANES = 8;

  /** The factor by which a number is multiplied when its scale increases by 1. */
  static final double UNIT = 0x1p800;

  /** The number of pairs of multipoles after which the scaled rings are tested again. */
  private static final int STEP = 16;

  /** The number of pairs of multipoles in one sum if no ring is scaled. */
  static final int MOST = 64;

  /**
   * The limit above which λ_lm makes a ring active. In STEP pairs λ_lm grows by at most a factor
   * 2^160 (at l = m = 6143, and by less at other l and m), so λ_lm of a scaled ring is always below
   * 2^−140.
   */
  static final double LEAST = 0x1p-300;

  final int tiles;
  final double[] x2;

  /** The p_k of the active rings; 0 on the other rings. */
  final double[] now;

  /** The p_{k−1} of the active rings; 0 on the other rings. */
  final double[] before;

  /** The p_k of the scaled rings; 0 on the other rings. */
  final double[] scaledNow;

  /** The p_{k−1} of the scaled rings; 0 on the other rings. */
  final double[] scaledBefore;

  final double[] sums = new double[MOST * 4 * LANES];

  /**
   * The factors of a synthesis or the sums of an analysis, four for each pair of multipoles: real
   * and imaginary part for l − m even, then for l − m odd.
   */
  final double[] factors;

  LegendreColumn column;

  /** The first tile with an active ring; the number of tiles if there is none. */
  int firstTile;

  private final LegendreRecursion recursion;
  private final LegendreSum sum;
  private final LegendreColumn own;
  private final int[] scale;

  /** The number of rings from the pole to the last scaled ring. */
  private int scaledRings;

  LegendreState(LegendreRecursion recursion, LegendreSum sum) {
    this.recursion = recursion;
    this.sum = sum;
    tiles = recursion.tiles;
    x2 = recursion.x2;
    own = recursion.ownColumn();
    now = new double[x2.length];
    before = new double[x2.length];
    scaledNow = new double[x2.length];
    scaledBefore = new double[x2.length];
    scale = new int[x2.length];
    factors = new double[2 * recursion.lmax + 8];
  }

  /**
   * Adds weight · Σ_rings λ_lm E to a_lm for l = m … lmax, where E is the Fourier coefficient
   * (phase) of a ring and its mirror image for this m.
   *
   * @param phases tile t begins at {@code at + t * stride} and holds real and imaginary parts of
   *     north + south, then of cos θ (north − south). Not modified.
   * @param weight the solid angle of a pixel
   * @param start index of a_mm in {@code re} and {@code im}
   * @param re Modified. Real parts of a_lm.
   * @param im Modified. Imaginary parts of a_lm.
   */
  void analyse(
      int m,
      double[] phases,
      int at,
      int stride,
      double weight,
      int start,
      double[] re,
      double[] im) {
    start(m);
    int end = column.pairs + 1 & ~1;
    for (int k = 0; k < end; ) {
      int next = Math.min(end, k + (scaledRings > 0 ? STEP : MOST));
      if (firstTile < tiles) {
        Arrays.fill(sums, 0, (next - k) * 4 * LANES, 0);
        sum.analyse(this, k, next, phases, at, stride);
        for (int i = 0, o = 0; i < 4 * (next - k); i++, o += LANES) {
          factors[4 * k + i] =
              ((sums[o] + sums[o + 4]) + (sums[o + 2] + sums[o + 6]))
                  + ((sums[o + 1] + sums[o + 5]) + (sums[o + 3] + sums[o + 7]));
        }
      } else {
        Arrays.fill(factors, 4 * k, 4 * next, 0);
      }
      advance(k, next);
      k = next;
    }
    double[] alpha = column.alpha;
    int last = recursion.lmax - m;
    for (int k = 0; k < column.pairs; k++) {
      double one = weight * alpha[3 * k + 1];
      double two = k == 0 ? 0 : weight * alpha[3 * k - 1];
      double evenRe = k == 0 ? 0 : two * factors[4 * k - 4];
      double evenIm = k == 0 ? 0 : two * factors[4 * k - 3];
      re[start + 2 * k] += one * factors[4 * k] + evenRe;
      im[start + 2 * k] += one * factors[4 * k + 1] + evenIm;
      if (2 * k < last) {
        double odd = weight * alpha[3 * k];
        re[start + 2 * k + 1] += odd * factors[4 * k + 2];
        im[start + 2 * k + 1] += odd * factors[4 * k + 3];
      }
    }
  }

  /**
   * Computes Σ_l a_lm λ_lm on the rings.
   *
   * @param re real parts of a_lm. Not modified.
   * @param im imaginary parts of a_lm. Not modified.
   * @param start index of a_mm in {@code re} and {@code im}
   * @param phases Modified. Tile t begins at {@code at + t * stride} and holds real and imaginary
   *     parts of the sum over even l − m, then of the sum over odd l − m divided by cos θ.
   */
  void synthesise(int m, double[] re, double[] im, int start, double[] phases, int at, int stride) {
    start(m);
    double[] alpha = column.alpha;
    int last = recursion.lmax - m;
    int end = column.pairs + 1 & ~1;
    Arrays.fill(factors, 0, 4 * end, 0);
    for (int k = 0; k < column.pairs; k++) {
      int o = start + 2 * k;
      double up = 2 * k + 1 < last ? alpha[3 * k + 2] : 0;
      double upRe = 2 * k + 1 < last ? up * re[o + 2] : 0;
      double upIm = 2 * k + 1 < last ? up * im[o + 2] : 0;
      factors[4 * k] = alpha[3 * k + 1] * re[o] + upRe;
      factors[4 * k + 1] = alpha[3 * k + 1] * im[o] + upIm;
      if (2 * k < last) {
        factors[4 * k + 2] = alpha[3 * k] * re[o + 1];
        factors[4 * k + 3] = alpha[3 * k] * im[o + 1];
      }
    }
    for (int t = 0; t < tiles; t++) {
      Arrays.fill(phases, at + t * stride, at + t * stride + 4 * TILE, 0);
    }
    for (int k = 0; k < end; ) {
      int next = scaledRings > 0 ? Math.min(end, k + STEP) : end;
      if (firstTile < tiles) {
        sum.synthesise(this, k, next, phases, at, stride);
      }
      advance(k, next);
      k = next;
    }
  }

  private void start(int m) {
    column = recursion.column(m, own);
    recursion.firstValues(m, scaledNow, scale);
    Arrays.fill(scaledBefore, 0);
    Arrays.fill(now, 0);
    Arrays.fill(before, 0);
    firstTile = tiles;
    for (int r = 0; r < recursion.rings; r++) {
      if (scale[r] == 0) {
        activate(r);
      }
    }
    countScaledRings(recursion.rings);
  }

  private void advance(int from, int to) {
    if (scaledRings == 0) {
      return;
    }
    sum.advance(this, from, to, (scaledRings + TILE - 1) / TILE);
    for (int r = 0; r < scaledRings; r++) {
      if (scale[r] > 0 && Math.abs(scaledNow[r]) > LEAST * UNIT) {
        scaledNow[r] /= UNIT;
        scaledBefore[r] /= UNIT;
        if (--scale[r] == 0) {
          activate(r);
        }
      }
    }
    countScaledRings(scaledRings);
  }

  private void activate(int r) {
    now[r] = scaledNow[r];
    before[r] = scaledBefore[r];
    scaledNow[r] = 0;
    scaledBefore[r] = 0;
    firstTile = Math.min(firstTile, r / TILE);
  }

  /**
   * Counts the rings from the pole to the last scaled ring, which is one of the first {@code most}
   * rings.
   */
  private void countScaledRings(int most) {
    scaledRings = most;
    while (scaledRings > 0 && scale[scaledRings - 1] == 0) {
      scaledRings--;
    }
  }
}
