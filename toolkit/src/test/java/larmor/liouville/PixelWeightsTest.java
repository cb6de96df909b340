package larmor.liouville;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Maps, noise and powers of a few weights, computed by hand. */
class PixelWeightsTest {
  private static final Healpix GRID = Healpix.of(1);

  private static void add(PixelWeights pixels, int pixel, double... weights) {
    for (double w : weights) {
      pixels.addLaunch(GRID.direction(pixel));
      pixels.addWeight(GRID.direction(pixel), w);
    }
  }

  @Test
  void sumsAndMeansOfFourWeights() {
    PixelWeights pixels = new PixelWeights(1);
    add(pixels, 0, 1, 3, 2);
    add(pixels, 5, 2);
    pixels.addLaunch(GRID.direction(7));
    WeightedSky sum = pixels.sky(PixelEstimator.SUM, 4, 1);
    assertEquals(4, sum.particles());
    assertEquals(1, sum.missing());
    assertEquals(4, sum.radius());
    assertEquals(2, sum.meanWeight(), 1e-15);
    double[] counts = new double[12];
    counts[0] = 3;
    counts[5] = 1;
    assertArrayEquals(counts, sum.counts().values());
    // the mean of the sums is 8/12
    double[] map = new double[12];
    Arrays.fill(map, -1);
    map[0] = 8;
    map[5] = 2;
    assertArrayEquals(map, sum.map().values(), 1e-14);
    assertEquals(4 * Math.PI * (1 + 9 + 4 + 4) / 64, sum.noise(), 1e-15);

    WeightedSky mean = pixels.sky(PixelEstimator.MEAN, 4, 1);
    assertEquals(PixelEstimator.MEAN, mean.estimator());
    Arrays.fill(map, Double.NaN);
    map[0] = 0;
    map[5] = 0;
    assertArrayEquals(map, mean.map().values(), 1e-15);
    // s² = 2/2 from two degrees of freedom; the mean of 1/n over the two pixels is 2/3
    assertEquals(4 * Math.PI / 12 * (2.0 / 3) / 4, mean.noise(), 1e-15);
  }

  /** The variance of the two weights is 2 in eleven pixels, and 9/2 where one is missing. */
  @Test
  void noiseOfAnEvenLaunchIsThatOfTheScatterWithinPixels() {
    PixelWeights pixels = new PixelWeights(1);
    for (int p = 0; p < 11; p++) {
      add(pixels, p, 1, 3);
    }
    add(pixels, 11, 3);
    pixels.addLaunch(GRID.direction(11));
    WeightedSky sky = pixels.sky(PixelEstimator.SUM, 1, 1);
    double mean = (11 * 4 + 3) / 12.0;
    double variance = 2 * (11 * 2 + 4.5) / 12;
    assertEquals(4 * Math.PI / 12 * variance / (mean * mean), sky.noise(), 1e-15);
    // one launch more is not even
    pixels.addLaunch(GRID.direction(3));
    double squares = 11 * 10 + 9;
    assertEquals(
        4 * Math.PI * squares / (47 * 47), pixels.sky(PixelEstimator.SUM, 1, 2).noise(), 1e-15);
  }

  @Test
  void oneLaunchInEachPixelHasShotNoise() {
    PixelWeights pixels = new PixelWeights(1);
    for (int p = 0; p < 12; p++) {
      add(pixels, p, 2);
    }
    assertEquals(4 * Math.PI / 12, pixels.sky(PixelEstimator.SUM, 1, 0).noise(), 1e-15);
    assertTrue(Double.isNaN(pixels.sky(PixelEstimator.MEAN, 1, 0).noise()));
  }

