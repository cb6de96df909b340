package larmor.notebook;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import larmor.numeric.Given;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * A plot of lines, points with error bars, histograms and bands over two axes, in the style of a
 * journal, drawn by XChart. Readers with colour blindness can tell the colours apart (palette of
 * Okabe and Ito 2008); in a print in shades of grey, lines differ by their dashes and points by
 * their shapes. Immutable: each method returns a new plot.
 *
 * <p>Arrays are copied, and all arrays of one call have the same length unless stated otherwise. An
 * axis title states the unit of its values. In titles and names, C_ℓ is typeset with a subscript
 * and k^(−5/3) with a superscript.
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
      s.requirePositive(x.log() && !s.isHistogram(), y.log() && !s.isHistogram());
    }
    this.x = x;
    this.y = y;
    this.title = title;
    this.width = width;
    this.height = height;
    this.series = series;
  }

  /**
   * One axis of a plot.
   *
   * @param title title of the axis with its unit
   * @param log whether the axis is logarithmic
   * @param low lower end; NaN to choose it from the data
   * @param high upper end; NaN to choose it from the data
   * @param angles whether a second axis on the opposite side has the angular scale 180°/ℓ
   * @param names names at 0, 1, 2 … instead of numbers; empty for numbers
   */
  record Axis(
      String title, boolean log, double low, double high, boolean angles, List<String> names) {
    static Axis of(String title) {
      Given.require(title, "the title of the axis", "\"R [pc]\"");
      return new Axis(title, false, Double.NaN, Double.NaN, false, List.of());
    }

    Axis logarithmic() {
      if (!names.isEmpty()) {
        throw namesOnALogarithmicAxis();
      }
      Axis logarithmic = new Axis(title, true, low, high, angles, names);
      return Double.isNaN(low) ? logarithmic : logarithmic.withRange(low, high);
    }

    Axis withAngles() {
      return new Axis(title, log, low, high, true, names);
    }

    Axis withNames(List<String> given) {
      Given.requireEach(given, "the list of names", "List.of(\"one\", \"two\")");
      if (log) {
        throw namesOnALogarithmicAxis();
      }
      long different = given.stream().filter(n -> !n.isBlank()).distinct().count();
      if (given.isEmpty() || different < given.size()) {
        throw new IllegalArgumentException(
            "axis \""
                + title
                + "\" cannot have the names "
                + given
                + ": give one or more names that differ and are not blank");
      }
      return new Axis(title, false, -0.5, given.size() - 0.5, angles, List.copyOf(given));
    }

    private IllegalArgumentException namesOnALogarithmicAxis() {
      return new IllegalArgumentException(
          "axis \"" + title + "\" cannot be logarithmic and have names: use a linear axis");
    }

    /** Returns the name nearest to a value on this axis; "" if there is none within 0.5. */
    String nameAt(double value) {
      boolean near = value >= -0.5 && value < names.size() - 0.5;
      return near ? names.get((int) Math.round(value)) : "";
    }

    Axis withRange(double newLow, double newHigh) {
      if (!(newLow < newHigh && Double.isFinite(newHigh - newLow)) || (log && newLow <= 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "axis \"%s\" cannot go from %s to %s: give two finite ends, the lower one first%s",
                title,
                newLow,
                newHigh,
                log ? ", above 0 on a logarithmic axis" : ""));
      }
      return new Axis(title, log, newLow, newHigh, angles, names);
    }
  }

  /**
   * Returns a plot with linear axes and no data, 640 by 420 CSS pixels.
   *
   * @param xTitle title of the x axis, with its unit
   * @param yTitle title of the y axis, with its unit
   * @return the plot
   */
  public static Plot of(String xTitle, String yTitle) {
    return new Plot(Axis.of(xTitle), Axis.of(yTitle), "", 640, 420, List.of());
  }

  /**
   * Returns this plot with a title above its panel.
   *
   * @param text the title; empty for none
   * @return a new plot
   */
  public Plot withTitle(String text) {
    Given.require(text, "the title", "\"relative intensity\"");
    return new Plot(x, y, text, width, height, series);
  }

  /**
   * Returns this plot with a logarithmic x axis.
   *
   * @return a new plot
   * @throws IllegalArgumentException if a line, point or band has an x at or below 0, or the given
   *     range of the axis starts at or below 0
   */
  public Plot withLogX() {
    return new Plot(x.logarithmic(), y, title, width, height, series);
  }

  /**
   * Returns this plot with a logarithmic y axis.
   *
   * @return a new plot
   * @throws IllegalArgumentException if a line, point or band has a y at or below 0, or the given
   *     range of the axis starts at or below 0. Error bars and histograms may extend below 0; they
   *     are cut at the end of the axis.
   */
  public Plot withLogY() {
    return new Plot(x, y.logarithmic(), title, width, height, series);
  }

  /**
   * Returns this plot with a given range of the x axis.
   *
   * @param low lower end
   * @param high upper end, above {@code low}
   * @return a new plot
   * @throws IllegalArgumentException if an end is not finite, the ends are in the wrong order, or
   *     the axis is logarithmic and {@code low} is not positive
   */
  public Plot withXRange(double low, double high) {
    return new Plot(x.withRange(low, high), y, title, width, height, series);
  }

  /**
   * Returns this plot with a given range of the y axis.
   *
   * @param low lower end
   * @param high upper end, above {@code low}
   * @return a new plot
   * @throws IllegalArgumentException if an end is not finite, the ends are in the wrong order, or
   *     the axis is logarithmic and {@code low} is not positive
   */
  public Plot withYRange(double low, double high) {
    return new Plot(x, y.withRange(low, high), title, width, height, series);
  }

  /**
   * Returns this plot with a second axis above the panel that shows the angular scale 180°/ℓ, for a
   * plot whose x is the multipole ℓ.
   *
   * @return a new plot
   */
  public Plot withAngularScale() {
    return new Plot(x.withAngles(), y, title, width, height, series);
  }

  /**
   * Returns this plot with names instead of numbers on the x axis: the first name at x = 0, the
   * second at x = 1, and so on, in the range from −0.5 to half beyond the last. Points of several
   * series for one name can be drawn side by side, at x less than 0.5 from the name. Long names are
   * slanted and need a higher plot. The table of {@link #data} has a column with the name nearest
   * to each x. The axis of {@link #chart} has no ticks, because XChart cannot place them at names.
   *
   * @param names names in the order of the axis, all different. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException if there is no name, a name is blank or occurs twice, or the x
   *     axis is logarithmic
   */
  public Plot withXNames(List<String> names) {
    return new Plot(x.withNames(names), y, title, width, height, series);
  }

  /**
   * Returns this plot with a given size.
   *
   * @param newWidth width in CSS pixels, 100 to 4000
   * @param newHeight height in CSS pixels, 100 to 4000
   * @return a new plot
   * @throws IllegalArgumentException if a side is outside 100 to 4000
   */
  public Plot withSize(int newWidth, int newHeight) {
    if (Math.min(newWidth, newHeight) < 100 || Math.max(newWidth, newHeight) > 4000) {
      throw new IllegalArgumentException(
          "a plot of "
              + newWidth
              + " by "
              + newHeight
              + " pixels is too small or too large: use 100 to 4000 a side");
    }
    return new Plot(x, y, title, newWidth, newHeight, series);
  }

  /**
   * Adds a line through points. The line is interrupted where a value is not a number.
   *
   * @param name name in the legend, different from that of every other series
   * @param xs abscissas. Not modified.
   * @param ys ordinates. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException if the lengths differ, there are no values, another series has
   *     the name, or a value on a logarithmic axis is not positive
   */
  public Plot line(String name, double[] xs, double[] ys) {
    return with(PlotSeries.of(PlotSeries.Kind.LINE, name, xs, ys, ys));
  }

  /**
   * Adds a line through points given as columns of a table.
   *
   * @param name name in the legend, different from that of every other series
   * @param xs abscissas, none missing
   * @param ys ordinates; a missing value interrupts the line
   * @return a new plot
   * @throws IllegalArgumentException under the conditions of {@link #line(String, double[],
   *     double[])}
   */
  public Plot line(String name, NumericColumn<?> xs, NumericColumn<?> ys) {
    return line(name, values(xs), values(ys));
  }

  /**
   * Adds a line through points with error bars.
   *
   * @param name name in the legend, different from that of every other series
   * @param xs abscissas. Not modified.
   * @param ys ordinates. Not modified.
   * @param low lower ends of the error bars, as values of y; on a logarithmic axis they may be
   *     negative and are cut at the lower end of the axis. Not modified.
   * @param high upper ends of the error bars, as values of y. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException under the conditions of {@link #line(String, double[],
   *     double[])}
   */
  public Plot line(String name, double[] xs, double[] ys, double[] low, double[] high) {
    return with(PlotSeries.withErrors(PlotSeries.Kind.LINE, name, xs, ys, low, high));
  }

  private static double[] values(NumericColumn<?> column) {
    Given.require(column, "the column", "table.doubleColumn(\"R [pc]\")");
    return column.asDoubleArray();
  }

  /**
   * Adds points without error bars.
   *
   * @param name name in the legend, different from that of every other series
   * @param xs abscissas. Not modified.
   * @param ys ordinates. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException under the conditions of {@link #line(String, double[],
   *     double[])}
   */
  public Plot points(String name, double[] xs, double[] ys) {
    return with(PlotSeries.of(PlotSeries.Kind.POINTS, name, xs, ys, ys));
  }

  /**
   * Adds points given as columns of a table.
   *
   * @param name name in the legend, different from that of every other series
   * @param xs abscissas, none missing
   * @param ys ordinates; a point with a missing value is left out
   * @return a new plot
   * @throws IllegalArgumentException under the conditions of {@link #line(String, double[],
   *     double[])}
   */
  public Plot points(String name, NumericColumn<?> xs, NumericColumn<?> ys) {
    return points(name, values(xs), values(ys));
  }

  /**
   * Adds points with error bars.
   *
   * @param name name in the legend, different from that of every other series
   * @param xs abscissas. Not modified.
   * @param ys ordinates. Not modified.
   * @param low lower ends of the error bars, as values of y; on a logarithmic axis they may be
   *     negative and are cut at the lower end of the axis. Not modified.
   * @param high upper ends of the error bars, as values of y. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException under the conditions of {@link #line(String, double[],
   *     double[])}
   */
  public Plot points(String name, double[] xs, double[] ys, double[] low, double[] high) {
    return with(PlotSeries.withErrors(PlotSeries.Kind.POINTS, name, xs, ys, low, high));
  }

  /**
   * Adds the region between two curves, filled with grey. The first band is the lightest, and each
   * later band is darker; add the widest of nested bands first.
   *
   * @param name name in the legend, different from that of every other series
   * @param xs abscissas. Not modified.
   * @param low ordinates of the lower curve. Not modified.
   * @param high ordinates of the upper curve. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException under the conditions of {@link #line(String, double[],
   *     double[])}
   */
  public Plot band(String name, double[] xs, double[] low, double[] high) {
    return with(PlotSeries.of(PlotSeries.Kind.BAND, name, xs, low, high));
  }

  /**
   * Adds the region between two curves, filled with a light, translucent shade of the colour of the
   * line or points that are added next. Such a band can show the standard deviation about that
   * line. Overlapping bands stay visible.
   *
   * @param name name in the legend, different from that of every other series
   * @param xs abscissas. Not modified.
   * @param low ordinates of the lower curve. Not modified.
   * @param high ordinates of the upper curve. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException under the conditions of {@link #line(String, double[],
   *     double[])}
   */
  public Plot tintedBand(String name, double[] xs, double[] low, double[] high) {
    return with(PlotSeries.of(PlotSeries.Kind.TINTED_BAND, name, xs, low, high));
  }

  /**
   * Adds a histogram, drawn as a line of steps.
   *
   * @param name name in the legend, different from that of every other series
   * @param edges edges of the bins in ascending order, one more than there are {@code heights}. Not
   *     modified.
   * @param heights height of each bin. Not modified.
   * @return a new plot
   * @throws IllegalArgumentException if {@code edges} does not have one value more than {@code
   *     heights}, there are no bins, or another series has the name
   */
  public Plot histogram(String name, double[] edges, double[] heights) {
    return with(PlotSeries.histogram(name, edges, heights));
  }

  private Plot with(PlotSeries one) {
    if (series.stream().anyMatch(s -> s.name().equals(one.name()))) {
      throw new IllegalArgumentException(
          "the plot already has a series named \""
              + one.name()
              + "\": give each series a different name");
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

  /**
   * Returns the plot as a chart of XChart, for settings that this class does not offer.
   *
   * @return a new chart at each call
   */
  public XYChart chart() {
    return PlotStyle.chart(this);
  }

  /**
   * Returns the numbers of the plot: the name of the series, x, y, and the lower and upper end of
   * the error bar or band, with the titles of the axes as names of the columns. A histogram has one
   * row for each bin, with the start of the bin as x. If the x axis has names, a column has them.
   */
  @Override
  public Table data() {
    PlotData data = new PlotData(x.title(), y.title());
    series.forEach(data::add);
    return data.table(toString(), x);
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
