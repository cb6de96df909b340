package larmor.sky;

import static java.lang.Math.fma;

/** One ring after the other. */
final class ScalarLegendreSum implements LegendreSum {
  private static final int TILE = LegendreState.TILE;
  private static final int LANES = LegendreState.LANES;

  @Override
  public void analyse(LegendreState s, int from, int to, double[] phases, int at, int stride) {
    double[] ab = s.column.ab;
    double[] sums = s.sums;
    for (int lane = 0; lane < LANES; lane++) {
      for (int r = s.first * TILE + lane; r < s.x2.length; r += LANES) {
        double x2 = s.x2[r];
        double now = s.now[r];
        double before = s.before[r];
        int o = at + r / TILE * stride + r % TILE;
        double evenRe = phases[o];
        double evenIm = phases[o + TILE];
        double oddRe = phases[o + 2 * TILE];
        double oddIm = phases[o + 3 * TILE];
        int q = lane;
        for (int k = from; k < to; k++, q += 4 * LANES) {
          sums[q] = fma(now, evenRe, sums[q]);
          sums[q + LANES] = fma(now, evenIm, sums[q + LANES]);
          sums[q + 2 * LANES] = fma(now, oddRe, sums[q + 2 * LANES]);
          sums[q + 3 * LANES] = fma(now, oddIm, sums[q + 3 * LANES]);
          double next = fma(fma(x2, ab[2 * k], ab[2 * k + 1]), now, before);
          before = now;
          now = next;
        }
        s.now[r] = now;
        s.before[r] = before;
      }
    }
  }

  @Override
  public void synthesise(LegendreState s, int from, int to, double[] phases, int at, int stride) {
    double[] ab = s.column.ab;
    double[] factors = s.factors;
    for (int r = s.first * TILE; r < s.x2.length; r++) {
      double x2 = s.x2[r];
      double now = s.now[r];
      double before = s.before[r];
      int o = at + r / TILE * stride + r % TILE;
      double evenRe = phases[o];
      double evenIm = phases[o + TILE];
      double oddRe = phases[o + 2 * TILE];
      double oddIm = phases[o + 3 * TILE];
      for (int k = from; k < to; k++) {
        evenRe = fma(now, factors[4 * k], evenRe);
        evenIm = fma(now, factors[4 * k + 1], evenIm);
        oddRe = fma(now, factors[4 * k + 2], oddRe);
        oddIm = fma(now, factors[4 * k + 3], oddIm);
        double next = fma(fma(x2, ab[2 * k], ab[2 * k + 1]), now, before);
        before = now;
        now = next;
      }
      phases[o] = evenRe;
      phases[o + TILE] = evenIm;
      phases[o + 2 * TILE] = oddRe;
      phases[o + 3 * TILE] = oddIm;
      s.now[r] = now;
      s.before[r] = before;
    }
  }

  @Override
  public void advance(LegendreState s, int from, int to, int tiles) {
    double[] ab = s.column.ab;
    for (int r = 0; r < tiles * TILE; r++) {
      double x2 = s.x2[r];
      double now = s.waiting[r];
      double before = s.waitingBefore[r];
      for (int k = from; k < to; k++) {
        double next = fma(fma(x2, ab[2 * k], ab[2 * k + 1]), now, before);
        before = now;
        now = next;
      }
      s.waiting[r] = now;
      s.waitingBefore[r] = before;
    }
  }
}
