package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * The names below the panel of a plot that has names on its x axis instead of numbers. They are
 * horizontal if there is room, otherwise slanted, and vertical if a slanted name would leave the
 * picture.
 */
final class NamedTicks {
  private static final Font FONT = PlotStyle.TEXT;
  private static final double TICK = 5;
  private static final double GAP = 6;

  /** The parts of a plot's width left and right of its panel, estimated [CSS pixels]. */
  private static final double LEFT = 70;

  private static final double RIGHT = 20;

  private NamedTicks() {}

  /** Returns the height of the names and their ticks in CSS pixels; 0 if the axis has numbers. */
  static double height(Plot plot) {
    List<String> names = plot.x().names();
    if (names.isEmpty()) {
      return 0;
    }
    double widest = names.stream().mapToDouble(NamedTicks::width).max().orElseThrow();
    double line = FONT.getSize2D();
    double angle = angle(plot);
    return TICK + GAP + widest * Math.sin(angle) + line * Math.cos(angle);
  }

  /** Returns the angle by which the names rise from left to right: 0, π/4 or π/2. */
  static double angle(Plot plot) {
    List<String> names = plot.x().names();
    double cell = (plot.width() - LEFT - RIGHT) / (plot.x().high() - plot.x().low());
    if (names.stream().allMatch(name -> width(name) + GAP < cell)) {
      return 0;
    }
    double slant = Math.PI / 4;
    for (int i = 0; i < names.size(); i++) {
      double end = LEFT + (i - plot.x().low()) * cell;
      if (end - width(names.get(i)) * Math.cos(slant) < 0) {
        return Math.PI / 2;
      }
    }
    return slant;
  }

  private static double width(String name) {
    return Formula.of(name).width(FONT);
  }

  /** Paints the ticks and the names that lie within the range of the axis. */
  static void paint(Graphics2D g, Plot plot, PlotRange range, Rectangle2D area) {
    double angle = angle(plot);
    double line = FONT.getSize2D();
    g.setColor(PlotStyle.FRAME);
    g.setStroke(new BasicStroke(1));
    List<String> names = plot.x().names();
    for (int i = 0; i < names.size(); i++) {
      double along = range.alongX(plot, i);
      if (along < 0 || along > 1) {
        continue;
      }
      double x = area.getX() + along * area.getWidth();
      double top = area.getMaxY();
      g.draw(new Line2D.Double(x, top, x, top + TICK));
      AffineTransform before = g.getTransform();
      if (angle == 0) {
        PlotPainter.centred(g, names.get(i), FONT, x, top + TICK + GAP / 2 + 0.8 * line);
      } else {
        g.translate(x, top + TICK + GAP / 2);
        g.rotate(-angle);
        Formula.of(names.get(i))
            .draw(g, FONT, -width(names.get(i)), 0.7 * line * Math.cos(angle / 2));
      }
      g.setTransform(before);
    }
  }
}
