package larmor.sky;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import larmor.numeric.AtomicFile;
import larmor.numeric.FitsSum;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.NullDataHDU;

/**
 * Writes FITS files that hold one table, with checksums. Files whose names end with .gz are
 * compressed by gzip.
 */
final class FitsTable {
  private FitsTable() {}

  /**
   * Writes a table to a file, which is replaced as a whole.
   *
   * @throws IOException if the file cannot be written; an existing file is then unchanged
   */
  static void write(BasicHDU<?> table, Path file) throws IOException {
    AtomicFile.writeOrExplain(
        file,
        temporary -> {
          try (Fits fits = new Fits();
              OutputStream out = stream(file, temporary)) {
            NullDataHDU first = new NullDataHDU();
            first.getHeader().findCard("SIMPLE").setComment("FITS"); // the library writes the date
            fits.addHDU(first);
            fits.addHDU(table);
            FitsSum.write(first, out);
            FitsSum.write(table, out);
          } catch (FitsException e) {
            throw new IOException(file + " could not be written: " + e.getMessage(), e);
          }
        });
  }

  private static OutputStream stream(Path file, Path temporary) throws IOException {
    OutputStream out = Files.newOutputStream(temporary);
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
        ? new GZIPOutputStream(out, 1 << 16)
        : new BufferedOutputStream(out, 1 << 16);
  }
}
