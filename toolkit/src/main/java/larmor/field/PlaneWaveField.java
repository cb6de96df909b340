package larmor.field;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Sha256;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * A mean field plus plane waves a cos(k·r + φ), evaluated exactly at every point, without a grid.
 * The component of an amplitude along its wave vector is dropped, so that ∇·B = 0.
 */
public final class PlaneWaveField implements MagneticField {
  private static final int WIDTH = 7;

  /** The coefficients of t, t³, t⁵ … in the power series of sin(2πt). */
  private static final double[] SINE = sineSeries();

  private final Vec3 mean;

  /**
   * Seven numbers for each wave: the three components of k/2π [1/m], φ/2π, and the three components
   * of a [T].
   */
  private final double[] waves;

  private PlaneWaveField(Vec3 mean, double[] waves) {
    this.mean = mean;
    this.waves = waves;
  }

  /**
   * Returns a uniform field, to which waves are added.
   *
   * @param mean ⟨B⟩ [T]
   * @return the field
   */
  public static PlaneWaveField of(Vec3 mean) {
    Given.require(mean, "the mean field", "new Vec3(3 * muG, 0, 0)");
    FiniteNumber.require(mean, "a mean field", " T");
    return new PlaneWaveField(mean, new double[0]);
  }

  /**
   * Returns a copy of this field with one more wave.
   *
   * @param k wave vector [1/m], its length 2π over the wavelength
   * @param amplitude a [T]; its component along k is dropped
   * @param phase φ [rad]
   * @return the field
   * @throws IllegalArgumentException if k is 0 or the amplitude is along k
   */
  public PlaneWaveField with(Vec3 k, Vec3 amplitude, double phase) {
    Given.require(k, "the wave vector", "Vec3.X");
    Given.require(amplitude, "the amplitude", "new Vec3(0, 3 * muG, 0)");
    FiniteNumber.require(amplitude, "an amplitude", " T");
    FiniteNumber.require(phase, "a phase", " rad");
    Vec3 along = k.unit();
    Vec3 across = amplitude.minus(along.times(along.dot(amplitude)));
    if (across.norm() <= 1e-12 * amplitude.norm()) {
      throw new IllegalArgumentException(
          "an amplitude of "
              + amplitude
              + " T lies along its wave vector "
              + k
              + ", and such a wave has a divergence: give an amplitude with a component perpendicular to it");
    }
    double[] more = Arrays.copyOf(waves, waves.length + WIDTH);
    int p = waves.length;
    more[p] = k.x() / (2 * Math.PI);
    more[p + 1] = k.y() / (2 * Math.PI);
    more[p + 2] = k.z() / (2 * Math.PI);
    more[p + 3] = phase / (2 * Math.PI);
    more[p + 4] = across.x();
    more[p + 5] = across.y();
    more[p + 6] = across.z();
    return new PlaneWaveField(mean, more);
  }

  /**
   * Returns the number of waves.
   *
   * @return the number, not counting the mean field
   */
  public int waves() {
    return waves.length / WIDTH;
  }

  /**
   * Returns the strength of the fluctuations over a volume much larger than the waves.
   *
   * @return δB, the rms of the sum of the waves [T]
   */
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
      double c = cosine(q[p] * x + q[p + 1] * y + q[p + 2] * z + q[p + 3]);
      bx += q[p + 4] * c;
      by += q[p + 5] * c;
      bz += q[p + 6] * c;
    }
    b[0] = bx;
    b[1] = by;
    b[2] = bz;
  }

  @Override
  public void along(double x, double y, double z, double dx, double dy, double dz, double[] b) {
    double bx = mean.x();
    double by = mean.y();
    double bz = mean.z();
    double sx = 0;
    double sy = 0;
    double sz = 0;
    double[] q = waves;
    for (int p = 0; p < q.length; p += WIDTH) {
      double turns = q[p] * x + q[p + 1] * y + q[p + 2] * z + q[p + 3];
      double c = cosine(turns);
      double s = -2 * Math.PI * (q[p] * dx + q[p + 1] * dy + q[p + 2] * dz) * cosine(turns - 0.25);
      bx += q[p + 4] * c;
      by += q[p + 5] * c;
      bz += q[p + 6] * c;
      sx += q[p + 4] * s;
      sy += q[p + 5] * s;
      sz += q[p + 6] * s;
    }
    b[0] = bx;
    b[1] = by;
    b[2] = bz;
    b[3] = sx;
    b[4] = sy;
    b[5] = sz;
  }

  /**
   * Returns cos(2π turns) with an error below 5e-16, from the power series of the sine up to t¹⁹
   * within a quarter turn. Most of the time of a field evaluation is spent in this method.
   */
  static double cosine(double turns) {
    double t = 0.25 - Math.abs(turns - Math.rint(turns));
    double s = t * t;
    double sum = SINE[SINE.length - 1];
    for (int m = SINE.length - 2; m >= 0; m--) {
      sum = sum * s + SINE[m];
    }
    return t * sum;
  }

  private static double[] sineSeries() {
    double[] c = new double[10];
    double term = 2 * Math.PI;
    for (int m = 0; m < c.length; m++) {
      c[m] = term;
      term *= -4 * Math.PI * Math.PI / ((2 * m + 2) * (2 * m + 3));
    }
    return c;
  }

  /**
   * Returns a hash of the mean field and the waves.
   *
   * @return hexadecimal digits of SHA-256
   */
  @Override
  public String hash() {
    ByteBuffer bytes = ByteBuffer.allocate(8 * (3 + waves.length));
    bytes.putDouble(mean.x()).putDouble(mean.y()).putDouble(mean.z());
    bytes.asDoubleBuffer().put(waves);
    return HexFormat.of().formatHex(Sha256.digest().digest(bytes.array()));
  }

  /** Returns the number and strength of the waves, and the mean field. */
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
