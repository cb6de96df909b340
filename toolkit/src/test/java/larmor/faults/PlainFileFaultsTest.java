package larmor.faults;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/** NumPy and raw files with wrong headers, lengths and samples. */
class PlainFileFaultsTest {
  private static final String COMPLETE = "b.npy is not a complete NumPy file: save it again";
  private static final String OTHER =
      "b.npy holds Python objects, dates or records of several fields: save an array of n x n x n"
          + " x 3 as float32 or float64";

  @TempDir Path folder;

  private static byte[] npy(String header, int version, int bytes) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer all = ByteBuffer.allocate(12 + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
    all.put("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1)).put((byte) version).put((byte) 0);
    if (version > 1) {
      all.putInt(text.length);
    } else {
      all.putShort((short) text.length);
    }
    all.put(text);
    return Arrays.copyOf(all.array(), all.position() + bytes);
  }

  /** Header, what is said; the file has the samples of 8 x 8 x 8 x 3 floats. */
  static Stream<Arguments> headers() {
    String size = "b.npy has 6,144 bytes of samples and its shape (%s) needs %s: copy it again";
    String type = "b.npy holds numbers of type %s: save it as float32 or float64";
    return Stream.of(
        arguments("", COMPLETE),
        arguments("{}", COMPLETE),
        arguments("{'descr': '<f4', 'fortran_order': False, }", COMPLETE),
        arguments("{'descr': '<f4', 'shape': (8, 8, 8, 3), }", COMPLETE),
        arguments("{'fortran_order': False, 'shape': (8, 8, 8, 3), }", COMPLETE),
        arguments("{'descr': '<f4', 'fortran_order': Fals, 'shape': (8, 8, 8, 3), }", COMPLETE),
        arguments("{'descr': '<f4', 'fortran_order': 0, 'shape': (8, 8, 8, 3), }", COMPLETE),
        arguments("{'descr': '<f4', 'fortran_order': False, 'shape': (-8, 8, 8, 3), }", COMPLETE),
        arguments("{'descr': '<f4', 'fortran_order': False, 'shape': (8, 8, 8, x), }", COMPLETE),
        arguments("{'descr': '<f4', 'fortran_order': False, 'shape': 1536, }", COMPLETE),
        arguments("{'descr': '<f4', 'fortran_order': False, 'shape': (8, 8, 8, 3)", COMPLETE),
        arguments("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1536,), }", OTHER),
        arguments("{'descr': '|O', 'fortran_order': False, 'shape': (8, 8, 8, 3), }", OTHER),
        arguments("{'descr': '<M8[s]', 'fortran_order': False, 'shape': (8, 8, 8, 3), }", OTHER),
        arguments(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 8), }", COMPLETE),
        arguments("{'descr': '?f4', 'fortran_order': False, 'shape': (8, 8, 8, 3), }", COMPLETE),
        arguments(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (8, 8, 8, 2), }",
            size.formatted("8, 8, 8, 2", "4,096")),
        arguments(
            "{'descr': '<f8', 'fortran_order': False, 'shape': (8, 8, 8, 3), }",
            size.formatted("8, 8, 8, 3", "12,288")),
        arguments(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999, 999999999, 999999999), }",
            "b.npy has 6,144 bytes of samples and its shape (999999999, 999999999, 999999999) needs …: copy it again"),
        arguments(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 8, 8, 3), }",
            "b.npy has 6,144…"),
        arguments("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", "b.npy has 6,144…"),
        arguments(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1536,), }",
            "b.npy holds array (1536) and so no field: …"),
        arguments(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (8, 8, 24), }",
            "b.npy holds array (8 x 8 x 24) and so no field: …"),
        arguments(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (16, 8, 4, 3), }",
            "b.npy is 16 x 8 x 4 x 3, which is not a cube: cut out a periodic cube with equal sides"),
        arguments(
            "{'descr': '<i4', 'fortran_order': False, 'shape': (8, 8, 8, 3), }",
            type.formatted("i4")),
        arguments(
            "{'descr': '<f2', 'fortran_order': False, 'shape': (8, 8, 8, 3), }",
            type.formatted("f2")),
        arguments(
            "{'descr': '<c8', 'fortran_order': False, 'shape': (8, 8, 8, 3), }",
            type.formatted("c8")),
        arguments("{'descr': '|O8', 'fortran_order': False, 'shape': (8, 8, 8, 3), }", OTHER),
        arguments(
            "{'descr': '|b1', 'fortran_order': False, 'shape': (8, 8, 8, 3), }",
            type.formatted("b1")),
        arguments(
            "{'descr': '<f16', 'fortran_order': False, 'shape': (8, 8, 8, 3), }",
            type.formatted("f16")));
  }

  @ParameterizedTest(name = "header {0}")
  @MethodSource("headers")
  void aWrongNumpyHeaderIsRefused(String header, String message) throws IOException {
    Path file = Files.write(folder.resolve("b.npy"), npy(header, 1, 6144));
    Faults.assertRefused(message, () -> Cubes.read(file));
    Files.write(file, npy(header, 2, 6144));
    Faults.assertRefused(message, () -> Cubes.read(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 255})
  void anotherVersionOfNumpysFormatIsRefused(int version) throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (8, 8, 8, 3), }";
    Path file = Files.write(folder.resolve("b.npy"), npy(header, version, 6144));
    Faults.assertRefused(COMPLETE, () -> Cubes.read(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 8, 9, 10, 60, 127})
  void aNumpyHeaderCutAnywhereIsRefused(int length) throws IOException {
    byte[] bytes = Files.readAllBytes(Hdf5FaultsTest.resource("c-order.npy"));
    Path file = Files.write(folder.resolve("b.npy"), Arrays.copyOf(bytes, length));
    Faults.assertRefused(COMPLETE, () -> Cubes.read(file));
  }

  @Test
  void aNumpyHeaderLongerThanTheFileIsRefused() throws IOException {
    byte[] bytes = npy("{'descr': '<f4'", 2, 0);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, Integer.MAX_VALUE);
    Path file = Files.write(folder.resolve("b.npy"), bytes);
    Faults.assertRefused(COMPLETE, () -> Cubes.read(file));
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -5);
    Files.write(file, bytes);
    Faults.assertRefused(COMPLETE, () -> Cubes.read(file));
  }

  /** Lengths of a raw file that no cube has. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11, 13, 6143, 6145, 6140, 4096, 98303})
  void aRawFileOfWrongLengthIsRefused(int length) throws IOException {
    Path file = Files.write(folder.resolve("b.raw"), new byte[length]);
    Faults.assertRefused(
        String.format("b.raw has %,d bytes, and a cube of n points a side with …", length),
        () -> Cubes.read(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 12 * 27, 12 * 343})
  void aRawCubeThatIsTooSmallIsRefused(int length) throws IOException {
    Path file = Files.write(folder.resolve("b.raw"), new byte[length]);
    Faults.assertRefused("…", () -> Cubes.read(file));
  }

  /** Samples that are no field, in both formats. */
  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void samplesThatAreNoNumbersAreRefused(float value) throws IOException {
    for (String name : new String[] {"c-order.npy", "crpropa.raw"}) {
      byte[] bytes = Files.readAllBytes(Hdf5FaultsTest.resource(name));
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, value);
      Path file = Files.write(folder.resolve(name), bytes);
      Faults.assertRefused(
          name
              + ": the sample at (7, 7, 7, 2) is "
              + value
              + ": every sample must be a finite number, so replace the missing ones",
          () -> Cubes.read(file));
    }
  }
}
