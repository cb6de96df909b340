package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {
  private static final String HEADING =
      "points,time [L/v_A],M_A,M_s,dB/B0,kinetic,magnetic,power,injected,first order,floored\n";
  private static final String LINE = "16,0.02,0.234,0.74,1.0E-4,0.027,0.5,1.37,-0.0,3,0\n";

  @TempDir Path folder;

  private static final RunHistory.Sample SAMPLE =
      new RunHistory.Sample(16, 0.02, 0.234, 0.74, 1e-4, 0.027, 0.5, 1.37, -0.0, 3, 0);

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("history.csv"), text);
  }

  /** Runs are resumed from such files, so their format is fixed. */
  @Test
  void theFormatOfTheFileIsFixed() throws IOException {
    Path file = folder.resolve("history.csv");
    RunHistory.empty().with(SAMPLE).write(file);
    assertEquals(HEADING + LINE, Files.readString(file));
    assertEquals(List.of(SAMPLE), RunHistory.read(file).samples());
    RunHistory.empty().write(file);
    assertEquals(HEADING, Files.readString(file));
    assertEquals(RunHistory.empty(), RunHistory.read(file));
  }

  @Test
  void filesThatAreNotHistoriesAreRefusedByFileAndLine() throws IOException {
    Path file = file("");
    assertEquals(
        file
            + " is not the history of a run, it is empty: give a file that RunHistory.write wrote, or"
            + " delete it and the run starts a new one",
        refusal());
    file("points,time\n16,0.02\n");
    assertEquals(
        file
            + " is not the history of a run, its heading is not "
            + HEADING.trim()
            + ": give a file that RunHistory.write wrote, or delete it and the run starts a new one",
        refusal());
    for (String line :
        new String[] {
          LINE.replace("0.74", "x"),
          "16,0.02",
          LINE.trim() + ",1",
          LINE,
          LINE.replace("0.02,", "0.01,"),
          LINE.replace("0.02,", "NaN,"),
          LINE.replace("0.02,0.234", "0.03,NaN"),
          LINE.replace("16,0.02", "-16,0.03"),
          LINE.replace("0.02,", "0.03,").replace(",3,0", ",-3,0")
        }) {
      file(HEADING + LINE + line.trim() + "\n");
      assertEquals(
          "history "
              + file
              + " is damaged in line 3, \""
              + line.trim()
              + "\": delete it and the run starts a new one",
          refusal());
    }
    file(HEADING + "\"16,0.02\n");
    assertTrue(
        refusal().startsWith(file + " is not the history of a run, it is not CSV ("), refusal());
  }

  private String refusal() {
    return assertThrows(
            IllegalArgumentException.class, () -> RunHistory.read(folder.resolve("history.csv")))
        .getMessage();
  }

  @Test
  void filesThatCannotBeReadOrWrittenAreReported() {
    Path none = folder.resolve("no/history.csv");
    String read =
        assertThrows(UncheckedIOException.class, () -> RunHistory.read(none)).getMessage();
    assertTrue(
        read.startsWith("history " + none + " could not be read (")
            && read.endsWith("): check that it exists"),
        read);
    String written =
        assertThrows(UncheckedIOException.class, () -> RunHistory.empty().write(none)).getMessage();
    assertTrue(
        written.startsWith("history " + none + " could not be written (")
            && written.endsWith("): free disk space, or choose another folder"),
        written);
  }

  private static RunHistory history(double end, double drift) {
    List<RunHistory.Sample> all = new ArrayList<>();
    for (int i = 0; i * 0.02 <= end; i++) {
      double t = 0.02 * i;
      double grown = 1 - StrictMath.exp(-t / 0.2) + drift * t;
      double wobble = 1 + 0.02 * StrictMath.sin(9 * t);
      all.add(
          new RunHistory.Sample(
              16, t, 0.77 * grown * wobble, 2.4, 0.45 * grown, 0.3, 0.6, 0.7, t, 0, 0));
    }
    return new RunHistory(all);
  }

  @Test
  void aSaturatedHistoryIsStationaryAndAGrowingOneIsNot() {
    Stationarity steady = history(3, 0).stationarity();
    assertTrue(steady.stationary());
    assertEquals(0.4 / 0.77, steady.turnover(), 0.03);
    assertEquals(
        "history of a run to t = 3.00 L/v_A, 151 samples: stationary since t = 1.54 L/v_A: M_A 0.768 (-0.9 %"
            + " in a turnover of 0.51 L/v_A), δB/B0 0.450 (+0.0 %)",
        history(3, 0).toString());
    assertFalse(history(1, 0).stationarity().stationary());
    assertFalse(history(3, 0.3).stationarity().stationary());
  }

  @Test
  void shortHistoriesPrintWhatIsKnown() {
    assertEquals("history of a run: no samples", RunHistory.empty().toString());
    assertEquals("not yet stationary: no samples", RunHistory.empty().stationarity().toString());
    RunHistory.Sample rest = new RunHistory.Sample(16, 0, 0, 0, 0, 0, 0.5, 0.7, 0, 0, 0);
    assertEquals(
        "history of a run to t = 0.00 L/v_A, 1 samples: not yet stationary: at rest",
        RunHistory.empty().with(rest).toString());
    assertEquals(
        "not yet stationary: M_A 0.372, δB/B0 0.214 (within the first turnover of 0.66 L/v_A)",
        history(0.3, 0).stationarity().toString());
  }

  @Test
  void columnsHaveOneValueASampleAndUntilIncludesItsTime() {
    RunHistory history = history(0.1, 0);
    assertArrayEquals(new double[] {0, 0.02, 0.04, 0.06, 0.08, 0.1}, history.times(), 1e-15);
    assertEquals(history.samples().get(3).machAlfven(), history.machAlfven()[3]);
    assertEquals(history.samples().get(3).fluctuation(), history.fluctuations()[3]);
    assertEquals(0.3, history.kinetic()[5]);
    assertEquals(0.6, history.magnetic()[5]);
    assertEquals(4, history.until(0.06).samples().size());
    assertEquals(3, history.until(0.059).samples().size());
  }
}
