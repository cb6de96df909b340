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
public final class CubicSplineField implements MagneticField {
  private static final SplineSum SUM = SplineSum.fastest();

  private final int n;
  private final CubeScale scale;
  private final double spacing;
  private final double unit;

  /** ⟨B⟩ and δB in units of the cube, for another scale. */
  private final Vec3 cubeMean;

  private final double cubeFluctuation;
  private final String cubeHash;

  private final double perCell;
  private final double perSide;
  private final double half;

  /** Planes of constant x in a slab: all, unless they are more than one array can hold. */
  private final int planes;

  /**
   * Coefficients, three to a point, x slowest, in slabs of planes of constant x. A slab starts with
   * the plane before its own and ends with the two after them, a line along z starts with its last
   * point and ends with its first two, so that any four neighbours lie in one array.
   */
  private final float[][] slabs;

  private final float[] first;

  private CubicSplineField(
      int n,
      CubeScale scale,
      Vec3 cubeMean,
      double cubeFluctuation,
      String cubeHash,
      int planes,
      float[][] slabs) {
    this.n = n;
    this.scale = scale;
    this.spacing = scale.spacing(n);
    this.unit = scale.unit(cubeMean, cubeFluctuation);
    this.cubeMean = cubeMean;
    this.cubeFluctuation = cubeFluctuation;
    this.cubeHash = cubeHash;
    this.perCell = 1 / spacing;
    this.perSide = 1.0 / n;
    this.half = n / 2;
    this.planes = planes;
    this.slabs = slabs;
    this.first = slabs[0];
  }

  /**
   * The spline through the samples of a cube.
   *
   * @param cube Not modified, and not kept
   * @param scale its side and field strength
   * @throws IllegalStateException if the scale has no field strength
   * @throws IllegalArgumentException if the scale does not fit the cube, see {@link
   *     CubeScale#unit(FieldCube)}, or there is not enough memory
   */
  public static CubicSplineField of(FieldCube cube, CubeScale scale) {
    return of(cube, scale, SplineFilter.planes(cube.points()));
  }

  /** With so many planes of constant x to an array. */
  static CubicSplineField of(FieldCube cube, CubeScale scale, int planes) {
    int n = cube.points();
    scale.unit(cube);
    Memory.require(
        "the spline of a field of " + n + " points a side",
        12L * n * (n + 3) * (n + 3L * ((n + planes - 1) / planes)) + 96L * n * n,
        "use fewer points a side");
    return new CubicSplineField(
        n,
        scale,
        cube.mean(),
        cube.fluctuation(),
        cube.contentHash(),
        planes,
        SplineFilter.coefficients(cube, planes));
  }

  /**
   * The same samples at another scale; both fields share one set of coefficients in memory.
   *
   * @throws IllegalStateException if the scale has no field strength
   * @throws IllegalArgumentException if the scale does not fit the cube, see {@link
   *     CubeScale#unit(FieldCube)}
   */
  public CubicSplineField withScale(CubeScale newScale) {
    return new CubicSplineField(n, newScale, cubeMean, cubeFluctuation, cubeHash, planes, slabs);
  }

  /** The scale this field was made with. */
  public CubeScale scale() {
    return scale;
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
    return cubeMean.times(unit);
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
    double u = cell(x);
    int slab = slab(u);
    SUM.at(slab(slab), n, u - slab * planes, cell(y), cell(z), unit, b);
  }

  @Override
  public void along(double x, double y, double z, double dx, double dy, double dz, double[] b) {
    double u = cell(x);
    double v = cell(y);
    double w = cell(z);
    int slab = slab(u);
    u -= slab * planes;
    SUM.along(slab(slab), n, u, v, w, dx * perCell, dy * perCell, dz * perCell, unit, b);
  }

  private int slab(double u) {
    return planes == n ? 0 : (int) u / planes;
  }

  private float[] slab(int slab) {
    return slab == 0 ? first : slabs[slab];
  }

  /** Where a coordinate lies within the cube, in cells from 0 to below n. */
  private double cell(double x) {
    double u = x * perCell + half;
    return u >= 0 && u < n ? u : wrapped(u);
  }

  private double wrapped(double far) {
    double u = far - n * Math.floor(far * perSide);
    // a rounded quotient can leave a position one side away
    return u < 0 ? u + n : u >= n ? u - n : u;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d³ points %.3g pc apart, side %.3g pc, mean field %.3g µG",
        n,
        spacing / Units.pc,
        side() / Units.pc,
        meanField().norm() / Units.muG);
  }
}
