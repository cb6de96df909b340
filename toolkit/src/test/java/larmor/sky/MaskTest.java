package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class MaskTest {
  /** The difference is that of the rings at the edges; measured 3.7e-4 and 1.5e-3. */
  @Test
  void observatoriesSeeTheirDeclinations() {
    double south = (1 - Math.sin(25 * Units.deg)) / 2;
    double hawc = (Math.sin(64 * Units.deg) + Math.sin(26 * Units.deg)) / 2;
    assertEquals(south, Mask.iceCube(64).skyFraction(), 5e-4);
    assertEquals(hawc, Mask.hawc(64).skyFraction(), 2e-3);
    Healpix grid = Healpix.of(64);
    SkyMap iceCube = Mask.iceCube(64).map();
    SkyMap other = Mask.hawc(64).map();
    for (int p = 0; p < grid.pixels(); p++) {
      double declination = Math.toDegrees(Math.asin(grid.z(p)));
      assertEquals(declination <= -25 ? 1 : 0, iceCube.at(p), "IceCube at " + declination);
      boolean seen = declination >= -26 && declination <= 64;
      assertEquals(seen ? 1 : 0, other.at(p), "HAWC at " + declination);
    }
    assertEquals("mask nside 64: 0.289 of the sky in view", Mask.iceCube(64).toString());
  }

  @Test
  void combinedMaskHasTheProductOfTheWeights() {
    Mask a = Mask.ofDeclinationWeight(4, d -> Math.cos(d));
    Mask b = Mask.of(SkyMap.of(4, n -> n.x() > 0 ? 0.5 : 0));
    SkyMap both = a.and(b).map();
    for (int p = 0; p < both.pixels(); p++) {
      assertEquals(a.map().at(p) * b.map().at(p), both.at(p));
    }
  }

  @Test
  void hiddenAndEmptyPixelsAreTreatedApart() {
    SkyMap map = SkyMap.of(4, n -> n.x() > 0 ? 2 + n.z() : Double.NaN);
    Mask half = Mask.ofDeclinations(4, 0, 2);
    Mask quarter = half.maskedBy(map);
    SkyMap seen = quarter.visiblePart(map);
    SkyMap product = quarter.times(map);
    for (int p = 0; p < map.pixels(); p++) {
      boolean inView = map.grid().z(p) >= 0 && !map.isEmpty(p);
      assertEquals(inView ? 1 : 0, quarter.map().at(p));
      assertEquals(inView ? map.at(p) : Double.NaN, seen.at(p));
      assertEquals(inView ? map.at(p) : 0, product.at(p));
    }
  }

  @Test
  void filesKeepTheWeights(@TempDir Path folder) throws Exception {
    Mask mask = Mask.ofDeclinationWeight(4, d -> Math.cos(d) * Math.cos(d));
    mask.write(folder.resolve("mask.fits"));
    assertEquals(mask.map(), Mask.read(folder.resolve("mask.fits")).map());
  }

  /** 300 noisy skies; means within 4.5 standard errors, a false alarm in 40 000 seeds. */
  @Test
  void dipoleInViewHasItsErrors() {
    Mask mask = Mask.iceCube(8);
    Vec3 d = new Vec3(1, -2, 0.5);
    int skies = 300;
    double[] chi = new double[3];
    double[] mean = new double[3];
    for (int s = 0; s < skies; s++) {
      RandomStream random = RandomStream.of(5, s);
      DipoleFit fit = mask.dipole(SkyMap.of(8, n -> d.dot(n) + random.gaussian()));
      Vec3 e = fit.dipole().minus(d);
      double[] off = {e.x(), e.y(), e.z()};
      for (int i = 0; i < 3; i++) {
        double pull = off[i] / Math.sqrt(fit.covariance()[i + 1][i + 1]);
        mean[i] += pull / skies;
        chi[i] += pull * pull / skies;
      }
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(0, mean[i], 4.5 / Math.sqrt(skies));
      assertEquals(1, chi[i], 4.5 * Math.sqrt(2.0 / skies));
    }
  }

  @Test
  void unusableMasksAreRefused() {
    refused(
        "pixel 0 has mask weight 2.00: give a weight from 0 to 1",
        () -> Mask.of(SkyMap.uniform(1, 2)));
    refused(
        "the mask hides all 12 pixels: leave some of the sky in view",
        () -> Mask.of(SkyMap.uniform(1, 0)));
    refused(
        "there are no declinations from 57.3° to 0.00°: give the southern limit first",
        () -> Mask.ofDeclinations(1, 1, 0));
    refused(
        "a map of nside 2 does not fit a mask of nside 1: make both with one nside",
        () -> Mask.of(SkyMap.uniform(1, 1)).times(SkyMap.uniform(2, 1)));
    refused(
        "pixel 0 is in view but empty: hide it with mask.maskedBy(map)",
        () -> Mask.of(SkyMap.uniform(1, 1)).times(SkyMap.uniform(1, Double.NaN)));
  }

  private static void refused(String message, Executable task) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, task).getMessage());
  }
}
