package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.MX;
import static larmor.mhd.MhdState.RHO;

/**
 * The primitive variables (density, velocity, field at the cell centre) of the five x-planes that
 * the reconstruction at one plane reads. Threads cannot share an object.
 */
final class PrimitiveWindow {
  private static final int PLANES = 5;

  private final CacheBlocks blocks;
  private final double[][][][] w;
  private final double[] inverse;
  private final double[] lower;
  private final double[] upper;

  PrimitiveWindow(CacheBlocks blocks) {
    this.blocks = blocks;
    this.w = new double[PLANES][][][];
    for (int p = 0; p < PLANES; p++) {
      w[p] = blocks.planes(MhdState.VARIABLES);
    }
    inverse = new double[blocks.length];
    lower = new double[blocks.length];
    upper = new double[blocks.length];
  }

  /**
   * Returns the values of plane {@code p} as {@code [variable][block][cell]}; the array is not a
   * copy.
   */
  double[][][] at(int p) {
    return w[Math.floorMod(p, PLANES)];
  }

  /**
   * Computes the primitive variables of plane {@code p}, in place of those of plane {@code p - 5}.
   *
   * @param u arrays of the conserved variables. Not modified.
   */
  void load(double[][] u, int p) {
    double[][][] to = at(p);
    int n = blocks.length;
    for (int s = 0; s < blocks.count; s++) {
      double[] rho = to[RHO][s];
      blocks.load(u[RHO], p, s, rho);
      invert(n, rho, inverse);
      for (int v = MX; v < BX; v++) {
        blocks.load(u[v], p, s, to[v][s]);
        scale(n, inverse, to[v][s]);
      }
      blocks.load(u[BX], p, s, lower);
      blocks.load(u[BX], p + 1, s, upper);
      mean(n, lower, upper, to[BX][s]);
      blocks.load(u[BX + 1], p, s, lower);
      blocks.loadShiftedY(u[BX + 1], p, s, 1, upper);
      mean(n, lower, upper, to[BX + 1][s]);
      blocks.load(u[BX + 2], p, s, lower);
      blocks.shiftZ(lower, 1, upper);
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
