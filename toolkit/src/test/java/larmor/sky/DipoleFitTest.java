package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.ToDoubleFunction;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class DipoleFitTest {
  @Test
  void fitEqualsHealpy() {
    for (double[] row : Reference.rows("dipole.csv")) {
      SkyMap map = Reference.map(16);
      if (row[0] == 1) {
        map = map.maskedBy(SkyMap.of(16, n -> Math.abs(n.z()) < 0.4 ? Double.NaN : 1));
      }
      DipoleFit fit = DipoleFit.of(map);
      assertEquals(row[1], fit.monopole(), 1e-13);
      assertEquals(0, fit.dipole().minus(new Vec3(row[2], row[3], row[4])).norm(), 1e-13);
    }
  }

  @Test
  void dipoleIsFoundAndSubtractedBehindAMask() {
    Vec3 d = SkyFrame.direction(200 * Units.deg, -30 * Units.deg).times(1e-3);
    SkyMap sky = SkyMap.of(16, n -> 2 + n.dot(d));
    SkyMap part = sky.maskedBy(SkyMap.of(16, n -> n.z() < -0.2 ? Double.NaN : 1));
    DipoleFit fit = DipoleFit.of(part);
    assertEquals(1e-3, fit.amplitude(), 1e-13);
    assertEquals(200, fit.rightAscension() / Units.deg, 1e-8);
    assertEquals(-30, fit.declination() / Units.deg, 1e-8);
    assertEquals(2, fit.monopole(), 1e-13);
    assertEquals(0, part.minus(fit).deviation(), 1e-13);
    assertEquals(part.emptyPixels(), part.minus(fit).emptyPixels());
  }

  @Test
  void powerIsThatOfTheDipole() {
    SkyMap sky = SkyMap.of(16, n -> 1e-3 * n.dot(new Vec3(0.6, 0, 0.8)));
    double c1 = PowerSpectrum.of(sky, 20, 3).at(1);
    assertEquals(4 * Math.PI * 1e-6 / 9, DipoleFit.of(sky).power(), 1e-18);
    assertEquals(DipoleFit.of(sky).power(), c1, 1e-7 * c1);
    assertEquals(1e-3, PowerSpectrum.of(sky, 20, 3).dipoleAmplitude(), 1e-9);
    assertEquals(0, PowerSpectrum.of(sky.minus(DipoleFit.of(sky))).at(1), 1e-18 * c1);
  }

  /**
   * Pulls of 2000 noisy skies, half of each masked, have variance 1 within 4.5 standard errors, and
   * so has the squared angle to the true direction (eight comparisons, a false alarm in some 18 000
   * seeds); right ascension, declination and angle have another 2 %, as their errors are of first
   * order. The scatter of the residuals gives the same errors as the known variance.
   */
  @Test
  void errorsAreThoseOfTheScatter() {
    int skies = 2000;
    double sigma = 0.02;
    Vec3 d = SkyFrame.direction(130 * Units.deg, 40 * Units.deg).times(0.1);
    SkyMap truth =
        SkyMap.of(4, n -> 1 + n.dot(d))
            .maskedBy(SkyMap.of(4, n -> n.z() + 0.3 * n.x() < 0 ? Double.NaN : 1));
    double[] sum = new double[8];
    double fromResiduals = 0;
    for (int s = 0; s < skies; s++) {
      RandomStream random = RandomStream.of(77, s);
      double[] v = truth.values();
      for (int p = 0; p < v.length; p++) {
        v[p] += sigma * random.gaussian();
      }
      SkyMap sky = SkyMap.of(v);
      DipoleFit fit = DipoleFit.of(sky, sigma * sigma);
      double[][] c = fit.covariance();
      double[] pulls = {
        (fit.monopole() - 1) / Math.sqrt(c[0][0]),
        (fit.dipole().x() - d.x()) / Math.sqrt(c[1][1]),
        (fit.dipole().y() - d.y()) / Math.sqrt(c[2][2]),
        (fit.dipole().z() - d.z()) / Math.sqrt(c[3][3]),
        (fit.amplitude() - 0.1) / fit.amplitudeError(),
        (fit.rightAscension() - 130 * Units.deg) / fit.rightAscensionError(),
        (fit.declination() - 40 * Units.deg) / fit.declinationError(),
        fit.dipole().angleTo(d) / fit.directionError()
      };
      for (int i = 0; i < 8; i++) {
        sum[i] += pulls[i] * pulls[i] / skies;
      }
      fromResiduals += Math.pow(DipoleFit.of(sky).amplitudeError() / fit.amplitudeError(), 2);
      SkyMap variance = SkyMap.uniform(4, sigma * sigma);
      assertEquals(fit.amplitude(), DipoleFit.of(sky, variance).amplitude(), 1e-12);
      assertEquals(fit.amplitudeError(), DipoleFit.of(sky, variance).amplitudeError(), 1e-12);
    }
    for (int i = 0; i < 8; i++) {
      assertEquals(1, sum[i], 4.5 * Math.sqrt(2.0 / skies) + (i < 5 ? 0 : 0.02), "pull " + i);
    }
    assertEquals(1, fromResiduals / skies, 0.02);
  }

  /**
   * A map of 1 in the north and 3 in the south: with the variance of the north reduced by 10⁶ the
   * fit has the value of the north there (measured 2e-6 above it), with equal variances the step is
   * fitted by a slope (1.27 at z = 0.6).
   */
  @Test
  void pixelsOfSmallVarianceDominateTheFit() {
    SkyMap map = SkyMap.of(2, n -> n.z() > 0 ? 1 : 3);
    SkyMap equal = SkyMap.uniform(2, 1);
    SkyMap precise = SkyMap.of(2, n -> n.z() > 0 ? 1e-6 : 1);
    Vec3 north = new Vec3(0, 0, 0.6);
    assertEquals(1.27, DipoleFit.of(map, equal).at(north), 0.005);
    assertEquals(1, DipoleFit.of(map, precise).at(north), 1e-5);
  }

  @Test
  void threePixelsDoNotDetermineADipoleAndFourDo() {
    Healpix grid = Healpix.of(4);
    double[] v = new double[grid.pixels()];
    java.util.Arrays.fill(v, Double.NaN);
    Vec3 d = new Vec3(0.1, -0.2, 0.3);
    int[] four = {0, 50, 100, 150};
    for (int i = 0; i < 3; i++) {
      v[four[i]] = 2 + d.dot(grid.direction(four[i]));
    }
    assertEquals(
        "3 pixels in view do not determine a monopole and a dipole: leave more of the sky unmasked",
        assertThrows(IllegalArgumentException.class, () -> DipoleFit.of(SkyMap.of(v)))
            .getMessage());
    v[four[3]] = 2 + d.dot(grid.direction(four[3]));
    DipoleFit fit = DipoleFit.of(SkyMap.of(v));
    assertEquals(2, fit.monopole(), 1e-13);
    assertEquals(0, fit.dipole().minus(d).norm(), 1e-13);
  }

  @Test
  void unusableMapsAreRefused() {
    assertEquals(
        "0 pixels in view do not determine a monopole and a dipole: leave more of the sky unmasked",
        assertThrows(
                IllegalArgumentException.class, () -> DipoleFit.of(SkyMap.uniform(4, Double.NaN)))
            .getMessage());
    SkyMap ring = SkyMap.of(4, n -> Math.abs(n.z()) < 0.01 ? 1 : Double.NaN);
    assertEquals(
        "16 pixels in view do not determine a monopole and a dipole: leave more of the sky unmasked",
        assertThrows(IllegalArgumentException.class, () -> DipoleFit.of(ring)).getMessage());
    assertEquals(
        "a pixel variance of 0.0 is not positive and finite: give the variance of the map's pixels",
        assertThrows(IllegalArgumentException.class, () -> DipoleFit.of(SkyMap.uniform(4, 1), 0.0))
            .getMessage());
    assertEquals(
        "pixel 0 has variance -1.00: give a positive variance, or make the pixel empty",
        assertThrows(
                IllegalArgumentException.class,
                () -> DipoleFit.of(SkyMap.uniform(4, 1), SkyMap.uniform(4, -1)))
            .getMessage());
  }

  /** √(gᵀ C g) with the gradient g by differences, where the sky in view makes C uneven. */
  @Test
  void errorsOfTheDirectionAreThoseOfTheCovariance() {
    Vec3 d = SkyFrame.direction(200 * Units.deg, -30 * Units.deg).times(0.1);
    Vec3 hidden = SkyFrame.direction(250 * Units.deg, 20 * Units.deg);
    SkyMap part =
        SkyMap.of(16, n -> n.dot(hidden) > 0.2 || n.x() > 0.8 ? Double.NaN : 2 + n.dot(d));
    DipoleFit fit = DipoleFit.of(part, 0.01);
    double[][] c = fit.covariance();
    double north = propagated(c, d, SkyFrame::declination);
    double east = propagated(c, d, SkyFrame::rightAscension);
    assertEquals(1, fit.declinationError() / north, 1e-7);
    assertEquals(1, fit.rightAscensionError() / east, 1e-7);
    assertEquals(1, fit.amplitudeError() / propagated(c, d, Vec3::norm), 1e-7);
    assertEquals(
        1, fit.directionError() / Math.hypot(north, east * Math.cos(30 * Units.deg)), 1e-7);
  }

  private static double propagated(double[][] c, Vec3 d, ToDoubleFunction<Vec3> quantity) {
    double step = 1e-6;
    Vec3[] axes = {Vec3.X, Vec3.Y, Vec3.Z};
    double[] gradient = new double[3];
    for (int i = 0; i < 3; i++) {
      Vec3 more = d.plus(axes[i].times(step));
      Vec3 less = d.minus(axes[i].times(step));
      gradient[i] = (quantity.applyAsDouble(more) - quantity.applyAsDouble(less)) / (2 * step);
    }
    double variance = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        variance += gradient[i] * c[i + 1][j + 1] * gradient[j];
      }
    }
    return Math.sqrt(variance);
  }

  @Test
  void printsItself() {
    Vec3 d = SkyFrame.direction(200 * Units.deg, -30 * Units.deg).times(1e-3);
    assertEquals(
        "dipole 0.00100 ± 3.1e-05 towards RA 200°, Dec -30.0°, monopole 2.00",
        DipoleFit.of(SkyMap.of(16, n -> 2 + n.dot(d)), 1e-6).toString());
    assertEquals("no dipole, monopole 0.00", DipoleFit.of(SkyMap.uniform(2, 0), 1).toString());
  }
}
