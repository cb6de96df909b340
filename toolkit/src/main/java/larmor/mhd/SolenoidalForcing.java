package larmor.mhd;

import java.util.Locale;
import larmor.numeric.RandomStream;

/**
 * The acceleration of the driver at one time: the complex amplitudes of its 76 modes, and their sum
 * on rows of cells. The random numbers of step i come from stream i, so that a checkpoint needs to
 * store only the amplitudes and the number of the step. The sum over modes is computed directly,
 * one axis after the other, without a Fourier transform of the grid.
 */
final class SolenoidalForcing {
  /** The largest component of a wave vector, in waves a side. */
  private static final int K = 3;

  private static final int SIDE = 2 * K + 1;

  private final DrivingSettings driver;
  private final int[][] modes;
  private final double[] weight;
  private final double[] amplitude;
  private final double[][] cos;
  private final double[][] sin;

  /**
   * Creates the driver's acceleration with amplitudes of zero, which the first call of {@link
   * #advance} replaces.
   *
   * @param n number of cells a side
   * @throws IllegalArgumentException if {@code n} is below 8
   */
  SolenoidalForcing(DrivingSettings driver, int n) {
    if (n < 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d cells a side do not resolve the driving at k = 3.46 waves a side: use at least"
                  + " 8",
              n));
    }
    this.driver = driver;
    java.util.List<int[]> list = new java.util.ArrayList<>();
    for (int z = 0; z <= K; z++) {
      for (int y = -K; y <= K; y++) {
        for (int x = -K; x <= K; x++) {
          int k2 = x * x + y * y + z * z;
          boolean first = z > 0 || y > 0 || (y == 0 && x > 0);
          if (k2 >= 4 && k2 <= 12 && first) {
            list.add(new int[] {x, y, z});
          }
        }
      }
    }
    modes = list.toArray(int[][]::new);
    weight = new double[modes.length];
    for (int m = 0; m < modes.length; m++) {
      int[] k = modes[m];
      double d = (StrictMath.sqrt(k[0] * k[0] + k[1] * k[1] + k[2] * k[2]) - 2.5) / 0.5;
      weight[m] = StrictMath.exp(-d * d);
    }
    amplitude = new double[6 * modes.length];
    cos = new double[K + 1][n];
    sin = new double[K + 1][n];
    for (int k = 0; k <= K; k++) {
      for (int i = 0; i < n; i++) {
        double phase = 2 * Math.PI * k * (i + 0.5) / n;
        cos[k][i] = StrictMath.cos(phase);
        sin[k][i] = StrictMath.sin(phase);
      }
    }
  }

  /** Returns the number of modes, of which each pair k and −k counts as one. */
  int modes() {
    return modes.length;
  }

  /**
   * Returns the array of the amplitudes, not a copy. Each mode has six values: the real parts of x,
   * y, z, then the imaginary parts.
   */
  double[] amplitudes() {
    return amplitude;
  }

  /**
   * Advances the Ornstein–Uhlenbeck process of the amplitudes. In step 0 the amplitudes are drawn
   * from the stationary distribution.
   *
   * @param dt length of the step
   * @param step number of the step, which selects the random stream
   */
  void advance(double dt, long step) {
    double keep = step == 0 ? 0 : StrictMath.exp(-dt / driver.correlationTime());
    double renew = StrictMath.sqrt(1 - keep * keep);
    RandomStream random = RandomStream.of(driver.seed(), step);
    double[] g = new double[6];
    for (int m = 0; m < modes.length; m++) {
      int[] k = modes[m];
      double k2 = k[0] * k[0] + k[1] * k[1] + k[2] * k[2];
      for (int c = 0; c < 6; c++) {
        g[c] = weight[m] * random.gaussian();
      }
      for (int half = 0; half < 6; half += 3) {
        double along = (k[0] * g[half] + k[1] * g[half + 1] + k[2] * g[half + 2]) / k2;
        for (int c = 0; c < 3; c++) {
          int a = 6 * m + half + c;
          amplitude[a] = keep * amplitude[a] + renew * (g[half + c] - k[c] * along);
        }
      }
    }
  }

  /**
   * Sums the amplitudes over kx at the x of plane {@code i}.
   *
   * @return sums {@code [component][kz][ky + 3][real, imaginary]} in one array
   */
  double[] plane(int i) {
    double[] out = new double[3 * (K + 1) * SIDE * 2];
    for (int m = 0; m < modes.length; m++) {
      int[] k = modes[m];
      double c = cos[Math.abs(k[0])][i];
      double s = k[0] < 0 ? -sin[-k[0]][i] : sin[k[0]][i];
      for (int d = 0; d < 3; d++) {
        double re = amplitude[6 * m + d];
        double im = amplitude[6 * m + 3 + d];
        int o = 2 * ((d * (K + 1) + k[2]) * SIDE + k[1] + K);
        out[o] += re * c - im * s;
        out[o + 1] += re * s + im * c;
      }
    }
    return out;
  }

  /**
   * Computes the acceleration in one row of cells by summing over ky and kz.
   *
   * @param plane sums from {@link #plane}. Not modified.
   * @param j index of the row along y
   * @param f Modified. Three arrays: the acceleration along x, y and z in the cells of the row.
   */
  void row(double[] plane, int j, double[][] f) {
    for (int d = 0; d < 3; d++) {
      for (int z = 0; z <= K; z++) {
        double re = 0;
        double im = 0;
        for (int y = -K; y <= K; y++) {
          int o = 2 * ((d * (K + 1) + z) * SIDE + y + K);
          double c = cos[Math.abs(y)][j];
          double s = y < 0 ? -sin[-y][j] : sin[y][j];
          re += plane[o] * c - plane[o + 1] * s;
          im += plane[o] * s + plane[o + 1] * c;
        }
        if (z == 0) {
          java.util.Arrays.fill(f[d], re);
        } else {
          wave(f[d].length, re, im, cos[z], sin[z], f[d]);
        }
      }
    }
  }

  private static void wave(int n, double re, double im, double[] c, double[] s, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] += re * c[k] - im * s[k];
    }
  }
}
