package larmor.notebook;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.NumericColumn;

/**
 * A figure as in a journal: lines, points with errors, steps and bands over two axes, drawn by
 * XChart. Colours are told apart by the colour-blind (Okabe and Ito 2008), lines by their dashes
 * and points by their shapes in a grey print. Every call returns a new plot.
 *
 * <p>Arrays are copied; those of one call have one length. Axis titles carry their units. In titles
 * and names C_ℓ has a low index and k^(−5/3) a high exponent.
 */
public final class Plot implements Figure {
  private final Axis x;
  private final Axis y;
  private final String title;
  private final int width;
  private final int height;
  private final List<PlotSeries> series;

  private Plot(Axis x, Axis y, String title, int width, int height, List<PlotSeries> series) {
    for (PlotSeries s : series) {
      s.requirePositive(x.log() && !s.isSteps(), y.log() && !s.isSteps());
    }
    this.x = x;
    this.y = y;
    this.title = title;
    this.width = width;
    this.height = height;
    this.series = series;
  }

  /**
   * @param log decades
   * @param low end of the axis, not a number for as the data need
   */
  record Axis(String title, boolean log, double low, double high) {
    static Axis of(String title) {
      return new Axis(title, false, Double.NaN, Double.NaN);
    }

    Axis decades() {
      return new Axis(title, true, low, high).from(low, high);
    }

    Axis from(double newLow, double newHigh) {
      if (newLow >= newHigh || (log && newLow <= 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "axis \"%s\" cannot go from %s to %s: give the lower end first%s",
                title,
                newLow,
                newHigh,
                log ? ", above 0 on a logarithmic axis" : ""));
      }
      return new Axis(title, log, newLow, newHigh);
    }
  }

  /** Empty axes, 640 by 420. */
  public static Plot of(String xTitle, String yTitle) {
    return new Plot(Axis.of(xTitle), Axis.of(yTitle), "", 640, 420, List.of());
  }

  public Plot title(String text) {
    return new Plot(x, y, text, width, height, series);
  }

  public Plot logX() {
    return new Plot(x.decades(), y, title, width, height, series);
  }

  public Plot logY() {
    return new Plot(x, y.decades(), title, width, height, series);
  }

  public Plot xRange(double low, double high) {
    return new Plot(x.from(low, high), y, title, width, height, series);
  }

  public Plot yRange(double low, double high) {
    return new Plot(x, y.from(low, high), title, width, height, series);
  }

  /**
   * In CSS pixels.
   *
   * @throws IllegalArgumentException if a side is outside 100 to 4000
   */
  public Plot size(int newWidth, int newHeight) {
    if (Math.min(newWidth, newHeight) < 100 || Math.max(newWidth, newHeight) > 4000) {
      throw new IllegalArgumentException(
          "a plot of " + newWidth + " by " + newHeight + " pixels: use 100 to 4000 a side");
    }
    return new Plot(x, y, title, newWidth, newHeight, series);
  }

  /** A line through the points, broken where a value is not a number. */
  public Plot line(String name, double[] xs, double[] ys) {
    return with(PlotSeries.of(PlotSeries.Kind.LINE, name, xs, ys, ys));
  }

  public Plot line(String name, NumericColumn<?> xs, NumericColumn<?> ys) {
    return line(name, xs.asDoubleArray(), ys.asDoubleArray());
  }

  public Plot points(String name, double[] xs, double[] ys) {
    return with(PlotSeries.of(PlotSeries.Kind.POINTS, name, xs, ys, ys));
  }

  public Plot points(String name, NumericColumn<?> xs, NumericColumn<?> ys) {
    return points(name, xs.asDoubleArray(), ys.asDoubleArray());
  }

  /**
   * Points with errors.
   *
   * @param low lower ends of the error bars
   * @param high upper ends of the error bars
   */
  public Plot points(String name, double[] xs, double[] ys, double[] low, double[] high) {
    return with(PlotSeries.points(name, xs, ys, low, high));
  }

  /**
   * The region between two curves, in grey. Bands inside each other: give the widest first, the
   * later are darker.
   */
  public Plot band(String name, double[] xs, double[] low, double[] high) {
    return with(PlotSeries.of(PlotSeries.Kind.BAND, name, xs, low, high));
  }

  /**
   * A histogram.
   *
   * @param edges of the bins, ascending, one more than heights
   */
  public Plot steps(String name, double[] edges, double[] heights) {
    return with(PlotSeries.steps(name, edges, heights));
  }

  private Plot with(PlotSeries one) {
    if (series.stream().anyMatch(s -> s.name().equals(one.name()))) {
      throw new IllegalArgumentException(
          "the plot has a \"" + one.name() + "\" already: name each series differently");
    }
    List<PlotSeries> more = new ArrayList<>(series);
    more.add(one);
    return new Plot(x, y, title, width, height, List.copyOf(more));
  }

  Axis x() {
    return x;
  }

  Axis y() {
    return y;
  }

  String title() {
    return title;
  }

  List<PlotSeries> series() {
    return series;
  }

  /** The XChart chart, anew at each call, for what this class does not offer. */
  public XYChart chart() {
    return PlotStyle.chart(this);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void paint(Graphics2D g) {
    PlotPainter.paint(g, this);
  }

  @Override
  public String toString() {
    String names = series.stream().map(PlotSeries::name).collect(Collectors.joining(", "));
    String head = title.isEmpty() ? "" : title + ": ";
    return head + y.title() + " against " + x.title() + " (" + names + ")";
  }
}
