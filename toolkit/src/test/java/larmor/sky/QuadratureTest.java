package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;

class QuadratureTest {
  /** Relative error of the coefficients to a multipole of a sky without higher ones. */
  private static double error(SphericalHarmonics h, int top) {
    Alm alm = sky(h, top);
    Alm found = h.alm(h.map(alm));
    double square = 0;
    double all = 0;
    for (int m = 0; m <= top; m++) {
      for (int l = m; l <= top; l++) {
        square += Math.pow(found.re(l, m) - alm.re(l, m), 2);
        square += Math.pow(found.im(l, m) - alm.im(l, m), 2);
        all += Math.pow(alm.re(l, m), 2) + Math.pow(alm.im(l, m), 2);
      }
    }
    return Math.sqrt(square / all);
  }

  private static Alm sky(SphericalHarmonics h, int top) {
    double[] c = new double[h.lmax() + 1];
    java.util.Arrays.fill(c, 0, top + 1, 1);
    return h.almRealisation(PowerSpectrum.of(c), 4);
  }

  /** Measured: 1.1e-2 and 3.1e-3 with equal weights, 1e-15 and 6e-15 with pixel weights. */
  @Test
  void pixelWeightsMakeTheQuadratureExactToHalfTheirDegree() {
    for (int nside : new int[] {8, 32}) {
      SphericalHarmonics h = SphericalHarmonics.of(nside);
      int top = 5 * nside / 4;
      assertTrue(error(h.withIterations(0), top) > 2e-3);
      assertTrue(error(h.withPixelWeights(), top) < 1e-13);
      assertTrue(error(h.withPixelWeights(), top + nside / 4) > 5e-4);
    }
  }

  @Test
  void weightsIntegrateEveryHarmonicToZero() {
    SphericalHarmonics h = SphericalHarmonics.of(16);
    Alm pixels = h.withIterations(0).alm(h.withPixelWeights().weights());
    Alm rings = h.withIterations(0).alm(h.withRingWeights().weights());
    for (int l = 0; l <= 40; l++) {
      double expected = l == 0 ? Math.sqrt(4 * Math.PI) : 0;
      assertEquals(expected, rings.re(l, 0), 1e-11);
      for (int m = 0; m <= l; m++) {
        assertEquals(m == 0 ? expected : 0, pixels.re(l, m), 1e-11);
        assertEquals(0, pixels.im(l, m), 1e-11);
      }
    }
    SkyMap ringWeights = h.withRingWeights().weights();
    for (int p = 0; p < ringWeights.pixels(); p++) {
      int start = ringWeights.grid().ringStart(ringWeights.grid().ring(p));
      assertEquals(ringWeights.at(start), ringWeights.at(p), 1e-13, "one weight for each ring");
    }
    SkyMap w = h.withPixelWeights().weights();
    assertTrue(w.min() > 0.95 && w.max() < 1.14, w.toString());
  }

  /** Measured: 2.8e-3 becomes 7.0e-5, and with two iterations 4.3e-5 becomes 2.1e-6. */
  @Test
  void ringWeightsReduceTheErrorWithAndWithoutIterations() {
    SphericalHarmonics h = SphericalHarmonics.of(32, 64);
    double plain = error(h.withIterations(0), 32);
    assertTrue(error(h.withRingWeights().withIterations(0), 32) < plain / 30);
    double iterated = error(h.withIterations(2), 32);
    assertTrue(error(h.withRingWeights().withIterations(2), 32) < iterated / 15);
  }

  @Test
  void weightsDoNotDependOnThreads() {
    SphericalHarmonics h = SphericalHarmonics.of(64);
    assertEquals(
        h.withWorkers(new Workers(1)).withPixelWeights().weights(),
        h.withWorkers(new Workers(2)).withPixelWeights().weights());
  }
}
