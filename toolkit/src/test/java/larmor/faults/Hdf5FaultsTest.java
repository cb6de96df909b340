package larmor.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import larmor.field.Cubes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HDF5 files that are cut, partly written or damaged. make_chunked.py made them. */
class Hdf5FaultsTest {
  @TempDir Path folder;

  static Path resource(String name) {
    return Path.of("src/test/resources/larmor/field").resolve(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deflated.hdf5", "checksums.hdf5", "latest.hdf5", "circle.hdf5"})
  void filtersAndCirclesOfLinksDoNotMatter(String name) {
    assertEquals(
        Cubes.read(resource("c-order.npy")).cube(), Cubes.read(resource(name)).cube(), name);
  }

  /** Attribute "units", what the report says. */
  static Stream<Arguments> units() {
    return Stream.of(
        arguments("nT", "in nT"),
        arguments(new String[] {"nT"}, "in nT"),
        arguments(new String[] {"nT", "uG"}, "in code units"),
        arguments(new double[] {1, 2, 3}, "in code units"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("units")
  void aUnitInAnArrayIsNotItsAddress(Object unit, String said) {
    Path file = folder.resolve("units.hdf5");
    float[] values = Cubes.read(resource("c-order.npy")).cube().values();
    float[][][][] b = new float[8][8][8][3];
    for (int p = 0; p < values.length; p++) {
      b[p / 192][p / 24 % 8][p / 3 % 8][p % 3] = values[p];
    }
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putDataset("B", b).putAttribute("units", unit);
    }
    String report = Cubes.read(file).report().toString();
    assertTrue(report.contains(said), report);
  }

  /** File, what is said. */
  static Stream<Arguments> partial() {
    return Stream.of(
        arguments(
            "unwritten.hdf5",
            "unwritten.hdf5, B: the chunk at [4, 0, 0, 0] was never written: let the run that makes"
                + " the file end, or copy it again"),
        arguments(
            "empty.hdf5",
            "empty.hdf5, B: no sample of it was written: let the run that makes the file end"),
        arguments(
            "szip.hdf5",
            "szip.hdf5, B is compressed by a filter that is not read (A required filter is not"
                + " available: …): repack the file by h5repack -f GZIP=4"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("partial")
  void whatIsMissingIsNamed(String name, String message) {
    Faults.assertRefused(message, () -> Cubes.read(resource(name)));
  }

  static Stream<Arguments> lengths() {
    return Stream.of("deflated.hdf5", "the-well.hdf5", "athena.athdf", "latest.hdf5")
        .flatMap(
            name ->
                Stream.iterate(600, n -> n + 3 * n / 4)
                    .limit(9)
                    .map(length -> arguments(name, length)));
  }

  @ParameterizedTest(name = "{0} cut to {1} bytes")
  @MethodSource("lengths")
  void aFileCutAnywhereSaysSo(String name, int length) throws IOException {
    byte[] bytes = Files.readAllBytes(resource(name));
    if (length < bytes.length) {
      Path cut = Files.write(folder.resolve(name), Arrays.copyOf(bytes, length));
      Faults.assertRefused(
          String.format(
              "%s is not a complete HDF5 file (it has %,d bytes of %,d): copy it again",
              name, length, bytes.length),
          () -> Cubes.read(cut));
    }
  }

  @Test
  void aFailingChecksumOfAChunkIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(resource("checksums.hdf5"));
    bytes[bytes.length - 500] ^= 4;
    Path file = Files.write(folder.resolve("flipped.hdf5"), bytes);
    Faults.assertRefused(
        "flipped.hdf5, B: the checksum of the chunk at [4, 0, 0, 0] does not hold: copy the file again",
        () -> Cubes.read(file));
  }

  /** Position of a number in LogicalLocations, its new value, what is said. */
  static Stream<Arguments> places() {
    return Stream.of(
        arguments(
            0,
            -1L,
            "athena.athdf has a block at (-1, 0, 0) that is outside its mesh: let Athena++ write the whole mesh again"),
        arguments(
            0,
            1L << 40,
            "athena.athdf has a block at (1099511627776, 0, 0) that is outside its mesh: …"),
        arguments(2, 2L, "athena.athdf has a block at (0, 0, 2) that is outside its mesh: …"),
        arguments(
            3,
            0L,
            "athena.athdf has a block at (0, 0, 0) that is there twice: let Athena++ write the whole mesh again"),
        arguments(
            5,
            Long.MIN_VALUE,
            "athena.athdf has a block at (1, 0, -9223372036854775808) that is outside its mesh: …"),
        arguments(
            23,
            Long.MAX_VALUE,
            "athena.athdf has a block at (1, 1, 9223372036854775807) that is outside its mesh: …"));
  }

  @ParameterizedTest(name = "number {0} is {1}")
  @MethodSource("places")
  void wrongPlacesOfBlocksAreNamed(int number, long value, String message) throws IOException {
    byte[] bytes = Files.readAllBytes(resource("athena.athdf"));
    ByteBuffer expected = ByteBuffer.allocate(8 * 24);
    for (int b = 0; b < 8; b++) {
      expected.putLong(b & 1).putLong(b >> 1 & 1).putLong(b >> 2);
    }
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = all.indexOf(new String(expected.array(), StandardCharsets.ISO_8859_1));
    ByteBuffer.wrap(bytes).putLong(at + 8 * number, value);
    Path file = Files.write(folder.resolve("athena.athdf"), bytes);
    Faults.assertRefused(message, () -> Cubes.read(file));
  }

  /** Names of the attributes of Athena++: a wrong one is missing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MaxLevel",
        "RootGridSize",
        "NumVariables",
        "DatasetNames",
        "VariableNames",
        "LogicalLocations"
      })
  void aMissingAttributeIsNamed(String name) throws IOException {
    String text = Files.readString(resource("athena.athdf"), StandardCharsets.ISO_8859_1);
    Path file =
        Files.writeString(
            folder.resolve("athena.athdf"),
            text.replace(name, "X".repeat(name.length())),
            StandardCharsets.ISO_8859_1);
    Throwable thrown = Faults.thrownBy(() -> Cubes.read(file));
    Faults.assertSentence(thrown);
  }
}
