package larmor.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into dashes, because XChart restarts the dash pattern at every point of a line, so
 * that a line of many points would appear solid.
 */
final class PlotDashes {
  private final float[] pattern;
  private final List<double[]> kept = new ArrayList<>();

  /** Index of the current element of the dash pattern; even for a dash, odd for a gap. */
  private int element;

  /** Length of the current dash or gap that is still to be drawn, in CSS pixels. */
  private double remaining;

  private PlotDashes(float[] pattern) {
    this.pattern = pattern;
    this.remaining = pattern[0];
  }

  /**
   * Returns the points of the dashes along a line.
   *
   * @param pattern lengths of a dash, a gap, a dash, a gap and so on, in CSS pixels
   * @return x and y of the points, where a NaN in y separates two dashes
   */
  static double[][] of(PlotSeries line, Plot plot, PlotRange range, float[] pattern) {
    PlotDashes dashes = new PlotDashes(pattern);
    double[] x = line.x();
    double[] y = line.y();
    double panelWidth = plot.width() - 90.0;
    double panelHeight = plot.height() - 80.0;
    for (int i = 0; i + 1 < x.length; i++) {
      double dx = panelWidth * (range.alongX(plot, x[i + 1]) - range.alongX(plot, x[i]));
      double dy = panelHeight * (range.alongY(plot, y[i + 1]) - range.alongY(plot, y[i]));
      double length = Math.hypot(dx, dy);
      if (Double.isFinite(length)) {
        dashes.segment(plot, x[i], y[i], x[i + 1], y[i + 1], length);
      } else {
        dashes.interrupt();
      }
    }
    double[][] cut = new double[2][dashes.kept.size()];
    for (int i = 0; i < cut[0].length; i++) {
      cut[0][i] = dashes.kept.get(i)[0];
      cut[1][i] = dashes.kept.get(i)[1];
    }
    return cut;
  }

  private void segment(Plot plot, double x0, double y0, double x1, double y1, double length) {
    draw(x0, y0);
    double done = 0;
    while (length - done > remaining) {
      done += remaining;
      double f = done / length;
      double x = between(x0, x1, f, plot.x().log());
      double y = between(y0, y1, f, plot.y().log());
      draw(x, y);
      element = (element + 1) % pattern.length;
      remaining = pattern[element];
      if (element % 2 == 0) {
        draw(x, y);
      } else {
        interrupt(x);
      }
    }
    remaining -= length - done;
    draw(x1, y1);
  }

  private void draw(double x, double y) {
    if (element % 2 == 0) {
      kept.add(new double[] {x, y});
    }
  }

  private void interrupt() {
    if (!kept.isEmpty()) {
      interrupt(kept.get(kept.size() - 1)[0]);
    }
  }

  private void interrupt(double x) {
    kept.add(new double[] {x, Double.NaN});
  }

  private static double between(double a, double b, double f, boolean log) {
    return log ? a * Math.pow(b / a, f) : a + f * (b - a);
  }
}
