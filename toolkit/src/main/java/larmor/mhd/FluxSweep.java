package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.MX;
import static larmor.mhd.MhdState.RHO;

/**
 * One stage of the scheme over a slab of x-planes: fluxes and electric fields from one state, added
 * to a base state. The planes stream through a small window, so a step needs two copies of the
 * state and no flux arrays of its size. A plane's numbers do not depend on where the slab begins.
 * Not for use by two threads at once.
 *
 * <p>Face arrays: 0 mass flux, 1 to 3 momentum fluxes (normal first, then cyclic), 4 electric field
 * along the second transverse direction, 5 along the first, 6 upwind share.
 */
final class FluxSweep {
  private static final int[] X = {0, 1, 2, 3, 5, 6};
  private static final int[] Y = {0, 2, 3, 1, 6, 4};
  private static final int[] Z = {0, 3, 1, 2, 4, 5};
  private static final int SHARE = 6;

  private final CacheBlocks strips;
  private final int n;
  private final Hlld hlld;
  private final Ppm ppm;
  private final EdgeElectricField corner;
  private final CellWindow window;
  private final double[][][][] xFace;
  private final double[][][][] yFace;
  private final double[][][][] zFace;
  private final double[][][][] cell;
  private final double[][][] ez;
  private final double[][][] ey;
  private final double[][][] ex;
  private final double[][][] held;
  private final double[][] left;
  private final double[][] right;
  private final double[][] high;
  private final double[][] lastRow;
  private final double[][] flux = new double[6][];
  private final double[][] t;
  private final double[] bn;

  FluxSweep(CacheBlocks strips, double soundSpeedSquared) {
    this.strips = strips;
    n = strips.length;
    hlld = new Hlld(n, soundSpeedSquared);
    ppm = new Ppm(n);
    corner = new EdgeElectricField(n);
    window = new CellWindow(strips);
    xFace = new double[][][][] {strips.planes(7), strips.planes(7)};
    yFace = new double[][][][] {strips.planes(7), strips.planes(7)};
    zFace = new double[][][][] {strips.planes(7), strips.planes(7)};
    cell = new double[][][][] {strips.planes(3), strips.planes(3)};
    ez = strips.planes(2);
    ey = strips.planes(2);
    ex = strips.planes(2);
    held = strips.planes(6);
    left = strips.strips(6);
    right = strips.strips(6);
    high = strips.strips(6);
    lastRow = new double[6][strips.nz];
    t = strips.strips(12);
    bn = new double[n];
  }

