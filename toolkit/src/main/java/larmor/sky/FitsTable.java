package larmor.sky;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.NullDataHDU;
import nom.tam.util.FitsOutputStream;

/** A FITS file of one table, packed if its name ends with .gz, written beside and renamed. */
final class FitsTable {
  private FitsTable() {}

  static void write(BasicHDU<?> table, Path file) throws IOException, FitsException {
    Path absolute = file.toAbsolutePath();
    Path beside =
        absolute.resolveSibling(absolute.getFileName() + "." + UUID.randomUUID() + ".part");
    try (Fits fits = new Fits()) {
      fits.addHDU(new NullDataHDU());
      fits.addHDU(table);
      if (file.toString().endsWith(".gz")) {
        try (FitsOutputStream out =
            new FitsOutputStream(new GZIPOutputStream(Files.newOutputStream(beside)))) {
          fits.write(out);
        }
      } else {
        fits.write(beside.toFile());
      }
      try {
        Files.move(
            beside, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, absolute, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
