package larmor.field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import larmor.numeric.AtomicFile;
import larmor.numeric.Given;
import larmor.numeric.Workers;

/**
 * Writes a cube for other programs: as an array of n x n x n x 3 floats for NumPy (.npy), or as the
 * same numbers without a header for CRPropa's {@code loadGrid} (.raw).
 */
final class ArrayWriter {
  private ArrayWriter() {}

  /** Returns whether the name of a file ends in .npy or .raw. */
  static boolean writes(Path file) {
    Given.require(file, "the file", "Path.of(\"cube.fits\")");
    String name = file.getFileName().toString();
    return name.endsWith(".npy") || name.endsWith(".raw");
  }

  /** Writes a cube in the format that the end of the file name tells. */
  static void write(FieldCube cube, Path file) {
    int n = cube.points();
    try {
      AtomicFile.write(
          file,
          temporary -> {
            try (FileChannel out =
                FileChannel.open(
                    temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
              if (file.getFileName().toString().endsWith(".npy")) {
                put(out, ByteBuffer.wrap(npyHeader(n)));
              }
              ByteBuffer bytes = ByteBuffer.allocate(12 * n * n).order(ByteOrder.LITTLE_ENDIAN);
              for (float[] plane : cube.raw()) {
                bytes.clear();
                bytes.asFloatBuffer().put(plane);
                put(out, bytes);
              }
            }
          });
    } catch (IOException e) {
      Workers.stopIfInterrupted();
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "%s could not be written (%s): choose an existing folder with enough free space",
              file,
              e.getMessage()),
          e);
    }
  }

  private static void put(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /**
   * Returns the header of a .npy file in format 1.0, padded with blanks to a multiple of 64 bytes.
   */
  private static byte[] npyHeader(int n) {
    String text =
        String.format(
            Locale.ROOT,
            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, %d, 3), }",
            n,
            n,
            n);
    int length = (10 + text.length() + 1 + 63) / 64 * 64;
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    header.put("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1)).put((byte) 1).put((byte) 0);
    header.putShort((short) (length - 10)).put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.position() < length - 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }
}
