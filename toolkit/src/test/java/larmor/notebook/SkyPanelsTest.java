package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import larmor.liouville.PixelEstimator;
import larmor.liouville.WeightedSky;
import larmor.numeric.Vec3;
import larmor.sky.SkyMap;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class SkyPanelsTest {
  private static WeightedSky sky(double radius, double amplitude) {
    SkyMap map = SkyMap.of(8, Vec3::x).times(amplitude);
    return new WeightedSky(map, map, PixelEstimator.SUM, radius, 1000, 0, 1, 0.001);
  }

  @Test
  void skiesAreTitledByTheirRadiusOnTheScaleOfTheStrongest() {
    List<WeightedSky> skies = List.of(sky(10 * Units.pc, 1e-3), sky(60 * Units.pc, 4e-3));
    SkyPanels panels = SkyPanels.of(skies, 0);
    assertEquals(
        "2 skies in 2 columns, the first sky \"R = 10 pc\": nside 8, ±0.00400 relative intensity",
        panels.toString());
    assertEquals(2 * 520, panels.width());
  }

  @Test
  void smoothedSkiesHaveFinePixelsAndCanHaveScalesOfTheirOwn() {
    List<WeightedSky> skies = List.of(sky(10 * Units.pc, 1e-3), sky(60 * Units.pc, 4e-3));
    SkyPanels panels = SkyPanels.of(skies, 3 * Units.deg);
    SkyMap shown = panels.maps().get("R = 60 pc");
    assertEquals(64, shown.nside());
    double damping = Math.exp(-Math.pow(3 * Units.deg, 2));
    for (int p = 0; p < shown.pixels(); p += 97) {
      assertEquals(4e-3 * damping * shown.grid().direction(p).x(), shown.at(p), 1e-5);
    }
    assertEquals(panels.pictures().get(0).colourLimit(), panels.pictures().get(1).colourLimit());
    List<SkyPicture> own = panels.withOwnColourScales().pictures();
    assertEquals(4, own.get(1).colourLimit() / own.get(0).colourLimit(), 1e-9);
    assertEquals("R = 10 pc", own.get(0).title());
  }

  @Test
  void everySkyNeedsATitleAndThereMustBeOne() {
    List<WeightedSky> skies = List.of(sky(Units.pc, 1));
    refused(
        "0 titles for 1 skies: give one title for each sky",
        () -> SkyPanels.of(skies, List.of(), 0));
    refused(
        "0 pictures in 2 columns cannot be arranged: give at least one picture and one column",
        () -> SkyPanels.of(List.of(), 0));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
