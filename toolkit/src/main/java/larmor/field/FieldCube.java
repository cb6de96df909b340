package larmor.field;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Sha256;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * Samples of a vector field on a periodic cube of n³ points, in the units of the code that made
 * them (code units). Component c at the point (i, j, k) is {@code values[3*((i*n + j)*n + k) + c]}:
 * i runs along x and is the slowest index, k along z. {@link CubeScale} converts them to metres and
 * tesla. Immutable.
 */
public final class FieldCube {
  /**
   * The largest number of points along a side, for which the Fourier transform of one component
   * still fits one array.
   */
  static final int MOST = 1280;

  private final int n;

  /**
   * Component c at the point (i, j, k) is at [i][3*(j*n + k) + c]. Each plane of constant x is an
   * array, because one array holds 890 points a side at most.
   */
  private final float[][] b;

  private final CubeMoments moments;

  private FieldCube(int n, float[][] b) {
    this.n = n;
    this.b = b;
    moments = CubeMoments.of(n, b);
  }

  /**
   * Makes a cube from its samples.
   *
   * @param points n, along each axis, 4 to 890
   * @param values Not modified, and copied: 3n³ finite samples in the order described above
   * @return the cube
   * @throws IllegalArgumentException if the number of points or values is wrong, or a value is not
   *     finite
   * @throws IllegalStateException if there is not enough memory
   */
  public static FieldCube of(int points, float[] values) {
    Given.require(values, "the array of samples", "new float[3 * n * n * n]");
    checkPoints(points);
    long expected = 3L * points * points * points;
    if (values.length != expected) {
      throw new IllegalArgumentException(
          values.length
              + " values do not fit a cube of "
              + points
              + " points a side: give "
              + expected
              + ", three for each point");
    }
    Memory.require(
        "a cube of " + points + " points a side", 4 * expected, "use fewer points a side");
    float[][] planes = new float[points][];
    int row = 3 * points * points;
    for (int i = 0; i < points; i++) {
      planes[i] = Arrays.copyOfRange(values, i * row, (i + 1) * row);
    }
    return wrap(points, planes);
  }

  /**
   * Samples a field on a cube about the origin: the point (0, 0, 0) m is the sample (n/2, n/2,
   * n/2).
   *
   * @param field the field to sample
   * @param points n, along each axis, 4 to 1280
   * @param scale the side of the cube and, by {@link CubeScale#withFieldUnit}, one unit of its
   *     samples
   * @return the cube
   * @throws IllegalStateException if the scale has no field strength, or there is not enough memory
   * @throws IllegalArgumentException if the scale gives a mean or rms field, the number of points
   *     is out of range, or a sample is not finite
   */
  public static FieldCube of(MagneticField field, int points, CubeScale scale) {
    Given.require(field, "the magnetic field", "a CubicSplineField");
    Given.require(scale, "the scale", "CubeScale.ofSide(250 * pc).withFieldUnit(3 * muG)");
    checkPoints(points);
    double spacing = scale.spacing(points);
    double unit = scale.unitOfSamples();
    Memory.require(
        "a cube of " + points + " points a side", bytes(points), "use fewer points a side");
    float[][] values = planes(points);
    int half = points / 2;
    Workers.all()
        .forEach(
            points,
            i -> {
              double[] b = new double[3];
              float[] plane = values[i];
              int p = 0;
              for (int j = 0; j < points; j++) {
                Workers.stopIfInterrupted();
                for (int k = 0; k < points; k++) {
                  field.at((i - half) * spacing, (j - half) * spacing, (k - half) * spacing, b);
                  plane[p++] = (float) (b[0] / unit);
                  plane[p++] = (float) (b[1] / unit);
                  plane[p++] = (float) (b[2] / unit);
                }
              }
            });
    return wrap(points, values);
  }

  /** Makes a cube of the given planes, which are not copied and must not be modified later. */
  static FieldCube wrap(int points, float[][] planes) {
    return new FieldCube(points, planes);
  }

  /** Allocates the planes of a cube. */
  static float[][] planes(int points) {
    return new float[points][3 * points * points];
  }

  /** Returns the memory that the samples of a cube take [bytes]. */
  static long bytes(int points) {
    return 12L * points * points * points;
  }

  static void checkPoints(int points) {
    if (points < 4 || points > MOST) {
      throw new IllegalArgumentException(
          points + " points a side are outside the range of a cube: use 4 to " + MOST);
    }
  }

  /**
   * Returns the number of points along a side of the cube.
   *
   * @return n, points along one axis
   */
  public int points() {
    return n;
  }

  /**
   * Returns the samples.
   *
   * @return a copy of the 3n³ numbers in the order above
   * @throws IllegalStateException above 890 points a side, more than an array can hold
   */
  public float[] values() {
    requireOneArray("samples");
    float[] values = new float[3 * n * n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(b[i], 0, values, i * b[i].length, b[i].length);
    }
    return values;
  }

  private void requireOneArray(String what) {
    if (n > 890) {
      throw new IllegalStateException(
          "the "
              + what
              + " of "
              + n
              + " points a side do not fit one array: use a cube of at most 890, or at(i, j, k)");
    }
  }

  /** Returns the planes of the cube themselves; the caller must not modify them. */
  float[][] raw() {
    return b;
  }

  /**
   * Returns the sample at a point.
   *
   * @param i index along x; the three indices are periodic
   * @param j index along y
   * @param k index along z
   * @return B in code units
   */
  public Vec3 at(int i, int j, int k) {
    float[] plane = b[Math.floorMod(i, n)];
    int p = 3 * (Math.floorMod(j, n) * n + Math.floorMod(k, n));
    return new Vec3(plane[p], plane[p + 1], plane[p + 2]);
  }

