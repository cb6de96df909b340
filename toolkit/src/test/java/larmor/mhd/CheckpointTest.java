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
        "checkpoint " + file + " is damaged, its checksum does not fit: go back to an earlier one",
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
        file + " is no checkpoint of this solver: give a file that MhdRun.save wrote",
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
            && e.getMessage().endsWith("resume it with its own scheme"),
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
    assertTrue(w.getMessage().contains("make room or choose another folder"), w.getMessage());
    run.step();
  }
}
