package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;

import larmor.numeric.Progress;
import larmor.numeric.Workers;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

/** Against numpy and healpy; {@code make_partial_reference.py} is the recipe. */
class PartialSkyReferenceTest {
  private static Mask south(int nside, double declination) {
    return Mask.ofDeclinations(nside, -91 * Units.deg, declination * Units.deg);
  }

  private static ObservedSky observed() {
    SkyMap data = SkyMap.of(16, n -> 100 + Healpix.of(16).pixel(n) * 7919L % 41 + 10 * n.x());
    return ObservedSky.of(data, SkyMap.of(16, n -> 110 + 30 * n.z()), Mask.iceCube(16));
  }

  @Test
  void couplingIsTheIntegralOfThreeLegendrePolynomials() {
    CouplingMatrix m = CouplingMatrix.of(south(32, -23.6), 95);
    for (double[] row : Reference.rows("coupling.csv")) {
      assertEquals(row[2], m.at((int) row[0], (int) row[1]), 1e-12, row[0] + " from " + row[1]);
    }
  }

  @Test
  void bandsAndErrorsEqualThoseOfNumpy() {
    SkyMap map = Reference.map(32);
    SkyMap fluctuations = map.minus(map.mean());
    Mask mask = south(32, -23.6);
    BandPowers bands = Master.of(mask, 6).recover(fluctuations, 1e-3);
    double[] weights = mask.map().values();
    weights[weights.length - 1] -= 1e-13;
    Mask uneven = Mask.of(SkyMap.of(weights));
    BandPowers approximate = Master.of(uneven, 6).recover(fluctuations, 1e-3);
    for (double[] row : Reference.rows("master.csv")) {
      int b = (int) row[0];
      assertEquals(row[1], bands.power(b), 1e-9 * Math.abs(row[1]));
      assertEquals(row[1], approximate.power(b), 1e-9 * Math.abs(row[1]));
      assertEquals(row[2], approximate.error(b), 1e-9 * row[2]);
      assertEquals(row[3], bands.error(b), 1e-9 * row[3]);
    }
  }

  @Test
  void observedSpectrumFollowsTheRecipe() {
    PowerSpectrum c = observed().pseudoSpectrum();
    for (double[] row : Reference.rows("observed.csv")) {
      assertEquals(row[1], c.at((int) row[0]), row[0] == 0 ? 1e-20 : 1e-9 * row[1]);
    }
  }

  /**
   * 400 skies: the mean of each C_l is the pseudo-spectrum and its variance 2 / (2l + 1) of the
   * mean squared, both within 4.5 standard errors: a false alarm in 1800 seeds.
   */
  @Test
  void systematicErrorIsCosmicVarianceOfThePseudoSpectrum() {
    ObservedSky sky = observed();
    SpectrumDistribution distribution = sky.systematic(400, 5, new Workers(2), Progress.NONE);
    assertEquals(400, java.util.Arrays.stream(distribution.values(3)).distinct().count());
    for (int l = 1; l <= 40; l++) {
      double mean = distribution.mean().at(l);
      double expected = sky.pseudoSpectrum().at(l);
      assertEquals(1, mean / expected, 4.5 * Math.sqrt(2.0 / (2 * l + 1) / 400), "mean, l = " + l);
      double variance =
          java.util.Arrays.stream(distribution.values(l))
              .map(v -> (v - mean) * (v - mean) / 399)
              .sum();
      double cosmic = 2.0 / (2 * l + 1) * expected * expected;
      double error = Math.sqrt((2 + 12.0 / (2 * l + 1)) / 400);
      assertEquals(1, variance / cosmic, 4.5 * error, "variance, l = " + l);
    }
  }

  @Test
  void dipoleInViewEqualsLeastSquares() {
    SkyMap map = Mask.iceCube(16).visiblePart(Reference.map(16));
    DipoleFit plain = DipoleFit.of(map);
    DipoleFit weighted = DipoleFit.of(map, SkyMap.of(16, n -> (1 + n.y() * n.y()) / 7));
    for (double[] row : Reference.rows("dipole_in_view.csv")) {
      DipoleFit fit = row[0] == 0 ? plain : weighted;
      int i = (int) row[1];
      double[] values = {fit.monopole(), fit.dipole().x(), fit.dipole().y(), fit.dipole().z()};
      assertEquals(row[2], values[i], 1e-11);
      for (int j = 0; j < 4; j++) {
        double scale = Math.sqrt(fit.covariance()[i][i] * fit.covariance()[j][j]);
        assertEquals(row[3 + j], fit.covariance()[i][j], 1e-10 * scale);
      }
    }
  }
}
