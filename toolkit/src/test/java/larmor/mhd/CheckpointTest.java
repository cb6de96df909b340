package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path folder;

  private static final IsothermalMhd SCHEME =
      IsothermalMhd.ofBeta(0.2)
          .withDriver(DrivingSettings.ofMachAlfven(0.77, 11))
          .withWorkers(new Workers(2));

  private static void steps(MhdRun run, int n) {
    for (int i = 0; i < n; i++) {
      run.step();
    }
  }

  @Test
  void aResumedRunEndsWithTheSameBits() throws IOException {
    MhdState moving =
        MhdState.uniform(12, 12, 12, 1 / 12.0, new Vec3(1, 0, 0.2))
            .withUniformFlow(1, new Vec3(0.7, 0, 0.1));
    MhdRun run = SCHEME.start(moving);
    steps(run, 7);
    assertTrue(run.gain() > 1, "the integral part of the power control must differ from its start");
    Path file = folder.resolve("run.mhd");
    run.save(file);
    assertOnlyFile(file);
    MhdRun again = SCHEME.withWorkers(new Workers(1)).resume(file);
    assertEquals(run.diagnostics(), again.diagnostics());
    steps(run, 8);
    steps(again, 8);
    for (int v = 0; v < MhdState.VARIABLES; v++) {
      assertArrayEquals(run.currentState().arrays()[v], again.currentState().arrays()[v]);
    }
    assertEquals(run.diagnostics(), again.diagnostics());
    assertEquals(run.time(), again.time());
  }

  @Test
  void countsOfFirstOrderFluxesAndOfTheFloorAreKept() {
    MhdState streams =
        MhdState.uniform(12, 12, 12, 1 / 12.0, Vec3.X)
            .withFlow(
                (x, y, z) -> 1,
                (x, y, z, o) -> {
                  o[0] = 0;
                  o[1] = y > 0.5 ? 4.5 : -4.5;
                  o[2] = z > 0.5 ? 4.5 : -4.5;
                });
    IsothermalMhd scheme = SCHEME.withDensityFloor(0.05);
    MhdRun run = scheme.start(streams);
    steps(run, 30);
    assertTrue(run.repaired() > 0 && run.floored() > 0 && run.held() > 0 && run.massAdded() > 0);
    Path file = folder.resolve("streams.mhd");
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
            + " is damaged, its checksum does not match: use an earlier checkpoint, or delete this one"
            + " to start again",
        e.getMessage());
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
    assertThrows(IllegalArgumentException.class, () -> SCHEME.resume(file));
  }

  /** The checksum of the changed file holds: the numbers themselves are wrong. */
  @Test
  void numbersThatDoNotFitTheFileAreRefused() throws IOException {
    Path file = saved();
    byte[] bytes = Files.readAllBytes(file);
    int text = 28;
    int amplitudes = text + 2 + ByteBuffer.wrap(bytes).getShort(text) + 11 * 8;
    Map<String, byte[]> damaged = new LinkedHashMap<>();
    damaged.put("it does not hold -8 x 8 x 8 cells", with(bytes, 8, -8));
    damaged.put("it does not hold 2000000000 x 8 x 8 cells", with(bytes, 8, 2_000_000_000));
    damaged.put("it does not hold -1 amplitudes of the driver", with(bytes, amplitudes, -1));
    damaged.put("its driver has 455 amplitudes and not 456", with(bytes, amplitudes, 455));
    damaged.put("it ends too early", Arrays.copyOf(bytes, 7 * 8 * 512));
    for (Map.Entry<String, byte[]> entry : damaged.entrySet()) {
      byte[] changed = entry.getValue();
      CRC32C crc = new CRC32C();
      crc.update(changed, 0, changed.length - 8);
      ByteBuffer.wrap(changed).putLong(changed.length - 8, crc.getValue());
      Files.write(file, changed);
      assertEquals(
          "checkpoint "
              + file
              + " is damaged, "
              + entry.getKey()
              + ": use an earlier checkpoint, or delete this one to start again",
          assertThrows(IllegalArgumentException.class, () -> SCHEME.resume(file)).getMessage());
    }
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putInt(at, value);
    return changed;
  }

  @Test
  void aForeignFileIsRefused() throws IOException {
    Path file = folder.resolve("other");
    Files.writeString(file, "SIMPLE  =                    T / a FITS file, not a checkpoint");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SCHEME.resume(file));
    assertEquals(
        file
            + " is not a checkpoint of this solver: give a file that MhdRun.save wrote, or delete it to"
            + " start again",
        e.getMessage());
  }

  @Test
  void aCheckpointOfOtherPhysicsIsRefused() {
    Path file = saved();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> SCHEME.withDensityFloor(0.02).resume(file));
    String settings =
        "sound speed 0.31622776601683794, Courant number 0.4, density floor %s, driver power"
            + " 0.6847994999999999 target 0.77 correlation time 0.5 seed 11";
    assertEquals(
        "checkpoint "
            + file
            + " was written with "
            + String.format(settings, "0.01")
            + " and not with "
            + String.format(settings, "0.02")
            + ": resume it with the settings it was written with, or choose another folder",
        e.getMessage());
  }

  @Test
  void aMissingFileOrFolderIsReported() {
    Path none = folder.resolve("none");
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> SCHEME.resume(none));
    assertTrue(e.getMessage().endsWith("check that the file exists"), e.getMessage());
    MhdRun run = SCHEME.atRest(8);
    UncheckedIOException w =
        assertThrows(UncheckedIOException.class, () -> run.save(folder.resolve("no/where.mhd")));
    assertTrue(
        w.getMessage().endsWith("): free disk space, or choose another folder"), w.getMessage());
    run.step();
  }

  /**
   * A file name so long that the name of the temporary file exceeds the limit of 255 characters.
   */
  @Test
  void aFailedWriteIsReportedAndLeavesTheEarlierCheckpoint() throws IOException {
    Path file = Files.move(saved(), folder.resolve("c".repeat(230)));
    byte[] before = Files.readAllBytes(file);
    MhdRun run = SCHEME.resume(file);
    run.step();
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> run.save(file));
    assertTrue(
        e.getMessage().startsWith("checkpoint " + file + " could not be written (")
            && e.getMessage().endsWith("): free disk space, or choose another folder"),
        e.getMessage());
    assertArrayEquals(before, Files.readAllBytes(file));
    assertOnlyFile(file);
    Path other = folder.resolve("other");
    run.save(other);
    assertEquals(run.diagnostics(), SCHEME.resume(other).diagnostics());
  }

  private void assertOnlyFile(Path file) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  /**
   * A checkpoint of 8³ cells after four steps, which version 0.1.0 of 2026-11-29 wrote on OpenJDK
   * 17 with this scheme. Runs of hours are resumed from such files, so their format is fixed.
   */
  private static final IsothermalMhd REFERENCE_SCHEME =
      IsothermalMhd.ofBeta(0.2)
          .withDensityFloor(0.02)
          .withDriver(DrivingSettings.ofMachAlfven(0.77, 11))
          .withWorkers(new Workers(2));

  private static byte[] reference() throws IOException {
    try (InputStream in =
        new GZIPInputStream(CheckpointTest.class.getResourceAsStream("checkpoint-8.bin.gz"))) {
      return in.readAllBytes();
    }
  }

  @Test
  void theHeaderOfACheckpointIsFixed() throws IOException {
    byte[] bytes = reference();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      assertEquals("LARMMHD2", new String(in.readNBytes(8), StandardCharsets.US_ASCII));
      assertEquals(8, in.readInt());
      assertEquals(8, in.readInt());
      assertEquals(8, in.readInt());
      assertEquals(0.125, in.readDouble());
      String settings = in.readUTF();
      assertEquals(
          "sound speed 0.31622776601683794, Courant number 0.4, density floor 0.02, driver power"
              + " 0.6847994999999999 target 0.77 correlation time 0.5 seed 11",
          settings);
      assertEquals(Checkpoint.physics(REFERENCE_SCHEME), settings);
      in.readDouble();
      assertEquals(4, in.readLong(), "steps");
      in.skipBytes(5 * 8 + 3 * 8 + 8);
      assertEquals(6 * 76, in.readInt(), "driving amplitudes");
      assertEquals(
          in.available(), 8 * (6 * 76 + 7 * 8 * 8 * 8) + 8, "amplitudes, arrays, checksum");
    }
    assertEquals(
        "sound speed 1.0, Courant number 0.3, density floor 0.01, no driver",
        Checkpoint.physics(IsothermalMhd.ofSoundSpeed(1).withCourant(0.3)));
  }

  @Test
  void aCheckpointOfAnEarlierVersionIsReadAndWrittenAgainToTheByteAndStepsToTheSameBits()
      throws IOException {
    byte[] bytes = reference();
    Path file = Files.write(folder.resolve("earlier"), bytes);
    MhdRun run = REFERENCE_SCHEME.resume(file);
    assertEquals(4, run.steps());
    Path again = folder.resolve("again");
    run.save(again);
    assertArrayEquals(bytes, Files.readAllBytes(again));
    steps(run, 3);
    assertEquals(0.18253041002644493, run.time());
    int[] hashes = {
      0x38926e57, 0xbbcf6199, 0xcf1500b6, 0xb6792e8d, 0x4c57e4da, 0x633a4f6e, 0xa67f860f
    };
    for (int v = 0; v < MhdState.VARIABLES; v++) {
      assertEquals(hashes[v], Arrays.hashCode(run.currentState().arrays()[v]), "array " + v);
    }
  }
}