  /**
   * Adds {@code dt} times the rates of {@code source} to {@code base} and writes {@code out},
   * planes {@code from} to {@code to - 1}.
   *
   * @param source Not modified; must not be {@code out}.
   * @param base Not modified unless it is {@code out}.
   * @param parabolic whether cells are reconstructed by parabolas, else constants
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

  private void yFaces(double[][] source, int q, boolean parabolic) {
    double[][][] w = window.at(q);
    double[][][] face = yFace[q & 1];
    if (parabolic) {
      reconstructY(w, strips.count - 1);
      keepLastRows();
    }
    for (int s = 0; s < strips.count; s++) {
      if (parabolic) {
        reconstructY(w, s);
        int back = n - strips.nz;
        for (int v = 0; v < 6; v++) {
          System.arraycopy(lastRow[v], 0, left[v], 0, strips.nz);
          System.arraycopy(high[v], 0, left[v], strips.nz, back);
        }
        keepLastRows();
      } else {
        for (int v = 0; v < 6; v++) {
          strips.alongY(w[Y[v]], s, -1, left[v]);
          System.arraycopy(w[Y[v]][s], 0, right[v], 0, n);
        }
      }
      strips.load(source[BX + 1], q, s, bn);
      solve(left, right, face, s);
    }
  }

  private void keepLastRows() {
    for (int v = 0; v < 6; v++) {
      System.arraycopy(high[v], n - strips.nz, lastRow[v], 0, strips.nz);
    }
  }

  private void reconstructY(double[][][] w, int s) {
    for (int v = 0; v < 6; v++) {
      double[][] p = w[Y[v]];
      strips.alongY(p, s, -2, t[0]);
      strips.alongY(p, s, -1, t[1]);
      strips.alongY(p, s, 1, t[2]);
      strips.alongY(p, s, 2, t[3]);
      ppm.faces(t[0], t[1], p[s], t[2], t[3], right[v], high[v]);
    }
  }

  private void zFaces(double[][] source, int q, boolean parabolic) {
    double[][][] w = window.at(q);
    double[][][] face = zFace[q & 1];
    for (int s = 0; s < strips.count; s++) {
      for (int v = 0; v < 6; v++) {
        double[] here = w[Z[v]][s];
        if (parabolic) {
          strips.alongZ(here, -2, t[0]);
          strips.alongZ(here, -1, t[1]);
          strips.alongZ(here, 1, t[2]);
          strips.alongZ(here, 2, t[3]);
          ppm.faces(t[0], t[1], here, t[2], t[3], right[v], high[v]);
          strips.alongZ(high[v], -1, left[v]);
        } else {
          strips.alongZ(here, -1, left[v]);
          System.arraycopy(here, 0, right[v], 0, n);
        }
      }
      strips.load(source[BX + 2], q, s, bn);
      solve(left, right, face, s);
    }
  }

  private void xFaces(double[][] source, int q, boolean parabolic, boolean solved) {
    double[][][] face = xFace[q & 1];
    double[][][] here = window.at(q);
    for (int s = 0; s < strips.count; s++) {
      for (int v = 0; v < 6; v++) {
        int x = X[v];
        if (parabolic) {
          ppm.faces(
              window.at(q - 2)[x][s],
              window.at(q - 1)[x][s],
              here[x][s],
              window.at(q + 1)[x][s],
              window.at(q + 2)[x][s],
              right[v],
              high[v]);
          double[] swap = held[v][s];
          held[v][s] = high[v];
          high[v] = left[v];
          left[v] = swap;
        } else {
          System.arraycopy(window.at(q - 1)[x][s], 0, left[v], 0, n);
          System.arraycopy(here[x][s], 0, right[v], 0, n);
        }
      }
      if (solved) {
        strips.load(source[BX], q, s, bn);
        solve(left, right, face, s);
      }
    }
  }

  private void solve(double[][] l, double[][] r, double[][][] face, int s) {
    for (int v = 0; v < 6; v++) {
      flux[v] = face[v][s];
    }
    hlld.fluxes(bn, l, r, flux);
    negate(n, flux[4]);
    EdgeElectricField.shares(n, flux[0], face[SHARE][s]);
  }

  private void cellField(int q) {
    double[][][] w = window.at(q);
    double[][][] e = cell[q & 1];
    for (int s = 0; s < strips.count; s++) {
      for (int d = 0; d < 3; d++) {
        int a = (d + 1) % 3;
        int b = (d + 2) % 3;
        electric(n, w[MX + a][s], w[BX + b][s], w[MX + b][s], w[BX + a][s], e[d][s]);
      }
    }
  }

  /** Edges along x in plane q: a is y, b is z. */
  private void edgesX(int q) {
    double[][][] y = yFace[q & 1];
    double[][][] z = zFace[q & 1];
    double[][] c = cell[q & 1][0];
    for (int s = 0; s < strips.count; s++) {
      strips.alongZ(y[4][s], -1, t[0]);
      strips.alongZ(y[SHARE][s], -1, t[1]);
      strips.alongY(z[5], s, -1, t[2]);
      strips.alongY(z[SHARE], s, -1, t[3]);
      strips.alongY(c, s, -1, t[4]);
      strips.alongZ(t[4], -1, t[5]);
      strips.alongZ(c[s], -1, t[6]);
      corner.edges(
          new double[][] {t[0], y[4][s]},
          new double[][] {t[1], y[SHARE][s]},
          new double[][] {t[2], z[5][s]},
          new double[][] {t[3], z[SHARE][s]},
          new double[][] {t[5], t[6], t[4], c[s]},
          ex[q & 1][s]);
    }
  }

