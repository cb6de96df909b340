package larmor.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cubes that another program packed or laid out in an unusual way. make_packed.py made them. */
class ForeignFilesTest {
  @TempDir Path folder;

  private static final FieldCube FIELD = Cubes.read(resource("c-order.npy")).cube();

  private static Path resource(String name) {
    return Path.of("src/test/resources/larmor/field").resolve(name);
  }

  private static double difference(FieldCube cube) {
    double largest = 0;
    for (int p = 0; p < cube.values().length; p++) {
      largest = Math.max(largest, Math.abs(cube.values()[p] - FIELD.values()[p]));
    }
    return largest;
  }

  @Test
  void samplesRoundedWithoutDitherAreNotShiftedByHalfAStep() throws IOException {
    byte[] before = Files.readAllBytes(resource("rounded.fits"));
    FieldCube rounded = Cubes.read(resource("rounded.fits")).cube();
    assertArrayEquals(before, Files.readAllBytes(resource("rounded.fits")), "the file itself");
    assertEquals(0, difference(rounded), 0.00501);
    assertEquals(0, rounded.mean().y(), 1e-3, "mean of By");
  }

  /** An interrupt closes a file that is being read or written: that is no damage of the file. */
  @Test
  void anInterruptIsNoFaultOfTheFile() {
    for (Executable task :
        new Executable[] {
          () -> Cubes.read(resource("rounded.fits")),
          () -> Cubes.write(FIELD, folder.resolve("field.npy"))
        }) {
      Thread.currentThread().interrupt();
      try {
        assertThrows(CancellationException.class, task);
      } finally {
        Thread.interrupted(); // clears it
      }
    }
  }

  @Test
  void tilesPackedByGzipAreExactAndACartesianMeshIsRead() {
    assertEquals(0, difference(Cubes.read(resource("zipped.fits")).cube()));
    assertEquals(0, difference(Cubes.read(resource("cartesian.athdf")).cube()));
  }

  /** File, what is said. */
  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            "unscaled.fits",
            "unscaled.fits, BX: its tiles hold whole numbers and no ZSCALE, so the fractions of its"
                + " samples are lost: compress the image by fpack, or leave it uncompressed"),
        arguments(
            "virtual.hdf5",
            "virtual.hdf5 uses a part of HDF5 that is not read (Virtual storage is not supported):"
                + " write its arrays as plain data sets, or as .npy"),
        arguments(
            "velocity.hdf5",
            "velocity.hdf5 holds velocity (8 x 8 x 8 x 3) and so no field: name three images …"),
        arguments(
            "twice.hdf5",
            "twice.hdf5 holds the same vectors twice, as B and B: keep the arrays of one field in the"
                + " file, or give a file for each component"),
        arguments(
            "compound.hdf5",
            "compound.hdf5 holds no field in floats of 16, 32 or 64 bits, since B holds compound"
                + " numbers (x, y, z): write each component of the field as an array of such floats"),
        arguments(
            "integers.hdf5",
            "integers.hdf5 holds no field in floats of 16, 32 or 64 bits, since B holds integers of"
                + " 16 bits: write each component of the field as an array of such floats"),
        arguments(
            "no-steps.hdf5",
            "no-steps.hdf5 holds no step, since an axis of its arrays has the length 0: let the run"
                + " that makes it end"),
        arguments(
            "sphere.athdf",
            "sphere.athdf has \"spherical_polar\" coordinates: give a field on a Cartesian mesh"),
        arguments(
            "stretched.athdf",
            "stretched.athdf has cells that grow by a factor of 1.25 along axis 2: give a field on a"
                + " uniform mesh"),
        arguments(
            "oblong.athdf",
            "oblong.athdf has cells of 0.125000 x 0.250000 x 0.125000: give a field whose cells are"
                + " cubes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void whatWouldGiveAnotherFieldIsRefused(String name, String message) {
    Faults.assertRefused(message, () -> Cubes.read(resource(name)));
  }

  @Test
  void aFileOfAComponentInOtherNumbersIsRefused() {
    Path component = resource("compound.hdf5");
    Path integers = resource("integers.hdf5");
    Faults.assertRefused(
        "integers.hdf5 holds no field in floats of 16, 32 or 64 bits, since B holds integers of 16"
            + " bits: write each component of the field as an array of such floats",
        () -> Cubes.read(integers, component, component));
  }

  @Test
  void aFlippedBitInATileFailsTheChecksumOfGzip() throws IOException {
    byte[] bytes = Files.readAllBytes(resource("zipped.fits"));
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = all.lastIndexOf("\u001f\u008b\b");
    int start = all.lastIndexOf("\u001f\u008b\b", end - 1);
    int refused = 0;
    for (int at = start + 10; at < end; at++) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 4;
      Path file = Files.write(folder.resolve("flipped.fits"), flipped);
      Throwable thrown =
          Faults.thrownBy(() -> assertEquals(0, difference(Cubes.read(file).cube())));
      if (thrown != null) {
        Faults.assertSentence(thrown);
        refused++;
      }
    }
    assertEquals(end - start - 10, refused, 1, "all but a bit that fills the last byte");
  }
}
