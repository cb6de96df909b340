package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.MX;
import static larmor.mhd.MhdState.RHO;

/**
 * One stage of the finite-volume scheme with constrained transport on a slab of x-planes. Fluxes
 * through faces and electric fields on edges are computed from one state, and their differences are
 * added to another state. The planes are computed one after the other and only the last few are
 * stored, so that a step needs two copies of the state and no flux arrays of the size of the grid.
 * The result in a plane does not depend on where the slab begins. Threads cannot share an object.
 *
 * <p>Each face has seven values: 0 is the mass flux, 1 to 3 are the momentum fluxes (normal first,
 * then cyclic), 4 is the electric field along the second transverse direction, 5 that along the
 * first, and 6 is the upwind weight of {@link EdgeElectricField}.
 */
final class FiniteVolumeUpdate {
  /** The indices of the variables in the order of {@link Hlld}, for faces normal to x, y and z. */
  static final int[][] ORDER = {
    {0, 1, 2, 3, 5, 6}, {0, 2, 3, 1, 6, 4}, {0, 3, 1, 2, 4, 5},
  };

  private static final int[] X = ORDER[0];
  private static final int[] Y = ORDER[1];
  private static final int[] Z = ORDER[2];
  private static final int WEIGHT = 6;

  private final CacheBlocks blocks;
  private final int n;
  private final RowArithmetic arithmetic;
  private final PrimitiveWindow window;

  /**
   * The face values and the electric fields in cells and on edges of the last two planes; plane q
   * is at index q modulo 2.
   */
  private final double[][][][] xFace;

  private final double[][][][] yFace;
  private final double[][][][] zFace;
  private final double[][][][] cell;
  private final double[][][] ez;
  private final double[][][] ey;
  private final double[][][] ex;

  /**
   * The values at the upper x-faces of the previous plane, which are the left states of the next
   * faces.
   */
  private final double[][][] lastPlane;

  private final double[][] left;
  private final double[][] right;
  private final double[][] high;
  private final double[][] lastRow;
  private final double[][] flux = new double[6][];
  private final double[][] t;
  private final double[] bn;

  /**
   * Allocates the work arrays for a grid.
   *
   * @param soundSpeedSquared square of the sound speed in code units
   */
  FiniteVolumeUpdate(CacheBlocks blocks, double soundSpeedSquared) {
    this.blocks = blocks;
    n = blocks.length;
    arithmetic = RowArithmetic.fastest(n, soundSpeedSquared);
    window = new PrimitiveWindow(blocks);
    xFace = new double[][][][] {blocks.planes(7), blocks.planes(7)};
    yFace = new double[][][][] {blocks.planes(7), blocks.planes(7)};
    zFace = new double[][][][] {blocks.planes(7), blocks.planes(7)};
    cell = new double[][][][] {blocks.planes(3), blocks.planes(3)};
    ez = blocks.planes(2);
    ey = blocks.planes(2);
    ex = blocks.planes(2);
    lastPlane = blocks.planes(6);
    left = blocks.blocks(6);
    right = blocks.blocks(6);
    high = blocks.blocks(6);
    lastRow = new double[6][blocks.nz];
    t = blocks.blocks(12);
    bn = new double[n];
  }

  /**
   * Writes {@code base} plus the time step times the time derivative of {@code source} to {@code
   * out}, in the planes {@code from} to {@code to - 1}.
   *
   * @param source state from which the fluxes are computed. Not modified; must not be {@code out}.
   * @param base state to which the changes are added. Not modified unless it is {@code out}.
   * @param out Modified. State after the stage.
   * @param dtOverSpacing time step over the side of a cell
   * @param parabolic true for parabolic reconstruction, false for constant values in each cell
   */
  void advance(
      double[][] source,
      double[][] base,
      double[][] out,
      double dtOverSpacing,
      int from,
      int to,
      boolean parabolic) {
    int reach = parabolic ? 2 : 0;
    for (int p = from - 1 - Math.max(1, reach); p < from - 1 + reach; p++) {
      window.load(source, p);
    }
    for (int q = from - 1; q <= to; q++) {
      window.load(source, q + reach);
      yFaces(source, q, parabolic);
      zFaces(source, q, parabolic);
      cellField(q);
      xFaces(source, q, parabolic, q >= from);
      edgesX(q);
      if (q >= from) {
        edgesYZ(q);
      }
      if (q > from) {
        update(base, out, q - 1, dtOverSpacing);
      }
    }
  }

