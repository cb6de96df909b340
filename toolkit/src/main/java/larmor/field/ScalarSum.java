package larmor.field;

import static java.lang.Math.fma;

/** Twelve sums over the sixteen lines along z, one for each coefficient of a line. */
final class ScalarSum implements SplineSum {
  @Override
  public void at(float[] c, int n, double u, double v, double w, double unit, double[] b) {
    int i = Math.min((int) u, n - 1);
    int j1 = Math.min((int) v, n - 1);
    int k = Math.min((int) w, n - 1);
    int stride = 3 * (n + 3);
    int plane = stride * n;
    int j0 = stride * (j1 == 0 ? n - 1 : j1 - 1) + 3 * k;
    int j2 = stride * (j1 + 1 < n ? j1 + 1 : 0) + 3 * k;
    int j3 = stride * (j1 + 2 < n ? j1 + 2 : j1 + 2 - n) + 3 * k;
    double t = u - i;
    double x0 = CubicBSpline.first(t);
    double x1 = CubicBSpline.second(t);
    double x2 = CubicBSpline.third(t);
    double x3 = CubicBSpline.fourth(t);
    t = v - j1;
    double y0 = CubicBSpline.first(t);
    double y1 = CubicBSpline.second(t);
    double y2 = CubicBSpline.third(t);
    double y3 = CubicBSpline.fourth(t);
    j1 = stride * j1 + 3 * k;
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
    i = i == 0 ? n - 1 : i - 1;
    for (int a = 0; a < 4; a++) {
      int base = i * plane;
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
      i = i + 1 == n ? 0 : i + 1;
      x0 = x1;
      x1 = x2;
      x2 = x3;
    }
    t = w - k;
    double z0 = CubicBSpline.first(t);
    double z1 = CubicBSpline.second(t);
    double z2 = CubicBSpline.third(t);
    double z3 = CubicBSpline.fourth(t);
    b[0] = unit * (z0 * bx0 + z1 * bx1 + z2 * bx2 + z3 * bx3);
    b[1] = unit * (z0 * by0 + z1 * by1 + z2 * by2 + z3 * by3);
    b[2] = unit * (z0 * bz0 + z1 * bz1 + z2 * bz2 + z3 * bz3);
  }
}
