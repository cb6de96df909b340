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
  static final int STEP = 16;

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

  /**
   * The p_k of the scaled rings; 0 on the other rings after {@link #activateRings}, and until then
   * their p_k.
   */
  final double[] scaledNow;

  /** The p_{k−1} of the scaled rings, and of the others as in {@link #scaledNow}. */
  final double[] scaledBefore;

  /** The arrays of the implementation of the sums. */
  final double[][] workspace;

  /**
   * The factors of a synthesis or the sums of an analysis, four for each pair of multipoles: real
   * and imaginary part for l − m even, then for l − m odd.
   */
  final double[] factors;

  LegendreColumn column;

  /** The first tile with an active ring; the number of tiles if there is none. */
  int firstTile;

  /** The exponent of the scale of each ring; 0 on the active rings. */
  final int[] scale;

  /** The number of rings from the pole to the last scaled ring. */
  int scaledRings;

  private final LegendreRecursion recursion;
  private final LegendreSum sum;
  private final LegendreColumn own;

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
    workspace = sum.workspace(x2.length, recursion.lmax / 2 + 1);
    factors = new double[2 * recursion.lmax + 16];
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
    sum.analyse(this, phases, at, stride);
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
    int end = column.pairs + 3 & ~3;
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
    sum.synthesise(this, phases, at, stride);
  }

  private void start(int m) {
    column = recursion.column(m, own);
    recursion.firstValues(m, scaledNow, scale);
    Arrays.fill(scaledBefore, 0);
  }

  /** Makes the rings active whose λ_mm is not scaled. */
  void activateRings() {
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

  /** Makes those scaled rings active, after some pairs, whose λ_lm exceeds {@link #LEAST}. */
  void testScaledRings() {
    for (int r = 0; r < scaledRings; r++) {
      if (scale[r] > 0) {
        rescale(r);
        if (scale[r] == 0) {
          activate(r);
        }
      }
    }
    countScaledRings(scaledRings);
  }

  /** Decreases the scale of a ring by 1 if its p_k permits it. */
  void rescale(int r) {
    if (Math.abs(scaledNow[r]) > LEAST * UNIT) {
      scaledNow[r] /= UNIT;
      scaledBefore[r] /= UNIT;
      scale[r]--;
    }
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
