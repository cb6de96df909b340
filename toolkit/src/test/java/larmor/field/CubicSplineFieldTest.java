package larmor.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class CubicSplineFieldTest {
  private static final CubeScale METRE = CubeScale.ofSide(1).withFieldUnit(1);

  private static FieldCube noise(int n, long seed) {
    float[] b = new float[3 * n * n * n];
    RandomStream r = RandomStream.of(seed, 0);
    for (int p = 0; p < b.length; p++) {
      b[p] = (float) r.gaussian();
    }
    return FieldCube.of(n, b);
  }

  /** A wave of m periods a side along a slanted direction, on a cube of side 1 m. */
  private static PlaneWaveField wave(int m) {
    double k = 2 * Math.PI * m;
    return PlaneWaveField.of(new Vec3(1, 0, 0))
        .with(new Vec3(k, k, 0), new Vec3(0.3, -0.3, 0.5), 0.4)
        .with(new Vec3(0, -k, k), new Vec3(0.2, 0.1, 0.1), 1.1);
  }

  private static double worst(MagneticField a, MagneticField b, int points, long seed) {
    RandomStream r = RandomStream.of(seed, 0);
    double[] u = new double[3];
    double[] v = new double[3];
    double worst = 0;
    for (int i = 0; i < points; i++) {
      double x = r.uniform(-3, 3);
      double y = r.uniform(-3, 3);
      double z = r.uniform(-3, 3);
      a.at(x, y, z, u);
      b.at(x, y, z, v);
      for (int c = 0; c < 3; c++) {
        worst = Math.max(worst, Math.abs(u[c] - v[c]));
      }
    }
    return worst;
  }

  /** On white noise, the hardest samples; 4e-7 is six units of float round-off at |B| ~ 1. */
  @Test
  void splinePassesThroughEverySample() {
    for (int n : new int[] {4, 5, 16, 33}) {
      FieldCube cube = noise(n, n);
      CubicSplineField grid =
          CubicSplineField.of(cube, CubeScale.ofSide(0.25 * n).withFieldUnit(1));
      double[] b = new double[3];
      double square = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          for (int k = 0; k < n; k++) {
            grid.at((i - n / 2) * 0.25, (j - n / 2) * 0.25, (k - n / 2) * 0.25, b);
            Vec3 d = cube.at(i, j, k).minus(new Vec3(b[0], b[1], b[2]));
            assertTrue(d.norm() < 3e-6, () -> "off by " + d);
            square += d.dot(d);
          }
        }
      }
      double rms = Math.sqrt(square / (n * n * n)) / cube.fluctuation();
      assertTrue(rms < 3e-7, "relative rms error at the samples " + rms);
    }
  }

  /** Points a wavelength → largest error; the ratio tends to 2⁴ = 16. */
  @Test
  void smoothFieldIsReproducedToFourthOrder() {
    int[] points = {8, 16, 32, 64};
    double[] errors = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      int n = points[i];
      CubicSplineField grid = CubicSplineField.of(FieldCube.of(wave(1), n, METRE), METRE);
      errors[i] = worst(grid, wave(1), 3000, 5);
    }
    assertTrue(errors[0] < 2e-3, "error with 8 points a wavelength " + errors[0]);
    for (int i = 1; i < points.length; i++) {
      double ratio = errors[i - 1] / errors[i];
      // the last error is limited by the single precision of the samples
      assertTrue(ratio > (i < 3 ? 14 : 10) && ratio < 25, "error ratio " + ratio);
    }
  }

  @Test
  void singlePrecisionOfCoefficientsChangesTheFieldByLessThan3em7() {
    int n = 64;
    CubicSplineField grid = CubicSplineField.of(FieldCube.of(wave(1), n, METRE), METRE);
    double[] b = new double[3];
    double[][] lines = new double[3][n * n * n];
    for (int p = 0; p < n * n * n; p++) {
      wave(1)
          .at(
              (p / (n * n) - n / 2) / (double) n,
              (p / n % n - n / 2) / (double) n,
              (p % n - n / 2) / (double) n,
              b);
      for (int c = 0; c < 3; c++) {
        lines[c][p] = b[c];
      }
    }
    double worst = 0;
    for (int c = 0; c < 3; c++) {
      double[] a = lines[c];
      SplineFilter.filter(a, 0, n, n * n, n * n);
      for (int i = 0; i < n; i++) {
        SplineFilter.filter(a, i * n * n, n, n, n);
        for (int j = 0; j < n; j++) {
          SplineFilter.filter(a, (i * n + j) * n, n, 1, 1);
        }
      }
      RandomStream r = RandomStream.of(3, c);
      for (int trial = 0; trial < 1000; trial++) {
        double x = r.uniform();
        double y = r.uniform();
        double z = r.uniform();
        grid.at(x - 0.5, y - 0.5, z - 0.5, b);
        worst = Math.max(worst, Math.abs(b[c] - spline(a, n, x * n, y * n, z * n)));
      }
    }
    assertTrue(worst > 1e-10 && worst < 3e-7, "single precision changes the field by " + worst);
  }

  /** The spline's sum as it is defined, in double. */
  private static double spline(double[] a, int n, double x, double y, double z) {
    double sum = 0;
    for (int i = (int) x - 2; i <= x + 3; i++) {
      for (int j = (int) y - 2; j <= y + 3; j++) {
        for (int k = (int) z - 2; k <= z + 3; k++) {
          int p = (Math.floorMod(i, n) * n + Math.floorMod(j, n)) * n + Math.floorMod(k, n);
          sum += a[p] * kernel(x - i) * kernel(y - j) * kernel(z - k);
        }
      }
    }
    return sum;
  }

  private static double kernel(double t) {
    double u = Math.abs(t);
    return u >= 2 ? 0 : u >= 1 ? Math.pow(2 - u, 3) / 6 : 2.0 / 3 - u * u + u * u * u / 2;
  }

  @Test
  void cubeIsRepeatedPeriodically() {
    int n = 12;
    CubicSplineField grid =
        CubicSplineField.of(noise(n, 4), CubeScale.ofSide(0.5 * n).withFieldUnit(2));
    double side = grid.side();
    RandomStream r = RandomStream.of(9, 0);
    double[] a = new double[3];
    double[] b = new double[3];
    for (int trial = 0; trial < 2000; trial++) {
      double x = r.uniform(-0.5, 0.5) * side;
      double y = r.uniform(-0.5, 0.5) * side;
      double z = r.uniform(-0.5, 0.5) * side;
      grid.at(x, y, z, a);
      grid.at(x + (r.below(2001) - 1000) * side, y - 7 * side, z + 1e6 * side, b);
      assertArrayEquals(a, b, 1e-8);
    }
    grid.at(-0x1p-60, -0x1p-60, -0x1p-60, a);
    grid.at(0, 0, 0, b);
    assertArrayEquals(b, a, 1e-14);
    grid.at(-side / 2 - 1e-17, side / 2, Math.nextDown(side / 2), a);
    grid.at(side / 2, -side / 2, -side / 2, b);
    assertArrayEquals(b, a, 1e-13);
    grid.at(Double.NaN, 0, 0, a);
    assertTrue(Double.isNaN(a[0]));
    grid.at(0, Double.POSITIVE_INFINITY, 0, a);
    assertTrue(Double.isNaN(a[0]));
  }

  /** First and second differences from the left and from the right agree at nodes and seams. */
  @Test
  void curvatureIsContinuousAcrossNodesAndSeams() {
    int n = 8;
    CubicSplineField grid = CubicSplineField.of(noise(n, 21), CubeScale.ofSide(n).withFieldUnit(1));
    double h = 1e-4;
    double[] b = new double[3];
    RandomStream r = RandomStream.of(2, 0);
    for (int axis = 0; axis < 3; axis++) {
      for (int node = -n; node <= n; node++) {
        double[] p = {r.uniform(-4, 4), r.uniform(-4, 4), r.uniform(-4, 4)};
        double[] f = new double[5];
        for (int m = -2; m <= 2; m++) {
          p[axis] = node + m * h;
          grid.at(p[0], p[1], p[2], b);
          f[m + 2] = b[1];
        }
        double left = (f[0] - 2 * f[1] + f[2]) / (h * h);
        double right = (f[2] - 2 * f[3] + f[4]) / (h * h);
        // third derivatives of noise reach some tens: differences of some 2h of that
        assertEquals(left, right, 0.02, "curvature at node " + node + " of axis " + axis);
        assertEquals((f[2] - f[0]) / h, (f[4] - f[2]) / h, 0.02);
      }
    }
  }

  @Test
  void resultDoesNotDependOnTheNumberOfThreads() {
    double[] one = withThreads("1");
    double[] eight = withThreads("8");
    assertArrayEquals(one, eight);
  }

  private static double[] withThreads(String threads) {
    System.setProperty("larmor.threads", threads);
    try {
      FieldCube cube = noise(20, 6).divergenceFree();
      CubicSplineField grid = CubicSplineField.of(cube, CubeScale.ofSide(20).withFieldUnit(1));
      double[] all = new double[305];
      double[] b = new double[3];
      RandomStream r = RandomStream.of(1, 0);
      for (int i = 0; i < 100; i++) {
        grid.at(r.uniform(-99, 99), r.uniform(-99, 99), r.uniform(-99, 99), b);
        System.arraycopy(b, 0, all, 3 * i, 3);
      }
      all[300] = cube.mean().x();
      all[301] = cube.fluctuation();
      all[302] = cube.meanMagnitude();
      all[303] = FieldSpectrum.of(cube).energy(3);
      all[304] = cube.relativeDivergence();
      return all;
    } finally {
      System.clearProperty("larmor.threads");
    }
  }

  /**
   * Counts the bytes that this thread allocates; the counter itself allocates some. Until they are
   * compiled, vectors are objects in memory.
   */
  @Test
  void compiledEvaluationAllocatesNothing() {
    CubicSplineField grid = CubicSplineField.of(noise(8, 1), CubeScale.ofSide(8).withFieldUnit(1));
    double[] b = new double[3];
    var counter =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long taken = Long.MAX_VALUE;
    for (int burst = 0; burst < 200 && taken > 100_000; burst++) {
      long before = counter.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 50_000; i++) {
        grid.at(0.3 * i, -0.2 * i, 0.1 * i, b);
      }
      taken = counter.getThreadAllocatedBytes(thread) - before;
    }
    assertTrue(taken <= 100_000, taken + " bytes");
  }

  @Test
  void fieldHasTheUnitsOfItsScaleAndTheHashOfItsParts() {
    FieldCube cube = noise(8, 1);
    CubeScale scale = CubeScale.ofSide(4 * Units.pc).withFieldUnit(3 * Units.muG);
    CubicSplineField grid = CubicSplineField.of(cube, scale);
    assertEquals(0.5 * Units.pc, grid.spacing());
    assertEquals(4 * Units.pc, grid.side(), 1e-15 * grid.side());
    assertEquals(8, grid.points());
    assertEquals(cube.mean().x() * 3e-10, grid.meanField().x(), 1e-20);
    double[] b = new double[3];
    grid.at(0, 0, 0, b);
    assertEquals(cube.at(4, 4, 4).x() * 3e-10, b[0], 1e-15);
    assertEquals(grid.hash(), CubicSplineField.of(noise(8, 1), scale).hash());
    assertNotEquals(grid.hash(), CubicSplineField.of(noise(8, 2), scale).hash());
    CubeScale larger = CubeScale.ofSide(8 * Units.pc).withFieldUnit(3 * Units.muG);
    assertNotEquals(grid.hash(), CubicSplineField.of(cube, larger).hash());
    assertNotEquals(grid.hash(), CubicSplineField.of(cube, scale.withFieldUnit(1)).hash());
  }

  @Test
  void fieldPrintsItsSizeAndMeanFieldWithUnits() {
    FieldCube cube = FieldCube.of(new UniformField(Vec3.X), 8, METRE);
    CubeScale scale = CubeScale.ofSide(0.390625 * Units.pc).withMeanField(3 * Units.muG);
    assertEquals(
        "8³ points 0.0488 pc apart, side 0.391 pc, mean field 3.00 µG",
        CubicSplineField.of(cube, scale).toString());
  }

  /** The bits, so that sets of one cube may share its coefficients. */
  @Test
  void anotherScaleOfAFieldIsTheFieldMadeWithThatScale() {
    FieldCube cube = noise(9, 1).withMean(new Vec3(1, 2, 0.5));
    CubeScale scale = CubeScale.ofInjectionScale(100 * Units.pc, 0.4).withMeanField(3 * Units.muG);
    CubicSplineField made = CubicSplineField.of(cube, scale);
    CubicSplineField scaled = CubicSplineField.of(cube, METRE).withScale(scale);
    assertEquals(scale, scaled.scale());
    assertEquals(made.hash(), scaled.hash());
    assertEquals(made.meanField(), scaled.meanField());
    assertEquals(made.toString(), scaled.toString());
    double[] expected = new double[3];
    double[] found = new double[3];
    made.at(Units.pc, 200 * Units.pc, -30 * Units.pc, expected);
    scaled.at(Units.pc, 200 * Units.pc, -30 * Units.pc, found);
    assertArrayEquals(expected, found, 0);
  }

  @Test
  void derivativeAlongADisplacementAgreesWithFiniteDifferences() {
    CubicSplineField grid =
        CubicSplineField.of(
            noise(16, 4), CubeScale.ofSide(128 * Units.pc).withFieldUnit(3 * Units.muG));
    CubicSplineField fine =
        CubicSplineField.of(
            noise(12, 5), CubeScale.ofSide(60 * Units.pc).withFieldUnit(1 * Units.muG));
    double k = 0.3 / Units.pc;
    List<MagneticField> fields =
        List.of(
            grid,
            NestedField.of(
                new Vec3(3 * Units.muG, 0, 0),
                List.of(grid, fine),
                List.of(new Vec3(0, 0, 0), new Vec3(Units.pc, 0, 0))),
            PlaneWaveField.of(new Vec3(3 * Units.muG, 0, 0))
                .with(new Vec3(k, k, 0), new Vec3(Units.muG, -Units.muG, 0), 0.4)
                .with(new Vec3(0, -k, k), new Vec3(0.5 * Units.muG, 0, 0), 1.1));
    double[] known = new double[MagneticField.ALONG];
    double[] found = new double[MagneticField.ALONG];
    for (MagneticField field : fields) {
      @SuppressWarnings("UnnecessaryMethodReference") // without the derivatives of the field itself
      MagneticField withoutDerivatives = field::at;
      RandomStream r = RandomStream.of(5, 5);
      for (int i = 0; i < 200; i++) {
        double x = r.uniform(-40, 40) * Units.pc;
        double y = r.uniform(-40, 40) * Units.pc;
        double z = r.uniform(-40, 40) * Units.pc;
        Vec3 d = r.direction().times(2 * Units.pc);
        field.along(x, y, z, d.x(), d.y(), d.z(), known);
        withoutDerivatives.along(x, y, z, d.x(), d.y(), d.z(), found);
        for (int q = 0; q < 3; q++) {
          assertEquals(found[q], known[q], 1e-14 * Units.muG, field.toString());
          assertEquals(found[3 + q], known[3 + q], 1e-8 * Units.muG, field.toString());
        }
      }
    }
  }

  /** A field of more points than an array can hold is stored in slabs of planes. */
  @Test
  void slabsGiveTheBitsOfOneArray() {
    RandomStream random = RandomStream.of(5, 1);
    float[] b = new float[3 * 11 * 11 * 11];
    for (int p = 0; p < b.length; p++) {
      b[p] = (float) random.gaussian();
    }
    FieldCube cube = FieldCube.of(11, b);
    CubeScale scale = CubeScale.ofSide(22).withFieldUnit(3);
    CubicSplineField whole = CubicSplineField.of(cube, scale);
    double[] expected = new double[MagneticField.ALONG];
    double[] found = new double[MagneticField.ALONG];
    for (int planes = 1; planes < 11; planes++) {
      CubicSplineField parts = CubicSplineField.of(cube, METRE, planes).withScale(scale);
      for (int p = 0; p < 2000; p++) {
        double x = p % 5 == 0 ? 2 * (p / 5 % 40) : random.uniform(-50, 50);
        double y = random.uniform(-50, 50);
        double z = random.uniform(-50, 50);
        whole.at(x, y, z, expected);
        parts.at(x, y, z, found);
        assertArrayEquals(expected, found, 0);
        whole.along(x, y, z, 1, -2, 0.5, expected);
        parts.along(x, y, z, 1, -2, 0.5, found);
        assertArrayEquals(expected, found, 0);
      }
    }
  }

  @Test
  void everyArrayOfTheLargestCubeIsWithinTheLimitOfJava() {
    for (long n = 4; n <= FieldCube.MOST; n++) {
      assertTrue(2 * n * n * (n / 2 + 1) <= Integer.MAX_VALUE - 8, "waves " + n);
      int planes = SplineFilter.planes((int) n);
      assertTrue((planes + 3L) * 3 * n * (n + 3) <= Integer.MAX_VALUE - 8, "slab " + n);
      assertTrue(planes == n || (n > 880 && planes > n / 4), planes + " of " + n);
    }
  }
}
