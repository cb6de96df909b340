package larmor.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class InterpolationTest {
  private static final CubeScale METRE = CubeScale.ofSide(1).withFieldUnit(1);

  private static final Map<Interpolation, Integer> ORDER =
      new EnumMap<>(
          Map.of(
              Interpolation.NEAREST, 1,
              Interpolation.TRILINEAR, 2,
              Interpolation.CATMULL_ROM, 3,
              Interpolation.CUBIC_SPLINE, 4,
              Interpolation.SOLENOIDAL, 3));

  /** Periodic over one metre. */
  private static PlaneWaveField waves() {
    double k = 2 * Math.PI;
    return PlaneWaveField.of(new Vec3(1, 0.2, 0))
        .with(new Vec3(k, 2 * k, -k), new Vec3(0.3, 0, 0.3), 0.4)
        .with(new Vec3(0, k, k), new Vec3(0.5, 0.2, -0.2), 1.4)
        .with(new Vec3(2 * k, 0, k), new Vec3(-0.2, 0.4, 0.4), 2.4);
  }

  private static double[] at(MagneticField f, double x, double y, double z) {
    double[] b = new double[3];
    f.at(x, y, z, b);
    return b;
  }

  private static double error(Interpolation i, int n) {
    PlaneWaveField exact = waves();
    MagneticField grid = i.of(FieldCube.of(exact, n, METRE), METRE);
    double square = 0;
    for (int p = 0; p < 4000; p++) {
      RandomStream r = RandomStream.of(1, p);
      double x = 3 * r.uniform() - 1.5;
      double y = 3 * r.uniform() - 1.5;
      double z = 3 * r.uniform() - 1.5;
      double[] b = at(grid, x, y, z);
      double[] e = at(exact, x, y, z);
      for (int c = 0; c < 3; c++) {
        square += (b[c] - e[c]) * (b[c] - e[c]) / 4000;
      }
    }
    return Math.sqrt(square);
  }

  @Test
  void errorsFallWithTheOrder() {
    for (Interpolation i : Interpolation.values()) {
      double order = Math.log(error(i, 48) / error(i, 96)) / Math.log(2);
      assertEquals(ORDER.get(i), order, 0.25, i.toString());
    }
  }

  /** A polynomial of degree p in each coordinate, far from the faces where it is discontinuous. */
  @Test
  void polynomialsBelowTheOrderAreExact() {
    int n = 48;
    for (Interpolation i :
        new Interpolation[] {
          Interpolation.NEAREST,
          Interpolation.TRILINEAR,
          Interpolation.CATMULL_ROM,
          Interpolation.CUBIC_SPLINE
        }) {
      for (int degree = 0; degree <= ORDER.get(i); degree++) {
        int d = degree;
        MagneticField exact =
            (x, y, z, b) -> {
              b[0] = 1 + Math.pow(x / 4, d) - 2 * Math.pow(y / 4, d);
              b[1] = Math.pow(x / 4, d) * Math.pow(z / 4, d);
              b[2] = 0.5;
            };
        CubeScale cells = CubeScale.ofSide(n).withFieldUnit(1);
        MagneticField grid = i.of(FieldCube.of(exact, n, cells), cells);
        double worst = 0;
        for (int p = 0; p < 200; p++) {
          RandomStream r = RandomStream.of(1, p);
          Vec3 v = r.direction().times(3);
          double[] b = at(grid, v.x(), v.y(), v.z());
          double[] e = at(exact, v.x(), v.y(), v.z());
          for (int c = 0; c < 3; c++) {
            worst = Math.max(worst, Math.abs(b[c] - e[c]));
          }
        }
        String what = i + ", degree " + degree + ": " + worst;
        assertTrue(degree < ORDER.get(i) ? worst < 2e-5 : worst > 1e-4, what);
      }
    }
  }

  /** The discontinuity of the field, of its slope and of its curvature where the pieces meet. */
  @Test
  void fieldsAreAsSmoothAsStatedWhereTheirPiecesMeet() {
    int[] smooth = {-1, 0, 1, 2, 1};
    int n = 16;
    for (Interpolation i : Interpolation.values()) {
      MagneticField grid = i.of(FieldCube.of(waves(), n, METRE), METRE);
      double h = 1e-3 / n;
      double[] worst = new double[3];
      for (int p = 0; p < 60; p++) {
        // samples, half-way points and the face of the cube
        double x = p == 0 ? 0.5 : (Math.floor(p / 2.0) + (p % 2 == 0 ? 0 : 0.5)) / n;
        double y = 0.137 + 0.01 * p;
        double[] f = new double[6];
        for (int s = 0; s < 6; s++) {
          // three points on either side, none on the plane itself
          f[s] = at(grid, x + (s - 2.5) * h, y, 0.29)[1];
        }
        worst[0] = Math.max(worst[0], Math.abs(f[3] - f[2]));
        worst[1] = Math.max(worst[1], Math.abs((f[4] - f[3]) - (f[2] - f[1])) / h / n);
        double second = (f[5] - 2 * f[4] + f[3]) - (f[2] - 2 * f[1] + f[0]);
        worst[2] = Math.max(worst[2], Math.abs(second) / h / n / h / n);
      }
      double[] limit = {1e-3, 0.01, 0.02};
      for (int d = 0; d < Math.min(3, smooth[i.ordinal()] + 2); d++) {
        boolean joined = d <= smooth[i.ordinal()];
        assertTrue(
            joined ? worst[d] < limit[d] : worst[d] > limit[d],
            i + ", derivative " + d + ": " + worst[d]);
      }
    }
  }

  /** Relative divergence by differences within a piece, over a five-hundredth of a cell. */
  private static double divergence(MagneticField grid, int n) {
    double h = 2e-3 / n;
    double above = 0;
    double below = 0;
    for (int p = 0; p < 500; p++) {
      RandomStream r = RandomStream.of(4, p);
      // away from samples and half-way points, where pieces meet
      double x = (r.below(n) + 0.1 + 0.3 * r.uniform()) / n;
      double y = (r.below(n) + 0.6 + 0.3 * r.uniform()) / n;
      double z = (r.below(n) + 0.1 + 0.3 * r.uniform()) / n;
      double[][] g = {
        at(grid, x + h, y, z), at(grid, x - h, y, z),
        at(grid, x, y + h, z), at(grid, x, y - h, z),
        at(grid, x, y, z + h), at(grid, x, y, z - h)
      };
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        sum += g[2 * c][c] - g[2 * c + 1][c];
        for (int d = 0; d < 3; d++) {
          below += Math.pow(g[2 * c][d] - g[2 * c + 1][d], 2);
        }
      }
      above += sum * sum;
    }
    return Math.sqrt(above / below);
  }

  @Test
  void onlySolenoidalInterpolationIsDivergenceFree() {
    int n = 16;
    double[] found = new double[5];
    for (Interpolation i : Interpolation.values()) {
      if (i != Interpolation.NEAREST) {
        found[i.ordinal()] = divergence(i.of(FieldCube.of(waves(), n, METRE), METRE), n);
      }
    }
    assertTrue(found[1] > 0.03, "trilinear " + found[1]);
    assertTrue(found[2] > 2e-3 && found[2] < found[1], "Catmull-Rom " + found[2]);
    assertTrue(found[3] > 2e-4 && found[3] < found[2], "cubic spline " + found[3]);
    // differences of second order of pieces of third degree leave h²
    assertTrue(found[4] < 1e-6, "solenoidal " + found[4]);
  }

  @Test
  void comparisonsMeasureErrorAndDivergence() {
    int n = 16;
    FieldCube cube = FieldCube.of(waves(), n, METRE);
    FieldComparison linear =
        FieldComparison.of(Interpolation.TRILINEAR.of(cube, METRE), waves(), 1, 1.0 / n);
    FieldComparison curl =
        FieldComparison.of(Interpolation.SOLENOIDAL.of(cube, METRE), waves(), 1, 1.0 / n);
    double waves = waves().fluctuation();
    assertEquals(
        error(Interpolation.TRILINEAR, n) / Math.hypot(waves, Math.sqrt(1.04)),
        linear.error(),
        0.05 * linear.error());
    assertTrue(linear.divergence() > 0.03 && curl.divergence() < 1e-6, linear + "; " + curl);
    assertEquals(
        "rms error of B 1.2 %, relative divergence 0.034",
        new FieldComparison(0.012, 0.03, 0.034).toString());
  }

  /** A wave left out is an error of one, and half of it left out an error of a half. */
  @Test
  void fluctuationErrorIsTheMissingPartOfTheFluctuations() {
    Vec3 k = new Vec3(0, 2 * Math.PI / 8, 0);
    MagneticField mean = new UniformField(Vec3.X);
    MagneticField wave = PlaneWaveField.of(Vec3.X).with(k, Vec3.Z, 0.3);
    MagneticField half = PlaneWaveField.of(Vec3.X).with(k, Vec3.Z.times(0.5), 0.3);
    assertEquals(0, FieldComparison.of(wave, wave, 64, 1).fluctuationError());
    assertEquals(1, FieldComparison.of(mean, wave, 64, 1).fluctuationError(), 1e-3);
    assertEquals(0.5, FieldComparison.of(half, wave, 64, 1).fluctuationError(), 5e-4);
    assertEquals(
        Math.sqrt(1 / 3.0), FieldComparison.of(mean, wave, 64, 1).error(), 5e-3, "mean included");
  }

  @Test
  void solenoidalInterpolationRemovesTheDivergenceOfNoise() {
    FieldCube noise = FieldCubeTest.noise(12, 5);
    assertTrue(noise.relativeDivergence() > 0.5);
    double found = divergence(Interpolation.SOLENOIDAL.of(noise, METRE), 12);
    assertTrue(found < 1e-5, "" + found);
  }

  @Test
  void interpolatedFieldsPrintThemselvesAndHaveDifferentHashes() {
    FieldCube cube = FieldCubeTest.noise(8, 5);
    CubeScale scale = CubeScale.ofSide(4 * Units.pc).withFieldUnit(1);
    assertEquals(
        "8³ points 0.500 pc apart, catmull-rom",
        Interpolation.CATMULL_ROM.of(cube, scale).toString());
    assertTrue(
        Interpolation.SOLENOIDAL
            .of(cube, scale)
            .toString()
            .startsWith("8³ points 0.500 pc apart, curl of a spline potential, mean field "));
    for (Interpolation i : Interpolation.values()) {
      assertEquals(0.5, i.of(cube, CubeScale.ofSide(4).withFieldUnit(1)).resolution());
      for (Interpolation j : Interpolation.values()) {
        assertEquals(
            i == j, i.of(cube, scale).hash().equals(j.of(cube, scale).hash()), i + " " + j);
      }
    }
  }

  @Test
  void noFieldIsMadeWithAScaleWithoutAFieldStrength() {
    FieldCube cube = FieldCubeTest.noise(8, 5);
    for (Interpolation i : Interpolation.values()) {
      assertThrows(
          IllegalStateException.class, () -> i.of(cube, CubeScale.ofSide(1)), i.toString());
    }
  }

  /**
   * The derivative along a displacement agrees with differences of fourth order, whose points lie
   * within one half of a cell, where every interpolation is a polynomial of low degree. The field
   * itself has the bits of {@link MagneticField#at} for all but the sums in another order.
   */
  @Test
  void derivativesAlongADisplacementAreThoseOfTheInterpolation() {
    int n = 8;
    FieldCube cube = FieldCube.of(waves(), n, METRE);
    double[] known = new double[MagneticField.ALONG];
    double[] found = new double[MagneticField.ALONG];
    for (Interpolation kind : Interpolation.values()) {
      MagneticField field = kind.of(cube, METRE);
      @SuppressWarnings("UnnecessaryMethodReference") // without the derivatives of the field itself
      MagneticField differences = field::at;
      RandomStream r = RandomStream.of(8, 3);
      double scale = 0;
      int compared = 0;
      for (int i = 0; i < 400; i++) {
        double[] place = {r.uniform(-2, 2), r.uniform(-2, 2), r.uniform(-2, 2)};
        Vec3 d = r.direction().times(0.3);
        double[] step = {d.x(), d.y(), d.z()};
        field.along(place[0], place[1], place[2], d.x(), d.y(), d.z(), known);
        differences.along(place[0], place[1], place[2], d.x(), d.y(), d.z(), found);
        boolean inside = true;
        for (int axis = 0; axis < 3; axis++) {
          double half = 2.0 * n;
          double ends = 2.0 / 1024 * step[axis];
          inside &=
              Math.floor(half * (place[axis] - ends)) == Math.floor(half * (place[axis] + ends));
        }
        for (int q = 0; q < 3; q++) {
          assertEquals(
              found[q],
              known[q],
              kind.compareTo(Interpolation.CUBIC_SPLINE) < 0 ? 0 : 1e-13,
              kind.name());
          if (inside) {
            assertEquals(found[3 + q], known[3 + q], 1e-8, kind + " " + i);
            scale = Math.max(scale, Math.abs(known[3 + q]));
            compared++;
          }
        }
      }
      assertTrue(compared > 600, kind + ": " + compared);
      assertTrue(kind == Interpolation.NEAREST ? scale == 0 : scale > 0.1, kind + ": " + scale);
    }
  }
}
