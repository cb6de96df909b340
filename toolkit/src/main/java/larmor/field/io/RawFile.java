package larmor.field.io;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A vector grid in the format that CRPropa 3 dumps and loads: no header, x slowest, three
 * little-endian floats for each point. The number of points follows from the size of the file.
 */
final class RawFile {
  private RawFile() {}

  /**
   * Computes the number of points from the size of a file and returns the array, whose samples are
   * read later.
   */
  static PlainArray open(Path file) throws IOException {
    long bytes = Files.size(file);
    int n = (int) Math.round(Math.cbrt(bytes / 12.0));
    if (12L * n * n * n != bytes || n == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes, and a cube of n points a side with three floats each has 12 n³"
                  + " (%,d for n = %d): give a cube of vectors in single precision without a header",
              file.getFileName(),
              bytes,
              12L * n * n * n,
              n));
    }
    return new PlainArray(file, "vectors", 0, 4, ByteOrder.LITTLE_ENDIAN, false, n, n, n, 3);
  }
}
