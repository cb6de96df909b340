package larmor.sky;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import larmor.numeric.AtomicFile;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.NullDataHDU;
import nom.tam.util.FitsOutputStream;

/** Writes FITS files that hold one table, compressed by gzip if the name ends with .gz. */
final class FitsTable {
  private FitsTable() {}

  /**
   * Writes a table to a file, which is replaced as a whole.
   *
   * @throws IOException if the file cannot be written; an old one is then untouched
   */
  static void write(BasicHDU<?> table, Path file) throws IOException {
    AtomicFile.write(
        file,
        temporary -> {
          try (Fits fits = new Fits();
              FitsOutputStream out = new FitsOutputStream(stream(file, temporary))) {
            fits.addHDU(new NullDataHDU());
            fits.addHDU(table);
            fits.write(out);
          } catch (FitsException e) {
            throw new IOException(file + " could not be written: " + e.getMessage(), e);
          }
        });
  }

  private static OutputStream stream(Path file, Path temporary) throws IOException {
    OutputStream out = Files.newOutputStream(temporary);
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
        ? new GZIPOutputStream(out)
        : out;
  }
}
