package larmor.field;

import java.util.Arrays;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * The Fourier coefficients b̂(k) of the field on a periodic cube, B(x) = Σ b̂(k) exp(2πi k·x /
 * side) with k in waves a side. Only coefficients with k_z ≥ 0 are stored; the others follow from
 * b̂(−k) = b̂*(k).
 */
public final class FieldModes {
  private final int n;
  private final int h;
  private final RealFourierTransform transform;

  /**
   * The coefficients of each component in an array, in the order of {@link RealFourierTransform}.
   */
  private final float[][] modes;

  private FieldModes(int n) {
    FieldCube.checkPoints(n);
    this.n = n;
    transform = RealFourierTransform.of(n);
    h = transform.h();
    Memory.require(
        "the Fourier transform of a field of " + n + " points a side",
        4 * 4 * transform.floats(),
        "use fewer points a side");
    modes = new float[3][];
  }

  /** A function that gives the coefficients of each wave. */
  @FunctionalInterface
  public interface Wave {
    /**
     * Gives the coefficients of one wave. It is called from several threads, for every wave except
     * k = 0 and those at the Nyquist limit.
     *
     * @param kx waves a side along x, −n/2 to n/2, as are the others
     * @param ky waves a side along y
     * @param kz waves a side along z
     * @param b Modified. Re b̂x, Im b̂x, Re b̂y, Im b̂y, Re b̂z, Im b̂z; all 0 before.
     */
    void at(int kx, int ky, int kz, double[] b);
  }

  /**
   * Computes the Fourier transform of a cube.
   *
   * @param cube Not modified
   * @return its coefficients
   * @throws IllegalStateException if there is not enough memory
   */
  public static FieldModes of(FieldCube cube) {
    Given.require(cube, "the cube", "Cubes.read(file).cube()");
    FieldModes m = new FieldModes(cube.points());
    for (int c = 0; c < 3; c++) {
      m.modes[c] = m.transform.forward(cube.raw(), c);
    }
    return m;
  }

  /**
   * Makes the coefficients of a real field from given waves. On the plane k_z = 0 the function is
   * called for only one of k and −k, and the other coefficient is set to the complex conjugate, so
   * that the field is always real.
   *
   * @param points n, along each axis, 4 to 1280
   * @param mean b̂(0), the mean field
   * @param waves function that gives the coefficients
   * @return the coefficients
   * @throws IllegalArgumentException if the number of points is out of range
   * @throws IllegalStateException if there is not enough memory
   */
  public static FieldModes of(int points, Vec3 mean, Wave waves) {
    Given.require(mean, "the mean field", "new Vec3(3 * muG, 0, 0)");
    FiniteNumber.require(mean, "a mean field", "");
    Given.require(waves, "the function of the waves", "(kx, ky, kz, b) -> b[2] = 1");
    FieldModes m = new FieldModes(points);
    for (int c = 0; c < 3; c++) {
      m.modes[c] = m.transform.room();
    }
    fill(m.transform, m.modes, mean, waves);
    return m;
  }

  /**
   * Fills arrays with the coefficients that a function gives.
   *
   * @param modes Modified. One array for each component; a component whose array is null is left
   *     out.
   */
  static void fill(RealFourierTransform t, float[][] modes, Vec3 mean, Wave waves) {
    int n = t.n();
    Workers.all()
        .forEach(
            n,
            i -> {
              double[] b = new double[6];
              int kx = t.wave(i);
              for (int j = 0; j < n; j++) {
                int ky = t.wave(j);
                for (int kz = 0; kz < t.h(); kz++) {
                  boolean other = kz == 0 && (kx < 0 || (kx == 0 && ky < 0));
                  Arrays.fill(b, 0);
                  if (kx == 0 && ky == 0 && kz == 0) {
                    b[0] = mean.x();
                    b[2] = mean.y();
                    b[4] = mean.z();
                  } else if (!t.nyquist(kx) && !t.nyquist(ky) && !t.nyquist(kz)) {
                    waves.at(other ? -kx : kx, other ? -ky : ky, kz, b);
                  }
                  int p = 2 * ((i * n + j) * t.h() + kz);
                  for (int c = 0; c < 3; c++) {
                    if (modes[c] != null) {
                      modes[c][p] = (float) b[2 * c];
                      modes[c][p + 1] = (float) (other ? -b[2 * c + 1] : b[2 * c + 1]);
                    }
                  }
                }
              }
            });
  }

  /**
   * Returns the size of the cube.
   *
   * @return n, points along one axis
   */
  public int points() {
    return n;
  }

