package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** Meridians every 60° and parallels every 30°, with their labels. */
record SkyGraticule(SkyArea area, SkyProjection projection, SkyTheme theme, double letter) {
  void lines(Graphics2D g) {
    g.setColor(theme.grid());
    g.setStroke(new BasicStroke(0.7f));
    boolean whole = projection == SkyProjection.MOLLWEIDE;
    for (int dec = -60; dec <= 60; dec += 30) {
      Path2D path = new Path2D.Double();
      boolean drawn = false;
      for (int ra = 0; ra <= 360; ra += 2) {
        drawn = step(path, Math.toRadians(ra), Math.toRadians(dec), drawn);
      }
      g.draw(path);
    }
    for (int ra = whole ? 60 : 0; ra < 360; ra += 60) {
      Path2D path = new Path2D.Double();
      boolean drawn = false;
      for (int dec = -90; dec <= 90; dec++) {
        drawn = step(path, Math.toRadians(ra), Math.toRadians(dec), drawn);
      }
      g.draw(path);
    }
  }

  private boolean step(Path2D path, double ra, double dec, boolean drawn) {
    double[] p = new double[2];
    if (!projection.toPlane(ra, dec, p)) {
      return false;
    }
    if (drawn) {
      path.lineTo(area.px(p[0]), area.py(p[1]));
    } else {
      path.moveTo(area.px(p[0]), area.py(p[1]));
    }
    return true;
  }

  void labels(Graphics2D g) {
    Font font = font(0.92 * letter, Font.PLAIN);
    if (projection == SkyProjection.MOLLWEIDE) {
      around(g, font);
    } else {
      within(g, font);
    }
  }

  private void around(Graphics2D g, Font font) {
    double w = area.w();
    double middle = area.py(0);
    write(g, "360°", area.left() - 0.35 * letter, middle + 0.33 * letter, 1, font, theme.ink());
    write(g, "0°", area.left() + w + 0.35 * letter, middle + 0.33 * letter, 0, font, theme.ink());
    for (int ra = 60; ra < 360; ra += 60) {
      halo(g, ra + "°", area.px(Mollweide.x(Math.toRadians(ra), 0)), middle + 1.05 * letter, font);
    }
    for (int dec = -60; dec <= 60; dec += 30) {
      if (dec != 0) {
        double y = Mollweide.y(Math.toRadians(dec));
        double x = area.px(-Math.sqrt(1 - y * y)) - 0.4 * letter;
        double baseline = area.py(y) + (dec > 0 ? 0 : 0.66) * letter;
        write(g, signed(dec), x, baseline, 1, font, theme.ink());
      }
    }
  }

  /**
   * On the globe: declinations along the middle, right ascensions along the equator, or along 45°
   * where a pole is nearer to the middle.
   */
  private void within(Graphics2D g, Font font) {
    double[] p = new double[3];
    projection.toSky(0, 0, p);
    boolean polar = Math.abs(p[2]) > Math.sqrt(0.5);
    double along = polar ? Math.copySign(Math.PI / 4, p[2]) : 0;
    double below = (polar ? 0.36 : 1.05) * letter;
    for (int ra = 0; ra < 360; ra += 60) {
      if (projection.toPlane(Math.toRadians(ra), along, p) && p[0] * p[0] + p[1] * p[1] < 0.93) {
        halo(g, ra + "°", area.px(p[0]), area.py(p[1]) + below, font);
      }
    }
    for (int dec = -60; dec <= 60; dec += 30) {
      if (dec != 0
          && projection.toPlane(projection.middle(), Math.toRadians(dec), p)
          && p[1] * p[1] < 0.93) {
        halo(g, signed(dec), area.px(p[0]), area.py(p[1]) - 0.25 * letter, font);
      }
    }
  }

  private static String signed(int dec) {
    return (dec < 0 ? "−" : "+") + Math.abs(dec) + "°";
  }

  static Font font(double size, int style) {
    return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
  }

  /** Writes text so that the part {@code before} of its width stands left of x. */
  static void write(
      Graphics2D g, String text, double x, double y, double before, Font font, Color ink) {
    if (text.isEmpty()) {
      return;
    }
    g.setColor(ink);
    g.setFont(font);
    double w = font.getStringBounds(text, g.getFontRenderContext()).getWidth();
    g.drawString(text, (float) (x - before * w), (float) y);
  }

  /** Text over the map, on an edge of its own. */
  private void halo(Graphics2D g, String text, double x, double y, Font font) {
    TextLayout layout = new TextLayout(text, font, g.getFontRenderContext());
    double w = layout.getAdvance();
    AffineTransform place = AffineTransform.getTranslateInstance(x - w / 2, y);
    g.setColor(theme.halo());
    g.setStroke(
        new BasicStroke(font.getSize2D() / 4.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(layout.getOutline(place));
    write(g, text, x, y, 0.5, font, theme.ink());
  }
}
