package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import larmor.numeric.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class DrivenTurbulenceTest {
  @TempDir Path folder;

  private static DrivenTurbulence small() {
    return DrivenTurbulence.ofPaper(16, 3).withCoarsest(8).withTimes(0.3, 0.1);
  }

  @Test
  void aStoppedRunResumesToTheSameBits() {
    var whole = small().run(folder.resolve("whole"), Progress.NONE, r -> {});
    Path parts = folder.resolve("parts");
    for (double stop : new double[] {0.11, 0.33}) {
      assertThrows(
          CancellationException.class,
          () ->
              small()
                  .run(
                      parts,
                      Progress.NONE,
                      r -> {
                        r.save(parts.resolve("run.checkpoint"));
                        if (r.time() > stop) {
                          throw new CancellationException("stopped");
                        }
                      }));
    }
    var resumed = small().run(parts, Progress.NONE, r -> {});
    assertEquals(0.4, resumed.run().time(), 1e-12);
    assertEquals(whole.run().steps(), resumed.run().steps());
    for (int v = 0; v < MhdState.VARIABLES; v++) {
      assertTrue(
          java.util.Arrays.equals(
              whole.run().currentState().arrays()[v], resumed.run().currentState().arrays()[v]));
    }
    assertEquals(whole.snapshot(), resumed.snapshot());
  }

  /** Stops a run at t = 0.12 with a checkpoint, beside which a test writes a history. */
  private Path stopped() {
    Path parts = folder.resolve("parts");
    assertThrows(
        CancellationException.class,
        () ->
            small()
                .run(
                    parts,
                    Progress.NONE,
                    r -> {
                      if (r.time() > 0.11) {
                        r.save(parts.resolve("run.checkpoint"));
                        throw new CancellationException("stopped");
                      }
                    }));
    return parts;
  }

  @Test
  void rowsOfTheHistoryAfterTheCheckpointAreComputedAgainAlsoIfTheLastIsTorn() throws IOException {
    var whole = small().run(folder.resolve("whole"), Progress.NONE, r -> {});
    String all = Files.readString(folder.resolve("whole/history.csv"));
    int next = all.indexOf("\n8,0.14");
    assertTrue(next > 0, all);
    int end = all.indexOf('\n', next + 1);
    String other = all.substring(next, end).replace("8,0.14", "8,0.15").replace(",0.", ",0.9");
    String[] histories = {
      all,
      all.substring(0, end),
      all.substring(0, end - 1),
      all.substring(0, next + 12),
      all.substring(0, next) + other + "\n"
    };
    for (String history : histories) {
      Path parts = stopped();
      Files.writeString(parts.resolve("history.csv"), history);
      var resumed = small().run(parts, Progress.NONE, r -> {});
      assertEquals(all, Files.readString(parts.resolve("history.csv")), history);
      assertEquals(whole.history(), resumed.history());
      assertEquals(whole.snapshot(), resumed.snapshot());
      Files.delete(parts.resolve("run.checkpoint"));
    }
  }

  @Test
  void aDamagedRowOfTheHistoryBeforeTheCheckpointIsRefused() throws IOException {
    small().run(folder.resolve("whole"), Progress.NONE, r -> {});
    List<String> all = Files.readAllLines(folder.resolve("whole/history.csv"));
    Path parts = stopped();
    Path history = parts.resolve("history.csv");
    int last = all.indexOf(all.stream().filter(l -> l.startsWith("8,0.12")).findFirst().get());
    for (String line : List.of(all.get(last).substring(0, 20), "8", "8,0.14", "8,0.1x,0.2")) {
      List<String> torn = new ArrayList<>(all.subList(0, last));
      torn.add(line);
      Files.write(history, torn);
      String refusal =
          assertThrows(
                  IllegalArgumentException.class, () -> small().run(parts, Progress.NONE, r -> {}))
              .getMessage();
      assertEquals(
          String.format(
              "history %s is damaged in line %d, \"%s\": delete it and the run starts a new one",
              history, torn.size(), torn.get(torn.size() - 1)),
          refusal);
    }
  }

  @Test
  void progressRisesToOneAndSamplesComeAtEqualIntervals() {
    List<Double> fractions = new ArrayList<>();
    List<Integer> grids = new ArrayList<>();
    var out = small().run(folder, fractions::add, r -> grids.add(r.points()));
    for (int i = 1; i < fractions.size(); i++) {
      assertTrue(fractions.get(i) >= fractions.get(i - 1) - 1e-12);
    }
    assertEquals(1, fractions.get(fractions.size() - 1), 1e-9);
    assertTrue(grids.contains(8) && grids.contains(16));
    assertEquals(0.02, out.history().times()[1], 1e-12);
    assertEquals(out.history(), RunHistory.read(folder.resolve("history.csv")));
  }

  @Test
  void aSecondRunInAFolderIsRefused() {
    List<String> refused = new ArrayList<>();
    small()
        .run(
            folder,
            Progress.NONE,
            r -> {
              if (refused.isEmpty()) {
                refused.add(
                    assertThrows(
                            IllegalStateException.class,
                            () -> small().run(folder, Progress.NONE, q -> {}))
                        .getMessage());
              }
            });
    assertEquals(
        "another run is working in "
            + folder
            + ": wait until it has ended, or choose another folder",
        refused.get(0));
  }

  @Test
  void aFolderWithARunOnOtherGridsIsRefused() {
    small().run(folder, Progress.NONE, r -> {});
    for (int points : new int[] {8, 24}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  DrivenTurbulence.ofPaper(points, 3)
                      .withCoarsest(points == 8 ? 8 : 12)
                      .run(folder, Progress.NONE, r -> {}));
      assertEquals(
          String.format(
              "the run in %s has 16 cells a side, which is not a grid between %d and %d: choose another"
                  + " folder",
              folder, points == 8 ? 8 : 12, points),
          e.getMessage());
    }
  }

  /** β and M_A of the paper give the settings of the paper. */
  @Test
  void anotherMachNumberHasTheSameNumberOfTurnovers() {
    assertEquals(DrivenTurbulence.ofPaper(64, 5), DrivenTurbulence.of(64, 0.2, 0.77, 5));
    DrivenTurbulence slow = DrivenTurbulence.of(64, 0.5, 0.385, 5);
    assertEquals(8, slow.coarseTime(), 1e-12);
    assertEquals(0.8, slow.fillingTime(), 1e-12);
    assertEquals(0.5, slow.scheme().soundSpeed(), 1e-12);
  }

  @Test
  void aCoarseGridIsLeftOnceStationary() {
    DrivenTurbulence plan = DrivenTurbulence.ofPaper(16, 3).withCoarsest(8).withTimes(30, 0.05);
    RunHistory history = plan.run(folder, Progress.NONE, r -> {}).history();
    double left = history.lastTime(8, 0);
    assertEquals(16, history.samples().get(history.samples().size() - 1).points());
    assertTrue(left < 30, () -> "left at " + left);
    assertEquals(left, history.until(left).stationarity().since());
    assertFalse(history.until(left - 0.01).stationarity().stationary());
  }

  @Test
  void temporaryFilesOfAKilledRunAreDeleted() throws IOException {
    Path checkpoint = Files.writeString(folder.resolve("run.checkpoint.5f3a.part"), "half");
    Path history = Files.writeString(folder.resolve("history.csv.part"), "half");
    Path other = Files.writeString(folder.resolve("notes.part"), "notes");
    small().run(folder, Progress.NONE, r -> {});
    assertTrue(Files.notExists(checkpoint) && Files.notExists(history));
    assertTrue(Files.exists(other));
  }

  @Test
  void theManifestOfARunFromRestNamesItsGridsAndTimes() {
    Map<String, String> cards = small().run(folder, Progress.NONE, r -> {}).manifest();
    assertEquals("rest", cards.get("START"));
    assertFalse(cards.containsKey("TSTART"));
    assertEquals("8 cells a side for 0.3000", cards.get("GRID1"));
    assertEquals("16 cells a side for 0.1000", cards.get("GRID2"));
    assertFalse(cards.containsKey("GRID3"));
    for (String text : cards.values()) {
      assertTrue(text.chars().allMatch(c -> c >= ' ' && c <= '~'), text);
    }
  }

  /** The name comes from the file, the times from the run, also if it was resumed. */
  @Test
  void theManifestOfARunFromASnapshotNamesItsFileAndTimes() throws IOException {
    Path file = folder.resolve("début-16.fits");
    small().run(folder.resolve("a"), Progress.NONE, r -> {}).snapshot().write(file, Map.of());
    for (double time : new double[] {0, 0.02}) {
      Path run = folder.resolve("run" + time);
      DrivenTurbulence plan =
          DrivenTurbulence.ofPaper(32, 5).withTimes(4, 0.01).withSnapshot(file, time);
      plan.run(run, Progress.NONE, r -> {});
      Map<String, String> cards = plan.run(run, Progress.NONE, r -> {}).manifest();
      assertEquals("snapshot d?but-16.fits", cards.get("START"));
      assertEquals("0.4000 box sides over Alfven speed", cards.get("TSTART"));
      assertEquals(String.format("16 cells a side for %.4f", time), cards.get("GRID1"));
      assertEquals("32 cells a side for 0.0100", cards.get("GRID2"));
      Files.delete(run.resolve("history.csv"));
      cards = plan.run(run, Progress.NONE, r -> {}).manifest();
      assertEquals("16 cells a side, time not recorded", cards.get("GRID1"));
    }
  }

  @Test
  void impossibleComputationsAreRefused() {
    refused(
        "16 cells a side are not 5 times a power of two: start from 16, 16/2, 16/4 …, 8 or more",
        () -> small().withCoarsest(5));
    refused(
        "the scheme has no driver: add one, .withDriver(DrivingSettings.ofMachAlfven(0.77, seed))",
        () -> DrivenTurbulence.ofPaper(16, 1).withScheme(IsothermalMhd.ofBeta(0.2)));
    refused(
        "times of 0.00000 on the coarsest grid and 0.400000 on the finer ones are not positive and"
            + " finite: use 4 and 0.4",
        () -> DrivenTurbulence.ofPaper(16, 1).withTimes(0, 0.4));
    refused(
        "β = 0.00000 is not positive: give one above 0, such as the paper's 0.2",
        () -> DrivenTurbulence.of(128, 0, 0.77, 1));
    assertThrows(
        IllegalStateException.class,
        () -> DrivenTurbulence.ofPaper(1024, 1).run(folder, Progress.NONE, r -> {}));
  }

  private static void refused(String message, Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
