package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The axis above the panel of a power spectrum, with the angular scale 180°/ℓ. */
final class AngularScale {
  /** Angles that can have a label [°], in the order in which they receive one if there is room. */
  private static final double[] ANGLES = {
    90, 30, 10, 6, 15, 180, 20, 5, 60, 45, 8, 4, 3, 2, 1, 0.5, 0.2, 0.1
  };

  private static final double HEIGHT = 36;
  private static final double GAP = 10;
  private static final double TICK = 5;

  private AngularScale() {}

  /** Returns the height of the axis above the panel in CSS pixels; 0 if the plot has none. */
  static double height(Plot plot) {
    return plot.x().angles() ? HEIGHT : 0;
  }

  /**
   * A tick of the axis.
   *
   * @param text its label
   * @param x its place in CSS pixels
   */
  record Tick(String text, double x) {}

  /** Returns the ticks that have room for their label. */
  static List<Tick> ticks(Plot plot, PlotRange range, Rectangle2D area) {
    List<Tick> ticks = new ArrayList<>();
    for (double angle : ANGLES) {
      double along = range.alongX(plot, 180 / angle);
      Tick tick =
          new Tick(NumberFormatting.asGiven(angle) + "°", area.getX() + along * area.getWidth());
      boolean room =
          ticks.stream().allMatch(t -> Math.abs(t.x - tick.x) > (width(t) + width(tick)) / 2 + GAP);
      if (along >= 0 && along <= 1 && room) {
        ticks.add(tick);
      }
    }
    return ticks;
  }

  private static double width(Tick tick) {
    return Formula.of(tick.text).width(PlotStyle.TEXT);
  }

  /** Paints the axis above the panel. */
  static void paint(Graphics2D g, Plot plot, PlotRange range, Rectangle2D area) {
    Font font = PlotStyle.TEXT;
    g.setColor(PlotStyle.FRAME);
    g.setStroke(new BasicStroke(1));
    for (Tick tick : ticks(plot, range, area)) {
      g.draw(new Line2D.Double(tick.x, area.getY() - TICK, tick.x, area.getY()));
      PlotPainter.centred(g, tick.text, font, tick.x, area.getY() - TICK - 4);
    }
    PlotPainter.centred(
        g, "angular scale 180°/ℓ", PlotStyle.TITLE, area.getCenterX(), area.getY() - TICK - 22);
  }
}
