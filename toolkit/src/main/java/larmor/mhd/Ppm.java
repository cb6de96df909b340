package larmor.mhd;

/**
 * Piecewise parabolic reconstruction of rows of cells (Colella and Woodward 1984, J. Comput. Phys.
 * 54, 174): fourth-order face values kept between the two neighbouring means, then the monotone
 * parabola of their equation 1.10; no steepening, no flattening. Deviation: the slopes inside the
 * face values are not limited one by one, the face value is. Third order at least where the data
 * are smooth and monotone. Values never leave the range of the neighbouring means, so a positive
 * density stays positive. Not for use by two threads at once.
 */
final class Ppm {
  private final int n;
  private final double[] up;
  private final double[] down;

  Ppm(int n) {
    this.n = n;
    this.up = new double[n];
    this.down = new double[n];
  }

  /**
   * @param a means two cells below, then one below ({@code b}), here ({@code c}), one above ({@code
   *     d}) and two above ({@code e}). Not modified.
   * @param low Modified. Values at the lower face, seen from inside.
   * @param high Modified. Values at the upper face, seen from inside.
   */
  void faces(
      double[] a, double[] b, double[] c, double[] d, double[] e, double[] low, double[] high) {
    offset(n, b, c, d, e, up);
    offset(n, d, c, b, a, down);
    monotone(n, c, up, down, high);
    monotone(n, c, down, up, low);
  }

  /** From mean b to the face it shares with c, limited to lie between b and c. */
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

  private static void monotone(int n, double[] c, double[] p, double[] other, double[] o) {
    for (int k = 0; k < n; k++) {
      double q = -2 * other[k];
      o[k] = c[k] + (Math.max(0, Math.min(p[k], q)) + Math.min(0, Math.max(p[k], q)));
    }
  }
}
