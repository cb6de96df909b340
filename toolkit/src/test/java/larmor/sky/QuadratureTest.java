package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;

class QuadratureTest {
  private static double error(SphericalHarmonics h, Alm alm) {
    return Math.sqrt(h.alm(h.map(alm)).minus(alm).power().variance() / alm.power().variance());
  }

  private static Alm flat(SphericalHarmonics h, int lmax) {
    double[] c = new double[h.lmax() + 1];
    java.util.Arrays.fill(c, 0, lmax + 1, 1);
    return h.coefficients(PowerSpectrum.of(c), 4);
  }

  @Test
  void pixelWeightsMakeOneQuadratureExact() {
    for (int nside : new int[] {8, 32}) {
      SphericalHarmonics h = SphericalHarmonics.of(nside);
      Alm alm = flat(h, h.lmax() / 2);
      assertTrue(error(h.withIterations(0), alm) > 1e-3);
      assertTrue(error(h.withPixelWeights(), padded(alm, h.lmax())) < 1e-11);
    }
  }

  private static Alm padded(Alm alm, int lmax) {
    return alm.lmax() == lmax ? alm : Alm.single(lmax, 0, 0, 0, 0).plus(alm);
  }

  @Test
  void weightsIntegrateEveryHarmonicToZero() {
    SphericalHarmonics h = SphericalHarmonics.of(16);
    Alm pixels = h.withIterations(0).alm(h.withPixelWeights().weights());
    Alm rings = h.withIterations(0).alm(h.withRingWeights().weights());
    for (int l = 0; l <= h.lmax(); l++) {
      double expected = l == 0 ? Math.sqrt(4 * Math.PI) : 0;
      assertEquals(expected, rings.re(l, 0), 1e-11);
      for (int m = 0; m <= l; m++) {
        assertEquals(m == 0 ? expected : 0, pixels.re(l, m), 1e-11);
        assertEquals(0, pixels.im(l, m), 1e-11);
      }
    }
    SkyMap w = h.withPixelWeights().weights();
    assertTrue(w.min() > 0.5 && w.max() < 1.5, w.toString());
  }

  @Test
  void ringWeightsTakeOffErrorAndGoWithIterations() {
    SphericalHarmonics h = SphericalHarmonics.of(32);
    Alm alm = flat(h, 64);
    double plain = error(h.withIterations(0), alm);
    assertTrue(error(h.withRingWeights().withIterations(0), alm) < plain);
    assertTrue(error(h.withRingWeights().withIterations(3), alm) < 1e-4 * plain);
  }

  @Test
  void weightsDoNotDependOnThreads() {
    SphericalHarmonics h = SphericalHarmonics.of(64);
    assertEquals(
        h.withWorkers(new Workers(1)).withPixelWeights().weights(),
        h.withWorkers(new Workers(2)).withPixelWeights().weights());
  }
}
