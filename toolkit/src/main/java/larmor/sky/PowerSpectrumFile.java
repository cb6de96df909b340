package larmor.sky;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import larmor.numeric.AtomicFile;
import larmor.numeric.CsvTable;
import larmor.numeric.FitsInput;
import larmor.numeric.Given;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.FitsException;
import nom.tam.fits.TableHDU;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Reads and writes power spectra as FITS tables with a row for each l in the layout of healpy's
 * read_cl and write_cl, or as comma-separated values with the columns ell and C_l. The end of the
 * file name determines the format.
 */
final class PowerSpectrumFile {
  private static final String[] COLUMNS = {"ell", "C_l"};
  private static final Pattern MULTIPOLES = Pattern.compile("(?i)L|ELL|MULTIPOLE|LMIN|INDEX");

  private PowerSpectrumFile() {}

  static PowerSpectrum read(Path file) throws IOException {
    return endsWith(file, ".csv") ? readCsv(file) : readFits(file);
  }

  static void write(PowerSpectrum spectrum, Path file) throws IOException {
    if (endsWith(file, ".csv")) {
      writeCsv(spectrum, file);
    } else if (endsWith(file, ".fits") || endsWith(file, ".fits.gz")) {
      writeFits(spectrum, file);
    } else {
      throw new IllegalArgumentException(
          file + " does not end in .fits, .fits.gz or .csv: give it one of these endings");
    }
  }

  private static boolean endsWith(Path file, String ending) {
    Given.require(file, "the file", "Path.of(\"spectrum.fits\")");
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private static PowerSpectrum readCsv(Path file) throws IOException {
    try {
      List<CsvTable.Row> rows = CsvTable.read(file, COLUMNS).rows();
      double[] c = new double[rows.size()];
      for (int l = 0; l < c.length; l++) {
        CsvTable.Row row = rows.get(l);
        if (row.wholeNumber(0) != l) {
          throw row.refusal("has ell " + row.text(0) + ": the next multipole is " + l);
        }
        c[l] = row.number(1);
      }
      if (c.length == 0) {
        throw new IOException(
            file + " has a heading and no multipole: add a line for each, from 0");
      }
      return PowerSpectrum.wrap(c);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void writeCsv(PowerSpectrum spectrum, Path file) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader(COLUMNS).setRecordSeparator('\n').get();
    AtomicFile.writeOrExplain(
        file,
        temporary -> {
          try (BufferedWriter out = Files.newBufferedWriter(temporary);
              CSVPrinter printer = new CSVPrinter(out, format)) {
            for (int l = 0; l <= spectrum.lmax(); l++) {
              printer.printRecord(l, spectrum.at(l));
            }
          }
        });
  }

  /** Checks that the first column can hold C_l. */
  private static void requireSpectrum(Path file, TableHDU<?> table) throws IOException {
    String name = String.valueOf(table.getColumnName(0)).trim();
    if (MULTIPOLES.matcher(name).matches()) {
      throw new IOException(
          file
              + " has the multipoles "
              + name
              + " as its first column: give a table whose rows are C_l from l = 0, or a CSV file of"
              + " ell,C_l");
    }
    if (table.getHeader().containsKey("NSIDE") && table.getHeader().containsKey("ORDERING")) {
      throw new IOException(
          file + " holds a HEALPix map and no spectrum: read it with SkyMap.read");
    }
  }

  private static PowerSpectrum readFits(Path file) throws IOException {
    try (FitsInput input = FitsInput.open(file, file.toString())) {
      for (BasicHDU<?> hdu : input.units()) {
        if (hdu instanceof TableHDU<?> table && table.getNCols() > 0) {
          requireSpectrum(file, table);
          double[] c = FitsColumn.of(file.toString(), table, 0).values();
          for (int l = 0; l < c.length; l++) {
            if (!Double.isFinite(c[l])) {
              throw new IOException(
                  file + " has " + c[l] + " as C_" + l + ": write a finite number for each l");
            }
          }
          if (c.length == 0) {
            throw new IOException(file + " has a table without rows: write a row for each l");
          }
          return PowerSpectrum.wrap(c);
        }
      }
    }
    throw new IOException(
        file + " holds no FITS table: give a spectrum as a table with a row for each l");
  }

  private static void writeFits(PowerSpectrum spectrum, Path file) throws IOException {
    BinaryTableHDU table;
    try {
      table = BinaryTable.fromColumnMajor(new Object[] {spectrum.values()}).toHDU();
      table.setColumnName(0, "TEMPERATURE", "C_l");
      table.getHeader().addValue("CREATOR", "larmor", "program");
    } catch (FitsException e) {
      throw new IOException(file + " could not be written: " + e.getMessage(), e);
    }
    FitsTable.write(table, file);
  }
}