  /**
   * Returns the coefficients of a wave.
   *
   * @param kx waves a side along x, −n/2 to n/2, as are the others
   * @param ky waves a side along y
   * @param kz waves a side along z
   * @return Re b̂x, Im b̂x, Re b̂y, Im b̂y, Re b̂z, Im b̂z
   */
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

  /**
   * Computes the field from its coefficients, by the inverse Fourier transform.
   *
   * @return the field on the points of the cube
   * @throws IllegalStateException if there is not enough memory
   */
  public FieldCube cube() {
    Memory.require(
        "a field of " + n + " points a side", FieldCube.bytes(n), "use fewer points a side");
    float[][] values = FieldCube.planes(n);
    for (int c = 0; c < 3; c++) {
      transform.inverse(modes[c].clone(), values, c);
    }
    return FieldCube.wrap(n, values);
  }

  /**
   * Computes the relative divergence as {@link FieldCube#relativeDivergence()} does.
   *
   * @return 0 for ∇·B = 0, about 0.58 for three unrelated components
   */
  public double relativeDivergence() {
    return relativeDivergence(0, 1, 2);
  }

  /**
   * Computes the relative divergence if x runs along the array axis {@code ax}, y along {@code ay}
   * and z along {@code az} (0 is the slowest axis).
   */
  double relativeDivergence(int ax, int ay, int az) {
    double[][] sums = new double[n][2];
    Workers.all()
        .forEach(
            n,
            i -> {
              double[] k = {transform.derivative(transform.wave(i)), 0, 0};
              double above = 0;
              double below = 0;
              for (int j = 0; j < n; j++) {
                k[1] = transform.derivative(transform.wave(j));
                for (int l = 0; l < h; l++) {
                  k[2] = transform.derivative(l);
                  int p = 2 * ((i * n + j) * h + l);
                  double re = k[ax] * modes[0][p] + k[ay] * modes[1][p] + k[az] * modes[2][p];
                  double im =
                      k[ax] * modes[0][p + 1] + k[ay] * modes[1][p + 1] + k[az] * modes[2][p + 1];
                  double twice = transform.weight(l);
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

  /** Computes the rms of ∇·B Δx over the rms of |B| with the mean field included; Δx is a cell. */
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
   * Computes Σ Re(k_c b̂_c k_d b̂_d*) over all waves for each pair of components c and d, and in
   * the last row Σ |k|²|b̂_c|². The arguments are those of {@link #relativeDivergence(int, int,
   * int)}.
   */
  double[][] divergenceProducts(int ax, int ay, int az) {
    int[] axis = {ax, ay, az};
    double[][][] sums = new double[n][4][3];
    Workers.all()
        .forEach(
            n,
            i -> {
              double[] k = {transform.derivative(transform.wave(i)), 0, 0};
              double[] re = new double[3];
              double[] im = new double[3];
              double[][] sum = sums[i];
              for (int j = 0; j < n; j++) {
                k[1] = transform.derivative(transform.wave(j));
                for (int l = 0; l < h; l++) {
                  k[2] = transform.derivative(l);
                  int p = 2 * ((i * n + j) * h + l);
                  double square = transform.weight(l) * (k[0] * k[0] + k[1] * k[1] + k[2] * k[2]);
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
                      sum[c][d] += transform.weight(l) * (re[c] * re[d] + im[c] * im[d]);
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

  /** Removes from each coefficient, in place, the part along its wave vector k. */
  void removeDivergence() {
    Workers.all()
        .forEach(
            n,
            i -> {
              double kx = transform.derivative(transform.wave(i));
              for (int j = 0; j < n; j++) {
                double ky = transform.derivative(transform.wave(j));
                for (int l = 0; l < h; l++) {
                  double kz = transform.derivative(l);
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

  /**
   * Computes the energy ½ Σ|b̂|² of each shell of waves without the mean field; a wave belongs to
   * the shell of the integer nearest to |k|.
   */
  double[] shells() {
    int half = n / 2;
    int count = (int) Math.round(Math.sqrt(3) * half) + 1;
    double[][] planes = new double[n][count];
    Workers.all()
        .forEach(
            n,
            i -> {
              double kx = transform.wave(i);
              for (int j = 0; j < n; j++) {
                double ky = transform.wave(j);
                for (int l = 0; l < h; l++) {
                  int shell = (int) Math.rint(Math.sqrt(kx * kx + ky * ky + (double) l * l));
                  planes[i][shell] += 0.5 * transform.weight(l) * power(2 * ((i * n + j) * h + l));
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

  /** Returns |b̂|² of the wave stored at an index. */
  private double power(int p) {
    double sum = 0;
    for (float[] m : modes) {
      sum += (double) m[p] * m[p] + (double) m[p + 1] * m[p + 1];
    }
    return sum;
  }
}
