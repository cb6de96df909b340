package larmor.mhd;

import java.util.Locale;
import larmor.numeric.RandomStream;

/**
 * The acceleration of a {@link SolenoidalDriver} at one moment: complex amplitudes of its modes,
 * and their sum on rows of cells. Draws of step i come from stream i, so the time and the
 * amplitudes are all that a checkpoint keeps. A row is summed one axis after the other, exactly and
 * without a transform of the grid.
 */
final class Forcing {
  private static final int K = 3;
  private static final int SIDE = 2 * K + 1;

  private final SolenoidalDriver driver;
  private final int[][] modes;
  private final double[] weight;
  private final double[] amplitude;
  private final double[][] cos;
  private final double[][] sin;

  /**
   * @param n cells a side
   */
  Forcing(SolenoidalDriver driver, int n) {
    if (n < 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d cells a side do not hold driving at k = 3.46: use at least 8", n));
    }
    this.driver = driver;
    java.util.List<int[]> list = new java.util.ArrayList<>();
    for (int z = 0; z <= K; z++) {
      for (int y = -K; y <= K; y++) {
        for (int x = -K; x <= K; x++) {
          int k2 = x * x + y * y + z * z;
          boolean half = z > 0 || y > 0 || (y == 0 && x > 0);
          if (k2 >= 4 && k2 <= 12 && half) {
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

  int modes() {
    return modes.length;
  }

  /** Six numbers a mode: real x, y, z, then imaginary. The array itself. */
  double[] amplitudes() {
    return amplitude;
  }

  /** Lets the process run for {@code dt}; the first call draws from the stationary distribution. */
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
      for (int part = 0; part < 6; part += 3) {
        double along = (k[0] * g[part] + k[1] * g[part + 1] + k[2] * g[part + 2]) / k2;
        for (int c = 0; c < 3; c++) {
          int a = 6 * m + part + c;
          amplitude[a] = keep * amplitude[a] + renew * (g[part + c] - k[c] * along);
        }
      }
    }
  }

  /** Amplitudes summed over kx at plane {@code i}: [component][kz][ky + 3][real, imaginary]. */
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
   * @param plane from {@link #plane}
   * @param j row
   * @param f Modified. The acceleration along x, y, z in the cells of the row.
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
