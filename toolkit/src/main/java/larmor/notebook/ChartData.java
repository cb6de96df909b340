package larmor.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BubbleChart;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.DialChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.OHLCChart;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.RadarChart;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The numbers of charts made directly with XChart: one row for each point, with the name of its
 * series, its category if it has one, and its numbers. The axis titles are the names of the
 * columns.
 */
final class ChartData {
  private final StringColumn series = StringColumn.create("series");
  private final StringColumn category;
  private final List<DoubleColumn> numbers;

  private ChartData(String category, String... numbers) {
    this.category = StringColumn.create(name(category, "category"));
    this.numbers = Arrays.stream(numbers).map(n -> DoubleColumn.create(name(n, "value"))).toList();
  }

  private static String name(String title, String otherwise) {
    return title == null || title.isBlank() ? otherwise : title;
  }

  private void add(String name, Object label, double... values) {
    series.append(name);
    category.append(String.valueOf(label));
    for (int i = 0; i < values.length; i++) {
      numbers.get(i).append(values[i]);
    }
  }

  private Table table(String name) {
    List<Column<?>> columns = new ArrayList<>(List.of(series, category));
    columns.addAll(numbers);
    return FigureTable.of(name, columns);
  }

  private static double at(double[] values, int i) {
    return values == null ? Double.NaN : values[i];
  }

  static Table of(XYChart chart) {
    PlotData data = new PlotData(chart.getXAxisTitle(), chart.getYAxisTitle());
    for (var s : chart.getSeriesCollection()) {
      double[] x = s.getXData();
      double[] y = s.getYData();
      for (int i = 0; i < x.length; i++) {
        double error = at(s.getExtraValues(), i);
        data.add(s.getName(), x[i], y[i], y[i] - error, y[i] + error);
      }
    }
    return data.table(chart.getTitle());
  }

  static Table of(BubbleChart chart) {
    var data = new ChartData("", chart.getXAxisTitle(), chart.getYAxisTitle(), "size");
    for (var s : chart.getSeriesCollection()) {
      for (int i = 0; i < s.getXData().length; i++) {
        data.add(s.getName(), "", s.getXData()[i], s.getYData()[i], at(s.getExtraValues(), i));
      }
    }
    return data.table(chart.getTitle());
  }

  static Table of(OHLCChart chart) {
    var data = new ChartData("", chart.getXAxisTitle(), "open", "high", "low", "close");
    for (var s : chart.getSeriesCollection()) {
      for (int i = 0; i < s.getXData().length; i++) {
        double close = s.getCloseData() == null ? at(s.getYData(), i) : s.getCloseData()[i];
        double open = at(s.getOpenData(), i);
        double high = at(s.getHighData(), i);
        data.add(s.getName(), "", s.getXData()[i], open, high, at(s.getLowData(), i), close);
      }
    }
    return data.table(chart.getTitle());
  }

  static Table of(CategoryChart chart) {
    var data = new ChartData(chart.getXAxisTitle(), chart.getYAxisTitle(), "error");
    for (var s : chart.getSeriesCollection()) {
      Collection<?> labels = s.getXData();
      int i = 0;
      for (Object label : labels) {
        data.add(s.getName(), label, s.getYData()[i], at(s.getExtraValues(), i));
        i++;
      }
    }
    return data.table(chart.getTitle());
  }

  static Table of(HorizontalBarChart chart) {
    var data = new ChartData(chart.getYAxisTitle(), chart.getXAxisTitle());
    for (var s : chart.getSeriesCollection()) {
      for (int i = 0; i < s.getXData().size(); i++) {
        Number value = s.getXData().get(i);
        data.add(
            s.getName(), s.getYData().get(i), value == null ? Double.NaN : value.doubleValue());
      }
    }
    return data.table(chart.getTitle());
  }

  static Table of(BoxChart chart) {
    var data = new ChartData("", chart.getYAxisTitle());
    chart
        .getSeriesCollection()
        .forEach(s -> Arrays.stream(s.getYData()).forEach(v -> data.add(s.getName(), "", v)));
    return data.table(chart.getTitle());
  }

  static Table of(PieChart chart) {
    var data = new ChartData("", "value");
    for (var s : chart.getSeriesCollection()) {
      data.add(s.getName(), "", s.getValue() == null ? Double.NaN : s.getValue().doubleValue());
    }
    return data.table(chart.getTitle());
  }

  static Table of(DialChart chart) {
    var data = new ChartData("", "value");
    chart.getSeriesCollection().forEach(s -> data.add(s.getName(), "", s.getValue()));
    return data.table(chart.getTitle());
  }

  static Table of(RadarChart chart) {
    var data = new ChartData("axis", "value");
    for (var s : chart.getSeriesCollection()) {
      for (int i = 0; i < s.getValues().length; i++) {
        data.add(s.getName(), chart.getRadiiLabels()[i], s.getValues()[i]);
      }
    }
    return data.table(chart.getTitle());
  }

  static Table of(HeatMapChart chart) {
    var data = new ChartData("", "column", "row", "value");
    for (var s : chart.getSeriesCollection()) {
      for (Number[] cell : s.getHeatData()) {
        data.add(
            s.getName(), "", cell[0].doubleValue(), cell[1].doubleValue(), cell[2].doubleValue());
      }
    }
    return data.table(chart.getTitle());
  }

  @Override
  public String toString() {
    return series.size() + " points";
  }
}
