package larmor.sky;

/**
 * The squares of Wigner's 3j symbols with all m zero. With 2p = i + j + l even and a_n = (2n)! /
 * (4ⁿ n!²), (i j l; 0 0 0)² = a_{p−i} a_{p−j} a_{p−l} / (a_p (2p + 1)). All a_n lie between 0 and
 * 1, so the products have only rounding errors at any l.
 */
final class Wigner3j {
  private Wigner3j() {}

  /** Computes a_0 … a_n. */
  static double[] table(int n) {
    double[] a = new double[n + 1];
    a[0] = 1;
    for (int k = 1; k <= n; k++) {
      a[k] = a[k - 1] * (2.0 * k - 1) / (2.0 * k);
    }
    return a;
  }

  /**
   * Computes the square of a symbol, which is 0 if i + j + l is odd or if i, j and l do not fulfil
   * the triangle inequality.
   *
   * @param a the numbers of {@link #table} up to (i + j + l) / 2 or further. Not modified.
   */
  static double square(int i, int j, int l, double[] a) {
    if (((i + j + l) & 1) == 1 || l < Math.abs(i - j) || l > i + j) {
      return 0;
    }
    int p = (i + j + l) / 2;
    return a[p - i] * a[p - j] * a[p - l] / (a[p] * (2 * p + 1));
  }
}
