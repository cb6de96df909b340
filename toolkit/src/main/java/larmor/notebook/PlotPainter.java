package larmor.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.XYChart;

/**
 * Paints a plot. XChart paints the panel, the ticks and the series; this class paints the titles
 * and the legend, because XChart cannot typeset subscripts.
 */
final class PlotPainter {
  private PlotPainter() {}

  static void paint(Graphics2D g, Plot plot) {
    PlotRange range = PlotRange.of(plot);
    XYChart chart = PlotStyle.chart(plot);
    PlotStyle.hideTitlesAndLegend(chart.getStyler());
    double above = AngularScale.height(plot);
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, plot.width(), plot.height()));
    g.translate(0, above);
    chart.paint(g, plot.width(), plot.height() - (int) outside(plot));
    g.translate(0, -above);
    Rectangle2D area = area(chart, range, above);
    g.setColor(PlotStyle.FRAME);
    Font font = PlotStyle.TITLE;
    double rise = 0.75 * font.getSize2D();
    double bottom = plot.height() - PlotStyle.PADDING - 0.25 * font.getSize2D();
    centred(g, plot.x().title(), font, area.getCenterX(), bottom);
    centred(
        g, plot.title(), font.deriveFont(Font.BOLD), area.getCenterX(), area.getY() - 9 - above);
    if (above > 0) {
      AngularScale.paint(g, plot, range, area);
    }
    if (!plot.x().names().isEmpty()) {
      NamedTicks.paint(g, plot, range, area);
    }
    AffineTransform before = g.getTransform();
    g.translate(PlotStyle.PADDING + rise, area.getCenterY());
    g.rotate(-Math.PI / 2);
    centred(g, plot.y().title(), font, 0, 0);
    g.setTransform(before);
    PlotLegend legend = new PlotLegend(plot);
    if (!legend.isEmpty()) {
      legend.paint(g, area, range.emptiestCorner(plot));
    }
  }

  /** Returns the height of the parts of a plot above and below those that XChart paints. */
  static double outside(Plot plot) {
    return AngularScale.height(plot) + NamedTicks.height(plot);
  }

  /** Returns the rectangle of the panel in the chart that was just painted. */
  private static Rectangle2D area(XYChart chart, PlotRange range, double above) {
    double left = chart.getScreenXFromChart(range.xLow());
    double right = chart.getScreenXFromChart(range.xHigh());
    double top = chart.getScreenYFromChart(range.yHigh());
    double bottom = chart.getScreenYFromChart(range.yLow());
    return new Rectangle2D.Double(left, top + above, right - left, bottom - top);
  }

  static void centred(Graphics2D g, String text, Font font, double x, double y) {
    Formula formula = Formula.of(text);
    formula.draw(g, font, x - formula.width(font) / 2, y);
  }
}
