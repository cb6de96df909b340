package larmor.turbulence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.field.FieldSpectrum;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class GridTurbulenceTest {
  private static final TurbulenceSpectrum ISOTROPIC = TurbulenceSpectrum.kolmogorov();
  private static final TurbulenceSpectrum STRETCHED = TurbulenceSpectrum.goldreichSridhar();

  @Test
  void fieldHasItsMeanItsFluctuationAndNoDivergence() {
    for (TurbulenceSpectrum s : List.of(ISOTROPIC, STRETCHED, ISOTROPIC.withFluctuation(1.5))) {
      for (int n : new int[] {27, 32}) {
        FieldCube cube = GridTurbulence.of(s, n).cube(5);
        assertEquals(1, cube.mean().x(), 1e-7);
        assertTrue(cube.mean().minus(Vec3.X).norm() < 1e-7);
        assertEquals(s.fluctuation(), cube.fluctuation(), 1e-7);
        assertTrue(cube.relativeDivergence() < 2e-7, s + ": " + cube.relativeDivergence());
      }
    }
  }

  @Test
  void sameSeedGivesTheSameBitsOnAnyNumberOfThreads() {
    FieldCube here = GridTurbulence.of(STRETCHED, 24).cube(3);
    System.setProperty("larmor.threads", "5");
    try {
      assertEquals(here.contentHash(), GridTurbulence.of(STRETCHED, 24).cube(3).contentHash());
    } finally {
      System.clearProperty("larmor.threads");
    }
    assertNotEquals(here.contentHash(), GridTurbulence.of(STRETCHED, 24).cube(4).contentHash());
  }

  @Test
  void longWavesAreTheSameOnAFinerGridUpToOneFactor() {
    FieldModes coarse = FieldModes.of(GridTurbulence.of(ISOTROPIC, 24).cube(3));
    FieldModes fine = FieldModes.of(GridTurbulence.of(ISOTROPIC, 48).cube(3));
    double factor = fine.at(3, 1, -2)[0] / coarse.at(3, 1, -2)[0];
    assertTrue(factor > 0.8 && factor < 1);
    for (int[] k : new int[][] {{2, 2, 0}, {-3, 0, 1}, {0, 0, 4}, {-1, -2, -3}, {0, -3, 0}}) {
      for (int c = 0; c < 6; c++) {
        assertEquals(factor * coarse.at(k[0], k[1], k[2])[c], fine.at(k[0], k[1], k[2])[c], 1e-8);
      }
    }
  }

  /**
   * Shell by shell over 40 seeds, each shell within 4.5 standard errors of the expected energy: a
   * false alarm in one of 10,000 choices of seeds.
   */
  @Test
  void shellsHoldTheEnergyOfTheSpectrum() {
    int n = 32;
    int seeds = 40;
    for (TurbulenceSpectrum s : List.of(ISOTROPIC, ISOTROPIC.withSlope(1.5), STRETCHED)) {
      GridTurbulence turbulence = GridTurbulence.of(s, n);
      double[] expected = new double[n];
      double[] spread = new double[n];
      double total = 0;
      for (int x = -n / 2 + 1; x < n / 2; x++) {
        for (int y = -n / 2 + 1; y < n / 2; y++) {
          for (int z = -n / 2 + 1; z < n / 2; z++) {
            double p = turbulence.power(x, y, z);
            int shell = (int) Math.rint(Math.sqrt(x * x + y * y + z * z));
            expected[shell] += p;
            // |b|² of one complex Gaussian has the variance p²; k and −k are the same one
            spread[shell] += 2 * p * p;
            total += p;
          }
        }
      }
      double[] mean = new double[n];
      for (int seed = 0; seed < seeds; seed++) {
        FieldSpectrum f = FieldSpectrum.of(turbulence.cube(1000 + seed));
        for (int k = 0; k < n / 2; k++) {
          mean[k] += f.energy(k) / f.total() / seeds;
        }
      }
      for (int k = 0; k <= 9; k++) {
        double error = 4.5 * Math.sqrt(spread[k] / seeds) / total + 1e-9;
        assertEquals(expected[k] / total, mean[k], error, s + ", shell " + k);
      }
      assertEquals(0, mean[1], 1e-9);
      assertEquals(0, mean[10], 1e-9);
    }
  }

  @Test
  void expectedSlopeIsThatOfTheSpectrum() {
    GridTurbulence isotropic = GridTurbulence.of(ISOTROPIC, 64);
    assertEquals(
        Math.pow(2, -11.0 / 3), isotropic.power(6, 2, 4) / isotropic.power(3, 1, 2), 1e-12);
    GridTurbulence alfven =
        GridTurbulence.of(STRETCHED.withModeFractions(new ModeFractions(1, 0, 0)), 64);
    assertEquals(Math.pow(2, -10.0 / 3), alfven.power(0, 6, 8) / alfven.power(0, 3, 4), 1e-12);
    double fall = Math.log(alfven.power(0, 6, 8) / alfven.power(4, 6, 8));
    assertEquals(1.6 / (Math.pow(0.773, 4.0 / 3) * Math.pow(4, 2.0 / 3)), fall, 1e-12);
    GridTurbulence fast =
        GridTurbulence.of(STRETCHED.withModeFractions(new ModeFractions(0, 0, 1)), 64);
    assertEquals(Math.pow(2, -3.5), fast.power(6, 2, 4) / fast.power(3, 1, 2), 1e-12);
    assertEquals(fast.power(0, 3, 4), fast.power(5, 0, 0), 1e-12 * fast.power(5, 0, 0));
  }

  /** k and −k are conjugate in every component: the samples are real as drawn, not by omission. */
  @Test
  void wavesOfThePlaneWithoutZAreConjugate() {
    FieldModes m = FieldModes.of(GridTurbulence.of(STRETCHED, 24).cube(8));
    double[] a = m.at(2, -3, 0);
    double[] b = m.at(-2, 3, 0);
    assertTrue(Math.abs(a[1]) > 1e-6);
    for (int c = 0; c < 6; c++) {
      assertEquals(c % 2 == 0 ? a[c] : -a[c], b[c], 1e-8);
    }
  }

  /**
   * Over 20 seeds, along k×B0 and along (k×B0)×k: no mean of any part, equal powers of the two when
   * isotropic, the Alfvén share along the first when not; each within 4.5 standard errors, a false
   * alarm in one of 20,000 choices of seeds.
   */
  @Test
  void polarisationsHaveTheirSharesAndPhasesAreUniform() {
    int n = 32;
    for (TurbulenceSpectrum s : List.of(ISOTROPIC, STRETCHED)) {
      GridTurbulence turbulence = GridTurbulence.of(s, n);
      double[] mean = new double[4];
      double[] weight = new double[3];
      int count = 0;
      for (int seed = 0; seed < 20; seed++) {
        FieldModes m = FieldModes.of(turbulence.cube(seed));
        for (int x = -8; x <= 8; x++) {
          for (int y = -8; y <= 8; y++) {
            for (int z = 1; z <= 8; z++) {
              double p = turbulence.power(x, y, z);
              if (p == 0) {
                continue;
              }
              double[] b = m.at(x, y, z);
              double across = Math.hypot(y, z);
              double k = Math.sqrt(x * x + across * across);
              double re1 = (z * b[2] - y * b[4]) / across;
              double im1 = (z * b[3] - y * b[5]) / across;
              // the second direction's part along B0 is k⊥/k
              double re2 = b[0] * k / across;
              double im2 = b[1] * k / across;
              double[] parts = {re1, im1, re2, im2};
              for (int c = 0; c < 4; c++) {
                mean[c] += Math.signum(parts[c]);
              }
              weight[0] += re1 * re1 + im1 * im1;
              weight[1] += re2 * re2 + im2 * im2;
              weight[2] += p * p;
              count++;
            }
          }
        }
      }
      for (double v : mean) {
        assertEquals(0, v / count, 4.5 / Math.sqrt(count), "signs of " + s);
      }
      double total = 0;
      for (int x = -8; x <= 8; x++) {
        for (int y = -8; y <= 8; y++) {
          for (int z = 1; z <= 8; z++) {
            total += 20 * turbulence.power(x, y, z);
          }
        }
      }
      double share = s.equals(ISOTROPIC) ? 0.5 : s.modeFractions().alfven();
      // a share of a half has the standard error √Σp² / (√8 Σp), other shares a smaller one
      double error = 4.5 / Math.sqrt(8) * Math.sqrt(weight[2]) / total;
      assertTrue(error < 0.03, "" + error);
      assertEquals(share, weight[0] / (weight[0] + weight[1]), error, s.toString());
    }
  }

  /**
   * Alfvén waves have no component along the mean field; slow and fast ones lie in the plane of k
   * and the mean field. One realisation gave 0.644 for fast and 0.797 for slow waves.
   */
  @Test
  void modesHaveTheDirectionsOfTheirWaves() {
    double alfven = alongMean(new ModeFractions(1, 0, 0));
    double fast = alongMean(new ModeFractions(0, 0, 1));
    double slow = alongMean(new ModeFractions(0, 1, 0));
    assertTrue(alfven < 1e-12, "Alfvén waves along B0 " + alfven);
    // isotropic waves in that plane: sin² of the angle to B0 averages to 2/3
    assertEquals(2.0 / 3, fast, 0.03);
    assertEquals(0.797, slow, 0.005, "slow waves along B0");
  }

  private static double alongMean(ModeFractions split) {
    FieldCube cube = GridTurbulence.of(STRETCHED.withModeFractions(split), 32).cube(2);
    float[] b = cube.values();
    double along = 0;
    double all = 0;
    for (int p = 0; p < b.length; p += 3) {
      double x = b[p] - 1;
      along += x * x;
      all += x * x + (double) b[p + 1] * b[p + 1] + (double) b[p + 2] * b[p + 2];
    }
    return along / all;
  }

  /** The energy-weighted k∥/k⊥ of the Alfvén part, as drawn and as its tensor says. */
  @Test
  void alfvenWavesAreElongatedAlongTheMeanField() {
    int n = 48;
    GridTurbulence turbulence =
        GridTurbulence.of(STRETCHED.withModeFractions(new ModeFractions(1, 0, 0)), n);
    FieldModes m = FieldModes.of(turbulence.cube(17));
    double[] drawn = new double[3];
    double[] expected = new double[3];
    int most = n / 4;
    for (int x = -most; x <= most; x++) {
      for (int y = -most; y <= most; y++) {
        for (int z = -most; z <= most; z++) {
          if (x == 0 && y == 0 && z == 0) {
            continue;
          }
          double[] b = m.at(x, y, z);
          double power = 0;
          for (double v : b) {
            power += v * v;
          }
          double p = turbulence.power(x, y, z);
          drawn[0] += power;
          drawn[1] += power * x * x;
          drawn[2] += power * (y * y + z * z);
          expected[0] += p;
          expected[1] += p * x * x;
          expected[2] += p * (y * y + z * z);
        }
      }
    }
    double ratio = drawn[1] / drawn[2];
    assertEquals(expected[1] / expected[2], ratio, 0.1 * ratio);
    // an isotropic field has 1/2
    assertTrue(ratio < 0.35, "k∥²/k⊥² " + ratio);
  }

  /** The divergence of the spline itself, by differences about its samples. */
  @Test
  void withDivergenceFreeSplineTheSplineHasNoDivergenceAtItsSamples() {
    int n = 24;
    GridTurbulence waves = GridTurbulence.of(ISOTROPIC, n);
    double ofWaves = splineDivergence(waves.cube(6));
    double ofSamples = splineDivergence(waves.withDivergenceFreeSpline().cube(6));
    assertTrue(ofWaves > 2e-3, "" + ofWaves);
    assertTrue(ofSamples < 3e-7, "" + ofSamples);
    FieldCube cube = waves.withDivergenceFreeSpline().cube(6);
    assertEquals(ISOTROPIC.fluctuation(), cube.fluctuation(), 1e-7);
    assertTrue(cube.relativeDivergence() < 3e-3, "" + cube.relativeDivergence());
    assertEquals(
        splineDivergence(GridTurbulence.of(STRETCHED, n).withDivergenceFreeSpline().cube(2)),
        0,
        3e-7);
  }

  static double splineDivergence(FieldCube cube) {
    CubeScale cells = CubeScale.ofSide(cube.points()).withFieldUnit(1);
    CubicSplineField spline = CubicSplineField.of(cube, cells);
    double h = 1e-4;
    double above = 0;
    double below = 0;
    double[] up = new double[3];
    double[] down = new double[3];
    for (int p = 0; p < 400; p++) {
      int z = p / 56;
      int y = p / 7 % 8;
      double[] r = {p % 7, y, z};
      double divergence = 0;
      for (int c = 0; c < 3; c++) {
        double middle = r[c];
        r[c] = middle + h;
        spline.at(r[0], r[1], r[2], up);
        r[c] = middle - h;
        spline.at(r[0], r[1], r[2], down);
        r[c] = middle;
        divergence += up[c] - down[c];
        for (int d = 0; d < 3; d++) {
          below += (up[d] - down[d]) * (up[d] - down[d]);
        }
      }
      above += divergence * divergence;
    }
    return Math.sqrt(above / below);
  }

  /**
   * About a nearly straight field the measured structure functions, across and along, are those of
   * the tensor's waves, 2 Σ P (1 − cos k·ℓ), within 15 %: one realisation of some 30 large eddies.
   */
  @Test
  void structureFunctionsAreThoseOfTheTensor() {
    int n = 96;
    TurbulenceSpectrum alfven =
        STRETCHED.withModeFractions(new ModeFractions(1, 0, 0)).withFluctuation(0.02);
    GridTurbulence waves = GridTurbulence.of(alfven, n);
    FieldCube cube = waves.cube(9);
    StructureFunctions s = StructureFunctions.of(cube, cube, 1_000_000, 4);
    double[] powerAlong = new double[n];
    double[] powerAcross = new double[n];
    double total = 0;
    for (int x = -n / 4; x <= n / 4; x++) {
      for (int y = -n / 4; y <= n / 4; y++) {
        for (int z = -n / 4; z <= n / 4; z++) {
          double p = waves.power(x, y, z);
          powerAlong[Math.abs(x)] += p;
          powerAcross[Math.abs(y)] += p;
          total += p;
        }
      }
    }
    for (int which = 0; which < 2; which++) {
      double[] lengths = which == 0 ? s.acrossLengths() : s.alongLengths();
      double[] measured = which == 0 ? s.across() : s.along();
      int tested = 0;
      for (int i = 0; i < lengths.length; i++) {
        if (lengths[i] > 3 && lengths[i] < 15) {
          double expected = 0;
          for (int k = 0; k <= n / 4; k++) {
            double wave = 1 - Math.cos(2 * Math.PI * k * lengths[i] / n);
            expected += 2 * (which == 0 ? powerAcross : powerAlong)[k] * wave / total;
          }
          expected *= 0.02 * 0.02;
          assertEquals(expected, measured[i], 0.15 * expected, which + ", " + lengths[i]);
          tested++;
        }
      }
      assertTrue(tested > 6, "" + tested);
    }
  }

  @Test
  void spectraPrintThemselves() {
    assertEquals(
        "isotropic k^-1.67 turbulence from 0.400 sides to 4.00 cells, δB/B0 = 0.570",
        ISOTROPIC.toString());
    assertEquals(
        "Goldreich-Sridhar turbulence from 0.400 sides to 4.00 cells, δB/B0 = 0.570, M_A = 0.773,"
            + " 80.0 % Alfvén, 5.00 % slow, 15.0 % fast, on 64³ points",
        GridTurbulence.of(STRETCHED, 64).toString());
  }

  @Test
  void impossibleTurbulenceIsRefused() {
    assertMessage(
        "a smallest scale of 1.5 cells is below two cells, the least a grid can represent: raise it"
            + " or use more points",
        () -> ISOTROPIC.withSmallestScale(1.5));
    assertMessage(
        "an injection scale of 1.2 sides does not fit into the cube: give a fraction above 0 and up"
            + " to 1",
        () -> ISOTROPIC.withInjectionScale(1.2));
    assertMessage(
        "a fluctuation dB/B0 of 0.0 is not positive: give a value above 0",
        () -> ISOTROPIC.withFluctuation(0));
    assertMessage(
        "an Alfven Mach number of 1.3 is outside the sub-Alfvenic range of this spectrum: give a"
            + " value above 0 and up to 1, or use .withLocalAnisotropy()",
        () -> STRETCHED.withAlfvenMach(1.3));
    assertMessage(
        "an Alfven Mach number of 20.0 is outside the range of this spectrum: give a value above 0"
            + " and up to 10",
        () -> STRETCHED.withLocalAnisotropy().withAlfvenMach(20));
    assertMessage(
        "waves of 3.0 cells are too short to be averaged along field lines: raise the smallest scale"
            + " to 4 cells or more",
        () -> STRETCHED.withLocalAnisotropy().withSmallestScale(3));
    assertMessage(
        "a spectral slope of NaN is outside the range of this model: give s of k^-s from -3 to 10",
        () -> ISOTROPIC.withSlope(Double.NaN));
    assertMessage(
        "a slope of 1.5 contradicts Goldreich and Sridhar's anisotropy, whose slope is 5/3: set the"
            + " slope of an isotropic spectrum only",
        () -> STRETCHED.withSlope(1.5));
    assertMessage(
        "fractions of 0.5 (Alfvén), 0.2 (slow) and 0.2 (fast) do not add up to 1, or one is negative:"
            + " give three from 0 to 1 with the sum 1",
        () -> new ModeFractions(0.5, 0.2, 0.2));
    assertMessage(
        "4 points a side are outside the range 8 to 1280: choose a number in that range",
        () -> GridTurbulence.of(ISOTROPIC, 4));
    assertMessage(
        "waves from 6.40 cells down to 4.00 cells span less than a factor of two: use at least 20"
            + " points a side, or a smaller smallest scale",
        () -> GridTurbulence.of(ISOTROPIC, 16));
  }

  @Test
  void aCubeBeyondTheHeapIsRefusedBeforeAWaveIsDrawn() {
    GridTurbulence large = GridTurbulence.of(ISOTROPIC, 1280);
    String said = assertThrows(IllegalStateException.class, () -> large.cube(1)).getMessage();
    assertTrue(
        said.startsWith(
            "a field of 1280 points a side and the transform of one component needs 33.57 GB of"
                + " memory and "),
        said);
    assertTrue(said.endsWith("start Java with a larger -Xmx, or use fewer points a side"), said);
  }

  private static void assertMessage(String message, org.junit.jupiter.api.function.Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
