package larmor.mhd;

/**
 * Piecewise parabolic reconstruction of the values at the two faces of each cell (Colella and
 * Woodward 1984, J. Comput. Phys. 54, 174): face values of fourth order are limited to lie between
 * the two neighbouring means, then the monotone parabola of their equation 1.10 is used, without
 * steepening and flattening. In a deviation from the paper, the face value is limited and not the
 * slopes from which it is computed. The reconstruction is of third order or better where the data
 * are smooth and monotone. The values stay within the range of the neighbouring means, so that a
 * positive density stays positive. Threads cannot share an object.
 */
final class Ppm {
  private final int n;
  private final double[] up;
  private final double[] down;

  /**
   * Allocates the work arrays.
   *
   * @param n number of cells in a row
   */
  Ppm(int n) {
    this.n = n;
    this.up = new double[n];
    this.down = new double[n];
  }

  /**
   * Reconstructs n cells along one direction.
   *
   * @param a means of the cells two below. Not modified.
   * @param b means of the cells one below. Not modified.
   * @param c means of the cells themselves. Not modified.
   * @param d means of the cells one above. Not modified.
   * @param e means of the cells two above. Not modified.
   * @param low Modified. Values at the lower face, inside the cell.
   * @param high Modified. Values at the upper face, inside the cell.
   */
  void faces(
      double[] a, double[] b, double[] c, double[] d, double[] e, double[] low, double[] high) {
    offset(n, b, c, d, e, up);
    offset(n, d, c, b, a, down);
    monotone(n, c, up, down, high);
    monotone(n, c, down, up, low);
  }

  /**
   * Computes the value at the face between cells b and c minus the mean of b. The face value is
   * limited to lie between b and c.
   */
  private static void offset(int n, double[] a, double[] b, double[] c, double[] d, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = (7 * (b[k] + c[k]) - (a[k] + d[k])) * (1 / 12.0) - b[k];
    }
    for (int k = 0; k < n; k++) {
      double p = o[k];
      double q = c[k] - b[k];
      o[k] = Math.max(0, Math.min(p, q)) + Math.min(0, Math.max(p, q));
    }
  }

  /** Limits the offset p of one face to twice that of the other face, with the opposite sign. */
  private static void monotone(int n, double[] c, double[] p, double[] other, double[] o) {
    for (int k = 0; k < n; k++) {
      double q = -2 * other[k];
      o[k] = c[k] + (Math.max(0, Math.min(p[k], q)) + Math.min(0, Math.max(p[k], q)));
    }
  }
}
