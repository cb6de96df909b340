package larmor.sky;

import static java.lang.Math.fma;

/** The Legendre sums computed ring by ring. */
final class ScalarLegendreSum extends LegendreSum {
  @Override
  int width() {
    return 1;
  }

  @Override
  void analyseBlock(
      LegendreState s, int from, int to, int first, double[] phases, int at, int lane) {
    double[] ab = s.column.ab;
    double[] sums = s.sums;
    for (int i = 0; i <= LANES; i += LANES) {
      int r = first + i;
      int o = at + i;
      double x2 = s.x2[r];
      double now = s.now[r];
      double before = s.before[r];
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
        double next = next(x2, ab, k, now, before);
        before = now;
        now = next;
      }
      s.now[r] = now;
      s.before[r] = before;
    }
  }

  @Override
  void synthesiseBlock(LegendreState s, int from, int to, int first, double[] phases, int at) {
    double[] ab = s.column.ab;
    double[] factors = s.factors;
    for (int i = 0; i <= LANES; i += LANES) {
      int r = first + i;
      int o = at + i;
      double x2 = s.x2[r];
      double now = s.now[r];
      double before = s.before[r];
      double evenRe = phases[o];
      double evenIm = phases[o + TILE];
      double oddRe = phases[o + 2 * TILE];
      double oddIm = phases[o + 3 * TILE];
      for (int k = from; k < to; k++) {
        evenRe = fma(now, factors[4 * k], evenRe);
        evenIm = fma(now, factors[4 * k + 1], evenIm);
        oddRe = fma(now, factors[4 * k + 2], oddRe);
        oddIm = fma(now, factors[4 * k + 3], oddIm);
        double next = next(x2, ab, k, now, before);
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
  void advanceBlock(LegendreState s, int from, int to, int first) {
    double[] ab = s.column.ab;
    for (int r = first; r <= first + 1; r++) {
      double x2 = s.x2[r];
      double now = s.scaledNow[r];
      double before = s.scaledBefore[r];
      for (int k = from; k < to; k++) {
        double next = next(x2, ab, k, now, before);
        before = now;
        now = next;
      }
      s.scaledNow[r] = now;
      s.scaledBefore[r] = before;
    }
  }
}
