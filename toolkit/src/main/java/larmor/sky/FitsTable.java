package larmor.sky;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.NullDataHDU;

/** A FITS file of one table, written beside its place and renamed. */
final class FitsTable {
  private FitsTable() {}

  static void write(BasicHDU<?> table, Path file) throws IOException, FitsException {
    Path absolute = file.toAbsolutePath();
    Path beside =
        absolute.resolveSibling(absolute.getFileName() + "." + UUID.randomUUID() + ".part");
    try (Fits fits = new Fits()) {
      fits.addHDU(new NullDataHDU());
      fits.addHDU(table);
      fits.write(beside.toFile());
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
