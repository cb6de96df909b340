package larmor.sky;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * The Legendre sums in plain Java. An analysis tabulates p_k of four rings, which the recursion
 * gives one after the other, and adds products of whole rows of the table; a synthesis takes one k
 * after the other and runs over the rings. The loops over rows and rings are so short and simple
 * that Java compiles them to vector instructions by itself: with more arrays or more products in a
 * loop, or with an offset that is no constant, Java 17 does not.
 */
final class ScalarLegendreSum extends LegendreSum {
  /** The number of pairs of multipoles in a table, a multiple of {@link LegendreState#STEP}. */
  static final int MOST = 256;

  /** The number of rings at a time, whose values remain in the first-level cache. */
  private static final int RINGS = 512;

  /** The rows of the workspace before those with the sums of an analysis. */
  private static final int SUMS = 8;

  @Override
  double[][] workspace(int rings, int pairs) {
    double[][] rows = new double[SUMS + 4 * LANES][Math.min(MOST, pairs + 3 & ~3)];
    rows[0] = new double[4 * MOST];
    rows[1] = new double[4 * rings];
    for (int i = 2; i < SUMS; i++) {
      rows[i] = new double[rings];
    }
    return rows;
  }

  @Override
  void analyse(LegendreState s, double[] phases, int at, int stride) {
    int end = s.column.pairs + 3 & ~3;
    double[][] rows = s.workspace;
    double[] p = rows[0];
    double[] field = rows[1];
    for (int t = 0; t < s.tiles; t++) {
      System.arraycopy(phases, at + t * stride, field, 4 * TILE * t, 4 * TILE);
    }
    for (int k = 0; k < end; k += MOST) {
      int pairs = Math.min(end - k, MOST);
      for (int i = SUMS; i < rows.length; i++) {
        Arrays.fill(rows[i], 0, pairs, 0);
      }
      for (int lane = 0; lane < LANES; lane++) {
        for (int t = 0; t < s.tiles; t += 2) {
          int first = tabulate(s, k, pairs, t * TILE + lane, p);
          int o = 4 * TILE * t + lane;
          int next = o + 4 * TILE;
          for (int i = SUMS + lane; i < rows.length; i += LANES, o += TILE, next += TILE) {
            addRows(
                p,
                rows[i],
                first,
                pairs,
                field[o],
                field[o + LANES],
                field[next],
                field[next + LANES]);
          }
        }
      }
      for (int q = 0; q < 4; q++) {
        int row = SUMS + LANES * q;
        for (int half = LANES / 2; half > 0; half /= 2) {
          for (int lane = 0; lane < half; lane++) {
            addRow(rows[row + lane], rows[row + lane + half], pairs);
          }
        }
        for (int i = 0; i < pairs; i++) {
          s.factors[4 * (k + i) + q] = rows[row][i];
        }
      }
    }
  }

  /**
   * Tabulates p_k of the rings r, r + 8, r + 16 and r + 24 in four rows. The values are 0 where a
   * ring is scaled.
   *
   * @param p Modified. The table.
   * @return the first column of the table in which one of the rings is active
   */
  private static int tabulate(LegendreState s, int k, int pairs, int r, double[] p) {
    int first = pairs;
    for (int from = 0; from < pairs; ) {
      int scaled = 0;
      for (int j = 0; j < 4; j++) {
        scaled += s.scale[r + j * LANES] > 0 ? 1 : 0;
      }
      int to = scaled > 0 ? Math.min(pairs, from + LegendreState.STEP) : pairs;
      recur(s.column.ab, 2 * k, s.x2, s.scaledNow, s.scaledBefore, r, p, from, to);
      for (int j = 0; scaled > 0 && j < 4; j++) {
        if (s.scale[r + j * LANES] > 0) {
          Arrays.fill(p, j * MOST + from, j * MOST + to, 0);
          s.rescale(r + j * LANES);
        }
      }
      if (scaled < 4) {
        first = Math.min(first, from);
      }
      from = to;
    }
    return first;
  }

