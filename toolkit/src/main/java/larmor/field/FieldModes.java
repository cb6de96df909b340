package larmor.field;

import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The Fourier coefficients b̂(k) of a field on a periodic cube, B(x) = Σ b̂(k) exp(2πi k·x / side),
 * k in waves a side. One transform of a real field needs k_z ≥ 0 only; the other half is b̂(−k) =
 * b̂*(k). Lines are transformed in double and kept in float, each by one thread, so the bits do not
 * depend on the number of threads. Derivatives take the wave number at the Nyquist limit as zero,
 * as a real field demands.
 */
public final class FieldModes {
  private final int n;

  /** Waves stored along the last axis. */
  private final int h;

  /** One array a component, real and imaginary parts at 2*((i*n + j)*h + k) and the next place. */
  private final float[][] modes;

  private FieldModes(int n) {
    FieldCube.checkPoints(n);
    this.n = n;
    this.h = n / 2 + 1;
    long floats = 2L * n * n * h;
    Memory.require(
        "the Fourier transform of a field of " + n + " points a side",
        4 * 4 * floats,
        "use fewer points a side");
    this.modes = new float[3][(int) floats];
  }

  /** Writes the coefficients of one wave. */
  @FunctionalInterface
  public interface Wave {
    /**
     * Called from several threads, for each wave but the mean and those at the Nyquist limit.
     *
     * @param kx waves a side along x, likewise {@code ky} and {@code kz}, −n/2 to n/2
     * @param b Modified. Re b̂x, Im b̂x, Re b̂y … Im b̂z; zero at the start.
     */
    void at(int kx, int ky, int kz, double[] b);
  }

  public static FieldModes of(FieldCube cube) {
    FieldModes m = new FieldModes(cube.points());
    for (int c = 0; c < 3; c++) {
      m.forward(cube.raw(), c);
    }
    return m;
  }

  /**
   * The real field with the given waves. On the plane k_z = 0 only one of k and −k is asked for and
   * the other follows, so that the field is real whatever the wave function does.
   *
   * @param points n, along each axis
   * @param mean b̂(0)
   */
  public static FieldModes of(int points, Vec3 mean, Wave waves) {
    FieldModes m = new FieldModes(points);
    int n = points;
    Workers.all()
        .forEach(
            n,
            i -> {
              double[] b = new double[6];
              int kx = m.wave(i);
              for (int j = 0; j < n; j++) {
                int ky = m.wave(j);
                for (int kz = 0; kz < m.h; kz++) {
                  if (m.nyquist(kx) || m.nyquist(ky) || m.nyquist(kz)) {
                    continue;
                  }
                  boolean other = kz == 0 && (kx < 0 || kx == 0 && ky < 0);
                  java.util.Arrays.fill(b, 0);
                  if (kx == 0 && ky == 0 && kz == 0) {
                    b[0] = mean.x();
                    b[2] = mean.y();
                    b[4] = mean.z();
                  } else {
                    waves.at(other ? -kx : kx, other ? -ky : ky, kz, b);
                  }
                  int p = 2 * ((i * n + j) * m.h + kz);
                  for (int c = 0; c < 3; c++) {
                    m.modes[c][p] = (float) b[2 * c];
                    m.modes[c][p + 1] = (float) (other ? -b[2 * c + 1] : b[2 * c + 1]);
                  }
                }
              }
            });
    return m;
  }

  /** Points along one axis, n. */
  public int points() {
    return n;
  }

  /** Re b̂x, Im b̂x, Re b̂y … Im b̂z at any wave, each number from −n/2 to n/2. */
  public double[] at(int kx, int ky, int kz) {
    boolean other = kz < 0;
    int i = Math.floorMod(other ? -kx : kx, n);
    int j = Math.floorMod(other ? -ky : ky, n);
    int p = 2 * ((i * n + j) * h + Math.abs(kz));
    double[] b = new double[6];
    for (int c = 0; c < 3; c++) {
      b[2 * c] = modes[c][p];
      b[2 * c + 1] = other ? -modes[c][p + 1] : modes[c][p + 1];
    }
    return b;
  }