  /**
   * Computes the fluxes through the y-faces of plane q. The left state of a face comes from the row
   * before it.
   */
  private void yFaces(double[][] source, int q, boolean parabolic) {
    double[][][] w = window.at(q);
    double[][][] face = yFace[q & 1];
    if (parabolic) {
      reconstructY(w, blocks.count - 1);
      keepLastRows();
    }
    for (int s = 0; s < blocks.count; s++) {
      if (parabolic) {
        reconstructY(w, s);
        int back = n - blocks.nz;
        for (int v = 0; v < 6; v++) {
          System.arraycopy(lastRow[v], 0, left[v], 0, blocks.nz);
          System.arraycopy(high[v], 0, left[v], blocks.nz, back);
        }
        keepLastRows();
      } else {
        for (int v = 0; v < 6; v++) {
          blocks.shiftY(w[Y[v]], s, -1, left[v]);
          System.arraycopy(w[Y[v]][s], 0, right[v], 0, n);
        }
      }
      blocks.load(source[BX + 1], q, s, bn);
      solve(left, right, face, s);
    }
  }

  private void keepLastRows() {
    for (int v = 0; v < 6; v++) {
      System.arraycopy(high[v], n - blocks.nz, lastRow[v], 0, blocks.nz);
    }
  }

  private void reconstructY(double[][][] w, int s) {
    for (int v = 0; v < 6; v++) {
      double[][] p = w[Y[v]];
      blocks.shiftY(p, s, -2, t[0]);
      blocks.shiftY(p, s, -1, t[1]);
      blocks.shiftY(p, s, 1, t[2]);
      blocks.shiftY(p, s, 2, t[3]);
      arithmetic.faces(t[0], t[1], p[s], t[2], t[3], right[v], high[v]);
    }
  }

  /** Computes the fluxes through the z-faces of plane q. */
  private void zFaces(double[][] source, int q, boolean parabolic) {
    double[][][] w = window.at(q);
    double[][][] face = zFace[q & 1];
    for (int s = 0; s < blocks.count; s++) {
      for (int v = 0; v < 6; v++) {
        double[] here = w[Z[v]][s];
        if (parabolic) {
          blocks.shiftZ(here, -2, t[0]);
          blocks.shiftZ(here, -1, t[1]);
          blocks.shiftZ(here, 1, t[2]);
          blocks.shiftZ(here, 2, t[3]);
          arithmetic.faces(t[0], t[1], here, t[2], t[3], right[v], high[v]);
          blocks.shiftZ(high[v], -1, left[v]);
        } else {
          blocks.shiftZ(here, -1, left[v]);
          System.arraycopy(here, 0, right[v], 0, n);
        }
      }
      blocks.load(source[BX + 2], q, s, bn);
      solve(left, right, face, s);
    }
  }

  /**
   * Computes the left and right states at the x-faces of plane q and, if {@code solved}, the fluxes
   * through these faces.
   */
  private void xFaces(double[][] source, int q, boolean parabolic, boolean solved) {
    double[][][] face = xFace[q & 1];
    double[][][] here = window.at(q);
    for (int s = 0; s < blocks.count; s++) {
      for (int v = 0; v < 6; v++) {
        int x = X[v];
        if (parabolic) {
          arithmetic.faces(
              window.at(q - 2)[x][s],
              window.at(q - 1)[x][s],
              here[x][s],
              window.at(q + 1)[x][s],
              window.at(q + 2)[x][s],
              right[v],
              high[v]);
          double[] swap = lastPlane[v][s];
          lastPlane[v][s] = high[v];
          high[v] = left[v];
          left[v] = swap;
        } else {
          System.arraycopy(window.at(q - 1)[x][s], 0, left[v], 0, n);
          System.arraycopy(here[x][s], 0, right[v], 0, n);
        }
      }
      if (solved) {
        blocks.load(source[BX], q, s, bn);
        solve(left, right, face, s);
      }
    }
  }

