package larmor.notebook;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The ends of a plot's axes. They are the given ends, or else follow from the range of the data
 * with a margin.
 */
record PlotRange(double xLow, double xHigh, double yLow, double yHigh) {
  private static final double MARGIN = 0.05;
  private static final double LEGEND_STEP = 0.05;
  private static final int MAX_LEGEND_STEPS = 7;

  static PlotRange of(Plot plot) {
    double[] x = ends(plot.x(), plot.series().stream().flatMapToDouble(PlotSeries::xs), false);
    boolean histogram = plot.series().stream().anyMatch(PlotSeries::isHistogram);
    double[] y = ends(plot.y(), plot.series().stream().flatMapToDouble(PlotSeries::ys), histogram);
    PlotRange range = new PlotRange(x[0], x[1], y[0], y[1]);
    return Double.isNaN(plot.y().high()) ? range.withRoomForLegend(plot) : range;
  }

  /**
   * Raises the upper end of the y axis, by 35 % of its length at most, until the legend covers no
   * data. Returns this range unchanged if 35 % is not enough.
   */
  private PlotRange withRoomForLegend(Plot plot) {
    for (int step = 0; step <= MAX_LEGEND_STEPS; step++) {
      PlotRange higher = raised(plot, step * LEGEND_STEP);
      if (higher.covered(plot, higher.emptiestCorner(plot)) == 0) {
        return higher;
      }
    }
    return this;
  }

  private PlotRange raised(Plot plot, double fraction) {
    double top =
        plot.y().log()
            ? yHigh * Math.pow(yHigh / yLow, fraction)
            : yHigh + fraction * (yHigh - yLow);
    return new PlotRange(xLow, xHigh, yLow, top);
  }

  private static double[] ends(Plot.Axis axis, DoubleStream data, boolean fromZero) {
    double[] shown = data.filter(v -> !axis.log() || v > 0).toArray();
    double low = Arrays.stream(shown).min().orElse(axis.log() ? 0.1 : 0);
    double high = Arrays.stream(shown).max().orElse(1);
    if (axis.log()) {
      double margin = Math.pow(Math.max(high / low, 2), MARGIN);
      low /= margin;
      high *= margin;
    } else {
      boolean onZero = fromZero && low >= 0;
      double margin = high > low ? MARGIN * (high - low) : Math.max(1e-12, Math.abs(high) / 2);
      low = onZero ? 0 : low - margin;
      high += margin;
    }
    return new double[] {
      Double.isNaN(axis.low()) ? low : axis.low(), Double.isNaN(axis.high()) ? high : axis.high()
    };
  }

  /** Returns the corner of the panel in which the legend covers the fewest points of the data. */
  LegendPosition emptiestCorner(Plot plot) {
    return Stream.of(
            LegendPosition.InsideNE,
            LegendPosition.InsideNW,
            LegendPosition.InsideSW,
            LegendPosition.InsideSE)
        .min(Comparator.comparingLong(c -> covered(plot, c)))
        .orElseThrow();
  }

  /** Returns how many sampled points of the data the legend covers; 0 without a legend. */
  private long covered(Plot plot, LegendPosition corner) {
    PlotLegend legend = new PlotLegend(plot);
    if (legend.isEmpty()) {
      return 0;
    }
    double legendWidth = Math.min(0.9, legend.width() / (plot.width() - 90));
    double legendHeight =
        Math.min(0.9, legend.height() / (plot.height() - 80 - PlotPainter.outside(plot)));
    boolean right = corner == LegendPosition.InsideNE || corner == LegendPosition.InsideSE;
    boolean top = corner == LegendPosition.InsideNE || corner == LegendPosition.InsideNW;
    long count = 0;
    for (PlotSeries s : plot.series()) {
      for (int i = 0; i < s.y().length; i++) {
        int last = s.y().length - 1;
        int next = s.kind() == PlotSeries.Kind.LINE || s.isBand() ? Math.min(i + 1, last) : i;
        double end = s.isHistogram() ? s.x()[i + 1] : s.x()[next];
        for (double f = 0; f <= 1; f += 0.125) {
          double x = mix(alongX(plot, s.x()[i]), alongX(plot, end), f);
          double low = mix(alongY(plot, s.low()[i]), alongY(plot, s.low()[next]), f);
          double high = mix(alongY(plot, s.high()[i]), alongY(plot, s.high()[next]), f);
          double from = s.isHistogram() ? 0 : low;
          boolean inX = right ? x > 1 - legendWidth && x <= 1.01 : x < legendWidth && x >= -0.01;
          boolean inY =
              top ? high > 1 - legendHeight && from <= 1 : from < legendHeight && high >= 0;
          count += inX && inY ? 1 : 0;
        }
      }
    }
    return count;
  }

  /** Returns the position of x along its axis: 0 at the left end, 1 at the right end. */
  double alongX(Plot plot, double v) {
    return along(v, plot.x(), xLow, xHigh);
  }

  /** Returns the position of y along its axis: 0 at the lower end, 1 at the upper end. */
  double alongY(Plot plot, double v) {
    return along(v, plot.y(), yLow, yHigh);
  }

  private static double mix(double a, double b, double f) {
    return a + f * (b - a);
  }

  private static double along(double v, Plot.Axis axis, double low, double high) {
    return axis.log()
        ? Math.log(Math.max(v, 1e-300) / low) / Math.log(high / low)
        : (v - low) / (high - low);
  }
}
