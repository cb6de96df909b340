package larmor.sky;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Legendre sums computed with SIMD vectors. Each vector holds the values of several rings, and
 * the innermost loop works on two vectors at a time. This class is compiled separately, because it
 * needs a module of Java that is still in incubation, and only {@link LegendreSum#fastest()} loads
 * it.
 */
final class SimdLegendreSum extends LegendreSum {
  private static final VectorSpecies<Double> V =
      DoubleVector.SPECIES_PREFERRED.length() > LANES
          ? DoubleVector.SPECIES_512
          : DoubleVector.SPECIES_PREFERRED;

  /** The number of pairs of multipoles in one sum if no ring is scaled. */
  private static final int MOST = 64;

  /** Returns whether the vectors of the processor hold four doubles or more. */
  static boolean worthwhile() {
    return V.length() >= 4;
  }

  @Override
  double[][] workspace(int rings, int pairs) {
    return new double[1][MOST * 4 * LANES];
  }

  @Override
  void analyse(LegendreState s, double[] phases, int at, int stride) {
    int end = s.column.pairs + 1 & ~1;
    s.activateRings();
    double[] sums = s.workspace[0];
    for (int k = 0; k < end; ) {
      int next = Math.min(end, k + (s.scaledRings > 0 ? LegendreState.STEP : MOST));
      if (s.firstTile < s.tiles) {
        Arrays.fill(sums, 0, (next - k) * 4 * LANES, 0);
        analyseTiles(s, k, next, phases, at, stride);
        for (int i = 0, o = 0; i < 4 * (next - k); i++, o += LANES) {
          s.factors[4 * k + i] =
              ((sums[o] + sums[o + 4]) + (sums[o + 2] + sums[o + 6]))
                  + ((sums[o + 1] + sums[o + 5]) + (sums[o + 3] + sums[o + 7]));
        }
      } else {
        Arrays.fill(s.factors, 4 * k, 4 * next, 0);
      }
      advance(s, k, next);
      k = next;
    }
  }

  @Override
  void synthesise(LegendreState s, double[] phases, int at, int stride) {
    int end = s.column.pairs + 1 & ~1;
    s.activateRings();
    for (int t = 0; t < s.tiles; t++) {
      Arrays.fill(phases, at + t * stride, at + t * stride + 4 * TILE, 0);
    }
    for (int k = 0; k < end; ) {
      int next = s.scaledRings > 0 ? Math.min(end, k + LegendreState.STEP) : end;
      if (s.firstTile < s.tiles) {
        synthesiseTiles(s, k, next, phases, at, stride);
      }
      advance(s, k, next);
      k = next;
    }
  }

  private void advance(LegendreState s, int from, int to) {
    if (s.scaledRings > 0) {
      advanceTiles(s, from, to, (s.scaledRings + TILE - 1) / TILE);
      s.testScaledRings();
    }
  }

  /**
   * Adds p_k times the phases of the rings to the lanes of the sums in {@code s.workspace} and
   * advances the recursion.
   *
   * @param phases tile t begins at {@code at + t * stride}. Not modified.
   */
  private void analyseTiles(
      LegendreState s, int from, int to, double[] phases, int at, int stride) {
    int width = V.length();
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
  private void synthesiseTiles(
      LegendreState s, int from, int to, double[] phases, int at, int stride) {
    int width = V.length();
    for (int t = s.firstTile; t < s.tiles; t++) {
      for (int lane = 0; lane < LANES; lane += width) {
        synthesiseBlock(s, from, to, t * TILE + lane, phases, at + t * stride + lane);
      }
    }
  }

  /** Advances the scaled recursion on the first tiles, for rings that do not contribute yet. */
  private void advanceTiles(LegendreState s, int from, int to, int tiles) {
    int step = 2 * V.length();
    for (int r = 0; r < tiles * TILE; r += step) {
      advanceBlock(s, from, to, r);
    }
  }

  private static DoubleVector load(double[] a, int i) {
    return DoubleVector.fromArray(V, a, i);
  }

  private static DoubleVector all(double a) {
    return DoubleVector.broadcast(V, a);
  }

  private static void analyseBlock(
      LegendreState s, int from, int to, int r, double[] phases, int o, int lane) {
    double[] ab = s.column.ab;
    double[] sums = s.workspace[0];
    DoubleVector x0 = load(s.x2, r);
    DoubleVector x1 = load(s.x2, r + LANES);
    DoubleVector p0 = load(s.now, r);
    DoubleVector p1 = load(s.now, r + LANES);
    DoubleVector q0 = load(s.before, r);
    DoubleVector q1 = load(s.before, r + LANES);
    DoubleVector evenRe0 = load(phases, o);
    DoubleVector evenRe1 = load(phases, o + LANES);
    DoubleVector evenIm0 = load(phases, o + TILE);
    DoubleVector evenIm1 = load(phases, o + TILE + LANES);
    DoubleVector oddRe0 = load(phases, o + 2 * TILE);
    DoubleVector oddRe1 = load(phases, o + 2 * TILE + LANES);
    DoubleVector oddIm0 = load(phases, o + 3 * TILE);
    DoubleVector oddIm1 = load(phases, o + 3 * TILE + LANES);
    int pairs = to - from;
    int at = 2 * from;
    for (int k = 0; k < pairs; k++) {
      int q = 4 * LANES * k + lane;
      p1.fma(evenRe1, p0.fma(evenRe0, load(sums, q))).intoArray(sums, q);
      p1.fma(evenIm1, p0.fma(evenIm0, load(sums, q + LANES))).intoArray(sums, q + LANES);
      p1.fma(oddRe1, p0.fma(oddRe0, load(sums, q + 2 * LANES))).intoArray(sums, q + 2 * LANES);
      p1.fma(oddIm1, p0.fma(oddIm0, load(sums, q + 3 * LANES))).intoArray(sums, q + 3 * LANES);
      DoubleVector a = all(ab[at + 2 * k]);
      DoubleVector b = all(ab[at + 2 * k + 1]);
      DoubleVector next0 = x0.fma(a, b).fma(p0, q0);
      DoubleVector next1 = x1.fma(a, b).fma(p1, q1);
      q0 = p0;
      q1 = p1;
      p0 = next0;
      p1 = next1;
    }
    store(s, r, p0, p1, q0, q1);
  }

  private static void store(
      LegendreState s, int r, DoubleVector p0, DoubleVector p1, DoubleVector q0, DoubleVector q1) {
    p0.intoArray(s.now, r);
    p1.intoArray(s.now, r + LANES);
    q0.intoArray(s.before, r);
    q1.intoArray(s.before, r + LANES);
  }

  private static void synthesiseBlock(
      LegendreState s, int from, int to, int r, double[] phases, int o) {
    double[] ab = s.column.ab;
    double[] factors = s.factors;
    DoubleVector x0 = load(s.x2, r);
    DoubleVector x1 = load(s.x2, r + LANES);
    DoubleVector p0 = load(s.now, r);
    DoubleVector p1 = load(s.now, r + LANES);
    DoubleVector q0 = load(s.before, r);
    DoubleVector q1 = load(s.before, r + LANES);
    DoubleVector evenRe0 = load(phases, o);
    DoubleVector evenRe1 = load(phases, o + LANES);
    DoubleVector evenIm0 = load(phases, o + TILE);
    DoubleVector evenIm1 = load(phases, o + TILE + LANES);
    DoubleVector oddRe0 = load(phases, o + 2 * TILE);
    DoubleVector oddRe1 = load(phases, o + 2 * TILE + LANES);
    DoubleVector oddIm0 = load(phases, o + 3 * TILE);
    DoubleVector oddIm1 = load(phases, o + 3 * TILE + LANES);
    for (int k = from; k < to; k++) {
      DoubleVector f = all(factors[4 * k]);
      evenRe0 = p0.fma(f, evenRe0);
      evenRe1 = p1.fma(f, evenRe1);
      f = all(factors[4 * k + 1]);
      evenIm0 = p0.fma(f, evenIm0);
      evenIm1 = p1.fma(f, evenIm1);
      f = all(factors[4 * k + 2]);
      oddRe0 = p0.fma(f, oddRe0);
      oddRe1 = p1.fma(f, oddRe1);
      f = all(factors[4 * k + 3]);
      oddIm0 = p0.fma(f, oddIm0);
      oddIm1 = p1.fma(f, oddIm1);
      DoubleVector a = all(ab[2 * k]);
      DoubleVector b = all(ab[2 * k + 1]);
      DoubleVector next0 = x0.fma(a, b).fma(p0, q0);
      DoubleVector next1 = x1.fma(a, b).fma(p1, q1);
      q0 = p0;
      q1 = p1;
      p0 = next0;
      p1 = next1;
    }
    evenRe0.intoArray(phases, o);
    evenRe1.intoArray(phases, o + LANES);
    evenIm0.intoArray(phases, o + TILE);
    evenIm1.intoArray(phases, o + TILE + LANES);
    oddRe0.intoArray(phases, o + 2 * TILE);
    oddRe1.intoArray(phases, o + 2 * TILE + LANES);
    oddIm0.intoArray(phases, o + 3 * TILE);
    oddIm1.intoArray(phases, o + 3 * TILE + LANES);
    store(s, r, p0, p1, q0, q1);
  }

  private static void advanceBlock(LegendreState s, int from, int to, int r) {
    double[] ab = s.column.ab;
    DoubleVector x0 = load(s.x2, r);
    DoubleVector x1 = load(s.x2, r + V.length());
    DoubleVector p0 = load(s.scaledNow, r);
    DoubleVector p1 = load(s.scaledNow, r + V.length());
    DoubleVector q0 = load(s.scaledBefore, r);
    DoubleVector q1 = load(s.scaledBefore, r + V.length());
    for (int k = from; k < to; k += 2) {
      DoubleVector a = all(ab[2 * k]);
      DoubleVector b = all(ab[2 * k + 1]);
      q0 = x0.fma(a, b).fma(p0, q0);
      q1 = x1.fma(a, b).fma(p1, q1);
      a = all(ab[2 * k + 2]);
      b = all(ab[2 * k + 3]);
      p0 = x0.fma(a, b).fma(q0, p0);
      p1 = x1.fma(a, b).fma(q1, p1);
    }
    p0.intoArray(s.scaledNow, r);
    p1.intoArray(s.scaledNow, r + V.length());
    q0.intoArray(s.scaledBefore, r);
    q1.intoArray(s.scaledBefore, r + V.length());
  }
}
