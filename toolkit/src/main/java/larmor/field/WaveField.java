package larmor.field;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * A mean field and a sum of plane waves a cos(k·r + φ). Only the part of each amplitude across its
 * wave vector is kept, so ∇·B = 0. Exact everywhere: no grid, no interpolation.
 */
public final class WaveField implements MagneticField {
  private static final int WIDTH = 7;

  private final Vec3 mean;

  /** For each wave kx, ky, kz [1/m], φ [rad], ax, ay, az [T]. */
  private final double[] waves;

  private WaveField(Vec3 mean, double[] waves) {
    this.mean = mean;
    this.waves = waves;
  }

  /**
   * @param mean [T]
   */
  public static WaveField of(Vec3 mean) {
    return new WaveField(mean, new double[0]);
  }

  /**
   * This field and one wave more.
   *
   * @param k wave vector [1/m], 2π over the wavelength long
   * @param amplitude [T], of which the part along k is dropped
   * @param phase φ [rad]
   */
  public WaveField with(Vec3 k, Vec3 amplitude, double phase) {
    Vec3 along = k.unit();
    Vec3 across = amplitude.minus(along.times(along.dot(amplitude)));
    if (across.norm() <= 1e-12 * amplitude.norm()) {
      throw new IllegalArgumentException(
          "an amplitude of "
              + amplitude
              + " T has no part across its wave vector "
              + k
              + ": turn one of them, because a longitudinal wave has a divergence");
    }
    double[] more = Arrays.copyOf(waves, waves.length + WIDTH);
    int p = waves.length;
    more[p] = k.x();
    more[p + 1] = k.y();
    more[p + 2] = k.z();
    more[p + 3] = phase;
    more[p + 4] = across.x();
    more[p + 5] = across.y();
    more[p + 6] = across.z();
    return new WaveField(mean, more);
  }

  /** How many waves. */
  public int waves() {
    return waves.length / WIDTH;
  }

  /** The rms of the waves together [T], over a volume far larger than any of them. */
  public double fluctuation() {
    double square = 0;
    for (int p = 0; p < waves.length; p += WIDTH) {
      for (int c = 4; c < WIDTH; c++) {
        square += 0.5 * waves[p + c] * waves[p + c];
      }
    }
    return Math.sqrt(square);
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    double bx = mean.x();
    double by = mean.y();
    double bz = mean.z();
    double[] q = waves;
    for (int p = 0; p < q.length; p += WIDTH) {
      double c = Math.cos(q[p] * x + q[p + 1] * y + q[p + 2] * z + q[p + 3]);
      bx += q[p + 4] * c;
      by += q[p + 5] * c;
      bz += q[p + 6] * c;
    }
    b[0] = bx;
    b[1] = by;
    b[2] = bz;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d plane waves, δB = %.3g µG, about a mean field of %.3g µG",
        waves(),
        fluctuation() / Units.muG,
        mean.norm() / Units.muG);
  }
}
