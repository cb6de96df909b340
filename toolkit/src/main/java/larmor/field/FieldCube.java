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
 * x and is slowest, k along z. Immutable.
 */
public final class FieldCube {
  private final int n;
  private final float[] b;
  private final Vec3 mean;
  private final double fluctuation;
  private final double meanMagnitude;

  private FieldCube(int n, float[] b) {
    this.n = n;
    this.b = b;
    int row = 3 * n * n;
    double[][] sums = new double[n][4];
    Workers.all()
        .forEach(
            n,
            i -> {
              double x = 0;
              double y = 0;
              double z = 0;
              double magnitude = 0;
              for (int p = i * row; p < (i + 1) * row; p += 3) {
                double u = b[p];
                double v = b[p + 1];
                double w = b[p + 2];
                double size = Math.sqrt(u * u + v * v + w * w);
                if (!(size < Double.POSITIVE_INFINITY)) {
                  throw new IllegalArgumentException(notFinite(p));
                }
                x += u;
                y += v;
                z += w;
                magnitude += size;
              }
              sums[i] = new double[] {x, y, z, magnitude};
            });
    double points = (double) n * n * n;
    double[] total = summed(sums, 4);
    mean = new Vec3(total[0], total[1], total[2]).times(1 / points);
    meanMagnitude = total[3] / points;
    Workers.all()
        .forEach(
            n,
            i -> {
              double square = 0;
              for (int p = i * row; p < (i + 1) * row; p += 3) {
                double u = b[p] - mean.x();
                double v = b[p + 1] - mean.y();
                double w = b[p + 2] - mean.z();
                square += u * u + v * v + w * w;
              }
              sums[i][0] = square;
            });
    fluctuation = Math.sqrt(summed(sums, 1)[0] / points);
  }

  /**
   * A cube of samples.
   *
   * @param points n, along each axis
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
    return new FieldCube(points, values.clone());
  }

  /** The samples of a field on a cube centred on its origin, in units of {@code unit} [T]. */
  public static FieldCube of(MagneticField field, int points, double spacing, double unit) {
    checkPoints(points);
    Memory.require(
        "a cube of " + points + " points a side",
        12L * points * points * points,
        "use fewer points a side");
    float[] values = new float[3 * points * points * points];
    int half = points / 2;
    Workers.all()
        .forEach(
            points,
            i -> {
              double[] b = new double[3];
              int p = 3 * i * points * points;
              for (int j = 0; j < points; j++) {
                for (int k = 0; k < points; k++) {
                  field.at((i - half) * spacing, (j - half) * spacing, (k - half) * spacing, b);
                  values[p++] = (float) (b[0] / unit);
                  values[p++] = (float) (b[1] / unit);
                  values[p++] = (float) (b[2] / unit);
                }
              }
            });
    return wrap(points, values);
  }

  /** Takes the array as it is; nobody may write to it later. */
  static FieldCube wrap(int points, float[] values) {
    return new FieldCube(points, values);
  }

  static void checkPoints(int points) {
    if (points < 4 || points > 890) {
      throw new IllegalArgumentException(
          points + " points a side do not make a cube: use 4 to 890, the most one array can hold");
    }
  }

  private String notFinite(int p) {
    int k = p / 3 % n;
    int j = p / (3 * n) % n;
    int i = p / (3 * n * n);
    return String.format(
        Locale.ROOT,
        "the sample at index (%d, %d, %d) is (%s, %s, %s): every sample must be a finite number, so"
            + " replace the missing ones",
        i,
        j,
        k,
        b[p],
        b[p + 1],
        b[p + 2]);
  }

  private static double[] summed(double[][] sums, int width) {
    double[] total = new double[width];
    for (double[] s : sums) {
      for (int c = 0; c < width; c++) {
        total[c] += s[c];
      }
    }
    return total;
  }

  /** Points along one axis, n. */
  public int points() {
    return n;
  }

  /** A copy of the 3n³ samples, laid out as above. */
  public float[] values() {
    return b.clone();
  }

  /** The samples themselves, for readers inside the package. */
  float[] raw() {
    return b;
  }

  /** The sample at a point; indices are periodic. */
  public Vec3 at(int i, int j, int k) {
    int p = 3 * ((Math.floorMod(i, n) * n + Math.floorMod(j, n)) * n + Math.floorMod(k, n));
    return new Vec3(b[p], b[p + 1], b[p + 2]);
  }

  /** ⟨B⟩. */
  public Vec3 mean() {
    return mean;
  }

  /** δB: the root mean square of |B − ⟨B⟩|. */
  public double fluctuation() {
    return fluctuation;
  }

  /** |B| at every point, in the order of the samples. */
  public double[] magnitudes() {
    double[] m = new double[b.length / 3];
    for (int p = 0; p < m.length; p++) {
      m[p] =
          Math.sqrt(
              (double) b[3 * p] * b[3 * p]
                  + (double) b[3 * p + 1] * b[3 * p + 1]
                  + (double) b[3 * p + 2] * b[3 * p + 2]);
    }
    return m;
  }

  /** ⟨|B|⟩. */
  public double meanMagnitude() {
    return meanMagnitude;
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
    if (fluctuation == 0) {
      throw new IllegalStateException(
          "a constant field has no fluctuations to scale to "
              + newFluctuation
              + ": add some first");
    }
    double f = newFluctuation / fluctuation;
    return mapped(f, mean.times(1 - f));
  }

  /** The same fluctuations about another mean. */
  public FieldCube withMean(Vec3 newMean) {
    return mapped(1, newMean.minus(mean));
  }

  private FieldCube mapped(double factor, Vec3 shift) {
    Memory.require("a copy of " + n + " points a side", 4L * b.length, "use fewer points a side");
    float[] moved = new float[b.length];
    for (int p = 0; p < b.length; p += 3) {
      moved[p] = (float) (factor * b[p] + shift.x());
      moved[p + 1] = (float) (factor * b[p + 1] + shift.y());
      moved[p + 2] = (float) (factor * b[p + 2] + shift.z());
    }
    return wrap(n, moved);
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
              bytes.asFloatBuffer().put(b, i * row, row);
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
    return o instanceof FieldCube c && n == c.n && Arrays.equals(b, c.b);
  }

  @Override
  public int hashCode() {
    return 31 * n + mean.hashCode();
  }

  @Override
  public String toString() {
    double b0 = mean.norm();
    return b0 > 1e-6 * fluctuation
        ? String.format(
            Locale.ROOT,
            "%d³ samples, ⟨B⟩ = %s, δB/B0 = %.3f, ⟨|B|⟩/B0 = %.3f",
            n,
            mean,
            fluctuation / b0,
            meanMagnitude / b0)
        : String.format(
            Locale.ROOT,
            "%d³ samples, no mean field, δB = %.3g, ⟨|B|⟩ = %.3g",
            n,
            fluctuation,
            meanMagnitude);
  }
}
