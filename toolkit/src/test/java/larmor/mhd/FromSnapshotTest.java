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
            .withDriver(SolenoidalDriver.towards(0.77, 4));
    MhdRun run = scheme.atRest(16);
    run.advanceTo(0.4);
    return run;
  }

  /** The share of modes at the Nyquist limit, which a snapshot leaves out, is the only loss. */
  @Test
  void facesComeBackFromTheCellsWithoutDivergence() {
    MhdRun run = driven();
    MhdSnapshot snapshot = MhdSnapshot.of(run);
    MhdState back = MhdState.of(snapshot);
    assertTrue(back.divergence() < 2e-14, () -> "divergence " + back.divergence());
    MhdSnapshot again = MhdSnapshot.of(run.scheme().start(snapshot));
    float[] first = snapshot.field().values();
    float[] second = again.field().values();
    double worst = 0;
    for (int c = 0; c < first.length; c++) {
      worst = Math.max(worst, Math.abs(first[c] - second[c]));
    }
    double largest = worst;
    assertTrue(largest < 3e-6, () -> "largest difference " + largest);
    assertEquals(snapshot.time(), again.time());
  }

  @Test
  void aRunFromASnapshotGoesOnFromItsTimeAndIsRefined() {
    MhdSnapshot snapshot = MhdSnapshot.of(driven());
    DrivenTurbulence plan = DrivenTurbulence.paper(32, 5).withTimes(4, 0.01).from(snapshot, 0.02);
    DrivenTurbulence.Outcome out = plan.run(folder.resolve("a"), Progress.NONE, r -> {});
    assertEquals(32, out.run().points());
    assertEquals(0.43, out.run().time(), 1e-12);
    assertTrue(out.run().state().divergence() < 1e-13);
    DrivenTurbulence.Outcome again = plan.run(folder.resolve("a"), Progress.NONE, r -> {});
    assertEquals(out.snapshot(), again.snapshot());
  }

  @Test
  void aSnapshotOfOtherPhysicsIsRefused() {
    MhdSnapshot snapshot = MhdSnapshot.of(driven());
    assertEquals(
        "the snapshot has sound speed 0.3162 and mean field 1.000, the scheme 0.5000 and 1: choose"
            + " β = 2 c_s²/v_A² of the snapshot, and scale its field to a mean of 1",
        assertThrows(
                IllegalArgumentException.class, () -> IsothermalMhd.ofBeta(0.5).start(snapshot))
            .getMessage());
  }
}
