package larmor.field;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * A periodic field between its samples: the cubic B-spline through them (Unser, Aldroubi and Eden
 * 1993), twice continuously differentiable everywhere, also across the faces of the cube, which is
 * repeated without end. The point (0, 0, 0) m is the sample (n/2, n/2, n/2). The spline's
 * coefficients are found in double and kept in float, which moves the field by up to 3e-7 of its
 * size; sums are taken in double. A wave of λ cells, 8 or more, is off by 5 λ⁻⁴ of its amplitude at
 * most.
 */
public final class FieldGrid implements MagneticField {
  private final int n;
  private final double spacing;
  private final double unit;
  private final Vec3 meanField;
  private final String cubeHash;

  private final double perCell;
  private final double perSide;
  private final double half;
  private final int stride;

  /**
   * Coefficients, three to a point, x slowest. A line along z starts with its last point and ends
   * with its first two, so that any four neighbours lie side by side.
   */
  private final float[] c;

  private FieldGrid(
      int n, double spacing, double unit, Vec3 meanField, String cubeHash, float[] c) {
    this.n = n;
    this.spacing = spacing;
    this.unit = unit;
    this.meanField = meanField;
    this.cubeHash = cubeHash;
    this.perCell = 1 / spacing;
    this.perSide = 1.0 / n;
    this.half = n / 2;
    this.stride = 3 * (n + 3);
    this.c = c;
  }

