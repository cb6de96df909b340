package larmor.notebook;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import larmor.numeric.AtomicFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Makes the tables of the numbers that figures show, and writes them to CSV files. */
final class FigureTable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
  private static final double LARGEST_WHOLE = 1e15;

  private FigureTable() {}

  /**
   * Returns a table of the columns that have a value. An empty name becomes "value", and a name
   * that an earlier column has gets a number, because the names in a table differ.
   *
   * @param columns columns of equal length. Their names can be modified.
   */
  static Table of(String name, List<Column<?>> columns) {
    Table table = Table.create(name);
    Set<String> names = new HashSet<>();
    for (Column<?> column : columns) {
      if (column.size() > 0 && column.countMissing() == column.size()) {
        continue;
      }
      column.setName(unique(column.name().isBlank() ? "value" : column.name(), names));
      table.addColumns(column);
    }
    return table;
  }

  /**
   * Returns a name, followed by a number if it is in a set, and adds it to the set.
   *
   * @param names names in lower case. Modified.
   */
  static String unique(String name, Set<String> names) {
    String own = name;
    for (int i = 2; !names.add(own.toLowerCase(Locale.ROOT)); i++) {
      own = name + " (" + i + ")";
    }
    return own;
  }

  /**
   * Writes a table as a CSV file with a line of column names. A reader gets back the same doubles;
   * cells without a value are empty.
   *
   * @throws IOException if the file cannot be written
   */
  static void write(Table table, Path file) throws IOException {
    AtomicFile.writeOrExplain(
        file,
        temporary -> {
          try (BufferedWriter writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8);
              CSVPrinter printer = new CSVPrinter(writer, FORMAT)) {
            printer.printRecord(table.columnNames());
            List<Column<?>> columns = table.columns();
            for (int row = 0; row < table.rowCount(); row++) {
              for (Column<?> column : columns) {
                printer.print(cell(column, row));
              }
              printer.println();
            }
          }
        });
  }

  /** Returns a cell as text: a number with all its digits, and nothing for a missing value. */
  static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    if (column instanceof DoubleColumn numbers) {
      double v = numbers.getDouble(row);
      return whole(v) ? Long.toString((long) v) : Double.toString(v);
    }
    if (column instanceof FloatColumn numbers) {
      float v = numbers.getFloat(row);
      return whole(v) ? Long.toString((long) v) : Float.toString(v);
    }
    return column.getUnformattedString(row);
  }

  private static boolean whole(double v) {
    return v == Math.rint(v) && Math.abs(v) < LARGEST_WHOLE && 1 / v != Double.NEGATIVE_INFINITY;
  }
}
