package larmor.liouville;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import larmor.numeric.SampleMean;
import larmor.numeric.Vec3;
import larmor.orbit.Gyration;
import larmor.orbit.LengthEstimate;
import larmor.orbit.Species;
import larmor.sky.PowerSpectrum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Samples of spectra and results of surveys, made by hand. */
class SpectrumSampleTest {
  private static final PowerSpectrum A = PowerSpectrum.of(new double[] {0, 2, 0.5, 0.25});
  private static final PowerSpectrum B = PowerSpectrum.of(new double[] {0, 4, -0.5, 0.125});
  private static final PowerSpectrum SHORT = PowerSpectrum.of(new double[] {0, 1, 1});

  @Test
  void powersAreRelativeToTheDipole() {
    SpectrumSample sample = SpectrumSample.of(List.of(A, B));
    assertEquals(2, sample.size());
    assertEquals(B, sample.spectrum(1));
    assertEquals(3, sample.dipole().mean());
    assertArrayEquals(new double[] {0.125, 0.03125}, sample.relativePower(3, 3));
    assertEquals((2.5 + 1.75) / 12 / 2, sample.relativePower(2, 3)[0], 1e-16);
    assertTrue(sample.aboveNoise(3));
    assertFalse(sample.aboveNoise(2));
    assertEquals(Math.log(0.0625), sample.logRelativePower(3, 3).mean(), 1e-15);
    assertEquals(
        "the power of ℓ = 2 to 2 of observer 2 is not above the noise (-0.125 of the dipole's): use"
            + " more launch directions in a pixel, or a lower ℓ",
        refusal(() -> sample.logRelativePower(2, 2)));
    SpectrumSample zero = SpectrumSample.of(List.of(PowerSpectrum.of(new double[] {0, 1, 0})));
    assertFalse(zero.aboveNoise(2));
    assertTrue(refusal(() -> zero.logRelativePower(2, 2)).contains("of observer 1 is not above"));
  }

  @Test
  void cubesAreNumberedOneAfterAnother() {
    SpectrumSample two = SpectrumSample.of(List.of(A, A, B), new int[] {0, 0, 1});
    SpectrumSample one = SpectrumSample.of(List.of(B));
    SpectrumSample all = SpectrumSample.together(two, one, two);
    double[] c3 = {0.25, 0.25, 0.125, 0.125, 0.25, 0.25, 0.125};
    assertEquals(SampleMean.of(c3, new int[] {0, 0, 1, 2, 3, 3, 4}), all.mean(c -> c.at(3)));
    assertEquals(
        "3 and 3 observers cannot be paired: take both samples at the same places",
        refusal(() -> two.logRatio(SpectrumSample.of(List.of(A, A, B)), 3, 3)));
    assertEquals(
        "the sample has no spectra: give one or more", refusal(() -> SpectrumSample.of(List.of())));
    assertEquals(
        "the spectra end at different multipoles: make all maps with the same nside",
        refusal(() -> SpectrumSample.together(one, SpectrumSample.of(List.of(SHORT)))));
  }

  private static String refusal(Executable call) {
    return assertThrows(RuntimeException.class, call).getMessage();
  }

  private static SkySurveyResult.Row row(String key, double x, SkySurveyResult.Entry... entries) {
    LengthEstimate turn = new LengthEstimate(x * pc, 2 * pc, 3 * pc, 90, 100);
    return new SkySurveyResult.Row(key, new Vec3(x, 2, -3), List.of(entries), turn, 100);
  }

  private static SkySurveyResult result(double gyroradius, SkySurveyResult.Row... rows) {
    return new SkySurveyResult(
        List.of(rows), Gyration.ofGyroradius(Species.PROTON, gyroradius, 3 * muG), "observers");
  }

  private static SkySurveyResult.Entry entry(double noise, PowerSpectrum c, PowerSpectrum axial) {
    return new SkySurveyResult.Entry("paper", 10 * pc, noise, 4, c, axial);
  }

