package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import larmor.liouville.PixelEstimator;
import larmor.liouville.WeightedSky;
import larmor.sky.AhlersHierarchy;
import larmor.sky.SkyMap;
import larmor.sky.SphericalHarmonics;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ChoiceTableTest {
  private static WeightedSky sky(SkyMap map) {
    return new WeightedSky(map, map, PixelEstimator.SUM, 1, 1000, 0, 1, 0.001);
  }

  /** Twice the map has four times the power; the launch noise is subtracted from both. */
  @Test
  void eachRowHoldsThePowersOfItsSky() {
    SkyMap map = SphericalHarmonics.of(8).realisation(AhlersHierarchy.spectrum(23), 3);
    WeightedSky one = sky(map);
    WeightedSky two = sky(map.times(2));
    Table table = ChoiceTable.of("choices", List.of("one", "two"), List.of(one, two));
    assertEquals(List.of("one", "two"), table.stringColumn("variant").asList());
    double[] dipole = table.doubleColumn("C_1").asDoubleArray();
    assertEquals(one.spectrum().at(1) - 0.001, dipole[0], 1e-12);
    assertEquals(4, (dipole[1] + 0.001) / (dipole[0] + 0.001), 1e-9);
    double[] low = table.doubleColumn(2).asDoubleArray();
    assertEquals(one.bandPower(3, 10).value(), low[0], 0);
    assertEquals(two.bandPower(11, 20).error(), table.doubleColumn(5).getDouble(1), 0);
    double[] ratio = table.doubleColumn(6).asDoubleArray();
    assertEquals(1, ratio[0], 0);
    assertEquals(low[1] / low[0], ratio[1], 1e-15);
    assertEquals(2, ratio.length);
  }

  @Test
  void everySkyNeedsAName() {
    assertEquals(
        "1 names for 0 skies: give one name for each sky, and at least one sky",
        assertThrows(
                IllegalArgumentException.class, () -> ChoiceTable.of("", List.of("one"), List.of()))
            .getMessage());
  }
}
