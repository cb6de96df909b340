package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The legend in a corner of a plot's panel, with one row for each series. A plot with only one
 * series has no legend.
 */
record PlotLegend(Plot plot) {
  private static final double SAMPLE = 28;
  private static final double GAP = 8;
  private static final double ROW = 19;
  private static final double PADDING = 8;
  private static final Color PAPER = new Color(255, 255, 255, 210);

  boolean isEmpty() {
    return plot.series().size() < 2;
  }

  /** Returns the width of the legend in CSS pixels. */
  double width() {
    double longest =
        plot.series().stream()
            .mapToDouble(s -> Formula.of(s.name()).width(PlotStyle.TEXT))
            .max()
            .orElse(0);
    return longest + SAMPLE + GAP + 2 * PADDING;
  }

  /** Returns the height of the legend in CSS pixels. */
  double height() {
    return ROW * plot.series().size() + 2 * PADDING;
  }

  /**
   * Paints the legend.
   *
   * @param g graphics to paint on; its colour, font and stroke are changed
   * @param area rectangle of the panel
   * @param corner corner of the panel
   */
  void paint(Graphics2D g, Rectangle2D area, LegendPosition corner) {
    boolean right = corner == LegendPosition.InsideNE || corner == LegendPosition.InsideSE;
    boolean top = corner == LegendPosition.InsideNE || corner == LegendPosition.InsideNW;
    double x = right ? area.getMaxX() - width() - 1 : area.getX() + 1;
    double y = top ? area.getY() + 1 : area.getMaxY() - height() - 1;
    g.setColor(PAPER);
    g.fill(new Rectangle2D.Double(x, y, width(), height()));
    double middle = y + PADDING + ROW / 2;
    int bands = 0;
    int others = 0;
    for (PlotSeries s : plot.series()) {
      int index =
          switch (s.kind()) {
            case BAND -> bands++;
            case TINTED_BAND -> others;
            default -> others++;
          };
      sample(g, s, index, x + PADDING, middle);
      g.setColor(PlotStyle.FRAME);
      Font font = PlotStyle.TEXT;
      double line = middle + 0.36 * font.getSize2D();
      Formula.of(s.name()).draw(g, font, x + PADDING + SAMPLE + GAP, line);
      middle += ROW;
    }
  }

  private static void sample(Graphics2D g, PlotSeries s, int index, double x, double y) {
    switch (s.kind()) {
      case BAND -> {
        g.setColor(PlotStyle.band(index));
        g.fill(new Rectangle2D.Double(x, y - 6, SAMPLE, 12));
      }
      case TINTED_BAND -> {
        g.setColor(PlotStyle.tint(index));
        g.fill(new Rectangle2D.Double(x, y - 6, SAMPLE, 12));
      }
      case POINTS -> {
        g.setColor(PlotStyle.colour(index));
        PlotStyle.marker(index).paint(g, x + SAMPLE / 2, y, PlotStyle.MARKER);
      }
      default -> {
        g.setColor(PlotStyle.colour(index));
        g.setStroke(PlotStyle.stroke(PlotStyle.dash(index)));
        g.draw(new Line2D.Double(x, y, x + SAMPLE, y));
        g.setStroke(new BasicStroke());
      }
    }
  }
}
