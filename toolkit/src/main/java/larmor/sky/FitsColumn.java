package larmor.sky;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larmor.numeric.FitsInput;
import larmor.numeric.Memory;
import larmor.numeric.Quoted;
import larmor.numeric.Workers;
import nom.tam.fits.AsciiTable;
import nom.tam.fits.AsciiTableHDU;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.TableHDU;
import nom.tam.util.ArrayFuncs;

/**
 * The numbers of one column of a FITS table, row after row. Each number is the raw value times
 * TSCAL plus TZERO, or NaN where an integer equals TNULL.
 */
final class FitsColumn {
  private static final Pattern FORM = Pattern.compile("(\\d{0,9})([A-Z]).*");

  private final String label;
  private final TableHDU<?> table;
  private final int column;
  private final long count;

  private FitsColumn(String label, TableHDU<?> table, int column, long count) {
    this.label = label;
    this.table = table;
    this.column = column;
    this.count = count;
  }

  /**
   * Finds a column, whose values are read later.
   *
   * @param file name of the file, for messages
   * @param column number of the column in the table, from 0
   * @throws IOException if the column holds no numbers
   */
  static FitsColumn of(String file, TableHDU<?> table, int column) throws IOException {
    Header header = table.getHeader();
    String label = file + ", column " + (column + 1);
    long rows = FitsInput.whole(header, "NAXIS2", 0, label);
    if (table instanceof AsciiTableHDU) {
      return new FitsColumn(label, table, column, rows);
    }
    Matcher form = form(header, column + 1, label);
    if ("BIJKED".indexOf(form.group(2).charAt(0)) < 0) {
      throw new FitsInput.DamagedException(
          label
              + ", has TFORM "
              + form.group()
              + ", which holds no numbers: write it as B, I, J, K, E or D",
          null);
    }
    return new FitsColumn(label, table, column, rows * repeat(form));
  }

  private static Matcher form(Header header, int column, String label) throws IOException {
    String text = header.getStringValue("TFORM" + column);
    if (text == null) {
      throw new FitsInput.DamagedException(label + ", has no TFORM: write it again", null);
    }
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      throw new FitsInput.DamagedException(
          label
              + ", has TFORM "
              + Quoted.printable(text.trim(), 80)
              + ", which is no format of FITS: write it again",
          null);
    }
    return form;
  }

  private static long repeat(Matcher form) {
    return form.group(1).isEmpty() ? 1 : Long.parseLong(form.group(1));
  }

  /** Returns the number of values in the column. */
  long count() {
    return count;
  }

  /** {@return whether the numbers are stored in single precision} */
  boolean isFloat() {
    return String.valueOf(table.getHeader().getStringValue("TFORM" + (column + 1))).contains("E");
  }

  /**
   * Reads the values of the column.
   *
   * @throws IOException if the numbers cannot be read
   * @throws IllegalStateException if there is not enough memory
   */
  double[] values() throws IOException {
    Header header = table.getHeader();
    String place = String.valueOf(column + 1);
    double scale = FitsInput.number(header, "TSCAL" + place, 1, label);
    double zero = FitsInput.number(header, "TZERO" + place, 0, label);
    boolean ascii = table instanceof AsciiTableHDU;
    boolean hasNull = !ascii && header.containsKey("TNULL" + place);
    long none = hasNull ? FitsInput.whole(header, "TNULL" + place, 0, label) : 0;
    long size = FitsInput.whole(header, "NAXIS1", 0, label) * header.getLongValue("NAXIS2", 0);
    Memory.require(label + ",", 2 * size + 16 * count, "write a file with this column only");
    double[] out = new double[Math.toIntExact(count)];
    if (out.length == 0) {
      return out;
    }
    int n = 0;
    try {
      Object all = table.getColumn(column);
      for (int row = 0; row < Array.getLength(all); row++) {
        Workers.stopIfInterrupted(row);
        // TDIM gives a cell several axes
        Object cell = ArrayFuncs.flatten(Array.get(all, row));
        int width = cell.getClass().isArray() ? Array.getLength(cell) : 1;
        for (int i = 0; i < width; i++) {
          Object value = cell.getClass().isArray() ? Array.get(cell, i) : cell;
          if (!(value instanceof Number number) || n == out.length) {
            throw new FitsInput.DamagedException(
                label + ", holds no numbers: write it as B, I, J, K, E or D", null);
          }
          boolean integer = !(number instanceof Float || number instanceof Double);
          // a byte in FITS is unsigned
          double raw = number instanceof Byte b ? b & 0xFF : number.doubleValue();
          boolean empty = integer && hasNull && raw == none;
          empty |= table.getData() instanceof AsciiTable text && text.isNull(row, column);
          double sum =
              number instanceof Long whole
                  ? FitsInput.scaled(whole, scale, zero)
                  : zero + scale * raw;
          out[n++] = empty ? Double.NaN : sum;
        }
      }
    } catch (FitsException e) {
      throw new FitsInput.DamagedException(
          label + ", cannot be read (" + Quoted.reason(e) + "): write it again", e);
    }
    return out;
  }
}
