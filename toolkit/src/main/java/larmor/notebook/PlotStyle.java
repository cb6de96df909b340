package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The appearance of plots: a framed panel without grid lines, and the colours, dashes, markers and
 * fonts.
 */
final class PlotStyle {
  static final Color[] COLOURS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0x000000),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9)
  };

  private static final float[][] DASHES = {
    null, {7, 3}, {2, 2.5f}, {8, 3, 2, 3}, {12, 4}, {4, 4}, {12, 3, 2, 3, 2, 3}
  };
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.TRIANGLE_DOWN
  };
  private static final Color[] BANDS = {
    new Color(0xE8E8E8), new Color(0xD2D2D2), new Color(0xB8B8B8)
  };
  static final Color FRAME = new Color(0x222222);
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TITLE = TEXT.deriveFont(14f);
  static final int PADDING = 12;
  static final int MARKER = 7;
  private static final int SMALL_MARKER = 4;
  private static final int MANY_POINTS = 100;
  private static final Color TRANSPARENT = new Color(0, 0, 0, 0);

  private PlotStyle() {}

  /** Returns a plot as a chart of XChart. */
  static XYChart chart(Plot plot) {
    XYChart chart =
        new XYChartBuilder()
            .width(plot.width())
            .height(plot.height())
            .title(plot.title())
            .xAxisTitle(plot.x().title())
            .yAxisTitle(plot.y().title())
            .build();
    PlotRange range = PlotRange.of(plot);
    style(chart.getStyler(), plot, range);
    int band = 0;
    int line = 0;
    // XChart paints the series in this order; bands come first, so that no band hides a line
    for (PlotSeries s : plot.series()) {
      if (s.kind() == PlotSeries.Kind.BAND) {
        band(chart, s, range, band(band++));
      } else if (s.kind() == PlotSeries.Kind.TINTED_BAND) {
        band(chart, s, range, tint(line));
      } else {
        line++;
      }
    }
    line = 0;
    for (PlotSeries s : plot.series()) {
      if (!s.isBand()) {
        add(chart, plot, s, range, line++);
      }
    }
    return chart;
  }

  /**
   * Hides the legend of XChart, and makes its titles transparent so that their space stays free.
   */
  static void hideTitlesAndLegend(XYStyler style) {
    style.setLegendVisible(false);
    style.setChartFontColor(TRANSPARENT);
    style.setChartTitleFontColor(TRANSPARENT);
    style.setYAxisGroupTitleColor(0, TRANSPARENT);
  }

  static Color colour(int index) {
    return COLOURS[index % COLOURS.length];
  }

  static float[] dash(int index) {
    return DASHES[index % DASHES.length];
  }

  static Marker marker(int index) {
    return MARKERS[index % MARKERS.length];
  }

  /** Returns a translucent shade of the colour of the line with a given index. */
  static Color tint(int index) {
    Color c = colour(index);
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), 56);
  }

  static Color band(int index) {
    return BANDS[Math.min(index, BANDS.length - 1)];
  }

  static BasicStroke stroke(float[] dash) {
    return new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  /**
   * Returns the size of the markers, which is smaller for more than 100 points so that the markers
   * do not overlap.
   */
  private static int markerSize(Plot plot) {
    boolean many =
        plot.series().stream()
            .anyMatch(s -> s.kind() == PlotSeries.Kind.POINTS && s.x().length > MANY_POINTS);
    return many ? SMALL_MARKER : MARKER;
  }

  private static void style(XYStyler style, Plot plot, PlotRange range) {
    style.setBaseFont(TEXT);
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartFontColor(FRAME);
    style.setChartPadding(PADDING);
    style.setChartTitleVisible(!plot.title().isEmpty());
    style.setChartTitleBoxVisible(false);
    style.setChartTitleFont(TITLE.deriveFont(Font.BOLD));
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(true);
    style.setPlotBorderColor(FRAME);
    style.setPlotGridLinesVisible(false);
    style.setPlotContentSize(1);
    style.setPlotMargin(0);
    style.setAxisTitleFont(TITLE);
    style.setAxisTickLabelsFont(TEXT);
    style.setAxisTickLabelsColor(FRAME);
    style.setAxisTickMarksColor(FRAME);
    style.setAxisTicksLineVisible(false);
    style.setAxisTickMarkLength(5);
    style.setMarkerSize(markerSize(plot));
    style.setLegendVisible(plot.series().size() > 1);
    style.setLegendFont(TEXT);
    style.setLegendPadding(6);
    style.setLegendSeriesLineLength(26);
    style.setLegendBorderColor(TRANSPARENT);
    style.setLegendBackgroundColor(new Color(255, 255, 255, 210));
    style.setLegendLayout(LegendLayout.Vertical);
    style.setLegendPosition(range.emptiestCorner(plot));
    style.setXAxisMin(range.xLow());
    style.setXAxisMax(range.xHigh());
    style.setYAxisMin(range.yLow());
    style.setYAxisMax(range.yHigh());
    style.setXAxisTickMarkSpacingHint(90);
    style.setYAxisTickMarkSpacingHint(50);
    style.setXAxisTickLabelsFormattingFunction(linear(range.xLow(), range.xHigh()));
    style.setYAxisTickLabelsFormattingFunction(linear(range.yLow(), range.yHigh()));
    if (!plot.x().names().isEmpty()) {
      style.setXAxisTicksVisible(false);
    }
    if (plot.x().log()) {
      style.setXAxisLogarithmic(true);
      style.setXAxisLogarithmicDecadeOnly(false);
      style.setXAxisTickLabelsFormattingFunction(decades(range.xLow(), range.xHigh()));
    }
    if (plot.y().log()) {
      style.setYAxisLogarithmic(true);
      style.setYAxisLogarithmicDecadeOnly(false);
      style.setYAxisTickLabelsFormattingFunction(decades(range.yLow(), range.yHigh()));
    }
  }

  /**
   * Returns the function that labels the ticks of a logarithmic axis. It labels powers of ten, on
   * an axis of less than two decades also their multiples by 2 and 5, and on an axis of less than
   * one decade instead their multiples by 2, 3, 4 and 6. Labels are plain numbers if the axis lies
   * within 0.01 to 1000, and otherwise powers of ten.
   */
  static Function<Double, String> decades(double low, double high) {
    boolean plain = low >= 5e-3 && high <= 5e3;
    return v -> {
      double exponent = Math.log10(v);
      long whole = Math.round(exponent);
      if (Math.abs(exponent - whole) < 1e-6) {
        return plain
            ? NumberFormatting.asGiven(Double.parseDouble("1e" + whole))
            : NumberFormatting.powerOfTen((int) whole);
      }
      long digit = Math.round(v / Math.pow(10, Math.floor(exponent)));
      boolean labelled =
          high / low < 10
              ? digit == 2 || digit == 3 || digit == 4 || digit == 6
              : high / low < 100 && (digit == 2 || digit == 5);
      return labelled
          ? NumberFormatting.asGiven(Double.parseDouble(NumberFormatting.threeFigures(v)))
          : "";
    };
  }

  /**
   * Returns the function that labels the ticks of a linear axis. Labels are plain numbers, or
   * multiples of a power of ten if the largest absolute value is below 0.01 or at least a million.
   */
  static Function<Double, String> linear(double low, double high) {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    int exponent = largest < 1e-2 || largest >= 1e6 ? (int) Math.floor(Math.log10(largest)) : 0;
    double unit = Double.parseDouble("1e" + exponent);
    return v -> {
      double shown = Math.rint(v / unit * 1e6) / 1e6;
      String number =
          new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
              .format(Math.abs(shown));
      String sign = shown < 0 ? "−" : "";
      return exponent == 0 || shown == 0
          ? sign + number
          : sign + number + "·" + NumberFormatting.powerOfTen(exponent);
    };
  }

  private static void add(XYChart chart, Plot plot, PlotSeries s, PlotRange range, int index) {
    Color colour = colour(index);
    if (s.isHistogram()) {
      double[][] outline = outline(s, range.yLow());
      XYSeries fill = chart.addSeries(s.name() + " area", outline[0], outline[1]);
      fill.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
      fill.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 40));
      fill.setMarker(SeriesMarkers.NONE).setLineColor(TRANSPARENT);
      fill.setShowInLegend(false);
      PlotSeries line =
          PlotSeries.of(PlotSeries.Kind.LINE, s.name(), outline[0], outline[1], outline[1]);
      line(chart, plot, line, range, colour, index);
    } else if (s.kind() == PlotSeries.Kind.LINE) {
      if (s.hasErrors()) {
        errors(chart, s, range, colour);
      }
      line(chart, plot, s, range, colour, index);
    } else {
      if (s.hasErrors()) {
        errors(chart, s, range, colour);
      }
      XYSeries points = chart.addSeries(s.name(), s.x(), s.y());
      points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      points.setMarker(marker(index)).setMarkerColor(colour);
    }
  }

  private static void line(
      XYChart chart, Plot plot, PlotSeries s, PlotRange range, Color colour, int index) {
    float[] dash = dash(index);
    if (dash == null) {
      stroke(chart.addSeries(s.name(), s.x(), s.y()), colour, null);
      return;
    }
    double[][] pieces = PlotDashes.of(s, plot, range, dash);
    XYSeries drawn = chart.addSeries(s.name() + " dashes", pieces[0], pieces[1]);
    stroke(drawn, colour, null);
    drawn.setShowInLegend(false);
    double[] onlyX = {s.x()[0]};
    double[] onlyY = {s.y()[0]};
    stroke(chart.addSeries(s.name(), onlyX, onlyY), colour, dash);
  }

  private static void stroke(XYSeries series, Color colour, float[] dash) {
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour);
    series.setLineStyle(stroke(dash));
  }

  private static void errors(XYChart chart, PlotSeries s, PlotRange range, Color colour) {
    double[] x = new double[3 * s.x().length];
    double[] y = new double[x.length];
    for (int i = 0; i < s.x().length; i++) {
      Arrays.fill(x, 3 * i, 3 * i + 3, s.x()[i]);
      y[3 * i] = Math.max(s.low()[i], range.yLow());
      y[3 * i + 1] = Math.min(s.high()[i], range.yHigh());
      y[3 * i + 2] = Double.NaN;
    }
    XYSeries bars = chart.addSeries(s.name() + " errors", x, y);
    bars.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    bars.setMarker(SeriesMarkers.NONE).setLineColor(colour);
    bars.setShowInLegend(false);
    bars.setLineStyle(new BasicStroke(1.2f));
  }

  private static void band(XYChart chart, PlotSeries s, PlotRange range, Color colour) {
    int n = s.x().length;
    double[] x = new double[2 * n];
    double[] y = new double[2 * n];
    for (int i = 0; i < n; i++) {
      x[i] = s.x()[i];
      x[2 * n - 1 - i] = s.x()[i];
      y[i] = Math.max(s.low()[i], range.yLow());
      y[2 * n - 1 - i] = Math.min(s.high()[i], range.yHigh());
    }
    XYSeries band = chart.addSeries(s.name(), x, y);
    band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    band.setFillColor(colour);
    band.setMarker(SeriesMarkers.NONE).setLineColor(colour);
    band.setLineStyle(new BasicStroke(0.5f));
  }

  private static double[][] outline(PlotSeries s, double floor) {
    int n = s.y().length;
    double[] x = new double[2 * n + 2];
    double[] y = new double[2 * n + 2];
    y[0] = floor;
    y[2 * n + 1] = floor;
    for (int i = 0; i <= n; i++) {
      x[2 * i] = s.x()[i];
      x[2 * i + 1] = s.x()[i];
    }
    for (int i = 0; i < n; i++) {
      y[2 * i + 1] = Math.max(s.y()[i], floor);
      y[2 * i + 2] = Math.max(s.y()[i], floor);
    }
    return new double[][] {x, y};
  }
}
