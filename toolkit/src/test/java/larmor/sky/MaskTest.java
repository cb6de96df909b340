package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskTest {
  @Test
  void observatoriesSeeTheirDeclinations() {
    double south = (1 - Math.sin(25 * Units.deg)) / 2;
    double hawc = (Math.sin(64 * Units.deg) + Math.sin(26 * Units.deg)) / 2;
    assertEquals(south, Mask.iceCube(64).skyFraction(), 0.01);
    assertEquals(hawc, Mask.hawc(64).skyFraction(), 0.01);
    assertEquals("mask nside 64: 0.289 of the sky in view", Mask.iceCube(64).toString());
  }

  @Test
  void filesKeepTheWeights(@TempDir Path folder) throws Exception {
    Mask mask = Mask.ofDeclination(4, d -> Math.cos(d) * Math.cos(d));
    mask.write(folder.resolve("mask.fits"));
    assertEquals(mask.map(), Mask.read(folder.resolve("mask.fits")).map());
  }

  /** 300 noisy skies; means within 4.5 standard errors, a false alarm in 40 000 seeds. */
  @Test
  void dipoleInViewHasItsErrors() {
    Mask mask = Mask.iceCube(8);
    Vec3 d = new Vec3(1, -2, 0.5);
    int skies = 300;
    double[] chi = new double[3];
    double[] mean = new double[3];
    for (int s = 0; s < skies; s++) {
      RandomStream random = RandomStream.of(5, s);
      DipoleFit fit = mask.dipole(SkyMap.of(8, n -> d.dot(n) + random.gaussian()));
      Vec3 e = fit.dipole().minus(d);
      double[] off = {e.x(), e.y(), e.z()};
      for (int i = 0; i < 3; i++) {
        double pull = off[i] / Math.sqrt(fit.covariance()[i + 1][i + 1]);
        mean[i] += pull / skies;
        chi[i] += pull * pull / skies;
      }
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(0, mean[i], 4.5 / Math.sqrt(skies));
      assertEquals(1, chi[i], 4.5 * Math.sqrt(2.0 / skies));
    }
  }

  @Test
  void wignerSymbolsAreTheTextbookOnes() {
    double[] a = WignerZero.table(10000);
    assertEquals(2 / 15.0, WignerZero.square(1, 1, 2, a), 1e-15);
    assertEquals(1 / 3.0, WignerZero.square(1, 1, 0, a), 1e-15);
    assertEquals(2 / 35.0, WignerZero.square(2, 2, 4, a), 1e-15);
    assertEquals(0, WignerZero.square(1, 1, 1, a));
    for (int[] ij : new int[][] {{3, 7}, {1535, 1400}, {3000, 2999}}) {
      double sum = 0;
      for (int l = 0; l <= ij[0] + ij[1]; l++) {
        sum += (2 * l + 1) * WignerZero.square(ij[0], ij[1], l, a);
      }
      assertEquals(1, sum, 1e-11);
    }
  }

  @Test
  void fullSkyCouplesNothing() {
    CouplingMatrix m = CouplingMatrix.of(Mask.of(SkyMap.uniform(8, 1)), 20);
    for (int i = 0; i <= 20; i++) {
      for (int j = 0; j <= 20; j++) {
        assertEquals(i == j ? 1 : 0, m.at(i, j), 2e-4, "quadrature at nside 8");
      }
    }
    assertEquals("coupling to l = 20: 1.00 of l = 1 comes from l = 1", m.toString());
  }

  /**
   * 200 skies of C_l = 1 / l(l + 1) behind a mask of f_sky = 0.3. Each of the 10 band means to l =
   * 2 nside lies within 4.5 of its standard errors of the truth (a false alarm in 10⁴ seeds); the
   * errors given are the scatter to 25 % (5 standard errors).
   */
  @Test
  void masterRecoversAKnownSpectrumWithinItsErrors() {
    Mask mask = Mask.observatory(32, -90 * Units.deg, 66.4 * Units.deg);
    assertEquals(0.3, mask.skyFraction(), 0.005);
    SphericalHarmonics harmonics = SphericalHarmonics.of(32);
    double[] c = new double[96];
    Arrays.setAll(c, l -> l == 0 ? 0 : 1.0 / (l * (l + 1)));
    PowerSpectrum model = PowerSpectrum.of(c);
    Master master = Master.of(mask, 6);
    int skies = 200;
    int bands = 10;
    double[] sum = new double[bands];
    double[] square = new double[bands];
    double[] error = new double[bands];
    double noise = 1e-3;
    double pixel = Math.sqrt(noise / Healpix.of(32).pixelArea());
    for (int s = 0; s < skies; s++) {
      RandomStream random = RandomStream.of(77, s);
      SkyMap grain = SkyMap.of(32, n -> pixel * random.gaussian());
      Master.Bands got = master.recover(harmonics.realisation(model, 900 + s).plus(grain), noise);
      for (int b = 0; b < bands; b++) {
        sum[b] += got.power(b) / skies;
        square[b] += got.power(b) * got.power(b) / skies;
        error[b] += got.error(b) / skies;
      }
    }
    for (int b = 0; b < bands; b++) {
      double scatter = Math.sqrt(square[b] - sum[b] * sum[b]);
      double truth = model.mean(1 + 6 * b, 6 + 6 * b);
      assertEquals(truth, sum[b], 4.5 * scatter / Math.sqrt(skies), "band " + b);
      assertEquals(1, error[b] / scatter, 0.25, "band " + b);
    }
    assertEquals("MASTER on 0.297 of the sky: 15 bands from l = 1 to 90", master.toString());
  }

  /** Mean pseudo-spectra of 300 skies are what the coupling says, within 4.5 standard errors. */
  @Test
  void partialSkyLeaksPowerIntoLowMultipolesAsComputed() {
    Mask mask = Mask.iceCube(16);
    double[] c = new double[48];
    c[1] = 1;
    c[2] = 0.3;
    PowerSpectrum model = PowerSpectrum.of(c);
    PowerSpectrum expected = CouplingMatrix.of(mask, 47).times(model);
    SphericalHarmonics harmonics = SphericalHarmonics.of(16);
    int skies = 300;
    double[] mean = new double[9];
    double[] square = new double[9];
    for (int s = 0; s < skies; s++) {
      PowerSpectrum p = mask.pseudo(harmonics.realisation(model, s));
      for (int l = 1; l < 9; l++) {
        mean[l] += p.at(l) / skies;
        square[l] += p.at(l) * p.at(l) / skies;
      }
    }
    for (int l = 1; l < 9; l++) {
      double error = Math.sqrt((square[l] - mean[l] * mean[l]) / skies);
      assertEquals(expected.at(l), mean[l], 4.5 * error, "l = " + l);
    }
    assertTrue(expected.at(3) / mask.moment(2) > 0.05, "no power leaks to l = 3");
  }

  @Test
  void scramblingTakesTheVerticalDipoleOnly() {
    double up = 0.6;
    double aside = 0.8;
    SkyMap sky = SkyMap.of(16, n -> up * n.z() + aside * n.x());
    DipoleFit left = DipoleFit.of(Scrambling.residual(sky));
    assertEquals(0, left.dipole().z(), 1e-12);
    assertEquals(aside, left.dipole().x(), 1e-12);
    assertEquals(2 / 3.0, Scrambling.left(PowerSpectrum.of(new double[] {0, 1})).at(1), 1e-15);
  }

  /** 400 isotropic skies; every l within 4.5 standard errors of 2l / (2l + 1). */
  @Test
  void scramblingLeavesTwoLOfTwoLPlusOneModes() {
    SphericalHarmonics harmonics = SphericalHarmonics.of(8, 12);
    double[] flat = new double[13];
    Arrays.fill(flat, 1, 13, 1);
    PowerSpectrum model = PowerSpectrum.of(flat);
    PowerSpectrum expected = Scrambling.left(model);
    double[] mean = new double[13];
    int skies = 400;
    for (int s = 0; s < skies; s++) {
      PowerSpectrum c = harmonics.power(Scrambling.residual(harmonics.realisation(model, s)));
      for (int l = 1; l <= 12; l++) {
        mean[l] += c.at(l) / skies;
      }
    }
    for (int l = 1; l <= 12; l++) {
      double error = expected.at(l) * Math.sqrt(1.0 / l / skies);
      assertEquals(expected.at(l), mean[l], 4.5 * error, "l = " + l);
    }
  }

  @Test
  void scrambledCountsKeepTheirDeclination() {
    SkyMap counts = SkyMap.of(4, n -> Math.rint(50 * (1 + n.x() / 2)));
    SkyMap scrambled = Scrambling.scrambled(counts, 3);
    assertEquals(Scrambling.background(counts), Scrambling.background(scrambled));
    assertEquals(scrambled, Scrambling.scrambled(counts, 3));
    assertEquals(
        "pixel 0 holds 0.500 particles: give a map of whole counts",
        assertThrows(
                IllegalArgumentException.class,
                () -> Scrambling.scrambled(SkyMap.uniform(1, 0.5), 1))
            .getMessage());
  }

  /** The mean of a Poisson isotropic band is 4π f_sky / (particles a full sky), 4.5 errors. */
  @Test
  void iceCubeBandLiesAtItsNoise() {
    Mask mask = Mask.iceCube(8);
    ObservedSky sky = ObservedSky.of(SkyMap.uniform(8, 100), SkyMap.uniform(8, 100), mask);
    double[][] band = sky.isotropic(200, 9, new Workers(2), Progress.NONE);
    double expected = 4 * Math.PI / (100 * 768) * mask.skyFraction();
    for (int l = 5; l <= 16; l++) {
      double mean = Arrays.stream(band[l]).average().orElseThrow();
      double square = Arrays.stream(band[l]).map(v -> v * v).average().orElseThrow();
      assertEquals(expected, mean, 4.5 * Math.sqrt((square - mean * mean) / 200) + 0.02 * expected);
    }
    assertEquals(0, sky.pseudo().variance(), 1e-25);
    assertEquals("observed sky nside 8: 0.271 of it in view, 2.08e+04 particles", sky.toString());
    double[][] one = sky.isotropic(20, 9, new Workers(1), Progress.NONE);
    assertEquals(
        Arrays.deepToString(one),
        Arrays.deepToString(sky.isotropic(20, 9, new Workers(3), Progress.NONE)));
  }

  /** 40 000 draws a mean; mean and variance within 4.5 standard errors. */
  @Test
  void poissonNumbersHaveTheirMoments() {
    for (double mean : new double[] {0.3, 5, 10, 40, 3000}) {
      RandomStream random = RandomStream.of(2, (long) (10 * mean));
      int n = 40000;
      double sum = 0;
      double square = 0;
      for (int i = 0; i < n; i++) {
        double k = ObservedSky.draw(mean, random) - mean;
        sum += k / n;
        square += k * k / n;
      }
      assertEquals(0, sum, 4.5 * Math.sqrt(mean / n));
      assertEquals(mean, square, 4.5 * Math.sqrt((2 * mean * mean + mean) / n));
    }
  }

  @Test
  void unusableMasksAreRefused() {
    refused(
        "pixel 0 has mask weight 2.00: give one from 0 to 1", () -> Mask.of(SkyMap.uniform(1, 2)));
    refused(
        "the mask hides all 12 pixels: leave some of the sky in view",
        () -> Mask.of(SkyMap.uniform(1, 0)));
    refused(
        "no declinations from 57.3° to 0.00°: give the southern one first",
        () -> Mask.declinations(1, 1, 0));
    refused(
        "a map of nside 2 does not fit a mask of nside 1: make both with one nside",
        () -> Mask.of(SkyMap.uniform(1, 1)).times(SkyMap.uniform(2, 1)));
    refused(
        "pixel 0 is in view but empty: hide it with maskedBy(map)",
        () -> Mask.of(SkyMap.uniform(1, 1)).times(SkyMap.uniform(1, Double.NaN)));
    refused(
        "lmax 6 is outside 0 to 3 nside - 1 = 5: lower it or use a finer mask",
        () -> CouplingMatrix.of(Mask.of(SkyMap.uniform(2, 1)), 6));
    refused(
        "bands of 9 multipoles are outside 1 to 5: use about 1 / sky fraction",
        () -> Master.of(Mask.of(SkyMap.uniform(2, 1)), 9));
    refused(
        "band edge 2 is out of place: let edges grow from 1 to 3 nside = 6",
        () -> Master.of(Mask.of(SkyMap.uniform(2, 1)), 2, 2));
    refused(
        "pixel 0 in view expects 0.00 particles: hide it or give a positive background",
        () ->
            ObservedSky.of(
                SkyMap.uniform(1, 1), SkyMap.uniform(1, 0), Mask.of(SkyMap.uniform(1, 1))));
    refused(
        "3 realisations show no band: use 10 or more, 1000 say",
        () ->
            ObservedSky.scrambled(SkyMap.uniform(1, 1), Mask.of(SkyMap.uniform(1, 1)))
                .isotropic(3, 1, new Workers(1), Progress.NONE));
  }

  private static void refused(String message, Runnable task) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, task::run).getMessage());
  }
}
