package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.MX;
import static larmor.mhd.MhdState.RHO;

/**
 * Primitive values (density, velocity, field at the centre) of the five planes around the one being
 * worked on. Not for use by two threads at once.
 */
final class CellWindow {
  static final int PLANES = 5;

  private final CacheBlocks strips;
  private final double[][][][] w;
  private final double[] inverse;
  private final double[] lower;
  private final double[] upper;

  CellWindow(CacheBlocks strips) {
    this.strips = strips;
    this.w = new double[PLANES][][][];
    for (int p = 0; p < PLANES; p++) {
      w[p] = strips.planes(MhdState.VARIABLES);
    }
    inverse = new double[strips.length];
    lower = new double[strips.length];
    upper = new double[strips.length];
  }

  /** Plane {@code p}: variable, strip, place in the strip. */
  double[][][] at(int p) {
    return w[Math.floorMod(p, PLANES)];
  }

  void load(double[][] u, int p) {
    double[][][] to = at(p);
    int n = strips.length;
    for (int s = 0; s < strips.count; s++) {
      double[] rho = to[RHO][s];
      strips.load(u[RHO], p, s, rho);
      invert(n, rho, inverse);
      for (int v = MX; v < BX; v++) {
        strips.load(u[v], p, s, to[v][s]);
        scale(n, inverse, to[v][s]);
      }
      strips.load(u[BX], p, s, lower);
      strips.load(u[BX], p + 1, s, upper);
      mean(n, lower, upper, to[BX][s]);
      strips.load(u[BX + 1], p, s, lower);
      strips.loadAlongY(u[BX + 1], p, s, 1, upper);
      mean(n, lower, upper, to[BX + 1][s]);
      strips.load(u[BX + 2], p, s, lower);
      strips.alongZ(lower, 1, upper);
      mean(n, lower, upper, to[BX + 2][s]);
    }
  }

  private static void invert(int n, double[] a, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = 1 / a[k];
    }
  }

  private static void scale(int n, double[] a, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] *= a[k];
    }
  }

  private static void mean(int n, double[] a, double[] b, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = 0.5 * (a[k] + b[k]);
    }
  }
}
