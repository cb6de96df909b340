package larmor.sky;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.TableHDU;

/**
 * Power spectra as FITS tables, a row for each l, in the layout of healpy's read_cl and write_cl.
 */
final class PowerSpectrumFile {
  private PowerSpectrumFile() {}

  static PowerSpectrum read(Path file) throws IOException {
    try (Fits fits = new Fits(file.toFile())) {
      for (BasicHDU<?> hdu : fits.read()) {
        if (hdu instanceof TableHDU<?> table && table.getNCols() > 0) {
          return PowerSpectrum.of(numbers(table.getColumn(0)));
        }
      }
    } catch (FitsException | IllegalArgumentException e) {
      throw new IOException(file + " is not a readable FITS spectrum: " + e.getMessage(), e);
    }
    throw new IOException(file + " holds no table: give a spectrum, a row for each l");
  }

  private static double[] numbers(Object column) {
    double[] out = new double[Array.getLength(column)];
    for (int i = 0; i < out.length; i++) {
      Object o = Array.get(column, i);
      out[i] = ((Number) (o.getClass().isArray() ? Array.get(o, 0) : o)).doubleValue();
    }
    return out;
  }

  static void write(PowerSpectrum spectrum, Path file) throws IOException {
    try {
      BinaryTableHDU table = BinaryTable.fromColumnMajor(new Object[] {spectrum.values()}).toHDU();
      table.setColumnName(0, "TEMPERATURE", "C_l");
      table.getHeader().addValue("CREATOR", "larmor", "program");
      FitsTable.write(table, file);
    } catch (FitsException e) {
      throw new IOException(file + " could not be written: " + e.getMessage(), e);
    }
  }
}
