package larmor.field;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Sha256;
import larmor.units.Units;

/**
 * A periodic field interpolated from the two or four nearest samples along each axis, with a weight
 * for each sample and axis. It uses the samples of its cube without copying them.
 */
final class LocalInterpolationField implements MagneticField {
  private final Interpolation kernel;
  private final FieldCube cube;
  private final float[][] samples;
  private final int n;
  private final double spacing;
  private final double unit;

  /** The number of samples along one axis that contribute to the field at a point. */
  private final int samplesPerAxis;

  /** The index of the first of these samples, counted from the sample below the point. */
  private final int first;

  LocalInterpolationField(Interpolation kernel, FieldCube cube, CubeScale scale) {
    Given.require(cube, "the cube", "Cubes.read(file).cube()");
    Given.require(scale, "the scale", "CubeScale.ofSide(250 * pc).withMeanField(3 * muG)");
    this.kernel = kernel;
    this.cube = cube;
    this.samples = cube.raw();
    this.n = cube.points();
    this.spacing = scale.spacing(n);
    this.unit = scale.unit(cube);
    this.samplesPerAxis = kernel == Interpolation.CATMULL_ROM ? 4 : 2;
    this.first = kernel == Interpolation.CATMULL_ROM ? -1 : 0;
  }

  /**
   * Returns the weight along one axis of the sample with number a, counted from {@link #first}, for
   * a point that lies t cells, 0 to 1, above the sample below it.
   */
  private double weight(int a, double t) {
    if (kernel == Interpolation.NEAREST) {
      return a == 0 == t < 0.5 ? 1 : 0;
    }
    if (kernel == Interpolation.TRILINEAR) {
      return a == 0 ? 1 - t : t;
    }
    return switch (a) {
      case 0 -> 0.5 * t * (t * (2 - t) - 1);
      case 1 -> 1 + 0.5 * t * t * (3 * t - 5);
      case 2 -> 0.5 * t * (1 + t * (4 - 3 * t));
      default -> 0.5 * t * t * (t - 1);
    };
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    int half = n / 2;
    double u = x / spacing + half;
    double v = y / spacing + half;
    double w = z / spacing + half;
    double i = Math.floor(u);
    double j = Math.floor(v);
    double k = Math.floor(w);
    double bx = 0;
    double by = 0;
    double bz = 0;
    for (int a = 0; a < samplesPerAxis; a++) {
      float[] plane = samples[Math.floorMod((long) i + first + a, n)];
      double wx = weight(a, u - i);
      for (int c = 0; c < samplesPerAxis; c++) {
        int line = Math.floorMod((long) j + first + c, n) * n;
        double wy = wx * weight(c, v - j);
        for (int d = 0; d < samplesPerAxis; d++) {
          int p = 3 * (line + Math.floorMod((long) k + first + d, n));
          double f = wy * weight(d, w - k);
          bx += f * plane[p];
          by += f * plane[p + 1];
          bz += f * plane[p + 2];
        }
      }
    }
    b[0] = unit * bx;
    b[1] = unit * by;
    b[2] = unit * bz;
  }

  /** Returns the derivative of {@link #weight} with respect to t. */
  private double slope(int a, double t) {
    if (kernel == Interpolation.NEAREST) {
      return 0;
    }
    if (kernel == Interpolation.TRILINEAR) {
      return a == 0 ? -1 : 1;
    }
    return switch (a) {
      case 0 -> 0.5 * (t * (4 - 3 * t) - 1);
      case 1 -> 0.5 * t * (9 * t - 10);
      case 2 -> 0.5 * (1 + t * (8 - 9 * t));
      default -> 0.5 * t * (3 * t - 2);
    };
  }

  /**
   * {@inheritDoc}
   *
   * <p>The derivative is that of the interpolation within the cell of the point: 0 for the nearest
   * sample, and it jumps at the faces of the cells for linear interpolation.
   */
  @Override
  public void along(double x, double y, double z, double dx, double dy, double dz, double[] b) {
    int half = n / 2;
    double u = x / spacing + half;
    double v = y / spacing + half;
    double w = z / spacing + half;
    double i = Math.floor(u);
    double j = Math.floor(v);
    double k = Math.floor(w);
    double du = dx / spacing;
    double dv = dy / spacing;
    double dw = dz / spacing;
    for (int a = 0; a < samplesPerAxis; a++) {
      b[6 + a] = weight(a, v - j);
      b[10 + a] = dv * slope(a, v - j);
      b[14 + a] = weight(a, w - k);
      b[18 + a] = dw * slope(a, w - k);
    }
    int firstLine = Math.floorMod((long) j + first, n);
    int firstPoint = Math.floorMod((long) k + first, n);
    double bx = 0;
    double by = 0;
    double bz = 0;
    double sx = 0;
    double sy = 0;
    double sz = 0;
    for (int a = 0; a < samplesPerAxis; a++) {
      float[] plane = samples[Math.floorMod((long) i + first + a, n)];
      double wx = weight(a, u - i);
      double wu = du * slope(a, u - i);
      for (int c = 0; c < samplesPerAxis; c++) {
        int line = wrapped(firstLine + c) * n;
        double wy = wx * b[6 + c];
        double wv = wu * b[6 + c] + wx * b[10 + c];
        for (int d = 0; d < samplesPerAxis; d++) {
          int p = 3 * (line + wrapped(firstPoint + d));
          double f = wy * b[14 + d];
          double g = wv * b[14 + d] + wy * b[18 + d];
          bx += f * plane[p];
          by += f * plane[p + 1];
          bz += f * plane[p + 2];
          sx += g * plane[p];
          sy += g * plane[p + 1];
          sz += g * plane[p + 2];
        }
      }
    }
    b[0] = unit * bx;
    b[1] = unit * by;
    b[2] = unit * bz;
    b[3] = unit * sx;
    b[4] = unit * sy;
    b[5] = unit * sz;
  }

  private int wrapped(int i) {
    return i < n ? i : i - n;
  }

  @Override
  public double resolution() {
    return spacing;
  }

  @Override
  public String hash() {
    return hash(kernel, cube.contentHash(), spacing, unit);
  }

  /**
   * Returns the SHA-256 hash of the samples, the interpolation and the scale in hexadecimal digits.
   */
  static String hash(Interpolation kernel, String cubeHash, double spacing, double unit) {
    var digest = Sha256.digest();
    digest.update((kernel + cubeHash).getBytes(StandardCharsets.US_ASCII));
    digest.update(ByteBuffer.allocate(16).putDouble(spacing).putDouble(unit).array());
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d³ points %.3g pc apart, %s",
        n,
        spacing / Units.pc,
        kernel.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
