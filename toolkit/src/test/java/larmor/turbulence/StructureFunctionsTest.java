package larmor.turbulence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import larmor.field.CubeScale;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.field.UniformField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

/** Seeds are fixed; measured values stand beside the tolerances. */
class StructureFunctionsTest {
  private static final int N = 64;

  /** Random waves of one power law in the length of (stretch · kx, ky, kz)-like numbers. */
  private static FieldCube noise(java.util.function.ToDoubleBiFunction<Double, Double> power) {
    return FieldModes.of(
            N,
            new Vec3(0, 0, 0),
            (kx, ky, kz, b) -> {
              double amplitude =
                  Math.sqrt(power.applyAsDouble((double) Math.abs(kx), Math.hypot(ky, kz)));
              RandomStream r = RandomStream.of(7, ((kx + N) * 2L * N + ky + N) * 2L * N + kz + N);
              for (int c = 0; c < 6; c++) {
                b[c] = amplitude * r.gaussian();
              }
            })
        .cube();
  }

  private static FieldCube uniform() {
    return FieldCube.of(new UniformField(Vec3.X), N, CubeScale.ofSide(N).withFieldUnit(1));
  }

  private static double law(double k) {
    return k < 2 || k > 20 ? 0 : Math.pow(k, -11 / 3.0);
  }

  @Test
  void isotropicNoiseHasEqualLengthsAlongAndAcross() {
    FieldCube a = noise((x, p) -> law(Math.hypot(x, p)));
    var found = StructureFunctions.of(a, uniform(), 400_000, 1).anisotropy(2, 10);
    assertEquals(1, found.exponent(), 0.05, found.toString());
    assertEquals(1, found.ratio(), 0.05, found.toString());
  }

  /** Elongated by a factor of two in wave number; the measured lengths are those of the modes. */
  @Test
  void noiseElongatedAlongTheFieldHasTheLengthsOfItsPowerSpectrum() {
    FieldCube a = noise((x, p) -> law(Math.hypot(2 * x, p)));
    var found = StructureFunctions.of(a, uniform(), 400_000, 1).anisotropy(3, 8);
    FieldModes modes = FieldModes.of(a);
    for (int p = 0; p < found.across().length; p++) {
      double along = exact(modes, found.along()[p], 0);
      assertEquals(1, along / exact(modes, 0, found.across()[p]), 0.05, found.toString());
    }
  }

  private static double balance(double x, double p) {
    return p < 2 || p > 20 ? 0 : Math.pow(p, -10 / 3.0) * Math.exp(-x / (0.7 * Math.cbrt(p * p)));
  }

  /** About a uniform field the structure function is known: 2 Σ |a(k)|² (1 − cos k·r). */
  @Test
  void structureFunctionsAreThoseOfThePowerSpectrum() {
    FieldCube a = noise(StructureFunctionsTest::balance);
    FieldModes modes = FieldModes.of(a);
    var found = StructureFunctions.of(a, uniform(), 400_000, 1);
    for (int p = 8; p < found.alongLengths().length - 2; p += 2) {
      double exact = exact(modes, found.alongLengths()[p], 0);
      assertEquals(1, found.along()[p] / exact, 0.08, "along " + found.alongLengths()[p]);
      exact = exact(modes, 0, found.acrossLengths()[p]);
      assertEquals(1, found.across()[p] / exact, 0.08, "across " + found.acrossLengths()[p]);
    }
  }

  private static double exact(FieldModes modes, double along, double across) {
    double sum = 0;
    int h = N / 2;
    for (int x = 1 - h; x < h; x++) {
      for (int y = 1 - h; y < h; y++) {
        for (int z = 1 - h; z < h; z++) {
          double power = 0;
          for (double c : modes.at(x, y, z)) {
            power += c * c;
          }
          double q = 2 * Math.PI * along * x / N;
          double j =
              org.apache.commons.math3.special.BesselJ.value(
                  0, 2 * Math.PI * across * Math.hypot(y, z) / N);
          sum += 2 * power * (1 - Math.cos(q) * j);
        }
      }
    }
    return sum;
  }

