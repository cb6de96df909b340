package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import larmor.numeric.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrivenTurbulenceTest {
  @TempDir Path folder;

  private static DrivenTurbulence small() {
    return DrivenTurbulence.paper(16, 3).from(8).withTimes(0.3, 0.1);
  }

  @Test
  void aStoppedRunGoesOnToTheSameBits() {
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
              whole.run().live().arrays()[v], resumed.run().live().arrays()[v]));
    }
    assertEquals(whole.snapshot(), resumed.snapshot());
  }

  @Test
  void progressRisesToOneAndLooksComeAtEvenTimes() {
    List<Double> heard = new ArrayList<>();
    List<Integer> grids = new ArrayList<>();
    var out = small().run(folder, heard::add, r -> grids.add(r.points()));
    for (int i = 1; i < heard.size(); i++) {
      assertTrue(heard.get(i) >= heard.get(i - 1) - 1e-12);
    }
    assertEquals(1, heard.get(heard.size() - 1), 1e-9);
    assertTrue(grids.contains(8) && grids.contains(16));
    assertEquals(0.02, out.history().times()[1], 1e-12);
    RunHistory again = RunHistory.read(folder.resolve("history.csv"));
    assertEquals(out.history(), again);
    assertFalse(Files.exists(folder.resolve("history.csv.part")));
    assertTrue(out.history().toString().contains("not yet stationary"));
  }

  @Test
  void oneRunAtATimeWorksInAFolder() {
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
        "another run is at work in " + folder + ": let it end, or choose another folder",
        refused.get(0));
  }

  @Test
  void aRunOfOtherGridsInTheFolderIsRefusedBeforeAnythingIsDone() {
    small().run(folder, Progress.NONE, r -> {});
    for (int points : new int[] {8, 24}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  DrivenTurbulence.paper(points, 3)
                      .from(points == 8 ? 8 : 12)
                      .run(folder, Progress.NONE, r -> {}));
      assertEquals(
          String.format(
              "the run in %s has 16 cells a side already, which do not lead from %d to %d: choose"
                  + " another folder",
              folder, points == 8 ? 8 : 12, points),
          e.getMessage());
    }
  }

  /** β and M_A of the paper give the paper's plan; a slower flow gets as many turnovers. */
  @Test
  void anotherMachNumberGetsAsManyTurnovers() {
    assertEquals(DrivenTurbulence.paper(64, 5), DrivenTurbulence.of(64, 0.2, 0.77, 5));
    DrivenTurbulence slow = DrivenTurbulence.of(64, 0.5, 0.385, 5);
    assertEquals(8, slow.longest(), 1e-12);
    assertEquals(0.8, slow.filling(), 1e-12);
    assertEquals(0.5, slow.scheme().soundSpeed(), 1e-12);
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
    Stationarity calm = history(3, 0).stationarity();
    assertTrue(calm.stationary());
    assertTrue(calm.since() >= 3 * calm.turnover() && calm.since() < 2, calm.toString());
    assertEquals(0.4 / 0.77, calm.turnover(), 0.03);
    assertFalse(history(1, 0).stationarity().stationary());
    assertFalse(history(3, 0.3).stationarity().stationary());
    assertTrue(calm.toString().startsWith("stationary since t = 1."), calm.toString());
    assertFalse(RunHistory.empty().stationarity().stationary());
  }

  @Test
  void aCoarseGridIsLeftOnceStationary() {
    var plan =
        DrivenTurbulence.paper(16, 3)
            .withScheme(IsothermalMhd.ofBeta(0.2).withDriver(SolenoidalDriver.towards(0.77, 3)))
            .from(8)
            .withTimes(30, 0.05);
    var out = plan.run(folder, Progress.NONE, r -> {});
    assertTrue(out.run().time() < 10, () -> "left at " + out.run().time());
    assertEquals(16, out.run().points());
  }

  @Test
  void whatCannotBeDoneIsRefusedInOneSentence() {
    assertEquals(
        "16 cells a side are not reached by doubling 5: start from 16, 16/2, 16/4 … with 8 or more",
        assertThrows(IllegalArgumentException.class, () -> small().from(5)).getMessage());
    assertEquals(
        "nothing stirs the box: give the scheme a driver, SolenoidalDriver.towards(0.77, seed)",
        assertThrows(
                IllegalArgumentException.class,
                () -> DrivenTurbulence.paper(16, 1).withScheme(IsothermalMhd.ofBeta(0.2)))
            .getMessage());
    assertEquals(
        "times of 0 on the coarse and 0.4 on the finer grids are not positive: the defaults are 4"
            + " and 0.4",
        assertThrows(
                IllegalArgumentException.class,
                () -> DrivenTurbulence.paper(16, 1).withTimes(0, 0.4))
            .getMessage()
            .replace("0.00000", "0")
            .replace("0.400000", "0.4"));
    assertThrows(
        IllegalArgumentException.class, () -> RunHistory.read(write("history.csv", "points\n")));
    assertThrows(
        IllegalArgumentException.class,
        () -> DrivenTurbulence.of(128, 0, 0.77, 1).run(folder, Progress.NONE, r -> {}));
    assertThrows(
        IllegalStateException.class,
        () -> DrivenTurbulence.paper(1024, 1).run(folder, Progress.NONE, r -> {}));
  }

  private Path write(String name, String text) throws java.io.IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
