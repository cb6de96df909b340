package larmor.field;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Sha256;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * A mean field plus the fields of several periodic cubes of decreasing side, as in the nested grids
 * of Giacinti et al. (2012). Every cube is repeated periodically over all space and is smooth
 * across its faces, so the sum has no discontinuities; the finest scales repeat with the side of
 * the smallest cube.
 */
public final class NestedField implements MagneticField {
  private final Vec3 mean;
  private final CubicSplineField[] cubes;
  private final Vec3[] origins;

  private NestedField(Vec3 mean, CubicSplineField[] cubes, Vec3[] origins) {
    this.mean = mean;
    this.cubes = cubes;
    this.origins = origins;
  }

  /**
   * Makes the sum of a mean field and the fields of several cubes.
   *
   * @param mean uniform field that is added to the fields of the cubes [T]
   * @param cubes the cubes, the largest first
   * @param origins position of the centre of each cube [m]
   * @return the field
   * @throws IllegalArgumentException if there is no cube, if the numbers of cubes and positions
   *     differ, or if the sides of the cubes do not decrease
   */
  public static NestedField of(Vec3 mean, List<CubicSplineField> cubes, List<Vec3> origins) {
    Given.require(mean, "the mean field", "new Vec3(3 * muG, 0, 0)");
    FiniteNumber.require(mean, "a mean field", " T");
    Given.requireEach(cubes, "the list of cubes", "List.of(spline)");
    Given.requireEach(origins, "the list of positions", "List.of(new Vec3(0, 0, 0))");
    if (cubes.isEmpty() || cubes.size() != origins.size()) {
      throw new IllegalArgumentException(
          cubes.size()
              + " cubes at "
              + origins.size()
              + " positions cannot be nested: give at least one cube and one position for each");
    }
    for (int c = 1; c < cubes.size(); c++) {
      if (cubes.get(c).side() >= cubes.get(c - 1).side()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "cube %d has a side of %.3g pc, the one before it %.3g pc: give the largest first",
                c + 1,
                cubes.get(c).side() / Units.pc,
                cubes.get(c - 1).side() / Units.pc));
      }
    }
    return new NestedField(
        mean, cubes.toArray(CubicSplineField[]::new), origins.toArray(Vec3[]::new));
  }

  /**
   * Returns the cubes.
   *
   * @return the largest first
   */
  public List<CubicSplineField> cubes() {
    return List.of(cubes);
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    double bx = mean.x();
    double by = mean.y();
    double bz = mean.z();
    for (int c = 0; c < cubes.length; c++) {
      Vec3 o = origins[c];
      cubes[c].at(x - o.x(), y - o.y(), z - o.z(), b);
      bx += b[0];
      by += b[1];
      bz += b[2];
    }
    b[0] = bx;
    b[1] = by;
    b[2] = bz;
  }

  @Override
  public void along(double x, double y, double z, double dx, double dy, double dz, double[] b) {
    double[] sum = {mean.x(), mean.y(), mean.z(), 0, 0, 0};
    for (int c = 0; c < cubes.length; c++) {
      Vec3 o = origins[c];
      cubes[c].along(x - o.x(), y - o.y(), z - o.z(), dx, dy, dz, b);
      for (int i = 0; i < 6; i++) {
        sum[i] += b[i];
      }
    }
    System.arraycopy(sum, 0, b, 0, 6);
  }

  /**
   * Returns the distance of the samples of the finest cube.
   *
   * @return in metres
   */
  @Override
  public double resolution() {
    return cubes[cubes.length - 1].spacing();
  }

  /**
   * Returns a hash of the mean field, the cubes and their positions.
   *
   * @return hexadecimal digits of SHA-256
   */
  @Override
  public String hash() {
    var digest = Sha256.digest();
    digest.update(numbers(mean));
    for (int c = 0; c < cubes.length; c++) {
      digest.update(cubes[c].hash().getBytes(StandardCharsets.US_ASCII));
      digest.update(numbers(origins[c]));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] numbers(Vec3 v) {
    return ByteBuffer.allocate(24).putDouble(v.x()).putDouble(v.y()).putDouble(v.z()).array();
  }

  /** Returns number, sides and finest spacing of the cubes, and the mean field. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d nested cubes of sides %.3g pc to %.3g pc, finest spacing %.3g pc, mean field %.3g µG",
        cubes.length,
        cubes[0].side() / Units.pc,
        cubes[cubes.length - 1].side() / Units.pc,
        resolution() / Units.pc,
        mean.norm() / Units.muG);
  }
}
