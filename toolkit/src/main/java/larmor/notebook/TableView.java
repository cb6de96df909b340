package larmor.notebook;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A tablesaw table as HTML. Decimal numbers are shown to three significant figures unless the
 * column has a formatter, and whole numbers with all digits. For a table of more than 40 rows, the
 * view shows the first 30 and the last 5.
 */
record TableView(Table table) implements HtmlView {
  private static final int MAX_ROWS = 40;
  private static final int FIRST_ROWS = 30;
  private static final int LAST_ROWS = 5;

  @Override
  public String html() {
    HtmlTable page = HtmlTable.of(caption(), table.columnNames().toArray(new String[0]));
    for (int c = 0; c < table.columnCount(); c++) {
      if (table.column(c) instanceof NumericColumn) {
        page = page.withRightAligned(c);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    boolean shortened = table.rowCount() > MAX_ROWS;
    for (int r = 0; r < table.rowCount(); r++) {
      if (shortened && r == FIRST_ROWS) {
        r = table.rowCount() - LAST_ROWS;
        rows.add(table.columns().stream().map(column -> "…").toList());
      }
      int row = r;
      rows.add(table.columns().stream().map(column -> cell(column, row)).toList());
    }
    return page.withRows(rows).html();
  }

  private String caption() {
    String name = table.name() == null ? "" : table.name();
    if (table.rowCount() <= MAX_ROWS) {
      return name;
    }
    return (name + " (" + table.rowCount() + " rows)").strip();
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return "–";
    }
    String shown = column.getString(row);
    if (column instanceof DoubleColumn || column instanceof FloatColumn) {
      Number value = (Number) column.get(row);
      return formatted(shown, value) ? shown : NumberFormatting.threeFigures(value.doubleValue());
    }
    return shown;
  }

  /** Returns whether the formatter of a column made a text, as opposed to tablesaw's default. */
  private static boolean formatted(String shown, Number value) {
    Column<?> plain =
        value instanceof Float f
            ? FloatColumn.create("", new float[] {f})
            : DoubleColumn.create("", new double[] {value.doubleValue()});
    return !shown.equals(plain.getString(0));
  }

  @Override
  public String toString() {
    return table.print(MAX_ROWS);
  }
}
