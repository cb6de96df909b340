package larmor.field;

import larmor.numeric.Workers;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The Fourier transform of one component of a cube, and its inverse. The field is real, so only
 * waves with k_z ≥ 0 are stored: the wave with the indices i, j and l has its real part at index
 * 2*((i*n + j)*h + l) and its imaginary part at the next one. Each line is transformed by one
 * thread in double precision and stored in single precision, so the bits do not depend on the
 * number of threads.
 *
 * @param n points a side
 * @param h number of waves stored along the last axis
 */
record RealFourierTransform(int n, int h) {
  static RealFourierTransform of(int points) {
    return new RealFourierTransform(points, points / 2 + 1);
  }

  /** Returns the number of floats that store the coefficients of one component. */
  long floats() {
    return 2L * n * n * h;
  }

  /** Allocates an array for the coefficients of one component. */
  float[] room() {
    return new float[(int) floats()];
  }

  /** Returns the wave number along x or y, in waves a side, that belongs to an index. */
  int wave(int i) {
    return i <= n / 2 ? i : i - n;
  }

  /** Returns whether a wave number is at the Nyquist limit, n/2. */
  boolean nyquist(int k) {
    return 2 * Math.abs(k) == n;
  }

  /**
   * Returns the wave number by which a derivative multiplies a coefficient. It is 0 at the Nyquist
   * limit, because the field is real.
   */
  double derivative(int k) {
    return nyquist(k) ? 0 : k;
  }

  /**
   * Returns how many waves a stored coefficient represents: two if its complex conjugate is not
   * stored, else one.
   */
  int weight(int l) {
    return l == 0 || nyquist(l) ? 1 : 2;
  }

  /** Computes the Fourier coefficients of component c of a cube from its planes. */
  float[] forward(float[][] values, int c) {
    DoubleFFT_1D fft = new DoubleFFT_1D(n);
    float[] m = room();
    double scale = 1 / ((double) n * n * n);
    Workers.all()
        .forEach(
            n,
            i -> {
              float[] plane = values[i];
              double[] line = new double[2 * n];
              for (int j = 0; j < n; j++) {
                int p = 3 * j * n + c;
                for (int k = 0; k < n; k++) {
                  line[k] = scale * plane[p + 3 * k];
                }
                fft.realForwardFull(line);
                int q = 2 * (i * n + j) * h;
                for (int k = 0; k < 2 * h; k++) {
                  m[q + k] = (float) line[k];
                }
              }
              along(m, i * n * h, h, fft, true);
            });
    Workers.all().forEach(n, j -> along(m, j * h, n * h, fft, true));
    return m;
  }

  /**
   * Computes component c of the field from its Fourier coefficients.
   *
   * @param m Modified. Fourier coefficients, which must not be used afterwards.
   * @param values Modified. Planes of the cube, in which component c of every point is overwritten.
   */
  void inverse(float[] m, float[][] values, int c) {
    DoubleFFT_1D fft = new DoubleFFT_1D(n);
    Workers.all().forEach(n, j -> along(m, j * h, n * h, fft, false));
    Workers.all()
        .forEach(
            n,
            i -> {
              along(m, i * n * h, h, fft, false);
              float[] plane = values[i];
              double[] line = new double[2 * n];
              for (int j = 0; j < n; j++) {
                int q = 2 * (i * n + j) * h;
                for (int k = 0; k < h; k++) {
                  line[2 * k] = m[q + 2 * k];
                  line[2 * k + 1] = m[q + 2 * k + 1];
                }
                for (int k = h; k < n; k++) {
                  line[2 * k] = m[q + 2 * (n - k)];
                  line[2 * k + 1] = -m[q + 2 * (n - k) + 1];
                }
                fft.complexInverse(line, false);
                int p = 3 * j * n + c;
                for (int k = 0; k < n; k++) {
                  plane[p + 3 * k] = (float) line[2 * k];
                }
              }
            });
  }

  /**
   * Transforms h neighbouring lines of n complex numbers each, eight lines at a time. Successive
   * numbers of a line are {@code step} complex numbers apart in memory.
   */
  private void along(float[] m, int start, int step, DoubleFFT_1D fft, boolean forward) {
    int block = 8;
    double[][] lines = new double[block][2 * n];
    for (int k0 = 0; k0 < h; k0 += block) {
      int count = Math.min(block, h - k0);
      for (int a = 0; a < n; a++) {
        int p = 2 * (start + a * step + k0);
        for (int k = 0; k < count; k++) {
          lines[k][2 * a] = m[p + 2 * k];
          lines[k][2 * a + 1] = m[p + 2 * k + 1];
        }
      }
      for (int k = 0; k < count; k++) {
        if (forward) {
          fft.complexForward(lines[k]);
        } else {
          fft.complexInverse(lines[k], false);
        }
      }
      for (int a = 0; a < n; a++) {
        int p = 2 * (start + a * step + k0);
        for (int k = 0; k < count; k++) {
          m[p + 2 * k] = (float) lines[k][2 * a];
          m[p + 2 * k + 1] = (float) lines[k][2 * a + 1];
        }
      }
    }
  }
}