  /** The field these waves make. */
  public FieldCube cube() {
    Memory.require(
        "a field of " + n + " points a side", 4L * 3 * n * n * n, "use fewer points a side");
    float[] values = new float[3 * n * n * n];
    for (int c = 0; c < 3; c++) {
      inverse(modes[c].clone(), values, c);
    }
    return FieldCube.wrap(n, values);
  }

  /** See {@link FieldCube#relativeDivergence()}. */
  public double relativeDivergence() {
    return relativeDivergence(0, 1, 2);
  }

  /**
   * As if x ran along the array axis {@code ax}, y along {@code ay} and z along {@code az} (0 is
   * the slowest).
   */
  double relativeDivergence(int ax, int ay, int az) {
    double[][] sums = new double[n][2];
    Workers.all()
        .forEach(
            n,
            i -> {
              double[] k = {derivative(wave(i)), 0, 0};
              double above = 0;
              double below = 0;
              for (int j = 0; j < n; j++) {
                k[1] = derivative(wave(j));
                for (int l = 0; l < h; l++) {
                  k[2] = derivative(l);
                  int p = 2 * ((i * n + j) * h + l);
                  double re = k[ax] * modes[0][p] + k[ay] * modes[1][p] + k[az] * modes[2][p];
                  double im =
                      k[ax] * modes[0][p + 1] + k[ay] * modes[1][p + 1] + k[az] * modes[2][p + 1];
                  double twice = weight(l);
                  above += twice * (re * re + im * im);
                  below += twice * (k[0] * k[0] + k[1] * k[1] + k[2] * k[2]) * power(p);
                }
              }
              sums[i][0] = above;
              sums[i][1] = below;
            });
    double above = 0;
    double below = 0;
    for (double[] s : sums) {
      above += s[0];
      below += s[1];
    }
    return below == 0 ? 0 : Math.sqrt(above / below);
  }

  /** The rms of ∇·B Δx over the rms of |B|, the mean field with it. */
  double divergencePerCell(AxisOrder order) {
    double square = 0;
    double[][] products = divergenceProducts(order.x(), order.y(), order.z());
    for (int c = 0; c < 3; c++) {
      square += products[c][0] + products[c][1] + products[c][2];
    }
    double energy = 0.5 * power(0);
    for (double shell : shells()) {
      energy += shell;
    }
    return energy == 0 ? 0 : 2 * Math.PI / n * Math.sqrt(Math.max(0, square) / (2 * energy));
  }

  /**
   * Σ Re(k_c b̂_c k_d b̂_d*) for each two components, and in the last row Σ |k|²|b̂_c|², the axes
   * as in {@link #relativeDivergence(int, int, int)}.
   */
  double[][] divergenceProducts(int ax, int ay, int az) {
    int[] axis = {ax, ay, az};
    double[][][] sums = new double[n][4][3];
    Workers.all()
        .forEach(
            n,
            i -> {
              double[] k = {derivative(wave(i)), 0, 0};
              double[] re = new double[3];
              double[] im = new double[3];
              double[][] sum = sums[i];
              for (int j = 0; j < n; j++) {
                k[1] = derivative(wave(j));
                for (int l = 0; l < h; l++) {
                  k[2] = derivative(l);
                  int p = 2 * ((i * n + j) * h + l);
                  double square = weight(l) * (k[0] * k[0] + k[1] * k[1] + k[2] * k[2]);
                  for (int c = 0; c < 3; c++) {
                    re[c] = k[axis[c]] * modes[c][p];
                    im[c] = k[axis[c]] * modes[c][p + 1];
                    sum[3][c] +=
                        square
                            * ((double) modes[c][p] * modes[c][p]
                                + (double) modes[c][p + 1] * modes[c][p + 1]);
                  }
                  for (int c = 0; c < 3; c++) {
                    for (int d = 0; d < 3; d++) {
                      sum[c][d] += weight(l) * (re[c] * re[d] + im[c] * im[d]);
                    }
                  }
                }
              }
            });
    double[][] total = new double[4][3];
    for (double[][] sum : sums) {
      for (int c = 0; c < 4; c++) {
        for (int d = 0; d < 3; d++) {
          total[c][d] += sum[c][d];
        }
      }
    }
    return total;
  }