  /**
   * @param spacing of the samples [m]
   * @param unit one unit of the cube [T]
   */
  public static FieldGrid of(FieldCube cube, double spacing, double unit) {
    requireSpacing(spacing);
    if (!(unit > 0 && unit < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a unit of " + unit + " T scales no field: give a finite value above 0");
    }
    int n = cube.points();
    Memory.require(
        "the spline of a field of " + n + " points a side",
        12L * n * n * (n + 3) + 96L * n * n,
        "use fewer points a side");
    return new FieldGrid(
        n,
        spacing,
        unit,
        cube.mean().times(unit),
        cube.contentHash(),
        SplineFilter.coefficients(cube));
  }

  /**
   * The same samples at another distance from each other; the memory is shared.
   *
   * @param newSpacing of the samples [m]
   */
  public FieldGrid withSpacing(double newSpacing) {
    requireSpacing(newSpacing);
    return new FieldGrid(n, newSpacing, unit, meanField, cubeHash, c);
  }

  private static void requireSpacing(double spacing) {
    if (!(spacing > 0 && spacing < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a spacing of " + spacing + " m makes no grid: give a finite length above 0");
    }
  }

  /** Distance between samples [m]. */
  public double spacing() {
    return spacing;
  }

  /** As {@link #spacing()}. */
  @Override
  public double resolution() {
    return spacing;
  }

  /** Side of the cube [m]. */
  public double side() {
    return n * spacing;
  }

  /** Points along one axis. */
  public int points() {
    return n;
  }

  /** One unit of the cube [T]. */
  public double unit() {
    return unit;
  }

  /** ⟨B⟩ [T]. */
  public Vec3 meanField() {
    return meanField;
  }

  /** SHA-256 of the samples, the spacing and the unit, as hexadecimal digits. */
  @Override
  public String hash() {
    var digest = FieldCube.sha256();
    digest.update(cubeHash.getBytes(StandardCharsets.US_ASCII));
    digest.update(ByteBuffer.allocate(16).putDouble(spacing).putDouble(unit).array());
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    double u = x * perCell + half;
    double v = y * perCell + half;
    double w = z * perCell + half;
    u -= n * Math.floor(u * perSide);
    v -= n * Math.floor(v * perSide);
    w -= n * Math.floor(w * perSide);
    // a rounded quotient can leave a position one side away
    u = u < 0 ? u + n : u >= n ? u - n : u;
    v = v < 0 ? v + n : v >= n ? v - n : v;
    w = w < 0 ? w + n : w >= n ? w - n : w;
    int i1 = Math.min((int) u, n - 1);
    int j1 = Math.min((int) v, n - 1);
    int k1 = Math.min((int) w, n - 1);
    double t = u - i1;
    double r = 1 - t;
    double x0 = r * r * r * (1.0 / 6);
    double x1 = 2.0 / 3 - t * t * (1 - 0.5 * t);
    double x2 = 2.0 / 3 - r * r * (1 - 0.5 * r);
    double x3 = t * t * t * (1.0 / 6);
    t = v - j1;
    r = 1 - t;
    double y0 = r * r * r * (1.0 / 6);
    double y1 = 2.0 / 3 - t * t * (1 - 0.5 * t);
    double y2 = 2.0 / 3 - r * r * (1 - 0.5 * r);
    double y3 = t * t * t * (1.0 / 6);
    t = w - k1;
    r = 1 - t;
    double z0 = r * r * r * (1.0 / 6);
    double z1 = 2.0 / 3 - t * t * (1 - 0.5 * t);
    double z2 = 2.0 / 3 - r * r * (1 - 0.5 * r);
    double z3 = t * t * t * (1.0 / 6);

    int j0 = stride * (j1 == 0 ? n - 1 : j1 - 1) + 3 * k1;
    int j2 = stride * (j1 + 1 < n ? j1 + 1 : 0) + 3 * k1;
    int j3 = stride * (j1 + 2 < n ? j1 + 2 : j1 + 2 - n) + 3 * k1;
    j1 = stride * j1 + 3 * k1;
    int plane = stride * n;
    int i = i1 == 0 ? n - 1 : i1 - 1;
    double bx = 0;
    double by = 0;
    double bz = 0;
    final float[] c = this.c;
    for (int a = 0; a < 4; a++) {
      int base = i * plane;
      int p = base + j0;
      double f = x0 * y0;
      bx += f * (z0 * c[p] + z1 * c[p + 3] + z2 * c[p + 6] + z3 * c[p + 9]);
      by += f * (z0 * c[p + 1] + z1 * c[p + 4] + z2 * c[p + 7] + z3 * c[p + 10]);
      bz += f * (z0 * c[p + 2] + z1 * c[p + 5] + z2 * c[p + 8] + z3 * c[p + 11]);
      p = base + j1;
      f = x0 * y1;
      bx += f * (z0 * c[p] + z1 * c[p + 3] + z2 * c[p + 6] + z3 * c[p + 9]);
      by += f * (z0 * c[p + 1] + z1 * c[p + 4] + z2 * c[p + 7] + z3 * c[p + 10]);
      bz += f * (z0 * c[p + 2] + z1 * c[p + 5] + z2 * c[p + 8] + z3 * c[p + 11]);
      p = base + j2;
      f = x0 * y2;
      bx += f * (z0 * c[p] + z1 * c[p + 3] + z2 * c[p + 6] + z3 * c[p + 9]);
      by += f * (z0 * c[p + 1] + z1 * c[p + 4] + z2 * c[p + 7] + z3 * c[p + 10]);
      bz += f * (z0 * c[p + 2] + z1 * c[p + 5] + z2 * c[p + 8] + z3 * c[p + 11]);
      p = base + j3;
      f = x0 * y3;
      bx += f * (z0 * c[p] + z1 * c[p + 3] + z2 * c[p + 6] + z3 * c[p + 9]);
      by += f * (z0 * c[p + 1] + z1 * c[p + 4] + z2 * c[p + 7] + z3 * c[p + 10]);
      bz += f * (z0 * c[p + 2] + z1 * c[p + 5] + z2 * c[p + 8] + z3 * c[p + 11]);
      i = i + 1 == n ? 0 : i + 1;
      x0 = x1;
      x1 = x2;
      x2 = x3;
    }
    b[0] = unit * bx;
    b[1] = unit * by;
    b[2] = unit * bz;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d³ points %.3g pc apart, side %.3g pc, mean field %.3g µG",
        n,
        spacing / Units.pc,
        side() / Units.pc,
        meanField.norm() / Units.muG);
  }
}
