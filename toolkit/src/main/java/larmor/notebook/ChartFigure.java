package larmor.notebook;

import java.awt.Graphics2D;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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
import tech.tablesaw.api.Table;

/**
 * A figure that shows a chart made directly with XChart. The common superclass of XChart's charts
 * is internal to XChart; therefore this class lists each kind of chart.
 *
 * @param width width in CSS pixels
 * @param height height in CSS pixels
 * @param title title of the chart, may be empty
 * @param painter function that paints the chart
 * @param numbers function that collects the numbers of the chart
 */
record ChartFigure(int width, int height, String title, Painter painter, Supplier<Table> numbers)
    implements Figure {
  /** All kinds of chart in XChart 4, each with the function that makes its figure. */
  private static final List<Kind> KINDS =
      List.of(
          kind(
              XYChart.class,
              c ->
                  new ChartFigure(
                      c.getWidth(), c.getHeight(), c.getTitle(), c::paint, () -> ChartData.of(c))),
          kind(
              CategoryChart.class,
              c ->
                  new ChartFigure(
                      c.getWidth(), c.getHeight(), c.getTitle(), c::paint, () -> ChartData.of(c))),
          kind(
              BoxChart.class,
              c ->
                  new ChartFigure(
                      c.getWidth(), c.getHeight(), c.getTitle(), c::paint, () -> ChartData.of(c))),
          kind(
              BubbleChart.class,
              c ->
                  new ChartFigure(
                      c.getWidth(), c.getHeight(), c.getTitle(), c::paint, () -> ChartData.of(c))),
          kind(
              DialChart.class,
              c ->
                  new ChartFigure(
                      c.getWidth(), c.getHeight(), c.getTitle(), c::paint, () -> ChartData.of(c))),
          kind(
              HeatMapChart.class,
              c ->
                  new ChartFigure(
                      c.getWidth(), c.getHeight(), c.getTitle(), c::paint, () -> ChartData.of(c))),
          kind(
              HorizontalBarChart.class,
              c ->
                  new ChartFigure(
                      c.getWidth(), c.getHeight(), c.getTitle(), c::paint, () -> ChartData.of(c))),
          kind(
              OHLCChart.class,
              c ->
                  new ChartFigure(
                      c.getWidth(), c.getHeight(), c.getTitle(), c::paint, () -> ChartData.of(c))),
          kind(
              PieChart.class,
              c ->
                  new ChartFigure(
                      c.getWidth(), c.getHeight(), c.getTitle(), c::paint, () -> ChartData.of(c))),
          kind(
              RadarChart.class,
              c ->
                  new ChartFigure(
                      c.getWidth(), c.getHeight(), c.getTitle(), c::paint, () -> ChartData.of(c))));

  /** Paints a chart of a given width and height in CSS pixels. */
  @FunctionalInterface
  interface Painter {
    void paint(Graphics2D g, int width, int height);
  }

  private record Kind(Class<?> type, Function<Object, ChartFigure> figure) {}

  private static <C> Kind kind(Class<C> type, Function<C, ChartFigure> figure) {
    return new Kind(type, chart -> figure.apply(type.cast(chart)));
  }

  /** Returns the classes of all kinds of charts. */
  static List<Class<?>> types() {
    return KINDS.stream().<Class<?>>map(Kind::type).toList();
  }

  /** Returns the figure of a chart, or an empty result if the value is not a chart of XChart. */
  static Optional<Figure> of(Object value) {
    return KINDS.stream()
        .filter(kind -> kind.type().isInstance(value))
        .findFirst()
        .map(kind -> kind.figure().apply(value));
  }

  @Override
  public void paint(Graphics2D g) {
    painter.paint(g, width, height);
  }

  @Override
  public Table data() {
    return numbers.get();
  }

  @Override
  public String toString() {
    return "chart: " + title;
  }
}
