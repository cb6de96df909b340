package larmor.liouville;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import larmor.field.MagneticField;
import larmor.field.UniformField;
import larmor.numeric.Progress;
import larmor.numeric.SampleMean;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Observers;
import larmor.orbit.Species;
import larmor.sky.PowerSpectrum;
import larmor.turbulence.PlaneWaves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkySurveyTest {
  private static final double R = 30 * pc;
  private static final MagneticField WAVES =
      PlaneWaves.kolmogorov(100 * pc, 20 * pc)
          .withModes(64)
          .field(new Vec3(3 * muG, 0, 0), 1.5 * muG, 3);
  private static final Observers FOUR = Observers.stratified(4, 200 * pc, 7);

  @TempDir Path folder;

  private static Backtracker tracer(MagneticField field, double gyroradius) {
    return Backtracker.of(Species.PROTON, field)
        .withGyroradius(gyroradius, 3 * muG)
        .withTolerance(1e-5)
        .withSpheres(10 * pc, R)
        .withStopOutsideSphere(1.001 * R);
  }

  private static SkySurvey small(double gyroradius) {
    return SkySurvey.of(tracer(WAVES, gyroradius), FOUR)
        .withDirections(LaunchDirections.stratified(4, 4, 1))
        .withWeight("paper", Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(4));
  }

  /** In a uniform field every observer sees the same dipole and nothing else. */
  @Test
  void observersOfAUniformFieldSeeOneSky() {
    SkySurveyResult result =
        SkySurvey.of(tracer(new UniformField(new Vec3(3 * muG, 0, 0)), 5 * pc), FOUR)
            .withDirections(LaunchDirections.stratified(8, 4, 1))
            .withWeight("paper", Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(8))
            .run();
    SampleMean dipole = result.spectra(R).dipole();
    assertEquals(4, dipole.size());
    assertEquals(0, dipole.scatter(), 1e-6);
    assertEquals(4 * Math.PI / 9, dipole.mean(), 0.02);
    for (double power : result.spectra(R).relativePower(2, 8)) {
      assertEquals(0, power, 1e-4);
    }
  }

  /**
   * In a uniform field a proton moves by µ times its path along the field and by at most 2 r_L
   * across it, so that after 150 gyrations those with |µ| below 28.3 to 30 pc / (150 · 2π r_L) have
   * not reached 30 pc: 0.60 to 0.64 % of an isotropic launch.
   */
  @Test
  void theFractionThatDoesNotReachASphereIsThatOfTheSlowMotionAlongTheField() {
    SkySurveyResult result =
        SkySurvey.of(
                tracer(new UniformField(new Vec3(3 * muG, 0, 0)), 5 * pc).withMaximumGyrations(150),
                FOUR)
            .withDirections(LaunchDirections.stratified(16, 4, 1))
            .withWeight("paper", Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(8))
            .run();
    assertEquals(4, result.missing(R).length);
    for (int i = 0; i < 4; i++) {
      assertEquals(0.0062, result.missing(R)[i], 0.0006);
      assertTrue(result.missing(10 * pc)[i] < 0.5 * result.missing(R)[i]);
    }
    assertThrows(IllegalArgumentException.class, () -> result.missing(20 * pc));
  }

  /** In a uniform field protons with pitch angles above 45° turn by 90°, within half a gyration. */
  @Test
  void theFractionThatTurnsInAUniformFieldIsThatOfPitchAnglesAbove45Degrees() {
    SkySurveyResult result =
        SkySurvey.of(tracer(new UniformField(new Vec3(3 * muG, 0, 0)), 5 * pc), FOUR.first(2))
            .withDirections(LaunchDirections.stratified(16, 4, 1))
            .withWeight("paper", Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(8))
            .run();
    assertEquals(2, result.turned().length);
    for (double share : result.turned()) {
      assertEquals(Math.sqrt(0.5), share, 0.002);
    }
  }

  /** Two cubes with different skies: the error of the mean contains the difference between them. */
  @Test
  void surveysOfSeveralCubesAreOneResultWhoseErrorsContainTheDifferencesOfTheCubes() {
    SkySurveyResult first = small(10 * pc).run();
    SkySurveyResult second =
        SkySurvey.of(tracer(WAVES, 10 * pc), FOUR.first(2))
            .withDirections(LaunchDirections.stratified(4, 4, 1))
            .withWeight("other", Liouville.of(BoundaryWeight.isotropic()).withNside(4))
            .withWeight("paper", Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(4))
            .run();
    SkySurveyResult both = SkySurveyResult.together(List.of(first, second));
    assertEquals(6, both.size());
    assertArrayEquals(new int[] {0, 0, 0, 0, 1, 1}, both.cubes());
    assertEquals(second.spectra("paper", R).spectrum(1), both.spectra("paper", R).spectrum(5));
    assertEquals(first.observer(3), both.observer(3));
    double[] paths = both.turnPaths();
    assertEquals(SampleMean.of(paths, both.cubes()), both.turn());
    assertEquals(
        SampleMean.of(both.spectra("paper", R).relativePower(2, 4), both.cubes()),
        both.spectra("paper", R).mean(c -> c.mean(2, 4) / c.at(1)));
    SkySurveyResult three = SkySurveyResult.together(List.of(both, second));
    assertArrayEquals(new int[] {0, 0, 0, 0, 1, 1, 2, 2}, three.cubes());
    assertEquals(
        "surveys with gyroradii of 10.0000 and 12.0000 pc cannot be combined: combine surveys with"
            + " the same gyroradius",
        assertThrows(
                IllegalArgumentException.class,
                () -> SkySurveyResult.together(List.of(first, small(12 * pc).run())))
            .getMessage());
    assertEquals(
        "no surveys were given to combine: give one or more",
        assertThrows(IllegalArgumentException.class, () -> SkySurveyResult.together(List.of()))
            .getMessage());
  }

  @Test
  void aStoppedSurveyGoesOnToTheSameBitsAndADamagedResultIsComputedAgain() throws IOException {
    SkySurvey survey = small(10 * pc);
    SkySurveyResult whole = survey.run();
    Path kept = folder.resolve("kept");
    List<Double> heard = new ArrayList<>();
    assertThrows(
        CancellationException.class,
        () ->
            survey.run(
                kept,
                new Workers(1),
                fraction -> {
                  if (fraction > 0.6) {
                    throw new CancellationException("stopped");
                  }
                }));
    assertEquals(2, count(kept));
    SkySurveyResult resumed = survey.run(kept, new Workers(2), heard::add);
    assertEquals(1, heard.get(heard.size() - 1), 1e-12);
    // two of the four observers are read, without progress of a tracer between them
    assertEquals(List.of(0.25, 0.5), heard.subList(0, 2));
    assertSameBits(whole, resumed);
    Path one;
    try (var files = Files.list(kept)) {
      one = files.findFirst().orElseThrow();
    }
    String text = Files.readString(one);
    Files.writeString(one, text.substring(0, 200) + "7" + text.substring(201));
    assertSameBits(whole, survey.run(kept, new Workers(2), Progress.NONE));
    assertEquals(text, Files.readString(one));
  }

  /** One file with all observers, in the same bits, whose damaged or foreign lines are not used. */
  @Test
  void aWrittenResultIsReadBackForTheSameSurveyOnly() throws IOException {
    SkySurvey survey = small(10 * pc);
    SkySurveyResult result = survey.run();
    Path file = folder.resolve("survey.csv");
    assertTrue(survey.read(file).isEmpty());
    result.write(file);
    assertSameBits(result, survey.read(file).orElseThrow());
    assertTrue(small(11 * pc).read(file).isEmpty(), "another gyroradius");
    SkySurveyResult two = survey.first(2).read(file).orElseThrow();
    assertEquals(2, two.size());
    assertEquals(result.turnPaths()[1], two.turnPaths()[1]);
    assertTrue(survey.first(2).run().hasSameRows(two));
    assertFalse(two.hasSameRows(result), "two of four observers");
    assertFalse(small(11 * pc).first(2).run().hasSameRows(two), "another gyroradius");
    assertTrue(
        survey.withWeight("second", Liouville.paper().withNside(4)).read(file).isEmpty(),
        "one weight more");
    List<String> lines = Files.readAllLines(file);
    assertEquals(1 + 4 * 2, lines.size());
    assertEquals(14 + 2 * 12 + 2, lines.get(0).split(",").length);
    Files.write(file, lines.subList(0, 8));
    assertTrue(survey.read(file).isEmpty(), "a sphere of an observer missing");
    for (int i = 0; i < lines.size(); i++) {
      List<String> damaged = new ArrayList<>(lines);
      damaged.set(i, lines.get(i).replaceFirst("3", "8"));
      Files.write(file, damaged);
      assertTrue(survey.read(file).isEmpty(), "line " + i);
    }
  }

  /** Without the field a result is read whole or not at all. */
  @Test
  void aResultIsReadWithoutItsFieldUnlessItIsDamaged() throws IOException {
    SkySurvey survey = small(10 * pc);
    SkySurveyResult result = survey.run();
    Path file = folder.resolve("survey.csv");
    result.write(file);
    SkySurveyResult read = SkySurveyResult.read(file, result.gyration());
    assertSameBits(result, read);
    assertEquals(result.gyration(), read.gyration());
    assertTrue(read.toString().contains("4 observers of survey.csv"), read.toString());

    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      List<String> damaged = new ArrayList<>(lines);
      damaged.set(i, lines.get(i).replaceFirst("3", "8"));
      Files.write(file, damaged);
      assertDamaged(file, result);
    }
    List<String> withAShortLine = new ArrayList<>(lines);
    withAShortLine.set(1, "x");
    Files.write(file, withAShortLine);
    assertDamaged(file, result);
    Files.writeString(file, "");
    assertDamaged(file, result);
  }

  /** A file that ends after a line, within an observer or between two, states how many it had. */
  @Test
  void aResultThatWasCutAtTheEndOfALineIsRefused() throws IOException {
    SkySurveyResult result = small(10 * pc).run();
    Path file = folder.resolve("survey.csv");
    result.write(file);
    List<String> lines = Files.readAllLines(file);
    for (int kept = 2; kept < lines.size(); kept++) {
      Files.write(file, lines.subList(0, kept));
      assertEquals(
          file + " has " + (kept - 1) + " lines of a survey instead of 8: restore it",
          refusal(file, result));
    }
    List<String> twice = new ArrayList<>(lines);
    twice.addAll(lines.subList(7, 9));
    Files.write(file, twice);
    assertEquals(
        file + " has 10 lines of a survey instead of 8: restore it", refusal(file, result));
  }

  /** Earlier versions wrote no number of lines; such files are in data/surveys. */
  @Test
  void aResultWithoutTheNumberOfLinesIsReadIfAllItsObserversHaveTheSameSpheres()
      throws IOException {
    Path old = Path.of("../data/surveys/mhd-256-a-rl0977.csv");
    List<String> lines = Files.readAllLines(old);
    SkySurveyResult any = small(10 * pc).run();
    SkySurveyResult read = SkySurveyResult.read(old, any.gyration());
    assertEquals(24, read.size());
    Path file = folder.resolve("cut.csv");
    Files.write(file, lines.subList(0, lines.size() - 1));
    assertDamaged(file, any);
    // the same number of lines for each of two observers, but other spheres
    List<String> others = new ArrayList<>(lines.subList(0, 9));
    others.addAll(lines.subList(11, 19));
    Files.write(file, others);
    assertDamaged(file, any);
    read.write(file);
    assertTrue(SkySurveyResult.read(file, any.gyration()).hasSameRows(read));
  }

  private static void assertDamaged(Path file, SkySurveyResult result) {
    assertEquals(
        file + " is damaged or is not the result of a survey: restore it", refusal(file, result));
  }

  private static String refusal(Path file, SkySurveyResult result) {
    return assertThrows(
            IllegalArgumentException.class, () -> SkySurveyResult.read(file, result.gyration()))
        .getMessage();
  }

  /** Along a uniform field the sky depends on the angle to the field alone; structure does not. */
  @Test
  void theAxialShareIsThatOfTheAngleToTheFieldAlone() {
    SkySurveyResult uniform =
        SkySurvey.of(tracer(new UniformField(new Vec3(3 * muG, 0, 0)), 5 * pc), FOUR.first(1))
            .withDirections(LaunchDirections.stratified(8, 4, 1))
            .withWeight("paper", Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(8))
            .run();
    assertEquals(1, uniform.axialShares("paper", R, 1, 1)[0], 1e-3);
    for (double share : small(10 * pc).run().axialShares("paper", R, 2, 6)) {
      assertTrue(share > 0 && share < 0.9, () -> "share " + share);
    }
  }

  private static int count(Path kept) throws IOException {
    try (var files = Files.list(kept)) {
      return (int) files.count();
    }
  }

  private static void assertSameBits(SkySurveyResult a, SkySurveyResult b) {
    assertArrayEquals(a.turnPaths(), b.turnPaths());
    for (double radius : new double[] {10 * pc, R}) {
      for (int i = 0; i < a.size(); i++) {
        assertEquals(a.spectra(radius).spectrum(i), b.spectra(radius).spectrum(i));
        assertArrayEquals(
            a.axialShares("paper", radius, 2, 3), b.axialShares("paper", radius, 2, 3));
      }
    }
  }

  /** Another weight, energy or launch has a file of its own. */
  @Test
  void resultsOfOtherSurveysAreNotTakenForThisOne() throws IOException {
    small(10 * pc).run(folder, Workers.all(), Progress.NONE);
    small(12 * pc).run(folder, Workers.all(), Progress.NONE);
    Liouville across =
        Liouville.of(BoundaryWeight.dipole(1, Vec3.Y))
            .withEstimator(PixelEstimator.MEAN)
            .withNside(4);
    SkySurveyResult both =
        small(10 * pc).withWeight("across", across).run(folder, Workers.all(), Progress.NONE);
    assertEquals(12, count(folder));
    assertTrue(
        both.spectra("across", R).dipole().mean() < 0.8 * both.spectra("paper", R).dipole().mean());
  }

  /** The same places for two energies: the ratio is better known than either power. */
  @Test
  void pairingByObserverReducesTheErrorOfARatio() {
    SkySurveyResult low = small(10 * pc).run();
    SkySurveyResult high = small(11 * pc).run();
    SpectrumSample a = high.spectra(R);
    SpectrumSample b = low.spectra(R);
    assertEquals(0, a.logRatio(a, 2, 4).mean());
    SampleMean paired = a.logRatio(b, 2, 4);
    double apart = Math.hypot(a.logRelativePower(2, 4).error(), b.logRelativePower(2, 4).error());
    assertTrue(paired.error() < 0.6 * apart, () -> paired + " against " + apart);
    SpectrumSample two = SpectrumSample.together(a, b);
    assertEquals(8, two.size());
    assertEquals(
        "4 and 8 observers cannot be paired: take both samples at the same places",
        assertThrows(IllegalArgumentException.class, () -> a.logRatio(two, 2, 4)).getMessage());
  }

  /** Twice the power relative to the dipole is a log ratio of +ln 2, whatever the dipoles are. */
  @Test
  void logRatioIsPositiveWhereThisSampleHasMoreRelativePower() {
    SpectrumSample more =
        SpectrumSample.of(
            List.of(
                PowerSpectrum.of(new double[] {0, 1, 0.2, 0.2}),
                PowerSpectrum.of(new double[] {0, 2, 0.8, 0.8})));
    SpectrumSample less =
        SpectrumSample.of(
            List.of(
                PowerSpectrum.of(new double[] {0, 0.5, 0.05, 0.05}),
                PowerSpectrum.of(new double[] {0, 1, 0.2, 0.2})));
    SampleMean ratio = more.logRatio(less, 2, 3);
    assertEquals(Math.log(2), ratio.mean(), 1e-14);
    assertEquals(0, ratio.scatter(), 1e-14);
    assertEquals(Math.log(Math.sqrt(0.2 * 0.4)), more.logRelativePower(2, 3).mean(), 1e-14);
    SampleMean quadrupole = SpectrumSample.together(more, less).mean(c -> c.at(2));
    assertEquals((0.2 + 0.8 + 0.05 + 0.2) / 4, quadrupole.mean(), 1e-15);
    assertEquals(
        SampleMean.of(new double[] {0.2, 0.8, 0.05, 0.2}, new int[] {0, 0, 1, 1}), quadrupole);
  }

  @Test
  void whatWasNotRecordedIsRefused() {
    SkySurveyResult result = small(10 * pc).run();
    assertEquals(
        "the survey has no spectrum of the weight \"paper\" at R = 20.00 pc: it has"
            + " [\"paper\" at 10.00 pc, \"paper\" at 30.00 pc]",
        assertThrows(IllegalArgumentException.class, () -> result.spectra(20 * pc)).getMessage());
    Backtracker none =
        Backtracker.of(Species.PROTON, WAVES)
            .withGyroradius(10 * pc, 3 * muG)
            .withStopOutsideSphere(R);
    assertEquals(
        "the tracer records no sphere, so there is no sky: add .withSpheres(R)",
        assertThrows(IllegalArgumentException.class, () -> SkySurvey.of(none, FOUR)).getMessage());
  }
}
