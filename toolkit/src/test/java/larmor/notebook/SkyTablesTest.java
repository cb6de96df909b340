package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import larmor.liouville.PixelEstimator;
import larmor.liouville.WeightedSky;
import larmor.sky.AhlersHierarchy;
import larmor.sky.SkyFrame;
import larmor.sky.SkyMap;
import larmor.sky.SphericalHarmonics;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class SkyTablesTest {
  private static WeightedSky sky(SkyMap map) {
    return new WeightedSky(map, map, PixelEstimator.SUM, 60 * Units.pc, 1000, 0, 1, 0.001);
  }

  @Test
  void skyTableHasRadiusInParsecAndTheDipoleInDegrees() {
    var pole = SkyFrame.direction(120 * Units.deg, -30 * Units.deg);
    Table table = SkyTable.of(List.of(sky(SkyMap.of(16, n -> 0.01 * n.dot(pole)))));
    assertEquals(60, table.doubleColumn("R [pc]").get(0), 1e-12);
    assertEquals(1000, table.intColumn("protons").get(0));
    assertEquals(0.01, table.doubleColumn("dipole A").get(0), 1e-9);
    assertEquals(120, table.doubleColumn("RA [°]").get(0), 1e-6);
    assertEquals(-30, table.doubleColumn("Dec [°]").get(0), 1e-6);
    assertEquals(0, table.doubleColumn("rms structure, ℓ ≥ 2").get(0), 1e-9);
    assertEquals(0.001, table.doubleColumn("noise C_ℓ").get(0), 0);
  }

  /** The theory of a range is the mean of C_ℓ / C_1 over its multipoles: 18/(5·3·4) at ℓ = 2. */
  @Test
  void spectrumTableHasThePowerOfEveryRangeBesideTheTheory() {
    WeightedSky sky = sky(SphericalHarmonics.of(16).realisation(AhlersHierarchy.spectrum(47), 3));
    Table table = SpectrumTable.of(List.of("30 PeV"), List.of(sky));
    assertEquals(
        List.of("2", "3–4", "5–7", "8–12", "13–20", "21–30"), table.stringColumn(0).asList());
    assertEquals(0.3, table.doubleColumn("Ahlers 2014").get(0), 1e-15);
    assertEquals(sky.bandPower(3, 4).value(), table.doubleColumn("30 PeV").get(1), 0);
    assertEquals(sky.bandPower(21, 30).error(), table.doubleColumn("± 30 PeV").get(5), 0);
    assertEquals(
        "2 names for 1 skies: give one name for each sky",
        assertThrows(
                IllegalArgumentException.class,
                () -> SpectrumTable.of(List.of("a", "b"), List.of(sky)))
            .getMessage());
  }
}
