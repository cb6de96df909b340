package larmor.notebook;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * What is drawn over the axes.
 *
 * @param x positions; the n + 1 edges of n steps
 * @param y values
 * @param low lower ends of a band or of error bars; y itself if there are none
 * @param high upper ends
 */
record PlotSeries(Kind kind, String name, double[] x, double[] y, double[] low, double[] high) {
  enum Kind {
    LINE,
    POINTS,
    BAND,
    STEPS
  }

  PlotSeries {
    int expected = kind == Kind.STEPS ? x.length - 1 : x.length;
    if (y.length != expected || low.length != expected || high.length != expected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "\"%s\" has %d x and %d, %d, %d values: give %s",
              name,
              x.length,
              y.length,
              low.length,
              high.length,
              kind == Kind.STEPS ? "one more edge than heights" : "as many of each"));
    }
    if (y.length == 0) {
      throw new IllegalArgumentException("\"" + name + "\" has no values: leave it out");
    }
  }

  static PlotSeries of(Kind kind, String name, double[] x, double[] low, double[] high) {
    return new PlotSeries(kind, name, x.clone(), low.clone(), low.clone(), high.clone());
  }

  static PlotSeries points(String name, double[] x, double[] y, double[] low, double[] high) {
    return new PlotSeries(Kind.POINTS, name, x.clone(), y.clone(), low.clone(), high.clone());
  }

  static PlotSeries steps(String name, double[] edges, double[] heights) {
    double[] y = heights.clone();
    return new PlotSeries(Kind.STEPS, name, edges.clone(), y, y, y);
  }

  boolean isSteps() {
    return kind == Kind.STEPS;
  }

  boolean hasErrors() {
    return kind == Kind.POINTS && !(Arrays.equals(low, y) && Arrays.equals(high, y));
  }

  /** Lower ends of error bars may reach below 0: the axis cuts them. */
  void requirePositive(boolean inX, boolean inY) {
    long wrong = 0;
    for (int i = 0; i < x.length; i++) {
      boolean below = inX && x[i] <= 0;
      below |= inY && (y[i] <= 0 || high[i] <= 0);
      wrong += below ? 1 : 0;
    }
    if (wrong > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d of %d points of \"%s\" are at or below 0, where a logarithmic axis has no place:"
                  + " leave them out or use a linear axis",
              wrong,
              x.length,
              name));
    }
  }

  DoubleStream xs() {
    return Arrays.stream(x).filter(Double::isFinite);
  }

  DoubleStream ys() {
    return DoubleStream.concat(
            Arrays.stream(y), DoubleStream.concat(Arrays.stream(low), Arrays.stream(high)))
        .filter(Double::isFinite);
  }
}
