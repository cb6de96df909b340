package larmor.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into dashes. XChart begins its stroke anew at every point, so that a line of many
 * points would come out solid.
 */
final class PlotDashes {
  private final float[] pattern;
  private final List<double[]> kept = new ArrayList<>();
  private int part;
  private double left;

  private PlotDashes(float[] pattern) {
    this.pattern = pattern;
    this.left = pattern[0];
  }

  /**
   * The dashes as points, a not-a-number between two of them.
   *
   * @param pattern lengths drawn and left out by turns, in CSS pixels
   * @return x and y
   */
  static double[][] of(PlotSeries line, Plot plot, PlotRange range, float[] pattern) {
    PlotDashes dashes = new PlotDashes(pattern);
    double[] x = line.x();
    double[] y = line.y();
    double wide = plot.width() - 90.0;
    double tall = plot.height() - 80.0;
    for (int i = 0; i + 1 < x.length; i++) {
      double across = wide * (range.alongX(plot, x[i + 1]) - range.alongX(plot, x[i]));
      double up = tall * (range.alongY(plot, y[i + 1]) - range.alongY(plot, y[i]));
      double length = Math.hypot(across, up);
      if (Double.isFinite(length)) {
        dashes.segment(plot, x[i], y[i], x[i + 1], y[i + 1], length);
      } else {
        dashes.lift();
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
    while (length - done > left) {
      done += left;
      double f = done / length;
      double x = between(x0, x1, f, plot.x().log());
      double y = between(y0, y1, f, plot.y().log());
      draw(x, y);
      part = (part + 1) % pattern.length;
      left = pattern[part];
      if (part % 2 == 0) {
        draw(x, y);
      } else {
        lift(x);
      }
    }
    left -= length - done;
    draw(x1, y1);
  }

  private void draw(double x, double y) {
    if (part % 2 == 0) {
      kept.add(new double[] {x, y});
    }
  }

  private void lift() {
    if (!kept.isEmpty()) {
      lift(kept.get(kept.size() - 1)[0]);
    }
  }

  private void lift(double x) {
    kept.add(new double[] {x, Double.NaN});
  }

  private static double between(double a, double b, double f, boolean log) {
    return log ? a * Math.pow(b / a, f) : a + f * (b - a);
  }
}