  /** Takes each coefficient's part along k away, in place. */
  void project() {
    Workers.all()
        .forEach(
            n,
            i -> {
              double kx = derivative(wave(i));
              for (int j = 0; j < n; j++) {
                double ky = derivative(wave(j));
                for (int l = 0; l < h; l++) {
                  double kz = derivative(l);
                  double square = kx * kx + ky * ky + kz * kz;
                  if (square == 0) {
                    continue;
                  }
                  int start = 2 * ((i * n + j) * h + l);
                  for (int p = start; p < start + 2; p++) {
                    double part = (kx * modes[0][p] + ky * modes[1][p] + kz * modes[2][p]) / square;
                    modes[0][p] = (float) (modes[0][p] - part * kx);
                    modes[1][p] = (float) (modes[1][p] - part * ky);
                    modes[2][p] = (float) (modes[2][p] - part * kz);
                  }
                }
              }
            });
  }

  /** Energy ½ Σ|b̂|² in shells of |k| rounded to integers, the mean left out. */
  double[] shells() {
    int count = (int) Math.round(Math.sqrt(3) * (n / 2)) + 1;
    double[][] planes = new double[n][count];
    Workers.all()
        .forEach(
            n,
            i -> {
              double kx = wave(i);
              for (int j = 0; j < n; j++) {
                double ky = wave(j);
                for (int l = 0; l < h; l++) {
                  int shell = (int) Math.rint(Math.sqrt(kx * kx + ky * ky + (double) l * l));
                  planes[i][shell] += 0.5 * weight(l) * power(2 * ((i * n + j) * h + l));
                }
              }
            });
    double[] energy = new double[count];
    for (double[] plane : planes) {
      for (int s = 1; s < count; s++) {
        energy[s] += plane[s];
      }
    }
    return energy;
  }

  private double power(int p) {
    double sum = 0;
    for (float[] m : modes) {
      sum += (double) m[p] * m[p] + (double) m[p + 1] * m[p + 1];
    }
    return sum;
  }

  private int wave(int i) {
    return i <= n / 2 ? i : i - n;
  }

  private boolean nyquist(int k) {
    return 2 * Math.abs(k) == n;
  }

  private double derivative(int k) {
    return nyquist(k) ? 0 : k;
  }

  /** How many waves a stored one stands for. */
  private int weight(int l) {
    return l == 0 || nyquist(l) ? 1 : 2;
  }

  private void forward(float[] values, int c) {
    DoubleFFT_1D fft = new DoubleFFT_1D(n);
    float[] m = modes[c];
    double scale = 1 / ((double) n * n * n);
    Workers.all()
        .forEach(
            n,
            i -> {
              double[] line = new double[2 * n];
              for (int j = 0; j < n; j++) {
                int p = 3 * (i * n + j) * n + c;
                for (int k = 0; k < n; k++) {
                  line[k] = scale * values[p + 3 * k];
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
  }

  private void inverse(float[] m, float[] values, int c) {
    DoubleFFT_1D fft = new DoubleFFT_1D(n);
    Workers.all().forEach(n, j -> along(m, j * h, n * h, fft, false));
    Workers.all()
        .forEach(
            n,
            i -> {
              along(m, i * n * h, h, fft, false);
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
                int p = 3 * (i * n + j) * n + c;
                for (int k = 0; k < n; k++) {
                  values[p + 3 * k] = (float) line[2 * k];
                }
              }
            });
  }

  /** Transforms h neighbouring lines of n complex numbers, {@code step} apart, a few at a time. */
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