  @Test
  void weightsFromZeroAreAdded() {
    PixelWeights pixels = new PixelWeights(1);
    pixels.addWeight(Vec3.X, 0);
    assertEquals(
        "all boundary weights are zero: give a weight with a positive mean",
        refusal(() -> pixels.sky(PixelEstimator.SUM, 1, 0)));
    for (double w : new double[] {-1e-300, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertEquals(
          "the boundary weight "
              + w
              + " is negative or not finite: give a weight that is 0 or more everywhere",
          refusal(() -> pixels.addWeight(Vec3.X, w)));
    }
    assertTrue(
        refusal(() -> new PixelWeights(8192))
            .matches("a sky of nside 8192 needs 38.65 GB of memory and .* use a smaller nside"));
  }

  private static String refusal(Executable call) {
    return assertThrows(RuntimeException.class, call).getMessage();
  }

  private static WeightedSky sky(SkyMap map, double noise) {
    return new WeightedSky(map, map, PixelEstimator.SUM, 1, 100, 0, 1, noise);
  }

  @Test
  void powersAndErrorsFollowTheirFormulas() {
    SkyMap map = SkyMap.of(4, n -> 0.3 * n.x() + 0.4 * n.z() * n.z() * n.y());
    PowerSpectrum c = PowerSpectrum.of(map);
    double n = 1e-4;
    WeightedSky sky = sky(map, n);
    assertEquals(c, sky.spectrum());
    assertEquals(c.at(3) - n, sky.spectrumLessNoise().at(3), 1e-18);
    double s = c.at(3) - n;
    assertTrue(s > n, "a signal");
    assertEquals(Math.sqrt(2 * (n * n + 2 * n * s) / 7), sky.spectrumErrors()[3], 1e-15);
    assertTrue(c.at(5) < n, "no signal");
    assertEquals(Math.sqrt(2 * n * n / 11), sky.spectrumErrors()[5], 1e-15);

    RelativeBandPower strong = sky.bandPower(2, 3);
    double signal = (5 * c.at(2) + 7 * c.at(3)) / 12 - n;
    assertEquals(2, strong.from());
    assertEquals(3, strong.to());
    assertEquals(signal / (c.at(1) - n), strong.value(), 1e-15);
    assertEquals(
        Math.sqrt(2 * (n * n + 2 * n * signal) / 12) / (c.at(1) - n), strong.error(), 1e-15);
    RelativeBandPower weak = sky.bandPower(4, 6);
    assertTrue(weak.value() < 0);
    assertEquals(Math.sqrt(2 * n * n / (9 + 11 + 13)) / (c.at(1) - n), weak.error(), 1e-15);
  }

  @Test
  void varianceOfTheStructureIsThatOfThePixelsLessTheNoise() {
    SkyMap map = SkyMap.of(4, Vec3::x);
    double total = map.deviation() * map.deviation();
    double noise = 0.25 * total;
    WeightedSky sky = sky(map, noise * 4 * Math.PI / 192);
    assertEquals(0.75 * total, sky.structureVariance(), 1e-15);
    assertEquals(Math.sqrt(0.75 * total), sky.structureRms(), 1e-15);
    assertEquals(
        Math.sqrt(2 * noise * (noise + 1.5 * total) / 192), sky.structureVarianceError(), 1e-15);
    WeightedSky noisy = sky(map, 2 * total * 4 * Math.PI / 192);
    assertEquals(-total, noisy.structureVariance(), 1e-15);
    assertEquals(0, noisy.structureRms());
    assertEquals(2 * total * Math.sqrt(2.0 / 192), noisy.structureVarianceError(), 1e-15);
    WeightedSky without = sky.withoutDipole();
    assertEquals(0, without.map().deviation(), 1e-14);
    assertEquals(sky.counts(), without.counts());
    assertEquals(sky.noise(), without.noise());
    assertEquals(1, sky.dipole().amplitude(), 0.02);
  }

  @Test
  void emptyPixelsAreToldWithTheRemedy() {
    double[] values = new double[12];
    values[4] = SkyMap.UNSEEN;
    assertEquals(
        "1 of 12 pixels have no trajectory, so the map of mean weights has no full-sky spectrum: use"
            + " more particles than 100, a smaller nside, or PixelEstimator.SUM",
        refusal(sky(SkyMap.of(values), 1)::spectrum));
  }
}
