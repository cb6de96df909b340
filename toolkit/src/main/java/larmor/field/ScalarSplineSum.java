package larmor.field;

import static java.lang.Math.fma;

/**
 * The sums of {@link SplineSum} computed number by number: twelve sums over the sixteen lines along
 * z about a point, one for each component at each of the four points of a line.
 */
final class ScalarSplineSum implements SplineSum {
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
    double bx0 = 0;
    double by0 = 0;
    double bz0 = 0;
    double bx1 = 0;
    double by1 = 0;
    double bz1 = 0;
    double bx2 = 0;
    double by2 = 0;
    double bz2 = 0;
    double bx3 = 0;
    double by3 = 0;
    double bz3 = 0;
    int base = i * plane;
    for (int a = 0; a < 4; a++) {
      for (int d = 0; d < 4; d++) {
        int p = base + (d == 0 ? j0 : d == 1 ? j1 : d == 2 ? j2 : j3);
        double f = x0 * (d == 0 ? y0 : d == 1 ? y1 : d == 2 ? y2 : y3);
        bx0 = fma(c[p], f, bx0);
        by0 = fma(c[p + 1], f, by0);
        bz0 = fma(c[p + 2], f, bz0);
        bx1 = fma(c[p + 3], f, bx1);
        by1 = fma(c[p + 4], f, by1);
        bz1 = fma(c[p + 5], f, bz1);
        bx2 = fma(c[p + 6], f, bx2);
        by2 = fma(c[p + 7], f, by2);
        bz2 = fma(c[p + 8], f, bz2);
        bx3 = fma(c[p + 9], f, bx3);
        by3 = fma(c[p + 10], f, by3);
        bz3 = fma(c[p + 11], f, bz3);
      }
      base += plane;
      x0 = x1;
      x1 = x2;
      x2 = x3;
    }
    t = w - k;
    b[0] = SplineSum.alongZ(t, unit, bx0, bx1, bx2, bx3);
    b[1] = SplineSum.alongZ(t, unit, by0, by1, by2, by3);
    b[2] = SplineSum.alongZ(t, unit, bz0, bz1, bz2, bz3);
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
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    double s8 = 0;
    double s9 = 0;
    double s10 = 0;
    double s11 = 0;
    double d0 = 0;
    double d1 = 0;
    double d2 = 0;
    double d3 = 0;
    double d4 = 0;
    double d5 = 0;
    double d6 = 0;
    double d7 = 0;
    double d8 = 0;
    double d9 = 0;
    double d10 = 0;
    double d11 = 0;
    int base = i * plane;
    for (int a = 0; a < 4; a++) {
      for (int d = 0; d < 4; d++) {
        int p = base + (d == 0 ? j0 : d == 1 ? j1 : d == 2 ? j2 : j3);
        double y = d == 0 ? y0 : d == 1 ? y1 : d == 2 ? y2 : y3;
        double dy = d == 0 ? dy0 : d == 1 ? dy1 : d == 2 ? dy2 : dy3;
        double f = x0 * y;
        double g = fma(dx0, y, x0 * dy);
        s0 = fma(c[p], f, s0);
        d0 = fma(c[p], g, d0);
        s1 = fma(c[p + 1], f, s1);
        d1 = fma(c[p + 1], g, d1);
        s2 = fma(c[p + 2], f, s2);
        d2 = fma(c[p + 2], g, d2);
        s3 = fma(c[p + 3], f, s3);
        d3 = fma(c[p + 3], g, d3);
        s4 = fma(c[p + 4], f, s4);
        d4 = fma(c[p + 4], g, d4);
        s5 = fma(c[p + 5], f, s5);
        d5 = fma(c[p + 5], g, d5);
        s6 = fma(c[p + 6], f, s6);
        d6 = fma(c[p + 6], g, d6);
        s7 = fma(c[p + 7], f, s7);
        d7 = fma(c[p + 7], g, d7);
        s8 = fma(c[p + 8], f, s8);
        d8 = fma(c[p + 8], g, d8);
        s9 = fma(c[p + 9], f, s9);
        d9 = fma(c[p + 9], g, d9);
        s10 = fma(c[p + 10], f, s10);
        d10 = fma(c[p + 10], g, d10);
        s11 = fma(c[p + 11], f, s11);
        d11 = fma(c[p + 11], g, d11);
      }
      base += plane;
      x0 = x1;
      x1 = x2;
      x2 = x3;
      dx0 = dx1;
      dx1 = dx2;
      dx2 = dx3;
    }
    b[0] = s0;
    b[1] = s1;
    b[2] = s2;
    b[3] = s3;
    b[4] = s4;
    b[5] = s5;
    b[6] = s6;
    b[7] = s7;
    b[8] = s8;
    b[9] = s9;
    b[10] = s10;
    b[11] = s11;
    b[12] = d0;
    b[13] = d1;
    b[14] = d2;
    b[15] = d3;
    b[16] = d4;
    b[17] = d5;
    b[18] = d6;
    b[19] = d7;
    b[20] = d8;
    b[21] = d9;
    b[22] = d10;
    b[23] = d11;
    SplineSum.alongZ(w - k, dw, unit, b);
  }
}
