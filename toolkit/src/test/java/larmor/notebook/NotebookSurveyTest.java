package larmor.notebook;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.liouville.Liouville;
import larmor.liouville.PixelEstimator;
import larmor.liouville.SkySurvey;
import larmor.liouville.SkySurveyResult;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Observers;
import larmor.orbit.Species;
import larmor.turbulence.PlaneWaves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@link Notebook#survey} reads, computes and writes a survey, in a project of its own. */
class NotebookSurveyTest {
  private static final double R = 60 * pc;
  private static final CubicSplineField FIELD = field();
  private static final Observers THREE = Observers.stratified(3, 160 * pc, 7);

  @TempDir Path project;

  @BeforeEach
  void useATemporaryProject() {
    System.setProperty("larmor.home", project.toString());
    System.setProperty("larmor.build", project.resolve("build").toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty("larmor.home");
    System.clearProperty("larmor.build");
    System.clearProperty("larmor.scale");
  }

  private static CubicSplineField field() {
    CubeScale scale = CubeScale.ofSide(160 * pc).withFieldUnit(muG);
    return CubicSplineField.of(
        FieldCube.of(
            PlaneWaves.kolmogorov(80 * pc, 40 * pc)
                .withModes(16)
                .field(new Vec3(3 * muG, 0, 0), 1.5 * muG, 3),
            16,
            scale),
        scale);
  }

  private static SkySurvey survey(double gyroradius) {
    return SkySurvey.of(
            Backtracker.of(Species.PROTON, FIELD)
                .withGyroradius(gyroradius, 3 * muG)
                .withTolerance(1e-4)
                .withSpheres(R)
                .withStopOutsideSphere(1.001 * R),
            THREE)
        .withDirections(LaunchDirections.stratified(2, 4, 1))
        .withWeight("paper", Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(2));
  }

  private static Notebook at(String scale) {
    System.setProperty("larmor.scale", scale);
    return Notebook.start("survey");
  }

  private Path file() {
    return project.resolve("data/surveys/protons.csv");
  }

  /** Writes a result to the file of the survey and returns the text of the file. */
  private String keep(SkySurveyResult result) throws IOException {
    Files.createDirectories(file().getParent());
    result.write(file());
    return Files.readString(file());
  }

  private boolean hasComputed() {
    return Files.exists(project.resolve("data/cache/surveys"));
  }

  @Test
  void theQuickScaleReadsTheFileOfTheSurvey() throws IOException {
    SkySurveyResult whole = survey(25 * pc).run();
    String text = keep(whole);
    SkySurveyResult read = at("quick").survey("protons", survey(25 * pc));
    assertEquals(3, read.size());
    assertTrue(read.hasSameRows(whole));
    assertFalse(hasComputed(), "nothing is traced");
    assertEquals(text, Files.readString(file()));
  }

  @Test
  void theQuickScaleComputesTwoObserversAndWritesNoFile() throws IOException {
    SkySurvey survey = survey(25 * pc);
    SkySurveyResult two = at("quick").survey("protons", survey);
    assertTrue(two.hasSameRows(survey.first(2).run()));
    assertTrue(hasComputed());
    assertFalse(Files.exists(file()));

    String other = keep(survey(30 * pc).run());
    assertTrue(at("quick").survey("protons", survey).hasSameRows(two), "file of another survey");
    assertEquals(other, Files.readString(file()));
  }

  @Test
  void thePaperScaleComputesAllObserversAndWritesTheFile() throws IOException {
    SkySurvey survey = survey(25 * pc);
    SkySurveyResult whole = at("paper").survey("protons", survey);
    assertEquals(3, whole.size());
    assertTrue(whole.turnPaths()[2] > 0, "trajectories turn within the sphere");
    assertTrue(whole.hasSameRows(survey.run()));
    assertTrue(survey.read(file()).orElseThrow().hasSameRows(whole));
  }

  @Test
  void thePaperScaleKeepsAFileWithMoreObserversOfTheSurvey() throws IOException {
    SkySurvey survey = survey(25 * pc);
    String text = keep(survey.run());
    SkySurveyResult two = at("paper").survey("protons", survey.first(2));
    assertEquals(2, two.size());
    assertTrue(hasComputed(), "the file is not taken for a computation");
    assertEquals(text, Files.readString(file()));
  }

  @Test
  void thePaperScaleReplacesAFileOfAnotherSurveyOrOfFewerObservers() throws IOException {
    SkySurvey survey = survey(25 * pc);
    keep(survey(30 * pc).run());
    SkySurveyResult whole = at("paper").survey("protons", survey);
    assertTrue(survey.read(file()).orElseThrow().hasSameRows(whole));
    assertTrue(survey(30 * pc).read(file()).isEmpty());

    keep(survey.first(2).run());
    at("paper").survey("protons", survey);
    assertTrue(survey.read(file()).orElseThrow().hasSameRows(whole));
  }

  /**
   * An intact file of the same survey with other numbers, as an earlier version might have left.
   */
  @Test
  void thePaperScaleReplacesAFileOfTheSurveyWithOtherNumbers() throws IOException {
    SkySurvey survey = survey(25 * pc);
    SkySurveyResult whole = survey.run();
    String text = keep(whole);
    List<String> lines = new ArrayList<>(Files.readAllLines(file()));
    lines.set(1, withMeanPath(lines.get(1), 5 * pc));
    Files.write(file(), lines);
    assertEquals(5 * pc, survey.read(file()).orElseThrow().turnPaths()[0], "the file is intact");

    SkySurveyResult computed = at("paper").survey("protons", survey);
    assertArrayEquals(whole.turnPaths(), computed.turnPaths());
    assertEquals(text, Files.readString(file()));
  }

  /** Returns a line of the file with another mean free path and the checksum of its new fields. */
  private static String withMeanPath(String line, double path) {
    List<String> fields = new ArrayList<>(List.of(line.split(",")));
    fields.remove(fields.size() - 1);
    fields.set(5, Double.toString(path));
    CRC32 checksum = new CRC32();
    checksum.update(String.join("\n", fields).getBytes(StandardCharsets.UTF_8));
    fields.add(String.format(Locale.ROOT, "%08x", checksum.getValue()));
    return String.join(",", fields);
  }
}
