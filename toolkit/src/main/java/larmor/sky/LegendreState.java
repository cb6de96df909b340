package larmor.sky;

import java.util.Arrays;

/**
 * What one thread needs to sum one m over the rings. A ring waits, its recursion run on scaled
 * numbers, until what it holds is no longer too small to matter; until then it counts as zero.
 */
final class LegendreState {
  /** Rings in a tile. */
  static final int TILE = 16;

  /** Sums that an analysis keeps apart until its end. */
  static final int LANES = 8;

  static final double UNIT = 0x1p800;

  /** Pairs of multipoles between two looks at the rings that wait. */
  private static final int STEP = 16;

  /** Pairs of multipoles at once when no ring waits. */
  static final int MOST = 64;

  /**
   * A ring begins when it holds more than this. In STEP pairs nothing grows by more than 2^160 (at
   * l = m = 6143, and by less at other l and m), so what has not begun is below 2^−140.
   */
  static final double LEAST = 0x1p-300;

  final int tiles;
  final double[] x2;
  final double[] now;
  final double[] before;
  final double[] waiting;
  final double[] waitingBefore;
  final double[] sums = new double[MOST * 4 * LANES];

  /** Factors of a synthesis or sums of an analysis, four a pair: even re, im, odd re, im. */
  final double[] factors;

  LegendreColumn column;

  /** Tiles before this one have not begun. */
  int first;

  private final LegendreRecursion recursion;
  private final LegendreSum sum;
  private final LegendreColumn own;
  private final int[] scale;
  private int late;

  LegendreState(LegendreRecursion recursion, LegendreSum sum) {
    this.recursion = recursion;
    this.sum = sum;
    tiles = recursion.tiles;
    x2 = recursion.x2;
    own = recursion.ownColumn();
    now = new double[x2.length];
    before = new double[x2.length];
    waiting = new double[x2.length];
    waitingBefore = new double[x2.length];
    scale = new int[x2.length];
    factors = new double[2 * recursion.lmax + 8];
  }

  /**
   * Adds weight Σ_rings λ_lm E to a_lm for l = m … lmax, where E is the rings' phase, north and
   * south together.
   *
   * @param phases Not modified. Tile t from {@code at + t * stride}: re and im of north + south,
   *     then of cos θ (north − south).
   * @param place of a_mm in {@code re} and {@code im}
   */
  void analyse(
      int m,
      double[] phases,
      int at,
      int stride,
      double weight,
      int place,
      double[] re,
      double[] im) {
    begin(m);
    int end = column.pairs + 1 & ~1;
    for (int k = 0; k < end; ) {
      int next = Math.min(end, k + (late > 0 ? STEP : MOST));
      if (first < tiles) {
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
      re[place + 2 * k] += one * factors[4 * k] + evenRe;
      im[place + 2 * k] += one * factors[4 * k + 1] + evenIm;
      if (2 * k < last) {
        double odd = weight * alpha[3 * k];
        re[place + 2 * k + 1] += odd * factors[4 * k + 2];
        im[place + 2 * k + 1] += odd * factors[4 * k + 3];
      }
    }
  }

  /**
   * Writes Σ_l a_lm λ_lm on the rings.
   *
   * @param phases Modified. As for analysis: re and im of the even l's sum, then of the odd l's
   *     without its factor cos θ.
   */
  void synthesise(int m, double[] re, double[] im, int place, double[] phases, int at, int stride) {
    begin(m);
    double[] alpha = column.alpha;
    int last = recursion.lmax - m;
    int end = column.pairs + 1 & ~1;
    Arrays.fill(factors, 0, 4 * end, 0);
    for (int k = 0; k < column.pairs; k++) {
      int o = place + 2 * k;
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
      int next = late > 0 ? Math.min(end, k + STEP) : end;
      if (first < tiles) {
        sum.synthesise(this, k, next, phases, at, stride);
      }
      advance(k, next);
      k = next;
    }
  }

  private void begin(int m) {
    column = recursion.column(m, own);
    recursion.first(m, waiting, scale);
    Arrays.fill(waitingBefore, 0);
    Arrays.fill(now, 0);
    Arrays.fill(before, 0);
    first = tiles;
    late = recursion.rings;
    for (int r = 0; r < recursion.rings; r++) {
      if (scale[r] == 0) {
        join(r);
      }
    }
    wait(recursion.rings);
  }

  private void advance(int from, int to) {
    if (late == 0) {
      return;
    }
    sum.advance(this, from, to, (late + TILE - 1) / TILE);
    for (int r = 0; r < late; r++) {
      if (scale[r] > 0 && Math.abs(waiting[r]) > LEAST * UNIT) {
        waiting[r] /= UNIT;
        waitingBefore[r] /= UNIT;
        if (--scale[r] == 0) {
          join(r);
        }
      }
    }
    wait(late);
  }

  private void join(int r) {
    now[r] = waiting[r];
    before[r] = waitingBefore[r];
    waiting[r] = 0;
    waitingBefore[r] = 0;
    first = Math.min(first, r / TILE);
  }

  /** Counts the rings from the pole on to the last that waits. */
  private void wait(int rings) {
    late = rings;
    while (late > 0 && scale[late - 1] == 0) {
      late--;
    }
  }
}
