package larmor.sky;

/**
 * The Fourier sum of a short ring, computed term by term, for lengths that are not a power of two.
 * For these lengths it is as fast as JTransforms, whose mixed-radix transforms allocate memory at
 * every call. Spectra are stored as in {@link RingFourier}.
 */
final class ShortRingFourier {
  /** The length of the longest ring whose sum is computed term by term. */
  static final int LONGEST = 60;

  private final int n;

  /** The pairs cos and sin of 2πpk/n for k = 0 … n/2, in one row for each p = 0 … n/2. */
  private final double[] table;

  ShortRingFourier(int n) {
    this.n = n;
    table = new double[(n / 2 + 1) * (n + 2)];
    for (int p = 0; p <= n / 2; p++) {
      for (int k = 0; k <= n / 2; k++) {
        double angle = 2 * Math.PI * (p * k % n) / n;
        table[p * (n + 2) + 2 * k] = StrictMath.cos(angle);
        table[p * (n + 2) + 2 * k + 1] = StrictMath.sin(angle);
      }
    }
  }

  /** Returns whether the sum of a ring of this length is computed term by term. */
  static boolean suits(int n) {
    return n <= LONGEST && Integer.bitCount(n) > 1;
  }

  /**
   * Computes Σ_p f_p e^{−2πikp/n} for k = 0 … n/2.
   *
   * @param f the n values of the ring begin at index {@code from}. Not modified.
   * @param weight weight of each value; null for weights of 1. Not modified.
   * @param g Modified. The n/2 + 1 pairs of the spectrum begin at index {@code to}.
   */
  void forward(double[] f, int from, double[] weight, double[] g, int to) {
    double first = weight == null ? f[from] : f[from] * weight[from];
    for (int k = 0; k <= n / 2; k++) {
      g[to + 2 * k] = first;
      g[to + 2 * k + 1] = 0;
    }
    for (int p = 1; p <= n / 2; p++) {
      int a = from + p;
      int b = from + n - p;
      double one = weight == null ? f[a] : f[a] * weight[a];
      double other = a == b ? 0 : weight == null ? f[b] : f[b] * weight[b];
      double sum = one + other;
      double difference = other - one;
      int row = p * (n + 2);
      for (int i = 0; i < n + 2; i += 2) {
        g[to + i] += sum * table[row + i];
        g[to + i + 1] += difference * table[row + i + 1];
      }
    }
    g[to + n + 1] = 0;
  }

  /**
   * Computes the values of a ring from its spectrum g.
   *
   * @param g n/2 + 1 pairs; the imaginary parts of the first and the last are ignored. Not
   *     modified.
   * @param f Modified. The n values of the ring begin at index {@code to}.
   */
  void inverse(double[] g, double[] f, int to) {
    for (int p = 0; p <= n / 2; p++) {
      int row = p * (n + 2);
      double even = 0.5 * (g[0] + g[n] * table[row + n]);
      double odd = 0;
      for (int i = 2; i < n; i += 2) {
        even += g[i] * table[row + i];
        odd += g[i + 1] * table[row + i + 1];
      }
      f[to + p] = 2 * (even - odd) / n;
      if (p > 0) {
        f[to + n - p] = 2 * (even + odd) / n;
      }
    }
  }
}
