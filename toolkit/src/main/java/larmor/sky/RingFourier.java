package larmor.sky;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Fourier sums along the rings. The spectrum of ring i holds G_k = e^{−ikφ0} Σ_p f_p e^{−2πikp/n},
 * k = 0 … n/2, as pairs (re, im) from {@code offset[i]}; φ0 is the longitude of its first pixel.
 * Every other frequency follows from these, so that maps are transformed only once however many
 * iterations the coefficients take.
 */
final class RingFourier {
  final int rings;
  final int size;
  private final int[] start;
  private final int[] length;
  private final int[] offset;
  private final boolean[] shifted;
  private final DoubleFFT_1D[] plans;
  private final double[][] turn;

  RingFourier(Healpix grid) {
    int nside = grid.nside();
    rings = grid.rings();
    start = new int[rings + 1];
    length = new int[rings + 1];
    offset = new int[rings + 1];
    shifted = new boolean[rings + 1];
    for (int i = 1; i <= rings; i++) {
      start[i] = grid.ringStart(i);
      length[i] = grid.ringLength(i);
      shifted[i] = grid.ringShifted(i);
      offset[i] = start[i] + 2 * (i - 1);
    }
    size = grid.pixels() + 2 * rings;
    plans = new DoubleFFT_1D[nside + 1];
    turn = new double[nside + 1][];
    for (int q = 1; q <= nside; q++) {
      int n = 4 * q;
      plans[q] = new DoubleFFT_1D(n);
      turn[q] = new double[n + 2];
      for (int k = 0; k <= n / 2; k++) {
        turn[q][2 * k] = StrictMath.cos(Math.PI * k / n);
        turn[q][2 * k + 1] = -StrictMath.sin(Math.PI * k / n);
      }
    }
  }

  /**
   * @param map Not modified.
   * @param g Modified. The ring's spectrum.
   */
  void forward(double[] map, int ring, double[] g) {
    int n = length[ring];
    int o = offset[ring];
    System.arraycopy(map, start[ring], g, o, n);
    plans[n / 4].realForward(g, o);
    g[o + n] = g[o + 1];
    g[o + n + 1] = 0;
    g[o + 1] = 0;
    if (shifted[ring]) {
      turn(g, o, turn[n / 4], 1);
    }
  }

  /**
   * @param g Modified. The ring's spectrum, lost.
   * @param map Modified. The ring's values.
   */
  void inverse(double[] g, int ring, double[] map) {
    int n = length[ring];
    int o = offset[ring];
    if (shifted[ring]) {
      turn(g, o, turn[n / 4], -1);
    }
    g[o + 1] = g[o + n];
    plans[n / 4].realInverse(g, o, true);
    System.arraycopy(g, o, map, start[ring], n);
  }

  private static void turn(double[] g, int o, double[] turn, int sign) {
    for (int k = 0; k < turn.length; k += 2) {
      double re = g[o + k];
      double im = g[o + k + 1];
      double c = turn[k];
      double s = sign * turn[k + 1];
      g[o + k] = re * c - im * s;
      g[o + k + 1] = re * s + im * c;
    }
  }

  /**
   * Σ_p f_p e^{−imφ_p} for any m.
   *
   * @param out Modified. Real part to place {@code at}, imaginary part to the next.
   */
  void phase(double[] g, int ring, int m, double[] out, int at) {
    int n = length[ring];
    int turns = m / n;
    int k = m - turns * n;
    boolean minus = shifted[ring] && (turns & 1) == 1;
    if (2 * k <= n) {
      int o = offset[ring] + 2 * k;
      out[at] = minus ? -g[o] : g[o];
      out[at + 1] = minus ? -g[o + 1] : g[o + 1];
    } else {
      int o = offset[ring] + 2 * (n - k);
      minus = shifted[ring] && !minus;
      out[at] = minus ? -g[o] : g[o];
      out[at + 1] = minus ? g[o + 1] : -g[o + 1];
    }
  }

  /** Replaces a ring's spectrum b by a − b. */
  void subtract(double[] a, double[] b, int ring) {
    int end = offset[ring] + length[ring] + 2;
    for (int i = offset[ring]; i < end; i++) {
      b[i] = a[i] - b[i];
    }
  }

  /** Clears a ring's spectrum. */
  void clear(double[] g, int ring) {
    java.util.Arrays.fill(g, offset[ring], offset[ring] + length[ring] + 2, 0);
  }

  /** Adds to a ring's spectrum what the ring sees of Δ e^{imφ} and its conjugate. */
  void add(double[] g, int ring, int m, double re, double im) {
    int n = length[ring];
    int turns = m / n;
    int k = m - turns * n;
    double f = shifted[ring] && (turns & 1) == 1 ? -n : n;
    if (2 * k <= n) {
      int o = offset[ring] + 2 * k;
      g[o] += f * re;
      g[o + 1] += f * im;
    }
    if (m > 0) {
      int mirror = k == 0 ? 0 : n - k;
      if (2 * mirror <= n) {
        if (k > 0 && shifted[ring]) {
          f = -f;
        }
        int o = offset[ring] + 2 * mirror;
        g[o] += f * re;
        g[o + 1] -= f * im;
      }
    }
  }
}
