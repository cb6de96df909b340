package larmor.field;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Sha256;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * The cubic B-spline through the samples of a periodic cube (Unser, Aldroubi and Eden 1993), the
 * interpolation of López-Barquero et al. (2016). It is twice continuously differentiable
 * everywhere, also across the faces of the cube, which is repeated periodically. The point (0, 0,
 * 0) m is the sample (n/2, n/2, n/2).
 *
 * <p>For a wave whose wavelength is λ cells, 8 or more, the error is at most 5 λ⁻⁴ of its
 * amplitude. The coefficients are computed in double precision and stored in single precision,
 * which changes the field by up to 3e-7 of its strength; sums are taken in double precision. They
 * are held in the memory of Java, or, by {@link MappedSplineField}, in a file.
 */
public sealed class CubicSplineField implements MagneticField, Serializable
    permits MappedSplineField {
  private static final long serialVersionUID = 1;
  private static final SplineSum SUM = SplineSum.fastest();

  private final int n;
  private final CubeScale scale;
  private final double spacing;
  private final double unit;

  /**
   * The mean field ⟨B⟩ in units of the cube; with δB it is used if the field is given another
   * scale.
   */
  private final Vec3 cubeMean;

  private final double cubeFluctuation;
  private final String cubeHash;

  private final double perCell;
  private final double perSide;
  private final double half;

  /** The number of planes of constant x in a slab: all n, unless one array cannot hold them. */
  private final int planes;

  /**
   * The spline coefficients, three for each point, with x as the slowest index, in slabs of planes
   * of constant x. A slab also holds copies of the plane before its own planes and of the two after
   * them, and a line along z begins with a copy of its last point and ends with copies of its first
   * two, so that any four neighbours are in one array.
   */
  private final float[][] slabs;

  private final float[] first;

  CubicSplineField(
      int n,
      CubeScale scale,
      Vec3 cubeMean,
      double cubeFluctuation,
      String cubeHash,
      int planes,
      float[][] slabs) {
    Given.require(scale, "the scale", "CubeScale.ofSide(250 * pc).withMeanField(3 * muG)");
    this.n = n;
    this.scale = scale;
    this.spacing = scale.spacing(n);
    this.unit = scale.unit(cubeMean, cubeFluctuation);
    this.cubeMean = cubeMean;
    this.cubeFluctuation = cubeFluctuation;
    this.cubeHash = cubeHash;
    this.perCell = 1 / spacing;
    this.perSide = 1.0 / n;
    this.half = Math.floor(n / 2.0);
    this.planes = planes;
    this.slabs = slabs;
    this.first = slabs[0];
  }

  /**
   * Computes the spline through the samples of a cube.
   *
   * @param cube Not modified; the field keeps no reference to it
   * @param scale its side and field strength
   * @return the field
   * @throws IllegalStateException if the scale has no field strength, or there is not enough memory
   * @throws IllegalArgumentException if the scale does not fit the cube, see {@link
   *     CubeScale#unit(FieldCube)}
   */
  public static CubicSplineField of(FieldCube cube, CubeScale scale) {
    Given.require(cube, "the cube", "Cubes.read(file).cube()");
    Given.require(scale, "the scale", "CubeScale.ofSide(250 * pc).withMeanField(3 * muG)");
    return of(cube, scale, SplineFilter.planes(cube.points()));
  }

  /**
   * Computes the spline as {@link #of(FieldCube, CubeScale)} does, with a given number of planes of
   * constant x in one array.
   */
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
   * Returns the field of the same samples with another scale; both fields share one set of
   * coefficients in memory.
   *
   * @param newScale side and field strength
   * @return the field
   * @throws IllegalStateException if the scale has no field strength
   * @throws IllegalArgumentException if the scale does not fit the cube, see {@link
   *     CubeScale#unit(FieldCube)}
   */
  public CubicSplineField withScale(CubeScale newScale) {
    return new CubicSplineField(n, newScale, cubeMean, cubeFluctuation, cubeHash, planes, slabs);
  }

  /**
   * Returns the scale of this field.
   *
   * @return side and field strength as they were given
   */
  public CubeScale scale() {
    return scale;
  }

  /**
   * Returns the distance of neighbouring samples.
   *
   * @return in metres
   */
  public double spacing() {
    return spacing;
  }

  /**
   * Returns the distance of neighbouring samples, as {@link #spacing()} does.
   *
   * @return in metres
   */
  @Override
  public double resolution() {
    return spacing;
  }

  /**
   * Returns the side of the cube.
   *
   * @return in metres
   */
  public double side() {
    return n * spacing;
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
   * Returns the value of one unit of the cube.
   *
   * @return in tesla
   */
  public double unit() {
    return unit;
  }

  /**
   * Returns the mean field.
   *
   * @return ⟨B⟩ [T]
   */
  public Vec3 meanField() {
    return cubeMean.times(unit);
  }

  /**
   * Returns a hash of the samples, the spacing and the unit.
   *
   * @return hexadecimal digits of SHA-256
   */
  @Override
  public String hash() {
    var digest = Sha256.digest();
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

  /** Returns what the file of this field says at its beginning. */
  final SplineFile.Header header() {
    return new SplineFile.Header(n, scale, cubeMean, cubeFluctuation, cubeHash);
  }

  /**
   * Returns the coefficients of a plane of constant x, n lines along z with the copies at their
   * ends.
   */
  FloatBuffer plane(int i) {
    int size = n * SplineSum.line(n);
    return FloatBuffer.wrap(slabs[i / planes], (i % planes + 1) * size, size);
  }

  /** Returns the number of the slab that contains a coordinate given in cells. */
  private int slab(double u) {
    return planes == n ? 0 : (int) u / planes;
  }

  private float[] slab(int slab) {
    return slab == 0 ? first : slabs[slab];
  }

  /** Returns a coordinate in cells, moved by whole sides into the cube: from 0 to below n. */
  final double cell(double x) {
    double u = x * perCell + half;
    return u >= 0 && u < n ? u : wrapped(u);
  }

  private double wrapped(double far) {
    double u = far - n * Math.floor(far * perSide);
    // the quotient is rounded, so the result can be one side too far
    return u < 0 ? u + n : u >= n ? u - n : u;
  }

  /** Returns size, spacing, side and mean field with units. */
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
