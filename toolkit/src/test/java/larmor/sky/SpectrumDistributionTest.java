package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SpectrumDistributionTest {
  private static SpectrumDistribution distribution() {
    return SpectrumDistribution.wrap(new double[][] {{2, 1, 3}, {40, 20, 30}});
  }

  @Test
  void quantilesAreLinearBetweenRealisations() {
    SpectrumDistribution d = distribution();
    assertEquals(3, d.realisations());
    assertEquals(1, d.lmax());
    assertArrayEquals(new double[] {20, 30, 40}, d.values(1));
    assertEquals(30, d.quantile(1, 0.5));
    assertEquals(25, d.quantile(1, 0.25), 1e-13);
    assertEquals(1.2, d.lower(0.8).at(0), 1e-15);
    assertEquals(38, d.upper(0.8).at(1), 1e-13);
    assertEquals(PowerSpectrum.of(new double[] {2, 30}), d.mean());
    assertEquals(60, d.times(2).quantile(1, 0.5));
  }

  @Test
  void valuesAreCopies() {
    SpectrumDistribution d = distribution();
    d.values(1)[0] = 99;
    assertEquals(20, d.values(1)[0]);
  }

  @Test
  void unusableRequestsAreRefused() {
    refused(
        "l = 2 is outside the distribution, 0 to 1: use a finer map",
        () -> distribution().values(2));
    refused(
        "a probability of 1.0 is not between 0 and 1: use 0.5 for the median",
        () -> distribution().quantile(1, 1));
    refused(
        "a probability of 0.0 is not between 0 and 1: use 0.5 for the median",
        () -> distribution().lower(1));
  }

  private static void refused(String message, Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }

  @Test
  void printsItself() {
    assertEquals(
        "C_l of 3 realisations to l = 1: at the last, median 30.0, 68% within 23.2 to 36.8",
        distribution().toString());
    assertEquals(
        "20 isotropic skies at nside 16, seed 4", IsotropicRealisations.of(16, 20, 4).toString());
  }
}
