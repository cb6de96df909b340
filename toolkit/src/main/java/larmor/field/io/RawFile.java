package larmor.field.io;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A vector grid as CRPropa 3 dumps and loads it: no header, x slowest, three little-endian floats
 * to a point. The number of points follows from the size of the file.
 */
final class RawFile {
  private RawFile() {}

  /** Finds the number of points. */
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