  @Test
  void noiseIsSubtractedFromPowersAndShares() {
    PowerSpectrum axial = PowerSpectrum.of(new double[] {0, 1, 0.2, 0.1});
    SkySurveyResult result =
        result(5 * pc, row("a", 7, entry(0.1, A, axial)), row("b", 9, entry(0.05, B, axial)));
    assertEquals(2, result.size());
    assertEquals(0.075, result.noise("paper", 10 * pc), 1e-16);
    assertEquals(0.4, result.spectra(10 * pc).spectrum(0).at(2), 1e-16);
    assertEquals(-0.55, result.spectra("paper", 10 * pc).spectrum(1).at(2), 1e-16);
    double[] shares = result.axialShares("paper", 10 * pc, 2, 3);
    assertEquals((5 * 0.2 + 7 * 0.1 - 2 * 0.1) / (5 * 0.4 + 7 * 0.15), shares[0], 1e-14);
    assertEquals((5 * 0.2 + 7 * 0.1 - 0.1) / (5 * -0.55 + 7 * 0.075), shares[1], 1e-14);
    assertArrayEquals(new double[] {7 * pc, 9 * pc}, result.turnPaths());
    assertEquals(8 * pc, result.turn().mean(), 1e-15 * pc);
    assertEquals(new Vec3(9, 2, -3), result.observer(1));
    assertEquals(5 * pc, result.gyration().gyroradius(), 1e-12 * pc);
    assertArrayEquals(new int[2], result.cubes());
    // a radius is recognised within a billionth
    assertEquals(0.075, result.noise("paper", 10 * pc * (1 - 0.9e-9)), 1e-16);
    assertTrue(refusal(() -> result.noise("paper", 10 * pc * (1 + 2e-9))).contains("10.00 pc"));
    assertTrue(refusal(() -> result.noise("other", 10 * pc)).contains("\"other\" at R = 10.00"));
  }

  @Test
  void resultsAreTheSameOnlyIfEveryNumberIs() {
    SkySurveyResult one = result(5 * pc, row("a", 7, entry(0.1, A, A)));
    assertTrue(one.hasSameRows(result(5 * pc, row("a", 7, entry(0.1, A, A)))));
    assertFalse(one.hasSameRows(result(5 * pc, row("a", 8, entry(0.1, A, A)))));
    assertFalse(one.hasSameRows(result(5 * pc, row("a", 7, entry(0.2, A, A)))));
    SkySurveyResult three =
        SkySurveyResult.together(List.of(one, SkySurveyResult.together(List.of(one, one)), one));
    assertArrayEquals(new int[] {0, 1, 2, 3}, three.cubes());
  }

  /** Spectra of different lengths, weights and spheres; each line has a checksum of its own. */
  @Test
  void rowsAreReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("survey.csv");
    SkySurveyResult.Entry far = new SkySurveyResult.Entry("a, \"b\"", 3, 1e-300, 0, SHORT, A);
    List<SkySurveyResult.Row> rows =
        List.of(
            row("one", 1.0 / 3, entry(0.1, A, B), far, entry(0.2, B, SHORT)),
            row("two", -1e-9, entry(0.3, SHORT, SHORT)));
    SkySurveyFile.write(rows, file);
    assertEquals(rows, SkySurveyFile.read(file));
    List<String> lines = Files.readAllLines(file);
    assertEquals(5, lines.size());
    // the heading alone, no heading, another heading, half of a quotation
    Files.write(file, lines.subList(0, 1));
    assertEquals(List.of(), SkySurveyFile.read(file));
    Files.write(file, lines.subList(1, 5));
    assertEquals(List.of(), SkySurveyFile.read(file));
    for (String text : new String[] {"", "\n", "survey\n", "\"", "a,b\n\"c"}) {
      Files.writeString(file, text);
      assertEquals(List.of(), SkySurveyFile.read(file));
    }
    // a damaged line is missing from its row
    String damaged = lines.get(4).replace(",0.3,", ",0.4,");
    assertNotEquals(lines.get(4), damaged);
    Files.write(file, List.of(lines.get(0), lines.get(1), lines.get(2), damaged));
    List<SkySurveyResult.Row> rest = SkySurveyFile.read(file);
    assertEquals(1, rest.size());
    assertEquals(List.of(entry(0.1, A, B), far), rest.get(0).entries());
  }
}
