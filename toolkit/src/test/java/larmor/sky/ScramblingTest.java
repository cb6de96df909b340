package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScramblingTest {
  @Test
  void scramblingRemovesTheVerticalDipoleOnly() {
    double up = 0.6;
    double aside = 0.8;
    SkyMap sky = SkyMap.of(16, n -> up * n.z() + aside * n.x());
    DipoleFit residual = DipoleFit.of(Scrambling.residual(sky));
    assertEquals(0, residual.dipole().z(), 1e-12);
    assertEquals(0, residual.dipole().y(), 1e-12);
    assertEquals(aside, residual.dipole().x(), 1e-12);
    PowerSpectrum dipole = PowerSpectrum.of(new double[] {0, 1});
    assertEquals(2 / 3.0, Scrambling.meanResidualSpectrum(dipole).at(1), 1e-15);
  }

  /** 400 isotropic skies; every l within 4.5 standard errors of 2l / (2l + 1). */
  @Test
  void scramblingRemovesOneOfTwoLPlusOneModes() {
    SphericalHarmonics harmonics = SphericalHarmonics.of(8, 12);
    double[] flat = new double[13];
    Arrays.fill(flat, 1, 13, 1);
    PowerSpectrum model = PowerSpectrum.of(flat);
    PowerSpectrum expected = Scrambling.meanResidualSpectrum(model);
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
        "pixel 0 holds 0.500 particles: give a map of whole numbers of particles",
        assertThrows(
                IllegalArgumentException.class,
                () -> Scrambling.scrambled(SkyMap.uniform(1, 0.5), 1))
            .getMessage());
  }
}