  /** Edges along y and z on the x-faces q. */
  private void edgesYZ(int q) {
    double[][][] x = xFace[q & 1];
    double[][][] yLow = yFace[(q - 1) & 1];
    double[][][] yHigh = yFace[q & 1];
    double[][][] zLow = zFace[(q - 1) & 1];
    double[][][] zHigh = zFace[q & 1];
    double[][][] cLow = cell[(q - 1) & 1];
    double[][][] cHigh = cell[q & 1];
    for (int s = 0; s < strips.count; s++) {
      strips.alongY(x[4], s, -1, t[0]);
      strips.alongY(x[SHARE], s, -1, t[1]);
      strips.alongY(cLow[2], s, -1, t[2]);
      strips.alongY(cHigh[2], s, -1, t[3]);
      corner.edges(
          new double[][] {t[0], x[4][s]},
          new double[][] {t[1], x[SHARE][s]},
          new double[][] {yLow[5][s], yHigh[5][s]},
          new double[][] {yLow[SHARE][s], yHigh[SHARE][s]},
          new double[][] {t[2], t[3], cLow[2][s], cHigh[2][s]},
          ez[q & 1][s]);
      strips.alongZ(x[5][s], -1, t[0]);
      strips.alongZ(x[SHARE][s], -1, t[1]);
      strips.alongZ(cLow[1][s], -1, t[2]);
      strips.alongZ(cHigh[1][s], -1, t[3]);
      corner.edges(
          new double[][] {t[0], x[5][s]},
          new double[][] {t[1], x[SHARE][s]},
          new double[][] {zLow[4][s], zHigh[4][s]},
          new double[][] {zLow[SHARE][s], zHigh[SHARE][s]},
          new double[][] {t[2], t[3], cLow[1][s], cHigh[1][s]},
          ey[q & 1][s]);
    }
  }

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
    for (int s = 0; s < strips.count; s++) {
      for (int d = 0; d < 4; d++) {
        int fx = d;
        int fy = d == 0 ? 0 : 1 + (d + 1) % 3;
        int fz = d == 0 ? 0 : 1 + d % 3;
        strips.alongY(y[fy], s, 1, t[0]);
        strips.alongZ(z[fz][s], 1, t[1]);
        strips.load(base[RHO + d], p, s, t[2]);
        differences(n, xHigh[fx][s], xLow[fx][s], t[0], y[fy][s], t[3]);
        subtract(n, c, t[3], t[1], z[fz][s], t[2]);
        strips.store(t[2], out[RHO + d], p, s);
      }
      strips.alongY(ezLow, s, 1, t[0]);
      strips.alongZ(eyLow[s], 1, t[1]);
      curl(base, out, 0, p, s, c, t[0], ezLow[s], t[1], eyLow[s]);
      strips.alongZ(exHere[s], 1, t[0]);
      curl(base, out, 1, p, s, c, t[0], exHere[s], ezHigh[s], ezLow[s]);
      strips.alongY(exHere, s, 1, t[0]);
      curl(base, out, 2, p, s, c, eyHigh[s], eyLow[s], t[0], exHere[s]);
    }
  }

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
    strips.load(base[BX + d], p, s, t[2]);
    rotation(n, a1, a0, b1, b0, t[3]);
    subtractOne(n, c, t[3], t[2]);
    strips.store(t[2], out[BX + d], p, s);
  }

  private static void negate(int n, double[] a) {
    for (int k = 0; k < n; k++) {
      a[k] = -a[k];
    }
  }

  /** -(v × B) along one direction. */
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
