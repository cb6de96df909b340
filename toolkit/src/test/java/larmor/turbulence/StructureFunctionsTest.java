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

/** Seeds are fixed; bounds are five of the spreads seen over ten seeds. */
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
    assertEquals(1, found.exponent(), 0.1, found.toString());
    assertEquals(1, found.ratio(), 0.15, found.toString());
  }

  @Test
  void noiseDrawnOutTwofoldAlongTheFieldIsFoundSo() {
    FieldCube a = noise((x, p) -> law(Math.hypot(2 * x, p)));
    var found = StructureFunctions.of(a, uniform(), 400_000, 1).anisotropy(3, 8);
    assertTrue(found.ratio() > 1.5 && found.ratio() < 2.5, found.toString());
    FieldModes modes = FieldModes.of(a);
    for (int p = 0; p < found.across().length; p++) {
      double along = exact(modes, found.along()[p], 0);
      assertEquals(1, along / exact(modes, 0, found.across()[p]), 0.1, found.toString());
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
  void theLocalFieldAndNotTheMeanSaysWhatAlongMeans() {
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
  void inertialRangeEndsWhereThePowerLawDoes() {
    double[] energy = new double[64];
    for (int k = 1; k < 64; k++) {
      energy[k] = Math.pow(k, -5 / 3.0) * Math.exp(-Math.pow(k / 25.0, 4));
    }
    InertialRange range = InertialRange.of(energy, 4, 0.15);
    assertEquals(-5 / 3.0, range.slope(), 0.1);
    assertTrue(range.high() > 12 && range.high() < 24, range.toString());
    assertTrue(range.toString().startsWith("E ∝ k^(-1.7"), range.toString());
    assertThrows(IllegalArgumentException.class, () -> InertialRange.of(energy, 0, 0.05));
  }

  @Test
  void whatGivesNoMeanIsRefused() {
    assertEquals(
        "100 pairs give no mean: draw 6400 or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> StructureFunctions.of(uniform(), uniform(), 100, 1))
            .getMessage());
    assertThrows(
        IllegalStateException.class,
        () -> StructureFunctions.of(uniform(), uniform(), 20_000, 1).anisotropy(9, 10));
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
    var together = StructureFunctions.together(cubes).anisotropy(2, 6);
    assertEquals(sum, together.exponent(), scatter, together.toString());
    assertTrue(together.error() > 0.5 * scatter && together.error() < 2 * scatter, "" + scatter);
    assertTrue(together.error() > 0.01, together.toString());
    assertEquals(
        "2 cubes have no scatter worth the name: take three or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> StructureFunctions.together(cubes.subList(0, 2)))
            .getMessage());
    cubes.set(7, StructureFunctions.of(uniform(), uniform(), 20_000, 1));
    assertEquals(
        "cubes of 32 and 64 points a side do not go together: take cubes of one size",
        assertThrows(IllegalArgumentException.class, () -> StructureFunctions.together(cubes))
            .getMessage());
  }
}
