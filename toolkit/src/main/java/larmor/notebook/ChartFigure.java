package larmor.notebook;

import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.Chart;

/** Any XChart chart as a figure. */
record ChartFigure(Chart<?, ?> chart) implements Figure {
  static ChartFigure of(Chart<?, ?> chart) {
    return new ChartFigure(chart);
  }

  @Override
  public int width() {
    return chart.getWidth();
  }

  @Override
  public int height() {
    return chart.getHeight();
  }

  @Override
  public void paint(Graphics2D g) {
    chart.paint(g, width(), height());
  }

  @Override
  public String toString() {
    return "chart: " + chart.getTitle();
  }
}
