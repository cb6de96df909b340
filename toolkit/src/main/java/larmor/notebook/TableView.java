package larmor.notebook;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A tablesaw table on a page: decimals to three significant figures unless the column carries a
 * format of its own, whole numbers in full, at most 40 rows.
 */
record TableView(Table table) implements HtmlView {
  private static final int MOST = 40;
  private static final int HEAD = 30;
  private static final int TAIL = 5;

  @Override
  public String html() {
    HtmlTable page = HtmlTable.of(caption(), table.columnNames().toArray(new String[0]));
    for (int c = 0; c < table.columnCount(); c++) {
      if (table.column(c) instanceof NumericColumn) {
        page = page.alignedRight(c);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    boolean cut = table.rowCount() > MOST;
    for (int r = 0; r < table.rowCount(); r++) {
      if (cut && r == HEAD) {
        r = table.rowCount() - TAIL;
        rows.add(table.columns().stream().map(column -> "…").toList());
      }
      int row = r;
      rows.add(table.columns().stream().map(column -> cell(column, row)).toList());
    }
    return page.rows(rows).html();
  }

  private String caption() {
    String name = table.name() == null ? "" : table.name();
    if (table.rowCount() <= MOST) {
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
      return formatted(shown, value) ? shown : NumberFormatting.three(value.doubleValue());
    }
    return shown;
  }

  private static boolean formatted(String shown, Number value) {
    Column<?> plain =
        value instanceof Float f
            ? FloatColumn.create("", new float[] {f})
            : DoubleColumn.create("", new double[] {value.doubleValue()});
    return !shown.equals(plain.getString(0));
  }

  @Override
  public String toString() {
    return table.print(MOST);
  }
}
