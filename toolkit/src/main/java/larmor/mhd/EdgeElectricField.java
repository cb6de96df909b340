package larmor.mhd;

/**
 * The electric field on cell edges, computed from the four faces and four cells around each edge.
 * It is the mean of the face values, corrected by differences between faces and cells, which are
 * taken from the upwind side of the mass flux (Gardiner and Stone 2005, J. Comput. Phys. 205, 509,
 * equations 41 and 50; 2008, J. Comput. Phys. 227, 4123). The edges lie along the third of three
 * directions; the first two are called a and b. Threads cannot share an object.
 */
final class EdgeElectricField {
  private final int n;
  private final double[] p;
  private final double[] q;

  /**
   * Allocates the work arrays.
   *
   * @param n number of edges in a row
   */
  EdgeElectricField(int n) {
    this.n = n;
    this.p = new double[n];
    this.q = new double[n];
  }

  /**
   * Computes the electric field on n edges.
   *
   * @param a electric field on the a-faces at lower and upper b. Not modified.
   * @param wa upwind weights of these faces. Not modified.
   * @param b electric field on the b-faces at lower and upper a. Not modified.
   * @param wb upwind weights of these faces. Not modified.
   * @param c electric field in the four cells, in the order (a low, b low), (a high, b low), (a
   *     low, b high), (a high, b high). Not modified.
   * @param out Modified. Electric field on the edges.
   */
  void compute(
      double[][] a, double[][] wa, double[][] b, double[][] wb, double[][] c, double[] out) {
    mean(n, a[0], a[1], b[0], b[1], out);
    upwind(n, wa[0], b[0], c[0], b[1], c[1], p);
    upwind(n, wa[1], b[0], c[2], b[1], c[3], q);
    add(n, p, q, out);
    upwind(n, wb[0], a[0], c[0], a[1], c[2], p);
    upwind(n, wb[1], a[0], c[1], a[1], c[3], q);
    add(n, p, q, out);
  }

  /**
   * Computes the weight of the lower of the two cells at each face, which is 1 if the mass comes
   * from this cell.
   *
   * @param f mass flux through the faces. Not modified.
   * @param w Modified. Weight: 1 where f is positive, 0 where it is negative, 0.5 where it is zero.
   */
  static void upwindWeights(int n, double[] f, double[] w) {
    for (int k = 0; k < n; k++) {
      w[k] = Math.max(0, Math.min(1, 0.5 + f[k] * 1e30));
    }
  }

  private static void mean(int n, double[] a, double[] b, double[] c, double[] d, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = 0.25 * ((a[k] + b[k]) + (c[k] + d[k]));
    }
  }

  private static void upwind(
      int n, double[] w, double[] f0, double[] c0, double[] f1, double[] c1, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = w[k] * (f0[k] - c0[k]) + (1 - w[k]) * (f1[k] - c1[k]);
    }
  }

  private static void add(int n, double[] p, double[] q, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] += 0.25 * (p[k] + q[k]);
    }
  }
}
