package larmor.paper;

import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import larmor.liouville.SkySurveyResult;
import larmor.numeric.SampleMean;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObserverSurveyTest {
  private static final Path DATA = Path.of("..", "data");
  private static final Path SURVEYS = DATA.resolve("surveys");

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
      Path fits = DATA.resolve(cube + ".fits");
      Optional<FieldCube> samples =
          Files.exists(fits) ? Optional.of(Cubes.read(fits).cube()) : Optional.empty();
      for (PaperSet set : List.of(PaperSet.SET_2, PaperSet.SET_3)) {
        int observers = ObserverSurvey.read(SURVEYS, cube, set).size();
        assertEquals(cube.equals("mhd-128-c") ? 23 : 24, observers);
        Path file = SURVEYS.resolve(ObserverSurvey.name(cube, set) + ".csv");
        samples.ifPresent(
            values ->
                assertTrue(
                    ObserverSurvey.of(set, set.field(values)).read(file).isPresent(),
                    file + " has another survey"));
      }
    }
  }

  @Test
  void theLimitOfAMeanNamesScatterAndError() {
    assertEquals(
        "119 observers in 5 cubes scatter by 0.46, so that their mean has an error of 0.10",
        ObserverSurvey.limit(new SampleMean(0.29, 0.1, 0.456, 119)));
  }

  /** The observers are at the same places of each cube and see different fields. */
  @Test
  void theResultsOfDifferentCubesAreDifferent() throws IOException {
    Set<Double> paths = new HashSet<>();
    Set<Vec3> places = new HashSet<>();
    for (String cube : ObserverSurvey.cubes()) {
      SkySurveyResult result = ObserverSurvey.read(SURVEYS, cube, PaperSet.SET_3);
      places.add(result.observer(5));
      paths.add(result.turnPaths()[5]);
    }
    assertEquals(1, places.size());
    assertEquals(5, paths.size());
  }

  @Test
  void aResultThatIsMissingOrHasOtherObserversIsRefused(@TempDir Path folder) throws IOException {
    PaperSet set = PaperSet.SET_3;
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> ObserverSurvey.read(folder, "mhd-128-c", set));
    assertEquals(
        "there is neither mhd-128-c.fits in \"data\" nor a result in it for this particle set, "
            + folder.resolve("mhd-128-c-rl0977.csv")
            + ": compute the cube as data/README.md says, or use the cubes that are there, as"
            + " beyond-observers does",
        e.getMessage());

    List<String> lines = Files.readAllLines(SURVEYS.resolve("mhd-128-b-rl0977.csv"));
    Path fewer = folder.resolve("mhd-128-b-rl0977.csv");
    Files.write(fewer, lines.subList(0, 1 + 23 * 9));
    Exception few =
        assertThrows(
            IllegalArgumentException.class, () -> ObserverSurvey.read(folder, "mhd-128-b", set));
    assertEquals(fewer + " has 23 observers instead of 24: restore it", few.getMessage());
  }

  @Test
  void theNameSaysCubeAndGyroradius() {
    assertEquals("mhd-256-a-rl0977", ObserverSurvey.name("mhd-256-a", PaperSet.SET_3));
    assertEquals("mhd-128-b-rl0244", ObserverSurvey.name("mhd-128-b", PaperSet.SET_2));
    assertEquals("mhd-128-b-rl0244-L10.0pc", ObserverSurvey.name("mhd-128-b", PaperSet.SET_1));
  }
}