  private static void recur(
      double[] ab,
      int at,
      double[] x2,
      double[] now,
      double[] before,
      int r,
      double[] p,
      int from,
      int to) {
    double square0 = x2[r];
    double square1 = x2[r + LANES];
    double square2 = x2[r + 2 * LANES];
    double square3 = x2[r + 3 * LANES];
    double now0 = now[r];
    double now1 = now[r + LANES];
    double now2 = now[r + 2 * LANES];
    double now3 = now[r + 3 * LANES];
    double before0 = before[r];
    double before1 = before[r + LANES];
    double before2 = before[r + 2 * LANES];
    double before3 = before[r + 3 * LANES];
    for (int i = from; i < to; i += 2) {
      double a = ab[at + 2 * i];
      double b = ab[at + 2 * i + 1];
      p[i] = now0;
      p[i + MOST] = now1;
      p[i + 2 * MOST] = now2;
      p[i + 3 * MOST] = now3;
      before0 = fma(fma(square0, a, b), now0, before0);
      before1 = fma(fma(square1, a, b), now1, before1);
      before2 = fma(fma(square2, a, b), now2, before2);
      before3 = fma(fma(square3, a, b), now3, before3);
      a = ab[at + 2 * i + 2];
      b = ab[at + 2 * i + 3];
      p[i + 1] = before0;
      p[i + MOST + 1] = before1;
      p[i + 2 * MOST + 1] = before2;
      p[i + 3 * MOST + 1] = before3;
      now0 = fma(fma(square0, a, b), before0, now0);
      now1 = fma(fma(square1, a, b), before1, now1);
      now2 = fma(fma(square2, a, b), before2, now2);
      now3 = fma(fma(square3, a, b), before3, now3);
    }
    now[r] = now0;
    now[r + LANES] = now1;
    now[r + 2 * LANES] = now2;
    now[r + 3 * LANES] = now3;
    before[r] = before0;
    before[r + LANES] = before1;
    before[r + 2 * LANES] = before2;
    before[r + 3 * LANES] = before3;
  }

  /** Adds the four rows of the table, each times a factor, to a row of sums. */
  private static void addRows(
      double[] p, double[] sum, int from, int to, double f0, double f1, double f2, double f3) {
    for (int i = from; i < to; i++) {
      double two = fma(p[i + MOST], f1, fma(p[i], f0, sum[i]));
      sum[i] = fma(p[i + 3 * MOST], f3, fma(p[i + 2 * MOST], f2, two));
    }
  }

  private static void addRow(double[] sum, double[] row, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += row[i];
    }
  }

  @Override
  void synthesise(LegendreState s, double[] phases, int at, int stride) {
    s.activateRings();
    int end = s.column.pairs + 3 & ~3;
    double[][] rows = s.workspace;
    int rings = s.tiles * TILE;
    for (int q = 0; q < 4; q++) {
      Arrays.fill(rows[2 + q], 0);
    }
    for (int k = 0; k < end; ) {
      int next = s.scaledRings > 0 ? Math.min(end, k + LegendreState.STEP) : end;
      for (int r = s.firstTile * TILE; r < rings; r += RINGS) {
        addPairs(s, k, next, r, Math.min(r + RINGS, rings), rows);
      }
      if (s.scaledRings > 0) {
        double[] before = s.scaledBefore;
        for (int i = k; i < next; i += 2) {
          recur(s, i, before, s.scaledNow, before, 0, s.scaledRings);
          recur(s, i + 1, s.scaledNow, before, s.scaledNow, 0, s.scaledRings);
        }
        s.testScaledRings();
      }
      k = next;
    }
    for (int t = 0; t < s.tiles; t++) {
      for (int q = 0; q < 4; q++) {
        System.arraycopy(rows[2 + q], t * TILE, phases, at + t * stride + q * TILE, TILE);
      }
    }
  }

  /** Adds the products of some pairs of multipoles on some rings, four pairs at a time. */
  private static void addPairs(
      LegendreState s, int from, int to, int first, int last, double[][] rows) {
    double[] f = s.factors;
    double[] p0 = s.now;
    double[] p1 = rows[6];
    double[] p2 = rows[7];
    double[] p3 = s.before;
    for (int k = from; k < to; k += 4) {
      recur(s, k, p3, p0, p1, first, last);
      recur(s, k + 1, p0, p1, p2, first, last);
      recur(s, k + 2, p1, p2, p3, first, last);
      for (int q = 0; q < 4; q++) {
        int o = 4 * k + q;
        add(p0, p1, p2, p3, rows[2 + q], first, last, f[o], f[o + 4], f[o + 8], f[o + 12]);
      }
      recur(s, k + 3, p2, p3, p0, first, last);
    }
  }

  /** Computes p_{k+1} from p_k and p_{k−1} on some rings. */
  private static void recur(
      LegendreState s, int k, double[] before, double[] now, double[] after, int from, int to) {
    recur(s.x2, s.column.ab[2 * k], s.column.ab[2 * k + 1], before, now, after, from, to);
  }

  private static void recur(
      double[] x2,
      double a,
      double b,
      double[] before,
      double[] now,
      double[] after,
      int from,
      int to) {
    for (int r = from; r < to; r++) {
      after[r] = fma(fma(x2[r], a, b), now[r], before[r]);
    }
  }

  private static void add(
      double[] p0,
      double[] p1,
      double[] p2,
      double[] p3,
      double[] sum,
      int from,
      int to,
      double f0,
      double f1,
      double f2,
      double f3) {
    for (int r = from; r < to; r++) {
      sum[r] = fma(p3[r], f3, fma(p2[r], f2, fma(p1[r], f1, fma(p0[r], f0, sum[r]))));
    }
  }
}