  /**
   * Returns the mean field.
   *
   * @return ⟨B⟩ in code units
   */
  public Vec3 mean() {
    return moments.mean();
  }

  /**
   * Returns the strength of the fluctuations.
   *
   * @return δB, the root mean square of |B − ⟨B⟩|, in code units
   */
  public double fluctuation() {
    return moments.fluctuation();
  }

  /**
   * Returns |B| at every point.
   *
   * @return n³ numbers in the order of the samples, in code units
   * @throws IllegalStateException above 890 points a side, more than an array can hold
   */
  public double[] magnitudes() {
    requireOneArray("magnitudes");
    double[] m = new double[n * n * n];
    int at = 0;
    for (float[] plane : b) {
      for (int p = 0; p < plane.length; p += 3) {
        double u = plane[p];
        double v = plane[p + 1];
        double w = plane[p + 2];
        m[at++] = Math.sqrt(u * u + v * v + w * w);
      }
    }
    return m;
  }

  /**
   * Returns the mean field strength.
   *
   * @return ⟨|B|⟩ in code units
   */
  public double meanMagnitude() {
    return moments.meanMagnitude();
  }

  /**
   * Computes the relative divergence: the rms of |k·b̂| over the rms of |k||b̂|, both over all
   * Fourier modes.
   *
   * @return 0 for ∇·B = 0, about 0.58 for three unrelated components
   */
  public double relativeDivergence() {
    return FieldModes.of(this).relativeDivergence();
  }

  /**
   * Removes from each Fourier mode the part along its wave vector, so that ∇·B = 0 to rounding
   * error; the mean field stays the same.
   *
   * @return the cube
   */
  public FieldCube divergenceFree() {
    FieldModes modes = FieldModes.of(this);
    modes.removeDivergence();
    return modes.cube();
  }

  /**
   * Scales the fluctuations and keeps the mean field.
   *
   * @param newFluctuation δB in code units
   * @return the cube
   * @throws IllegalStateException if the field is uniform
   */
  public FieldCube scaledTo(double newFluctuation) {
    if (fluctuation() == 0) {
      throw new IllegalStateException(
          "a uniform field has no fluctuations to scale to "
              + newFluctuation
              + ": add fluctuations first");
    }
    double f = newFluctuation / fluctuation();
    return mapped(f, mean().times(1 - f));
  }

  /**
   * Scales the fluctuations and replaces the mean field in the memory of this cube, which must not
   * be used afterwards.
   */
  FieldCube overwrittenWith(double newFluctuation, Vec3 newMean) {
    double f = newFluctuation / fluctuation();
    FieldCube scaled = mapped(b, f, mean().times(1 - f));
    return scaled.mapped(b, 1, newMean.minus(scaled.mean()));
  }

  /**
   * Replaces the mean field and keeps the fluctuations.
   *
   * @param newMean ⟨B⟩ in code units
   * @return the cube
   */
  public FieldCube withMean(Vec3 newMean) {
    Given.require(newMean, "the mean field", "Vec3.X");
    return mapped(1, newMean.minus(mean()));
  }

  private FieldCube mapped(double factor, Vec3 shift) {
    Memory.require("a copy of " + n + " points a side", bytes(n), "use fewer points a side");
    return mapped(planes(n), factor, shift);
  }

  /**
   * Computes a factor times this cube plus a uniform field.
   *
   * @param to Modified. May be the planes of this cube, which must not be used afterwards then.
   */
  private FieldCube mapped(float[][] to, double factor, Vec3 shift) {
    Workers.all()
        .forEach(
            n,
            i -> {
              for (int p = 0; p < to[i].length; p += 3) {
                to[i][p] = (float) (factor * b[i][p] + shift.x());
                to[i][p + 1] = (float) (factor * b[i][p + 1] + shift.y());
                to[i][p + 2] = (float) (factor * b[i][p + 2] + shift.z());
              }
            });
    return wrap(n, to);
  }

  /**
   * Computes a hash of the samples, which is the same on every machine.
   *
   * @return the hexadecimal digits of SHA-256 over n and over the SHA-256 of each plane of constant
   *     x, its floats in big-endian order
   */
  public String contentHash() {
    byte[][] planes = new byte[n][];
    int row = 3 * n * n;
    Workers.all()
        .forEach(
            n,
            i -> {
              ByteBuffer bytes = ByteBuffer.allocate(4 * row);
              bytes.asFloatBuffer().put(b[i]);
              planes[i] = Sha256.digest().digest(bytes.array());
            });
    MessageDigest all = Sha256.digest();
    all.update(ByteBuffer.allocate(4).putInt(n).array());
    for (byte[] plane : planes) {
      all.update(plane);
    }
    return HexFormat.of().formatHex(all.digest());
  }

  /** Returns whether another object is a cube with the same samples. */
  @Override
  public boolean equals(Object o) {
    return o instanceof FieldCube c && n == c.n && Arrays.deepEquals(b, c.b);
  }

  /** Returns a hash code computed from the size and the mean field. */
  @Override
  public int hashCode() {
    return 31 * n + mean().hashCode();
  }

  /** Returns size, mean field and fluctuations in code units. */
  @Override
  public String toString() {
    double b0 = mean().norm();
    return b0 > 1e-6 * fluctuation()
        ? String.format(
            Locale.ROOT,
            "%d³ samples, ⟨B⟩ = %s, δB/B0 = %.3f, ⟨|B|⟩/B0 = %.3f",
            n,
            mean(),
            fluctuation() / b0,
            meanMagnitude() / b0)
        : String.format(
            Locale.ROOT,
            "%d³ samples, no mean field, δB = %.3g, ⟨|B|⟩ = %.3g",
            n,
            fluctuation(),
            meanMagnitude());
  }
}