  /** Computes the fluxes through the faces of a block from the states on both sides. */
  private void solve(double[][] l, double[][] r, double[][][] face, int s) {
    for (int v = 0; v < 6; v++) {
      flux[v] = face[v][s];
    }
    arithmetic.fluxes(bn, l, r, flux);
    negate(n, flux[4]);
    EdgeElectricField.upwindWeights(n, flux[0], face[WEIGHT][s]);
  }

  /** Computes the electric field at the cell centres of plane q. */
  private void cellField(int q) {
    double[][][] w = window.at(q);
    double[][][] e = cell[q & 1];
    for (int s = 0; s < blocks.count; s++) {
      for (int d = 0; d < 3; d++) {
        int a = (d + 1) % 3;
        int b = (d + 2) % 3;
        electric(n, w[MX + a][s], w[BX + b][s], w[MX + b][s], w[BX + a][s], e[d][s]);
      }
    }
  }

  /**
   * Computes the electric field on the edges along x in plane q, with y as direction a and z as
   * direction b.
   */
  private void edgesX(int q) {
    double[][][] y = yFace[q & 1];
    double[][][] z = zFace[q & 1];
    double[][] c = cell[q & 1][0];
    for (int s = 0; s < blocks.count; s++) {
      blocks.shiftZ(y[4][s], -1, t[0]);
      blocks.shiftZ(y[WEIGHT][s], -1, t[1]);
      blocks.shiftY(z[5], s, -1, t[2]);
      blocks.shiftY(z[WEIGHT], s, -1, t[3]);
      blocks.shiftY(c, s, -1, t[4]);
      blocks.shiftZ(t[4], -1, t[5]);
      blocks.shiftZ(c[s], -1, t[6]);
      arithmetic.edges(
          new double[][] {t[0], y[4][s]},
          new double[][] {t[1], y[WEIGHT][s]},
          new double[][] {t[2], z[5][s]},
          new double[][] {t[3], z[WEIGHT][s]},
          new double[][] {t[5], t[6], t[4], c[s]},
          ex[q & 1][s]);
    }
  }

  /** Computes the electric field on the edges along y and z of the x-faces of plane q. */
  private void edgesYZ(int q) {
    double[][][] x = xFace[q & 1];
    double[][][] yLow = yFace[(q - 1) & 1];
    double[][][] yHigh = yFace[q & 1];
    double[][][] zLow = zFace[(q - 1) & 1];
    double[][][] zHigh = zFace[q & 1];
    double[][][] cLow = cell[(q - 1) & 1];
    double[][][] cHigh = cell[q & 1];
    for (int s = 0; s < blocks.count; s++) {
      blocks.shiftY(x[4], s, -1, t[0]);
      blocks.shiftY(x[WEIGHT], s, -1, t[1]);
      blocks.shiftY(cLow[2], s, -1, t[2]);
      blocks.shiftY(cHigh[2], s, -1, t[3]);
      arithmetic.edges(
          new double[][] {t[0], x[4][s]},
          new double[][] {t[1], x[WEIGHT][s]},
          new double[][] {yLow[5][s], yHigh[5][s]},
          new double[][] {yLow[WEIGHT][s], yHigh[WEIGHT][s]},
          new double[][] {t[2], t[3], cLow[2][s], cHigh[2][s]},
          ez[q & 1][s]);
      blocks.shiftZ(x[5][s], -1, t[0]);
      blocks.shiftZ(x[WEIGHT][s], -1, t[1]);
      blocks.shiftZ(cLow[1][s], -1, t[2]);
      blocks.shiftZ(cHigh[1][s], -1, t[3]);
      arithmetic.edges(
          new double[][] {t[0], x[5][s]},
          new double[][] {t[1], x[WEIGHT][s]},
          new double[][] {zLow[4][s], zHigh[4][s]},
          new double[][] {zLow[WEIGHT][s], zHigh[WEIGHT][s]},
          new double[][] {t[2], t[3], cLow[1][s], cHigh[1][s]},
          ey[q & 1][s]);
    }
  }

