package larmor.sky;

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

  /** Returns whether the vectors of the processor hold four doubles or more. */
  static boolean worthwhile() {
    return V.length() >= 4;
  }

  @Override
  int width() {
    return V.length();
  }

  private static DoubleVector load(double[] a, int i) {
    return DoubleVector.fromArray(V, a, i);
  }

  private static DoubleVector all(double a) {
    return DoubleVector.broadcast(V, a);
  }

  @Override
  void analyseBlock(LegendreState s, int from, int to, int r, double[] phases, int o, int lane) {
    double[] ab = s.column.ab;
    double[] sums = s.sums;
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

  @Override
  void synthesiseBlock(LegendreState s, int from, int to, int r, double[] phases, int o) {
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

  @Override
  void advanceBlock(LegendreState s, int from, int to, int r) {
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
