package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path folder;

  private static final IsothermalMhd SCHEME =
      IsothermalMhd.ofBeta(0.2)
          .withDriver(SolenoidalDriver.towards(0.77, 11))
          .withWorkers(new Workers(2));

  private static void steps(MhdRun run, int n) {
    for (int i = 0; i < n; i++) {
      run.step();
    }
  }

  @Test
  void aResumedRunEndsWithTheSameBits() {
    MhdState moving =
        MhdState.uniform(12, 12, 12, 1 / 12.0, 1, new Vec3(0.7, 0, 0.1), new Vec3(1, 0, 0.2));
    MhdRun run = SCHEME.start(moving);
    steps(run, 7);
    assertTrue(run.gain() > 1, "the regulation must have something to remember");
    Path file = folder.resolve("run.mhd");
    run.save(file);
    assertFalse(Files.exists(folder.resolve("run.mhd.part")));
    MhdRun again = SCHEME.withWorkers(new Workers(1)).resume(file);
    assertEquals(run.diagnostics(), again.diagnostics());
    steps(run, 8);
    steps(again, 8);
    for (int v = 0; v < MhdState.VARIABLES; v++) {
      assertArrayEquals(run.live().arrays()[v], again.live().arrays()[v]);
    }
    assertEquals(run.diagnostics(), again.diagnostics());
    assertEquals(run.time(), again.time());
  }

  @Test
  void countsOfTheFallbackAndTheFloorGoOn() {
    MhdState torn =
        MhdState.uniform(12, 12, 12, 1 / 12.0, 1, new Vec3(0, 0, 0), Vec3.X)
            .withFlow(
                (x, y, z, o) -> o[0] = 1,
                (x, y, z, o) -> {
                  o[0] = 0;
                  o[1] = y > 0.5 ? 4.5 : -4.5;
                  o[2] = z > 0.5 ? 4.5 : -4.5;
                });
    IsothermalMhd scheme = SCHEME.withDensityFloor(0.05);
    MhdRun run = scheme.start(torn);
    steps(run, 30);
    assertTrue(run.repaired() > 0 && run.floored() > 0 && run.held() > 0 && run.massAdded() > 0);
    Path file = folder.resolve("torn.mhd");
    run.save(file);
    assertEquals(run.diagnostics(), scheme.resume(file).diagnostics());
    assertEquals(run.held(), run.refined().held());
  }

  private Path saved() {
    MhdRun run = SCHEME.atRest(8);
    steps(run, 1);
    Path file = folder.resolve("run.mhd");
    run.save(file);
    return file;
  }

  @Test
  void aDamagedCheckpointIsRefused() throws IOException {
    Path file = saved();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SCHEME.resume(file));
    assertEquals(
        "checkpoint "
            + file
            + " is damaged, its checksum does not fit: go back to an earlier one, or"
            + " take it away and start anew",
        e.getMessage());
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 100));
    assertThrows(IllegalArgumentException.class, () -> SCHEME.resume(file));
  }

  @Test
  void aForeignFileIsRefused() throws IOException {
    Path file = folder.resolve("other");
    Files.writeString(file, "SIMPLE  =                    T / a FITS file, not a checkpoint");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SCHEME.resume(file));
    assertEquals(
        file
            + " is no checkpoint of this solver: give one that it wrote, or take it away and start anew",
        e.getMessage());
  }

  @Test
  void aCheckpointOfOtherPhysicsIsRefused() {
    Path file = saved();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> SCHEME.withDensityFloor(0.02).resume(file));
    assertTrue(
        e.getMessage().contains("density floor 0.01,")
            && e.getMessage().contains("not with sound speed")
            && e.getMessage().endsWith("resume it with its own scheme, or choose another folder"),
        e.getMessage());
  }

  @Test
  void aMissingFileOrFolderIsSaid() {
    Path none = folder.resolve("none");
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> SCHEME.resume(none));
    assertTrue(e.getMessage().endsWith("check that the file is there"), e.getMessage());
    MhdRun run = SCHEME.atRest(8);
    UncheckedIOException w =
        assertThrows(UncheckedIOException.class, () -> run.save(folder.resolve("no/where.mhd")));
    assertTrue(w.getMessage().contains("make room, or choose another folder"), w.getMessage());
    run.step();
  }

  /** The device that is always full, in the place of the file that is written beside. */
  @Test
  void aFullDiskIsSaidAndTheEarlierCheckpointStays() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full on this system");
    Path file = saved();
    byte[] before = Files.readAllBytes(file);
    MhdRun run = SCHEME.resume(file);
    run.step();
    Path beside = Files.createSymbolicLink(folder.resolve("run.mhd.part"), full);
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> run.save(file));
    assertTrue(
        e.getMessage().startsWith("checkpoint " + file + " could not be written (")
            && e.getMessage().endsWith("): make room, or choose another folder"),
        e.getMessage());
    assertFalse(Files.exists(beside, java.nio.file.LinkOption.NOFOLLOW_LINKS));
    assertArrayEquals(before, Files.readAllBytes(file));
    run.step();
    run.save(file);
    assertEquals(run.diagnostics(), SCHEME.resume(file).diagnostics());
    Path history = folder.resolve("history.csv");
    Files.createSymbolicLink(folder.resolve("history.csv.part"), full);
    UncheckedIOException h =
        assertThrows(
            UncheckedIOException.class,
            () -> RunHistory.empty().with(RunHistory.Sample.of(run)).write(history));
    assertTrue(
        h.getMessage().startsWith("history " + history + " could not be written ("),
        h.getMessage());
  }
}
