package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MasterTest {
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

  /** To the quadrature at nside 8; measured 6.9e-5. */
  @Test
  void fullSkyCouplesNothing() {
    CouplingMatrix m = CouplingMatrix.of(Mask.of(SkyMap.uniform(8, 1)), 20);
    for (int i = 0; i <= 20; i++) {
      for (int j = 0; j <= 20; j++) {
        assertEquals(i == j ? 1 : 0, m.at(i, j), 1e-4);
      }
    }
    assertEquals(
        "coupling to l = 20: for equal C_l, 1.00 of the pseudo-spectrum at l = 1 comes from l = 1",
        m.toString());
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
      PowerSpectrum p = mask.pseudoSpectrum(harmonics.realisation(model, s));
      for (int l = 1; l < 9; l++) {
        mean[l] += p.at(l) / skies;
        square[l] += p.at(l) * p.at(l) / skies;
      }
    }
    for (int l = 1; l < 9; l++) {
      double error = Math.sqrt((square[l] - mean[l] * mean[l]) / skies);
      assertEquals(expected.at(l), mean[l], 4.5 * error, "l = " + l);
    }
    assertEquals(
        0.1015, expected.at(3) / mask.moment(2), 5e-4, "leakage from l = 1 and 2 to l = 3");
  }

  /** A sharp and a soft edge at f_sky = 0.3; squares of the second's weights differ from them. */
  private static Mask[] threeTenths() {
    double edge = -30 * Units.deg;
    double width = 13.3 * Units.deg;
    return new Mask[] {
      Mask.ofObservatory(32, -90 * Units.deg, 66.4 * Units.deg),
      Mask.ofDeclinationWeight(
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
      double truth = model.mean(expected.firstMultipole(b), expected.lastMultipole(b));
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

  private static double mean(int n, IntToDoubleFunction f) {
    return IntStream.range(0, n).mapToDouble(f).sum() / n;
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
    WindowFunction pixel = WindowFunction.ofPixels(32, 95);
    for (Mask mask : threeTenths()) {
      Master master = Master.of(mask, 6);
      BandPowers plain = master.expected(model, 0);
      BandPowers through = master.withWindow(pixel).expected(model, 0);
      PowerSpectrum pseudo = CouplingMatrix.of(mask, 90).times(model.times(pixel));
      BandPowers solved = master.withWindow(pixel).solve(pseudo, 0);
      for (int b = 0; b < plain.size(); b++) {
        double truth = model.mean(plain.firstMultipole(b), plain.lastMultipole(b));
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

  @Test
  void theNumbersOfBandsBelongTogether() {
    Mask mask = Mask.iceCube(8);
    BandPowers bands = Master.of(mask, 4).recover(SkyMap.of(8, n -> n.x() + n.y() * n.z()), 0.01);
    PowerSpectrum model = AhlersHierarchy.spectrum(3 * 8);
    double[] pulls = bands.pulls(model);
    assertEquals(bands.size(), pulls.length);
    for (int b = 0; b < bands.size(); b++) {
      int first = bands.firstMultipole(b);
      int last = bands.lastMultipole(b);
      assertEquals((first + last) / 2.0, bands.middleMultipoles()[b]);
      assertEquals(bands.power(b), bands.powers()[b]);
      assertEquals(
          Math.pow(bands.error(b), 2), bands.covariance(b, b), 1e-12 * bands.covariance(b, b));
      assertEquals((bands.power(b) - model.mean(first, last)) / bands.error(b), pulls[b], 1e-12);
    }
    assertEquals(bands.covariance(0, 1), bands.covariance(1, 0), 1e-9 * bands.covariance(0, 0));
    bands.powers()[0] = -1;
    assertTrue(bands.power(0) >= 0);
  }

  @Test
  void unusableBandsAreRefused() {
    refused(
        "lmax 6 is outside 0 to 3 nside - 1 = 5: lower it or use a finer mask",
        () -> CouplingMatrix.of(Mask.of(SkyMap.uniform(2, 1)), 6));
    refused(
        "bands of 9 multipoles are outside 1 to 5: use about 1 / sky fraction",
        () -> Master.of(Mask.of(SkyMap.uniform(2, 1)), 9));
    refused(
        "band edge 2 is out of order: give increasing edges from 1 to 3 nside = 6",
        () -> Master.of(Mask.of(SkyMap.uniform(2, 1)), 2, 2));
    refused(
        "a noise power of -1.0 is negative or not finite: give that of the map, such as 4π/N",
        () -> Master.of(Mask.of(SkyMap.uniform(2, 1)), 2).recover(SkyMap.uniform(2, 0), -1));
    refused(
        "l = 4 is outside the spectrum, 0 to 3: use a larger lmax",
        () ->
            Master.of(Mask.of(SkyMap.uniform(2, 1)), 2).solve(PowerSpectrum.of(new double[4]), 0));
    refused(
        "l = 4 is outside the window, 0 to 3: use a larger lmax",
        () ->
            Master.of(Mask.of(SkyMap.uniform(2, 1)), 2)
                .withWindow(GaussianSmoothing.of(1).window(3)));
    BandPowers two = Master.of(Mask.of(SkyMap.uniform(2, 1)), 2).recover(SkyMap.uniform(2, 0));
    refused(
        "3 bands are outside 1 to 2: leave out those beyond 2 nside", () -> two.chiSquared(two, 3));
    refused(
        "2 and 5 bands cannot be compared: take both from one Master",
        () -> two.pulls(Master.of(Mask.of(SkyMap.uniform(2, 1)), 1).recover(SkyMap.uniform(2, 0))));
    refused(
        "8 bands cannot be separated on 2.03e-05 of the sky: use wider bands",
        () ->
            Master.of(
                Mask.of(SkyMap.of(64, n -> Healpix.of(64).pixel(n) == 0 ? 1 : 0)),
                IntStream.range(1, 10).toArray()));
  }

  private static void refused(String message, Executable task) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, task).getMessage());
  }
}
