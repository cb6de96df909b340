package larmor.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class SplinePropertiesTest {
  private static final String SEED = "17";

  /** Of samples in single precision, none larger than about 5. */
  private static final double ROUND_OFF = 1e-5;

  private static float[] samples(int n, long seed) {
    float[] b = new float[3 * n * n * n];
    RandomStream random = RandomStream.of(seed, 2);
    for (int i = 0; i < b.length; i++) {
      b[i] = (float) random.gaussian();
    }
    return b;
  }

  private static CubicSplineField spline(int n, float[] b) {
    return CubicSplineField.of(FieldCube.of(n, b), CubeScale.ofSide(n).withFieldUnit(1));
  }

  private static Vec3 at(CubicSplineField spline, double x, double y, double z) {
    double[] b = new double[3];
    spline.at(x, y, z, b);
    return new Vec3(b[0], b[1], b[2]);
  }

  private static void assertNear(Vec3 expected, Vec3 found) {
    assertEquals(0, expected.minus(found).norm(), ROUND_OFF, expected + " and " + found);
  }

  @Property(seed = SEED, tries = 40, edgeCases = EdgeCasesMode.NONE)
  void theSplinePassesThroughItsSamplesInEveryPeriod(
      @ForAll @IntRange(min = 4, max = 9) int n,
      @ForAll long seed,
      @ForAll @IntRange(max = 11) int i,
      @ForAll @IntRange(max = 11) int j,
      @ForAll @IntRange(max = 11) int k,
      @ForAll @IntRange(min = -3, max = 3) int period) {
    float[] b = samples(n, seed);
    Vec3 sample = FieldCube.of(n, b).at(i % n, j % n, k % n);
    int origin = n / 2;
    double shift = n * period;
    assertNear(
        sample, at(spline(n, b), i % n - origin + shift, j % n - origin, k % n - origin - shift));
  }

  @Property(seed = SEED, tries = 40, edgeCases = EdgeCasesMode.NONE)
  void shiftedSamplesGiveTheShiftedField(
      @ForAll @IntRange(min = 4, max = 9) int n,
      @ForAll long seed,
      @ForAll @IntRange(min = -12, max = 12) int di,
      @ForAll @IntRange(min = -12, max = 12) int dj,
      @ForAll @IntRange(min = -12, max = 12) int dk,
      @ForAll @DoubleRange(min = -20, max = 20) @Scale(12) double x,
      @ForAll @DoubleRange(min = -20, max = 20) @Scale(12) double y,
      @ForAll @DoubleRange(min = -20, max = 20) @Scale(12) double z) {
    float[] b = samples(n, seed);
    float[] moved = new float[b.length];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          int to = (Math.floorMod(i + di, n) * n + Math.floorMod(j + dj, n)) * n;
          to += Math.floorMod(k + dk, n);
          System.arraycopy(b, 3 * ((i * n + j) * n + k), moved, 3 * to, 3);
        }
      }
    }
    assertNear(at(spline(n, b), x, y, z), at(spline(n, moved), x + di, y + dj, z + dk));
  }

  @Property(seed = SEED, tries = 40, edgeCases = EdgeCasesMode.NONE)
  void theFieldIsLinearInItsSamples(
      @ForAll @IntRange(min = 4, max = 9) int n,
      @ForAll long first,
      @ForAll long second,
      @ForAll @DoubleRange(min = -20, max = 20) @Scale(12) double x,
      @ForAll @DoubleRange(min = -20, max = 20) @Scale(12) double y,
      @ForAll @DoubleRange(min = -20, max = 20) @Scale(12) double z) {
    float[] a = samples(n, first);
    float[] b = samples(n, second);
    float[] sum = new float[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] - 2 * b[i];
    }
    assertNear(
        at(spline(n, a), x, y, z).minus(at(spline(n, b), x, y, z).times(2)),
        at(spline(n, sum), x, y, z));
  }
}
