package larmor.field;

import static java.lang.Math.fma;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums of {@link ScalarSplineSum} computed four numbers at a time by vector instructions. This
 * class is compiled separately, because it needs a module of Java that is still in incubation, and
 * only {@link SplineSum#fastest()} loads it.
 */
final class SimdSplineSum implements SplineSum {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_128;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;

  /**
   * Returns whether the processor computes with vectors of four doubles. On other processors Java
   * emulates them, which is slow.
   */
  static boolean worthwhile() {
    return DoubleVector.SPECIES_PREFERRED.length() >= DOUBLES.length();
  }

  private static DoubleVector load(float[] c, int p) {
    return (DoubleVector)
        FloatVector.fromArray(FLOATS, c, p).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  /**
   * Reads both ends of the 16 rows of coefficients of a point, so that the processor fetches all of
   * them from memory at the same time instead of one after another during the sum.
   *
   * @return the sum of what was read, which the caller has to store: Java omits reads whose result
   *     is not used
   */
  private static float fetch(float[] c, int base, int plane, int j0, int j1, int j2, int j3) {
    float sum = 0;
    for (int a = 0; a < 4; a++) {
      int p = base + a * plane;
      sum += c[p + j0] + c[p + j1] + c[p + j2] + c[p + j3];
      sum += c[p + j0 + 11] + c[p + j1 + 11] + c[p + j2 + 11] + c[p + j3 + 11];
    }
    return sum;
  }

  @Override
  public void at(float[] c, int n, double u, double v, double w, double unit, double[] b) {
    int i = SplineSum.cell(u, n);
    int j = SplineSum.cell(v, n);
    int k = SplineSum.cell(w, n);
    int line = SplineSum.line(n);
    int plane = line * n;
    int j0 = line * SplineSum.before(j, n) + 3 * k;
    int j1 = line * j + 3 * k;
    int j2 = line * SplineSum.after(j, 1, n) + 3 * k;
    int j3 = line * SplineSum.after(j, 2, n) + 3 * k;
    double t = u - i;
    double x0 = CubicBSpline.first(t);
    double x1 = CubicBSpline.second(t);
    double x2 = CubicBSpline.third(t);
    double x3 = CubicBSpline.fourth(t);
    t = v - j;
    double y0 = CubicBSpline.first(t);
    double y1 = CubicBSpline.second(t);
    double y2 = CubicBSpline.third(t);
    double y3 = CubicBSpline.fourth(t);
    DoubleVector low = DoubleVector.zero(DOUBLES);
    DoubleVector mid = low;
    DoubleVector high = low;
    int base = i * plane;
    for (int a = 0; a < 4; a++) {
      int p = base + j0;
      DoubleVector f = DoubleVector.broadcast(DOUBLES, x0 * y0);
      low = load(c, p).fma(f, low);
      mid = load(c, p + 4).fma(f, mid);
      high = load(c, p + 8).fma(f, high);
      p = base + j1;
      f = DoubleVector.broadcast(DOUBLES, x0 * y1);
      low = load(c, p).fma(f, low);
      mid = load(c, p + 4).fma(f, mid);
      high = load(c, p + 8).fma(f, high);
      p = base + j2;
      f = DoubleVector.broadcast(DOUBLES, x0 * y2);
      low = load(c, p).fma(f, low);
      mid = load(c, p + 4).fma(f, mid);
      high = load(c, p + 8).fma(f, high);
      p = base + j3;
      f = DoubleVector.broadcast(DOUBLES, x0 * y3);
      low = load(c, p).fma(f, low);
      mid = load(c, p + 4).fma(f, mid);
      high = load(c, p + 8).fma(f, high);
      base += plane;
      x0 = x1;
      x1 = x2;
      x2 = x3;
    }
    t = w - k;
    // low, mid and high hold x0 y0 z0 x1 | y1 z1 x2 y2 | z2 x3 y3 z3: the letter is the component,
    // the digit the point along z
    b[0] = SplineSum.alongZ(t, unit, low.lane(0), low.lane(3), mid.lane(2), high.lane(1));
    b[1] = SplineSum.alongZ(t, unit, low.lane(1), mid.lane(0), mid.lane(3), high.lane(2));
    b[2] = SplineSum.alongZ(t, unit, low.lane(2), mid.lane(1), high.lane(0), high.lane(3));
  }

  @Override
  public void along(
      float[] c,
      int n,
      double u,
      double v,
      double w,
      double du,
      double dv,
      double dw,
      double unit,
      double[] b) {
    int i = SplineSum.cell(u, n);
    int j = SplineSum.cell(v, n);
    int k = SplineSum.cell(w, n);
    int line = SplineSum.line(n);
    int plane = line * n;
    int j0 = line * SplineSum.before(j, n) + 3 * k;
    int j1 = line * j + 3 * k;
    int j2 = line * SplineSum.after(j, 1, n) + 3 * k;
    int j3 = line * SplineSum.after(j, 2, n) + 3 * k;
    b[23] = fetch(c, i * plane, plane, j0, j1, j2, j3);
    double t = u - i;
    double x0 = CubicBSpline.first(t);
    double x1 = CubicBSpline.second(t);
    double x2 = CubicBSpline.third(t);
    double x3 = CubicBSpline.fourth(t);
    double dx0 = du * CubicBSpline.firstSlope(t);
    double dx1 = du * CubicBSpline.secondSlope(t);
    double dx2 = du * CubicBSpline.thirdSlope(t);
    double dx3 = du * CubicBSpline.fourthSlope(t);
    t = v - j;
    double y0 = CubicBSpline.first(t);
    double y1 = CubicBSpline.second(t);
    double y2 = CubicBSpline.third(t);
    double y3 = CubicBSpline.fourth(t);
    double dy0 = dv * CubicBSpline.firstSlope(t);
    double dy1 = dv * CubicBSpline.secondSlope(t);
    double dy2 = dv * CubicBSpline.thirdSlope(t);
    double dy3 = dv * CubicBSpline.fourthSlope(t);
    DoubleVector low = DoubleVector.zero(DOUBLES);
    DoubleVector mid = low;
    DoubleVector high = low;
    DoubleVector lowSlope = low;
    DoubleVector midSlope = low;
    DoubleVector highSlope = low;
    int base = i * plane;
    for (int a = 0; a < 4; a++) {
      // if this loop were unrolled, it would need more registers than the processor has
      for (int d = 0; d < 4; d++) {
        int p = base + (d == 0 ? j0 : d == 1 ? j1 : d == 2 ? j2 : j3);
        double y = d == 0 ? y0 : d == 1 ? y1 : d == 2 ? y2 : y3;
        double dy = d == 0 ? dy0 : d == 1 ? dy1 : d == 2 ? dy2 : dy3;
        DoubleVector f = DoubleVector.broadcast(DOUBLES, x0 * y);
        DoubleVector g = DoubleVector.broadcast(DOUBLES, fma(dx0, y, x0 * dy));
        DoubleVector four = load(c, p);
        low = four.fma(f, low);
        lowSlope = four.fma(g, lowSlope);
        four = load(c, p + 4);
        mid = four.fma(f, mid);
        midSlope = four.fma(g, midSlope);
        four = load(c, p + 8);
        high = four.fma(f, high);
        highSlope = four.fma(g, highSlope);
      }
      base += plane;
      x0 = x1;
      x1 = x2;
      x2 = x3;
      dx0 = dx1;
      dx1 = dx2;
      dx2 = dx3;
    }
    low.intoArray(b, 0);
    mid.intoArray(b, 4);
    high.intoArray(b, 8);
    lowSlope.intoArray(b, 12);
    midSlope.intoArray(b, 16);
    highSlope.intoArray(b, 20);
    SplineSum.alongZ(w - k, dw, unit, b);
  }
}
