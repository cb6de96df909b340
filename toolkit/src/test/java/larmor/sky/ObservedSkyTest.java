package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ObservedSkyTest {
  /** The mean of a Poisson isotropic band is 4π f_sky / (particles a full sky), 4.5 errors. */
  @Test
  void isotropicBandOfIceCubeLiesAtItsShotNoise() {
    Mask mask = Mask.iceCube(8);
    ObservedSky sky = ObservedSky.of(SkyMap.uniform(8, 100), SkyMap.uniform(8, 100), mask);
    SpectrumDistribution band = sky.isotropic(200, 9, new Workers(2), Progress.NONE);
    double expected = 4 * Math.PI / (100 * 768) * mask.skyFraction();
    for (int l = 5; l <= 16; l++) {
      double mean = band.mean().at(l);
      double square = Arrays.stream(band.values(l)).map(v -> v * v).average().orElseThrow();
      assertEquals(expected, mean, 4.5 * Math.sqrt((square - mean * mean) / 200) + 0.02 * expected);
    }
    assertEquals(0, sky.pseudoSpectrum().variance(), 1e-25);
    assertEquals(
        "observed sky nside 8: 0.271 of the sky in view, 2.08e+04 particles", sky.toString());
    SpectrumDistribution one = sky.isotropic(20, 9, new Workers(1), Progress.NONE);
    SpectrumDistribution three = sky.isotropic(20, 9, new Workers(3), Progress.NONE);
    for (int l = 0; l <= one.lmax(); l++) {
      assertArrayEquals(one.values(l), three.values(l), "l = " + l);
    }
  }

  /**
   * Poisson counts about the data have the pseudo-spectrum of the data plus the shot noise 4π Σ d /
   * (npix b̄)² of the counts d over the mean background b̄, l by l within 4.5 standard errors: a
   * false alarm in 9000 seeds.
   */
  @Test
  void statisticalRealisationsAddTheShotNoiseOfTheData() {
    SkyMap data = SkyMap.of(8, n -> Math.rint(100 * (1 + 0.2 * n.x() - 0.1 * n.y() * n.z())));
    Mask mask = Mask.iceCube(8);
    ObservedSky sky = ObservedSky.of(data, SkyMap.uniform(8, 100), mask);
    SpectrumDistribution c = sky.statistical(300, 4, new Workers(2), Progress.NONE);
    double seen = Arrays.stream(mask.times(data).values()).sum();
    double noise = 4 * Math.PI * seen / Math.pow(768 * 100, 2);
    for (int l = 1; l <= 16; l++) {
      double mean = c.mean().at(l);
      double square = Arrays.stream(c.values(l)).map(v -> v * v).average().orElseThrow();
      double error = Math.sqrt((square - mean * mean) / 300);
      // the quadrature of white noise at nside 8 is off by up to 2 %
      double expected = sky.pseudoSpectrum().at(l) + noise;
      assertEquals(expected, mean, 4.5 * error + 0.02 * noise, "l = " + l);
    }
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
        double k = ObservedSky.drawPoisson(mean, random) - mean;
        sum += k / n;
        square += k * k / n;
      }
      assertEquals(0, sum, 4.5 * Math.sqrt(mean / n));
      assertEquals(mean, square, 4.5 * Math.sqrt((2 * mean * mean + mean) / n));
    }
  }

  @Test
  void unusableObservationsAreRefused() {
    refused(
        "pixel 0 in view has a background of 0.00 particles: hide it or give a positive background",
        () ->
            ObservedSky.of(
                SkyMap.uniform(1, 1), SkyMap.uniform(1, 0), Mask.of(SkyMap.uniform(1, 1))));
    refused(
        "3 realisations are too few to show a distribution: use 10 or more, 1000 for example",
        () ->
            ObservedSky.ofScrambled(SkyMap.uniform(1, 1), Mask.of(SkyMap.uniform(1, 1)))
                .isotropic(3, 1, new Workers(1), Progress.NONE));
  }

  private static void refused(String message, Executable task) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, task).getMessage());
  }
}
