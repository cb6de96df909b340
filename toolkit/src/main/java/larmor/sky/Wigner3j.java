package larmor.sky;

/**
 * Squares of Wigner's 3j symbols with all m zero. With 2p = i + j + l even and a_n = (2n)! / (4ⁿ
 * n!²), (i j l; 0 0 0)² = a_{p−i} a_{p−j} a_{p−l} / (a_p (2p + 1)): products of numbers between 0
 * and 1, exact to rounding at any l.
 */
final class Wigner3j {
  private Wigner3j() {}

  /** a_0 … a_n. */
  static double[] table(int n) {
    double[] a = new double[n + 1];
    a[0] = 1;
    for (int k = 1; k <= n; k++) {
      a[k] = a[k - 1] * (2.0 * k - 1) / (2.0 * k);
    }
    return a;
  }

  /** The square, 0 where the sum is odd or no triangle closes; a must reach (i + j + l) / 2. */
  static double square(int i, int j, int l, double[] a) {
    if (((i + j + l) & 1) == 1 || l < Math.abs(i - j) || l > i + j) {
      return 0;
    }
    int p = (i + j + l) / 2;
    return a[p - i] * a[p - j] * a[p - l] / (a[p] * (2 * p + 1));
  }
}
