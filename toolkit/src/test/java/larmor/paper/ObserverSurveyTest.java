package larmor.paper;

import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import larmor.field.Cubes;
import org.junit.jupiter.api.Test;

class ObserverSurveyTest {
  private static final Path DATA = Path.of("..", "data");

  /** Notebooks write 60 * pc, and the fingerprint of a survey depends on every bit of it. */
  @Test
  void theSpheresAreRoundNumbersOfParsecForTheScaleOfSets2And3() {
    double[] expected = {10, 20, 40, 50, 60, 90, 150, 250, 370};
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= pc;
    }
    assertArrayEquals(expected, ObserverSurvey.radii(PaperSet.SET_2), 0);
    assertArrayEquals(expected, ObserverSurvey.radii(PaperSet.SET_3), 0);
    assertEquals(6 * pc, ObserverSurvey.radii(PaperSet.SET_1)[4], 1e-9 * pc);
  }

  @Test
  void theProjectHasTheResultsOfEveryCube() throws Exception {
    for (String cube : ObserverSurvey.cubes()) {
      var samples = Cubes.read(DATA.resolve(cube + ".fits")).cube();
      for (PaperSet set : List.of(PaperSet.SET_2, PaperSet.SET_3)) {
        Path file = DATA.resolve("surveys").resolve(ObserverSurvey.name(cube, set) + ".csv");
        var read = ObserverSurvey.of(set, set.field(samples)).read(file);
        assertTrue(read.isPresent(), file + " has another survey");
        assertEquals(24, read.get().size());
      }
    }
  }

  @Test
  void theNameSaysCubeAndGyroradius() {
    assertEquals("mhd-256-a-rl0977", ObserverSurvey.name("mhd-256-a", PaperSet.SET_3));
    assertEquals("mhd-128-b-rl0244", ObserverSurvey.name("mhd-128-b", PaperSet.SET_2));
    assertEquals("mhd-128-b-rl0244-L10.0pc", ObserverSurvey.name("mhd-128-b", PaperSet.SET_1));
  }
}
