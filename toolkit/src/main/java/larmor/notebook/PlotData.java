package larmor.notebook;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Collects the numbers of a plot in a table with one row for each point: name of the series, x, y,
 * and the lower and upper end of the error bar or band. The axis titles are the names of the
 * columns.
 */
final class PlotData {
  private final StringColumn series = StringColumn.create("series");
  private final DoubleColumn x;
  private final DoubleColumn until;
  private final DoubleColumn y;
  private final DoubleColumn low;
  private final DoubleColumn high;

  PlotData(String xTitle, String yTitle) {
    String xName = name(xTitle, "x");
    String yName = name(yTitle, "y");
    x = DoubleColumn.create(xName);
    until = DoubleColumn.create(xName + ", end of the bin");
    y = DoubleColumn.create(yName);
    low = DoubleColumn.create(yName + ", low");
    high = DoubleColumn.create(yName + ", high");
  }

  private static String name(String title, String otherwise) {
    return title == null || title.isBlank() ? otherwise : title;
  }

  /** Adds a point; NaN for what it does not have. */
  void add(String name, double atX, double atY, double lower, double upper) {
    add(name, atX, Double.NaN, atY, lower, upper);
  }

  private void add(String name, double atX, double end, double atY, double lower, double upper) {
    series.append(name);
    x.append(atX);
    until.append(end);
    y.append(atY);
    low.append(lower);
    high.append(upper);
  }

  /** Adds the points of a series: of a band its ends, of a histogram the bins. */
  void add(PlotSeries s) {
    for (int i = 0; i < s.y().length; i++) {
      boolean ends = s.isBand() || s.hasErrors();
      add(
          s.name(),
          s.x()[i],
          s.isHistogram() ? s.x()[i + 1] : Double.NaN,
          s.isBand() ? Double.NaN : s.y()[i],
          ends ? s.low()[i] : Double.NaN,
          ends ? s.high()[i] : Double.NaN);
    }
  }

  /** Returns the table, without columns that have no value. */
  Table table(String name) {
    return FigureTable.of(name, new ArrayList<>(List.of(series, x, until, y, low, high)));
  }

  /** Returns the table with the name of each x as an additional column if the axis has names. */
  Table table(String name, Plot.Axis axis) {
    StringColumn names = StringColumn.create(x.name() + ", name");
    for (int i = 0; i < x.size(); i++) {
      names.append(axis.nameAt(x.getDouble(i)));
    }
    List<Column<?>> columns = new ArrayList<>(List.of(series, names, x, until, y, low, high));
    return FigureTable.of(name, columns);
  }
}