  @Test
  void directionsAreRelativeToTheLocalFieldAndNotToTheMean() {
    int n = N;
    float[] field = new float[3 * n * n * n];
    float[] quantity = new float[3 * n * n * n];
    for (int i = 0, c = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++, c++) {
          boolean left = k < n / 2;
          field[3 * c + (left ? 0 : 1)] = 1;
          quantity[3 * c + 2] = (float) Math.sin(2 * Math.PI * 4 * (left ? j : i) / n);
        }
      }
    }
    var s = StructureFunctions.of(FieldCube.of(n, quantity), FieldCube.of(n, field), 200_000, 3);
    assertTrue(s.across()[3] > 20 * s.along()[3]);
  }

  @Test
  void theSameSeedGivesTheSameBitsOnAnyNumberOfThreads() {
    FieldCube a = noise((x, p) -> law(Math.hypot(x, p)));
    double[] all = StructureFunctions.of(a, uniform(), 20_000, 5).across();
    String before = System.setProperty("larmor.threads", "1");
    try {
      assertArrayEquals(all, StructureFunctions.of(a, uniform(), 20_000, 5).across());
    } finally {
      if (before == null) {
        System.clearProperty("larmor.threads");
      } else {
        System.setProperty("larmor.threads", before);
      }
    }
  }

  @Test
  void theInertialRangeEndsWhereThePowerLawDoes() {
    double[] energy = new double[64];
    for (int k = 1; k < 64; k++) {
      energy[k] = Math.pow(k, -5 / 3.0) * Math.exp(-Math.pow(k / 25.0, 4));
    }
    InertialRange range = InertialRange.of(energy, 4, 0.15);
    assertEquals("E ∝ k^(-1.73 ± 0.01) for k = 4 to 14, bending by -0.12", range.toString());
    for (int k = 4; k <= 63; k++) {
      energy[k] = k <= 30 ? Math.pow(k, -5 / 3.0) : Math.pow(30, -5 / 3.0) * Math.pow(k / 30.0, -8);
    }
    InertialRange sharp = InertialRange.of(energy, 4, 0.05);
    assertEquals(-5 / 3.0, sharp.slope(), 0.02);
    assertTrue(sharp.high() >= 30 && sharp.high() <= 31, sharp.toString());
  }

  @Test
  void impossibleInertialRangesAreRefused() {
    for (Object[] c :
        new Object[][] {{0, 0.3, "0.300000"}, {25, 0.3, "0.300000"}, {4, 0.0, "0.00000"}}) {
      assertEquals(
          String.format(
              "no range can be found from shell %d of 64 with tolerance %s: begin at shell 1 or"
                  + " above, at a third of the last shell at most, with a tolerance above 0",
              (int) c[0], c[2]),
          assertThrows(
                  IllegalArgumentException.class,
                  () -> InertialRange.of(new double[64], (int) c[0], (double) c[1]))
              .getMessage());
    }
  }

  @Test
  void tooFewPairsOrLengthsAreRefused() {
    assertEquals(
        "100 pairs are too few for a mean: ask for 6400 or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> StructureFunctions.of(uniform(), uniform(), 100, 1))
            .getMessage());
    assertEquals(
        "only 0 lengths across the field from 9.00 to 10.0 cells have a counterpart along it, and an"
            + " exponent needs three: widen the range, or ask for more pairs",
        assertThrows(
                IllegalStateException.class,
                () -> StructureFunctions.of(uniform(), uniform(), 20_000, 1).anisotropy(9, 10))
            .getMessage());
    FieldCube small =
        FieldCube.of(new UniformField(Vec3.X), 32, CubeScale.ofSide(32).withFieldUnit(1));
    assertEquals(
        "a quantity of 32 and a field of 64 points a side are on different grids: take both from one"
            + " grid",
        assertThrows(
                IllegalArgumentException.class,
                () -> StructureFunctions.of(small, uniform(), 20_000, 1))
            .getMessage());
  }

  /**
   * For Gaussian waves the difference and the mean of two points are independent, so about a field
   * that bends by 40° the isotropic waves of another seed, or the same, look isotropic.
   */
  @Test
  void strongGaussianWavesShowNoAnisotropyOfTheirOwn() {
    FieldCube waves = GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), N).cube(4);
    var found = StructureFunctions.of(waves, waves.scaledTo(1), 1_000_000, 1).anisotropy(2, 8);
    assertEquals(1, found.ratio(), 0.15, found.toString());
    assertEquals(1, found.exponent(), 0.1, found.toString());
  }

  /** The scatter of eight cubes, measured once with each alone and once with all together. */
  @Test
  void severalCubesTogetherHaveTheErrorOfTheirScatter() {
    List<StructureFunctions> cubes = new ArrayList<>();
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < 8; seed++) {
      FieldCube waves = GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 32).cube(seed);
      cubes.add(StructureFunctions.of(waves, waves, 200_000, 1));
      double exponent = cubes.get(seed).anisotropy(2, 6).exponent();
      sum += exponent / 8;
      squares += exponent * exponent / 8;
    }
    double scatter = Math.sqrt((squares - sum * sum) / 7);
    var together = StructureFunctions.ofCubes(cubes).anisotropy(2, 6);
    assertEquals(sum, together.exponent(), scatter, together.toString());
    assertTrue(together.error() > 0.5 * scatter && together.error() < 2 * scatter, "" + scatter);
    assertTrue(together.error() > 0.01, together.toString());
    assertEquals(
        "2 cubes are too few to measure their scatter: use three or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> StructureFunctions.ofCubes(cubes.subList(0, 2)))
            .getMessage());
    cubes.set(7, StructureFunctions.of(uniform(), uniform(), 20_000, 1));
    assertEquals(
        "cubes of 32 and 64 points a side cannot be combined: use cubes with the same number of"
            + " points",
        assertThrows(IllegalArgumentException.class, () -> StructureFunctions.ofCubes(cubes))
            .getMessage());
  }
}
