package larmor.liouville;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import larmor.numeric.Vec3;
import larmor.sky.SkyMap;
import org.junit.jupiter.api.Test;

class SpectrumErrorsTest {
  private static final double NOISE = 0.01;

  private static WeightedSky sky(SkyMap signal, Random random) {
    double deviation = Math.sqrt(NOISE * signal.pixels() / (4 * Math.PI));
    double[] values = signal.values();
    for (int p = 0; p < values.length; p++) {
      values[p] += deviation * random.nextGaussian();
    }
    SkyMap map = SkyMap.of(values);
    return new WeightedSky(map, map, PixelEstimator.SUM, 1, 1000, 0, 1, NOISE);
  }

  /**
   * One signal with the noise of 150 skies: the scatter of C_ℓ, in units of the stated error, has a
   * variance of 1 within 5 standard errors, for strong (ℓ = 1, 3) and for no signal (ℓ = 6 to 12).
   */
  @Test
  void theScatterOfCWithTheNoiseIsTheStatedError() {
    SkyMap signal = SkyMap.of(8, n -> n.x() + 3 * n.z() * n.z() * n.z());
    Random random = new Random(3);
    int skies = 150;
    double[] mean = new double[13];
    double[] square = new double[13];
    double[] variance = new double[13];
    for (int i = 0; i < skies; i++) {
      WeightedSky sky = sky(signal, random);
      double[] c = sky.spectrum().values();
      double[] error = sky.spectrumErrors();
      for (int l = 1; l <= 12; l++) {
        mean[l] += c[l] / skies;
        square[l] += c[l] * c[l] / skies;
        variance[l] += error[l] * error[l] / skies;
      }
    }
    for (int l : new int[] {1, 3}) {
      double ratio = (square[l] - mean[l] * mean[l]) / variance[l];
      assertEquals(1, ratio, 5 * Math.sqrt(2.0 / skies), "l = " + l);
      assertTrue(mean[l] > 10 * NOISE, "a strong signal at l = " + l);
    }
    double without = 0;
    for (int l = 6; l <= 12; l++) {
      without += (square[l] - mean[l] * mean[l]) / variance[l] / 7;
    }
    // above the noise by chance, a sky states a larger error: the mean of max(0, C − N) is not 0
    assertTrue(without > 0.5 && without < 1.1, "no signal: " + without);
  }

  @Test
  void anUnknownNoiseGivesNoErrors() {
    SkyMap map = SkyMap.of(4, Vec3::x);
    WeightedSky sky = new WeightedSky(map, map, PixelEstimator.MEAN, 1, 9, 0, 1, Double.NaN);
    assertTrue(Double.isNaN(sky.spectrumErrors()[3]));
  }
}
