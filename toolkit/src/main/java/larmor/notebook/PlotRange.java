package larmor.notebook;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The ends of a plot's axes: as given, or a little more than the data need. */
record PlotRange(double xLow, double xHigh, double yLow, double yHigh) {
  private static final double MARGIN = 0.05;
  private static final double STEP = 0.05;
  private static final int MOST_STEPS = 7;

  static PlotRange of(Plot plot) {
    double[] x = ends(plot.x(), plot.series().stream().flatMapToDouble(PlotSeries::xs), false);
    boolean steps = plot.series().stream().anyMatch(PlotSeries::isSteps);
    double[] y = ends(plot.y(), plot.series().stream().flatMapToDouble(PlotSeries::ys), steps);
    PlotRange needed = new PlotRange(x[0], x[1], y[0], y[1]);
    return Double.isNaN(plot.y().high()) ? needed.withRoomForTheLegend(plot) : needed;
  }

  /** The upper end raised until the legend hides nothing, by a third at most. */
  private PlotRange withRoomForTheLegend(Plot plot) {
    for (int step = 0; step <= MOST_STEPS; step++) {
      PlotRange higher = higher(plot, step * STEP);
      if (higher.hidden(plot, higher.emptiestCorner(plot)) == 0) {
        return higher;
      }
    }
    return this;
  }

  private PlotRange higher(Plot plot, double part) {
    double top =
        plot.y().log() ? yHigh * Math.pow(yHigh / yLow, part) : yHigh + part * (yHigh - yLow);
    return new PlotRange(xLow, xHigh, yLow, top);
  }

  private static double[] ends(Plot.Axis axis, DoubleStream data, boolean fromZero) {
    double[] shown = data.filter(v -> !axis.log() || v > 0).toArray();
    double low = Arrays.stream(shown).min().orElse(axis.log() ? 0.1 : 0);
    double high = Arrays.stream(shown).max().orElse(1);
    if (axis.log()) {
      double more = Math.pow(Math.max(high / low, 2), MARGIN);
      low /= more;
      high *= more;
    } else {
      boolean onZero = fromZero && low >= 0;
      double more = high > low ? MARGIN * (high - low) : Math.max(1e-12, Math.abs(high) / 2);
      low = onZero ? 0 : low - more;
      high += more;
    }
    return new double[] {
      Double.isNaN(axis.low()) ? low : axis.low(), Double.isNaN(axis.high()) ? high : axis.high()
    };
  }

  /** The inner corner where a legend hides least. */
  LegendPosition emptiestCorner(Plot plot) {
    return Stream.of(
            LegendPosition.InsideNE,
            LegendPosition.InsideNW,
            LegendPosition.InsideSW,
            LegendPosition.InsideSE)
        .min(Comparator.comparingLong(c -> hidden(plot, c)))
        .orElseThrow();
  }

  /** How much of the data a legend hides; 0 if a plot needs none. */
  private long hidden(Plot plot, LegendPosition corner) {
    PlotLegend legend = new PlotLegend(plot);
    if (legend.isEmpty()) {
      return 0;
    }
    double wide = Math.min(0.9, legend.width() / (plot.width() - 90));
    double tall = Math.min(0.9, legend.height() / (plot.height() - 80));
    boolean right = corner == LegendPosition.InsideNE || corner == LegendPosition.InsideSE;
    boolean top = corner == LegendPosition.InsideNE || corner == LegendPosition.InsideNW;
    long count = 0;
    for (PlotSeries s : plot.series()) {
      for (int i = 0; i < s.y().length; i++) {
        int last = s.y().length - 1;
        int next =
            s.kind() == PlotSeries.Kind.LINE || s.kind() == PlotSeries.Kind.BAND
                ? Math.min(i + 1, last)
                : i;
        double end = s.isSteps() ? s.x()[i + 1] : s.x()[next];
        for (double part = 0; part <= 1; part += 0.125) {
          double x = mix(alongX(plot, s.x()[i]), alongX(plot, end), part);
          double low = mix(alongY(plot, s.low()[i]), alongY(plot, s.low()[next]), part);
          double high = mix(alongY(plot, s.high()[i]), alongY(plot, s.high()[next]), part);
          double from = s.isSteps() ? 0 : low;
          boolean inX = right ? x > 1 - wide && x <= 1.01 : x < wide && x >= -0.01;
          boolean inY = top ? high > 1 - tall && from <= 1 : from < tall && high >= 0;
          count += inX && inY ? 1 : 0;
        }
      }
    }
    return count;
  }

  /** From 0 at the left end to 1 at the right one. */
  double alongX(Plot plot, double v) {
    return along(v, plot.x(), xLow, xHigh);
  }

  /** From 0 at the lower end to 1 at the upper one. */
  double alongY(Plot plot, double v) {
    return along(v, plot.y(), yLow, yHigh);
  }

  private static double mix(double a, double b, double part) {
    return a + part * (b - a);
  }

  /** From 0 at the low end of an axis to 1 at the high one. */
  private static double along(double v, Plot.Axis axis, double low, double high) {
    return axis.log()
        ? Math.log(Math.max(v, 1e-300) / low) / Math.log(high / low)
        : (v - low) / (high - low);
  }
}
