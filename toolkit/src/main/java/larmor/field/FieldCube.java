package larmor.field;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * Samples of a vector field on a periodic cube of n³ points, in the units of the code that made
 * them. Component c at the point (i, j, k) is {@code values[3*((i*n + j)*n + k) + c]}: i runs along
 * x and is slowest, k along z. Inside, each plane of constant x is an array, since one array holds
 * no more than 890 points a side. Immutable.
 */
public final class FieldCube {
  /** The most points a side: one component's Fourier transform must fit into one array. */
  static final int MOST = 1280;

  private final int n;

  /** Component c at the point (i, j, k) is at [i][3*(j*n + k) + c]. */
  private final float[][] b;

  private final CubeMoments moments;

  private FieldCube(int n, float[][] b) {
    this.n = n;
    this.b = b;
    moments = CubeMoments.of(n, b);
  }

  /**
   * A cube of samples.
   *
   * @param points n, along each axis, up to 890
   * @param values Not modified, copied: 3n³ samples laid out as above, finite
   */
  public static FieldCube of(int points, float[] values) {
    checkPoints(points);
    long expected = 3L * points * points * points;
    if (values.length != expected) {
      throw new IllegalArgumentException(
          values.length
              + " values do not fill a cube of "
              + points
              + " points a side: give "
              + expected
              + ", three to a point");
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
   * The samples of a field on a cube about its origin: the point (0, 0, 0) m is the sample (n/2,
   * n/2, n/2).
   *
   * @param points n, along each axis, 4 to 1280
   * @param scale the side of the cube and, by {@link CubeScale#withFieldUnit}, one unit of its
   *     samples
   * @throws IllegalStateException if the scale has no field strength
   * @throws IllegalArgumentException if the scale gives a mean or rms field, the number of points
   *     is out of range, or there is not enough memory
   */
  public static FieldCube of(MagneticField field, int points, CubeScale scale) {
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

  /** Takes the planes as they are; nobody may write to them later. */
  static FieldCube wrap(int points, float[][] planes) {
    return new FieldCube(points, planes);
  }

  /** Room for the planes of a cube. */
  static float[][] planes(int points) {
    return new float[points][3 * points * points];
  }

  static long bytes(int points) {
    return 12L * points * points * points;
  }

  static void checkPoints(int points) {
    if (points < 4 || points > MOST) {
      throw new IllegalArgumentException(
          points + " points a side do not make a cube: use 4 to " + MOST);
    }
  }

  /** Points along one axis, n. */
  public int points() {
    return n;
  }

  /**
   * A copy of the 3n³ samples, laid out as above.
   *
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
              + " points a side are more than an array can hold: use 890 or fewer, or at(i, j, k)");
    }
  }

  /** The planes themselves, for readers inside the package. */
  float[][] raw() {
    return b;
  }

  /** The sample at a point; indices are periodic. */
  public Vec3 at(int i, int j, int k) {
    float[] plane = b[Math.floorMod(i, n)];
    int p = 3 * (Math.floorMod(j, n) * n + Math.floorMod(k, n));
    return new Vec3(plane[p], plane[p + 1], plane[p + 2]);
  }

  /** ⟨B⟩. */
  public Vec3 mean() {
    return moments.mean();
  }

  /** δB: the root mean square of |B − ⟨B⟩|. */
  public double fluctuation() {
    return moments.fluctuation();
  }

  /** |B| at every point, in the order of the samples. */
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

  /** ⟨|B|⟩. */
  public double meanMagnitude() {
    return moments.meanMagnitude();
  }

  /**
   * The rms of |k·b̂| over the rms of |k||b̂|, over all waves: 0 for ∇·B = 0, about 0.58 for three
   * unrelated components.
   */
  public double relativeDivergence() {
    return FieldModes.of(this).relativeDivergence();
  }

  /** This field less its part along each wave vector: ∇·B = 0 at round-off, the mean kept. */
  public FieldCube divergenceFree() {
    FieldModes modes = FieldModes.of(this);
    modes.project();
    return modes.cube();
  }

  /** The fluctuations scaled to an rms δB, about the same mean. */
  public FieldCube scaledTo(double newFluctuation) {
    if (fluctuation() == 0) {
      throw new IllegalStateException(
          "a constant field has no fluctuations to scale to "
              + newFluctuation
              + ": add some first");
    }
    double f = newFluctuation / fluctuation();
    return mapped(f, mean().times(1 - f));
  }

  /** Both, of a cube that nobody else has: its planes are taken, and it is of no use any more. */
  FieldCube turnedInto(double newFluctuation, Vec3 newMean) {
    double f = newFluctuation / fluctuation();
    FieldCube scaled = mapped(b, f, mean().times(1 - f));
    return scaled.mapped(b, 1, newMean.minus(scaled.mean()));
  }

  /** The same fluctuations about another mean. */
  public FieldCube withMean(Vec3 newMean) {
    return mapped(1, newMean.minus(mean()));
  }

  private FieldCube mapped(double factor, Vec3 shift) {
    Memory.require("a copy of " + n + " points a side", bytes(n), "use fewer points a side");
    return mapped(planes(n), factor, shift);
  }

  /**
   * @param to Modified. May be the planes of this cube, which is then of no use.
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
   * SHA-256, as hexadecimal digits, of the points a side and of the SHA-256 of each plane of
   * constant x, its floats big-endian: the same for the same samples on every machine.
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
              planes[i] = sha256().digest(bytes.array());
            });
    MessageDigest all = sha256();
    all.update(ByteBuffer.allocate(4).putInt(n).array());
    for (byte[] plane : planes) {
      all.update(plane);
    }
    return HexFormat.of().formatHex(all.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof FieldCube c && n == c.n && Arrays.deepEquals(b, c.b);
  }

  @Override
  public int hashCode() {
    return 31 * n + mean().hashCode();
  }

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