  /** Adds the flux differences and the curl of the electric field to the state in plane p. */
  private void update(double[][] base, double[][] out, int p, double c) {
    double[][][] xLow = xFace[p & 1];
    double[][][] xHigh = xFace[(p + 1) & 1];
    double[][][] y = yFace[p & 1];
    double[][][] z = zFace[p & 1];
    double[][] exHere = ex[p & 1];
    double[][] eyLow = ey[p & 1];
    double[][] eyHigh = ey[(p + 1) & 1];
    double[][] ezLow = ez[p & 1];
    double[][] ezHigh = ez[(p + 1) & 1];
    for (int s = 0; s < blocks.count; s++) {
      for (int d = 0; d < 4; d++) {
        int fx = d;
        int fy = d == 0 ? 0 : 1 + (d + 1) % 3;
        int fz = d == 0 ? 0 : 1 + d % 3;
        blocks.shiftY(y[fy], s, 1, t[0]);
        blocks.shiftZ(z[fz][s], 1, t[1]);
        blocks.load(base[RHO + d], p, s, t[2]);
        differences(n, xHigh[fx][s], xLow[fx][s], t[0], y[fy][s], t[3]);
        subtract(n, c, t[3], t[1], z[fz][s], t[2]);
        blocks.store(t[2], out[RHO + d], p, s);
      }
      blocks.shiftY(ezLow, s, 1, t[0]);
      blocks.shiftZ(eyLow[s], 1, t[1]);
      curl(base, out, 0, p, s, c, t[0], ezLow[s], t[1], eyLow[s]);
      blocks.shiftZ(exHere[s], 1, t[0]);
      curl(base, out, 1, p, s, c, t[0], exHere[s], ezHigh[s], ezLow[s]);
      blocks.shiftY(exHere, s, 1, t[0]);
      curl(base, out, 2, p, s, c, eyHigh[s], eyLow[s], t[0], exHere[s]);
    }
  }

  /** Adds one component of the curl to the field on the faces of a block. */
  private void curl(
      double[][] base,
      double[][] out,
      int d,
      int p,
      int s,
      double c,
      double[] a1,
      double[] a0,
      double[] b1,
      double[] b0) {
    blocks.load(base[BX + d], p, s, t[2]);
    rotation(n, a1, a0, b1, b0, t[3]);
    subtractOne(n, c, t[3], t[2]);
    blocks.store(t[2], out[BX + d], p, s);
  }

  private static void negate(int n, double[] a) {
    for (int k = 0; k < n; k++) {
      a[k] = -a[k];
    }
  }

  /** Computes one component of -(v × B). */
  private static void electric(
      int n, double[] va, double[] bb, double[] vb, double[] ba, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = vb[k] * ba[k] - va[k] * bb[k];
    }
  }

  private static void differences(
      int n, double[] x1, double[] x0, double[] y1, double[] y0, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = (x1[k] - x0[k]) + (y1[k] - y0[k]);
    }
  }

  private static void rotation(
      int n, double[] a1, double[] a0, double[] b1, double[] b0, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = (a1[k] - a0[k]) - (b1[k] - b0[k]);
    }
  }

  private static void subtract(int n, double c, double[] d, double[] z1, double[] z0, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] -= c * (d[k] + (z1[k] - z0[k]));
    }
  }

  private static void subtractOne(int n, double c, double[] d, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] -= c * d[k];
    }
  }
}
