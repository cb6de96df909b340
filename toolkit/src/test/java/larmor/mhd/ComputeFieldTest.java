package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import larmor.field.Cubes;
import nom.tam.fits.Fits;
import nom.tam.fits.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputeFieldTest {
  @TempDir Path folder;

  private String compute(String... options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ComputeField.run(options, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String option(String name, String file) {
    return name + "=" + folder.resolve(file);
  }

  private Header header(String file) throws Exception {
    try (Fits fits = new Fits(folder.resolve(file).toFile())) {
      return fits.getHDU(0).getHeader();
    }
  }

  private void toSnapshot() {
    MhdRun run =
        IsothermalMhd.ofBeta(0.2)
            .withDensityFloor(0.02)
            .withDriver(DrivingSettings.ofMachAlfven(0.77, 3))
            .atRest(8);
    run.advanceTo(0.3);
    MhdSnapshot.of(run).write(folder.resolve("start.fits"), Map.of());
  }

  @Test
  void aFieldFromASnapshotIsComputedAndItsHeaderSaysFromWhat() throws Exception {
    toSnapshot();
    String said =
        compute(
            option("file", "field.fits"),
            "points=16",
            "seed=7",
            option("from", "start.fits"),
            "time=0.01",
            "filling=0.02");
    assertTrue(said.startsWith("isothermal MHD, c_s = 0.316, Courant 0.400"), said);
    assertTrue(said.contains("16³ cells from start.fits, 8³ cells at t = 0.300 L/v_A; "), said);
    assertTrue(said.contains("MHD snapshot of 16³ cells at t = 0.330 L/v_A: M_A "), said);
    assertTrue(said.trim().endsWith(folder.resolve("field.fits").toString()), said);
    MhdSnapshot snapshot = MhdSnapshot.read(folder.resolve("field.fits"));
    assertEquals(16, snapshot.points());
    assertEquals(0.33, snapshot.time(), 1e-9);
    Header h = header("field.fits");
    assertEquals("snapshot start.fits", h.getStringValue("START"));
    assertEquals("0.3000 box sides over Alfven speed", h.getStringValue("TSTART"));
    assertEquals("8 cells a side for 0.0100", h.getStringValue("GRID1"));
    assertEquals("16 cells a side for 0.0200", h.getStringValue("GRID2"));
    assertTrue(h.getStringValue("DRIVING").endsWith("seed 7"), h.getStringValue("DRIVING"));
  }

  private String[] fieldAlone() {
    return new String[] {
      option("file", "b.fits"),
      "points=16",
      option("from", "start.fits"),
      "filling=0.01",
      "content=field"
    };
  }

  @Test
  void theSameCommandResumesAndTheFieldAloneCanBeWritten() throws Exception {
    toSnapshot();
    String[] options = fieldAlone();
    compute(options);
    byte[] first = Files.readAllBytes(folder.resolve("b.fits"));
    String again = compute(options);
    assertTrue(
        again.contains("resuming from the checkpoint in " + folder.resolve("b.fits.run")), again);
    assertArrayEquals(first, Files.readAllBytes(folder.resolve("b.fits")));
    assertEquals(16, Cubes.read(folder.resolve("b.fits")).cube().points());
    assertThrows(IllegalArgumentException.class, () -> MhdSnapshot.read(folder.resolve("b.fits")));
    assertEquals("8 cells a side for 0.0000", header("b.fits").getStringValue("GRID1"));
  }

  @Test
  void theFieldAloneCanBeRoundedToMultiplesOfAStep() throws Exception {
    toSnapshot();
    String[] options = Arrays.copyOf(fieldAlone(), fieldAlone().length + 1);
    options[options.length - 1] = "rounding=0.02";
    compute(fieldAlone());
    float[] fine = Cubes.read(folder.resolve("b.fits")).cube().values();
    compute(options);
    float[] rounded = Cubes.read(folder.resolve("b.fits")).cube().values();
    for (int i = 0; i < fine.length; i++) {
      assertEquals(0.02 * Math.rint(rounded[i] / 0.02), rounded[i], 2e-7, "sample " + i);
      assertEquals(fine[i], rounded[i], 0.01 + 1e-4, "sample " + i);
    }
  }

  @Test
  void impossibleOptionsAreRefusedBeforeAnythingIsComputed() throws IOException {
    String file = option("file", "field.fits");
    refused("no file to write was given: add file=PATH");
    refused(
        "\"--points\" is not an option: give name=value with one of the names file, points, seed,"
            + " beta, mach, from, time, filling, content, rounding",
        "--points",
        "16");
    refused("points=many is not a whole number: give a whole number", file, "points=many");
    refused(
        "points=5000000000 is not a whole number: give a whole number", file, "points=5000000000");
    refused("seed=1.5 is not a whole number: give a whole number", file, "seed=1.5");
    refused("beta=low is not a number: give a number", file, "beta=low");
    refused("filling= is not a number: give a number", file, "filling=");
    refused(
        "content=velocity is not possible: give content=all or content=field",
        file,
        "content=velocity");
    refused("rounding=fine is not a number: give a number", file, "rounding=fine");
    refused(
        "rounding= is for a file of the field alone: add content=field, or leave rounding= out",
        file,
        "rounding=0.01");
    for (String step : new String[] {"0.0009", "0.11", "-1", "NaN"}) {
      refused(
          "rounding="
              + step
              + " is outside the range 0.001 to 0.1 mean fields: give a step in it, or leave"
              + " rounding= out for the smallest error",
          file,
          "content=field",
          "rounding=" + step);
    }
    refused(
        "time= is the time on the grid of a snapshot, and no snapshot was given: add from=PATH, or"
            + " leave time= out",
        file,
        "time=1");
    refused(
        "4 cells a side are outside the range 8 to 1290: use 64 for a test, 128 to 512 for a field",
        file,
        "points=4");
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  private void refused(String message, String... options) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, () -> compute(options)).getMessage());
  }

  /** The command itself, in a Java virtual machine of its own. */
  @Test
  void theCommandEndsWithStatusOneAndOneSentence() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dstderr.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                ComputeField.class.getName(),
                "points=16")
            .start();
    String errors = new String(java.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, java.waitFor());
    assertEquals("no file to write was given: add file=PATH", errors.trim());
  }

  /** Nine minutes of start-up, then a quarter of the work in three minutes. */
  @Test
  void theTimeLeftOfAResumedRunFollowsFromTheWorkSinceItWasResumed() {
    long minute = 60_000_000_000L;
    AtomicLong now = new AtomicLong();
    ComputeField.RemainingTime remaining = new ComputeField.RemainingTime(now::get);
    assertEquals("  0 %,", remaining.toString());
    now.set(9 * minute);
    remaining.at(0.5);
    assertEquals(" 50 %,", remaining.toString());
    now.set(12 * minute);
    remaining.at(0.75);
    assertEquals(" 75 %, 3 min left at most,", remaining.toString());
  }
}
