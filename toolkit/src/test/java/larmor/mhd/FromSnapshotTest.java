package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import larmor.numeric.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FromSnapshotTest {
  @TempDir Path folder;

  private MhdRun driven() {
    IsothermalMhd scheme =
        IsothermalMhd.ofBeta(0.2)
            .withDensityFloor(0.02)
            .withDriver(DrivingSettings.ofMachAlfven(0.77, 4));
    MhdRun run = scheme.atRest(16);
    run.advanceTo(0.4);
    return run;
  }

  /** The filter of the snapshot is the only difference. */
  @Test
  void theFacesFromTheCellsOfASnapshotAreTheFilteredFacesWithoutDivergence() {
    MhdRun run = driven();
    MhdState faces = run.state();
    MhdState back = MhdState.of(MhdSnapshot.of(run));
    assertTrue(back.divergence() < 2e-14, () -> "divergence " + back.divergence());
    assertEquals(run.time(), run.scheme().start(MhdSnapshot.of(run)).time());
    for (int d = 0; d < 3; d++) {
      double[] expected = filtered(faces, faces.arrays()[MhdState.BX + d]);
      double[] found = back.arrays()[MhdState.BX + d];
      for (int c = 0; c < found.length; c++) {
        assertEquals(expected[c], found[c], 3e-6, "component " + d + ", face " + c);
      }
    }
  }

  /** The filter as a sum over neighbouring faces: −1, 4, 10, 4, −1 over 16 along each axis. */
  private static double[] filtered(MhdState s, double[] values) {
    int n = s.nx();
    double[] a = values;
    for (int axis = 0; axis < 3; axis++) {
      double[] b = new double[a.length];
      for (int c = 0; c < b.length; c++) {
        for (int by = -2; by <= 2; by++) {
          int x = c / n / n + (axis == 0 ? by : 0);
          int y = c / n % n + (axis == 1 ? by : 0);
          int z = c % n + (axis == 2 ? by : 0);
          b[c] += new int[] {10, 4, -1}[Math.abs(by)] / 16.0 * a[s.index(x, y, z)];
        }
      }
      a = b;
    }
    return a;
  }

  @Test
  void aRunFromASnapshotStartsAtItsTimeAndIsRefined() {
    MhdSnapshot snapshot = MhdSnapshot.of(driven());
    DrivenTurbulence plan =
        DrivenTurbulence.ofPaper(32, 5).withTimes(4, 0.01).withSnapshot(snapshot, 0.02);
    DrivenTurbulence.Outcome out = plan.run(folder.resolve("a"), Progress.NONE, r -> {});
    assertEquals(32, out.run().points());
    assertEquals(0.43, out.run().time(), 1e-12);
    assertTrue(out.run().state().divergence() < 1e-13);
    DrivenTurbulence.Outcome again = plan.run(folder.resolve("a"), Progress.NONE, r -> {});
    assertEquals(out.snapshot(), again.snapshot());
  }

  @Test
  void aSnapshotOfAnotherSoundSpeedIsRefused() {
    MhdSnapshot snapshot = MhdSnapshot.of(driven());
    assertEquals(
        "the snapshot has sound speed 0.3162 and mean field 1.000, the scheme 0.5000 and 1: choose"
            + " β = 2 c_s²/v_A² of the snapshot, and scale its field to a mean of 1",
        assertThrows(
                IllegalArgumentException.class, () -> IsothermalMhd.ofBeta(0.5).start(snapshot))
            .getMessage());
  }
}
