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
    double[] a = Wigner3j.table(10000);
    assertEquals(2 / 15.0, Wigner3j.square(1, 1, 2, a), 1e-15);
    assertEquals(1 / 3.0, Wigner3j.square(1, 1, 0, a), 1e-15);
    assertEquals(2 / 35.0, Wigner3j.square(2, 2, 4, a), 1e-15);
    assertEquals(0, Wigner3j.square(1, 1, 1, a));
    for (int[] ij : new int[][] {{3, 7}, {1535, 1400}, {3000, 2999}}) {
      double sum = 0;
      for (int l = 0; l <= ij[0] + ij[1]; l++) {
        sum += (2 * l + 1) * Wigner3j.square(ij[0], ij[1], l, a);
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

  /** A sharp and a soft edge at f_sky = 0.3; squares of the second's weights differ from them. */
  private static Mask[] threeTenths() {
    double edge = -30 * Units.deg;
    double width = 13.3 * Units.deg;
    return new Mask[] {
      Mask.observatory(32, -90 * Units.deg, 66.4 * Units.deg),
      Mask.ofDeclination(
          32,
          d -> {
            double t = Math.max(0, Math.min(1, (d - edge) / width));
            return Math.pow(Math.cos(Math.PI / 2 * t), 2);
          })
    };
  }

  /**
   * Skies of two known spectra with noise, behind two masks of f_sky = 0.3, 1000 of each. Each of
   * the ten band means to l = 2 nside lies within 4.5 of its standard errors of what is expected,
   * which for the first spectrum, of the shape assumed within bands, is the truth; each band's
   * variance about it is the one given, and the mean χ² of the ten, with all their covariances, is
   * 10, both within 4.5 standard errors of the scatter: 42 comparisons, a false alarm in 3500
   * seeds.
   */
  @Test
  void masterRecoversAKnownSpectrumWithinItsErrors() {
    double[] flat = new double[96];
    Arrays.setAll(flat, l -> l == 0 ? 0 : 1.0 / (l * (l + 1)));
    double[] steep = new double[96];
    Arrays.setAll(steep, l -> l == 0 ? 0 : 3.0 / (l * (l + 1.0) * (l + 4)));
    Mask[] masks = threeTenths();
    assertEquals(0.3, masks[0].skyFraction(), 0.005);
    assertEquals(0.3, masks[1].skyFraction(), 0.005);
    recovers(masks[0], PowerSpectrum.of(flat), true, 1e-3, 77);
    recovers(masks[1], PowerSpectrum.of(steep), false, 1e-4, 78);
  }

  private static void recovers(
      Mask mask, PowerSpectrum model, boolean shaped, double noise, long seed) {
    SphericalHarmonics harmonics = SphericalHarmonics.of(32).withWorkers(new Workers(1));
    Master master = Master.of(mask, 6);
    BandPowers expected = master.expected(model, noise);
    int skies = 1000;
    int bands = 10;
    double pixel = Math.sqrt(noise / Healpix.of(32).pixelArea());
    double[][] pulls = new double[skies][];
    double[] chi = new double[skies];
    new Workers(2)
        .forEach(
            skies,
            s -> {
              RandomStream random = RandomStream.of(seed, s);
              SkyMap grain = SkyMap.of(32, n -> pixel * random.gaussian());
              SkyMap sky = harmonics.realisation(model, 1000 * seed + s).plus(grain);
              BandPowers got = master.recover(sky, noise);
              pulls[s] = got.pulls(expected);
              chi[s] = got.chiSquared(expected, bands);
            });
    for (int b = 0; b < bands; b++) {
      int band = b;
      double truth = model.mean(expected.from(b), expected.to(b));
      if (shaped) {
        assertEquals(truth, expected.power(b), 1e-9 * truth, "shape assumed in band " + b);
      }
      double mean = mean(skies, s -> pulls[s][band]);
      double square = mean(skies, s -> Math.pow(pulls[s][band], 2));
      double fourth = mean(skies, s -> Math.pow(pulls[s][band], 4));
      assertEquals(0, mean, 4.5 / Math.sqrt(skies), "mean of band " + b);
      double error = Math.sqrt((fourth - square * square) / skies);
      assertEquals(1, square, 4.5 * error, "variance of band " + b);
    }
    double mean = mean(skies, s -> chi[s]);
    double scatter = Math.sqrt(mean(skies, s -> Math.pow(chi[s] - mean, 2)));
    assertEquals(bands, mean, 4.5 * scatter / Math.sqrt(skies), "χ²");
  }

  private static double mean(int n, java.util.function.IntToDoubleFunction f) {
    return java.util.stream.IntStream.range(0, n).mapToDouble(f).sum() / n;
  }

  /** C̃_0 of a sky with a monopole C and noise N is (⟨w⟩² C + ⟨w²⟩ N) χ²_1. */
  @Test
  void varianceOfThePseudoMonopoleIsThatOfTheWeights() {
    Mask mask = threeTenths()[1];
    double[] sky = new double[20];
    sky[0] = 0.7;
    double mean = Math.pow(mask.moment(1), 2) * 0.7 + mask.moment(2) * 0.3;
    double[][] c = PseudoCovariance.of(mask, null, null, sky, 0.3);
    assertEquals(2 * mean * mean, c[0][0], 1e-12 * c[0][0]);
    assertTrue(mask.moment(2) < 0.98 * mask.moment(1));
  }

  /** The mean pseudo-spectrum of a model gives back its band means if it has the assumed shape. */
  @Test
  void expectedBandsAreThoseOfTheModel() {
    double[] c = new double[96];
    Arrays.setAll(c, l -> l == 0 ? 0 : 1.0 / (l * (l + 1)));
    PowerSpectrum model = PowerSpectrum.of(c);
    WindowFunction pixel = WindowFunction.pixel(32, 95);
    for (Mask mask : threeTenths()) {
      Master master = Master.of(mask, 6);
      BandPowers plain = master.expected(model, 0);
      BandPowers through = master.withWindow(pixel).expected(model, 0);
      PowerSpectrum pseudo = CouplingMatrix.of(mask, 90).times(model.times(pixel));
      BandPowers solved = master.withWindow(pixel).solve(pseudo, 0);
      for (int b = 0; b < plain.size(); b++) {
        double truth = model.mean(plain.from(b), plain.to(b));
        assertEquals(truth, plain.power(b), 1e-10 * truth);
        assertEquals(truth, through.power(b), 1e-10 * truth);
        assertEquals(truth, solved.power(b), b < 14 ? 1e-10 * truth : 1e-4 * truth);
        assertEquals(plain.error(b), through.error(b), (b < 10 ? 0.03 : 0.1) * plain.error(b));
      }
      BandPowers noisy = master.expected(model, 1e-3);
      assertTrue(master.withWindow(pixel).expected(model, 1e-3).error(14) > 1.3 * noisy.error(14));
    }
    assertEquals(
        "MASTER on 0.297 of the sky: 15 bands from l = 1 to 90",
        Master.of(threeTenths()[0], 6).toString());
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
        "a noise power of -1.0 is not finite and 0 or more: give the map's, such as 4π/N",
        () -> Master.of(Mask.of(SkyMap.uniform(2, 1)), 2).recover(SkyMap.uniform(2, 0), -1));
    refused(
        "l = 4 is outside the spectrum, 0 to 3: use a larger lmax",
        () ->
            Master.of(Mask.of(SkyMap.uniform(2, 1)), 2).solve(PowerSpectrum.of(new double[4]), 0));
    refused(
        "l = 4 is outside the window, 0 to 3: make it longer",
        () ->
            Master.of(Mask.of(SkyMap.uniform(2, 1)), 2).withWindow(WindowFunction.gaussian(1, 3)));
    BandPowers two = Master.of(Mask.of(SkyMap.uniform(2, 1)), 2).recover(SkyMap.uniform(2, 0));
    refused(
        "3 bands are outside 1 to 2: leave out those beyond 2 nside", () -> two.chiSquared(two, 3));
    refused(
        "2 and 5 bands do not compare: take both from one Master",
        () -> two.pulls(Master.of(Mask.of(SkyMap.uniform(2, 1)), 1).recover(SkyMap.uniform(2, 0))));
    refused(
        "8 bands cannot be told apart on 2.03e-05 of the sky: use wider bands",
        () ->
            Master.of(
                Mask.of(SkyMap.of(64, n -> Healpix.of(64).pixel(n) == 0 ? 1 : 0)),
                java.util.stream.IntStream.range(1, 10).toArray()));
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
