package larmor.notebook;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import larmor.numeric.Given;

/**
 * One series of data in a plot. The record does not copy its arrays.
 *
 * @param kind how the series is drawn
 * @param name name in the legend
 * @param x abscissas; for a histogram the n + 1 edges of n bins
 * @param y ordinates
 * @param low lower ends of a band or of error bars; equal to {@code y} if there are none
 * @param high upper ends of a band or of error bars; equal to {@code y} if there are none
 */
record PlotSeries(Kind kind, String name, double[] x, double[] y, double[] low, double[] high) {
  enum Kind {
    LINE,
    POINTS,
    BAND,
    /** A translucent band in the colour of the line or points that are added next. */
    TINTED_BAND,
    HISTOGRAM
  }

  PlotSeries {
    Given.require(name, "the name of the series", "\"R = 60 pc\"");
    int expected = kind == Kind.HISTOGRAM ? x.length - 1 : x.length;
    if (y.length != expected || low.length != expected || high.length != expected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "series \"%s\" has %d x and %d, %d, %d y, low, high: give %s",
              name,
              x.length,
              y.length,
              low.length,
              high.length,
              kind == Kind.HISTOGRAM ? "one more edge than heights" : "the same number of each"));
    }
    if (y.length == 0) {
      throw new IllegalArgumentException("series \"" + name + "\" has no values: leave it out");
    }
  }

  static PlotSeries of(Kind kind, String name, double[] x, double[] low, double[] high) {
    return withErrors(kind, name, x, low, low, high);
  }

  static PlotSeries withErrors(
      Kind kind, String name, double[] x, double[] y, double[] low, double[] high) {
    return new PlotSeries(kind, name, copy(x, "x"), copy(y, "y"), copy(low, "y"), copy(high, "y"));
  }

  static PlotSeries histogram(String name, double[] edges, double[] heights) {
    double[] y = copy(heights, "heights");
    return new PlotSeries(Kind.HISTOGRAM, name, copy(edges, "edges"), y, y, y);
  }

  private static double[] copy(double[] values, String what) {
    return Given.require(values, "the array of " + what, "new double[] {1, 2}").clone();
  }

  boolean isBand() {
    return kind == Kind.BAND || kind == Kind.TINTED_BAND;
  }

  boolean isHistogram() {
    return kind == Kind.HISTOGRAM;
  }

  boolean hasErrors() {
    boolean mayHave = kind == Kind.POINTS || kind == Kind.LINE;
    return mayHave && !(Arrays.equals(low, y) && Arrays.equals(high, y));
  }

  /**
   * Requires that all values along logarithmic axes are above 0. Lower ends of error bars may be
   * below 0, because they are cut at the end of the axis.
   *
   * @throws IllegalArgumentException if a value is at or below 0
   */
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
              "%d of %d points of \"%s\" are at or below 0 and cannot be shown on a logarithmic axis:"
                  + " leave them out or use a linear axis",
              wrong,
              x.length,
              name));
    }
  }

  /** Returns the finite abscissas. */
  DoubleStream xs() {
    return Arrays.stream(x).filter(Double::isFinite);
  }

  /** Returns the finite ordinates, including the ends of bands and error bars. */
  DoubleStream ys() {
    return DoubleStream.concat(
            Arrays.stream(y), DoubleStream.concat(Arrays.stream(low), Arrays.stream(high)))
        .filter(Double::isFinite);
  }
}
