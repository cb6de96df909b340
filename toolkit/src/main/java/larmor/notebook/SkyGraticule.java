package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;

/**
 * The graticule of a sky picture: meridians every 60° and parallels every 30°, with labels.
 *
 * @param letter size of the letters [CSS pixels]
 */
record SkyGraticule(SkyArea area, SkyProjection projection, SkyTheme theme, double letter) {
  /** Paints the meridians and the parallels. */
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

  /**
   * Extends a path to a direction if the direction is visible. Returns whether the direction is
   * visible.
   */
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

  /** Paints the labels of the meridians and parallels. */
  void labels(Graphics2D g) {
    Font font = PictureText.font(0.92 * letter, Font.PLAIN);
    if (projection == SkyProjection.MOLLWEIDE) {
      labelMollweide(g, font);
    } else {
      labelOrthographic(g, font);
    }
  }

  private void labelMollweide(Graphics2D g, Font font) {
    double w = area.w();
    double middle = area.py(0);
    PictureText.write(
        g, "360°", area.left() - 0.35 * letter, middle + 0.33 * letter, 1, font, theme.ink());
    PictureText.write(
        g, "0°", area.left() + w + 0.35 * letter, middle + 0.33 * letter, 0, font, theme.ink());
    PictureText.write(
        g, "180°", area.px(0), area.top() + area.h() + 0.95 * letter, 0.5, font, theme.ink());
    for (int dec = -60; dec <= 60; dec += 30) {
      if (dec != 0) {
        double y = Mollweide.y(Math.toRadians(dec));
        double x = area.px(-Math.sqrt(1 - y * y)) - 0.4 * letter;
        double baseline = area.py(y) + (dec > 0 ? 0 : 0.66) * letter;
        PictureText.write(g, signed(dec), x, baseline, 1, font, theme.ink());
      }
    }
  }

  /**
   * Labels declinations along the central meridian and right ascensions along the equator, or along
   * ±45° if the centre is nearer to a pole.
   */
  private void labelOrthographic(Graphics2D g, Font font) {
    double[] p = new double[3];
    projection.toSky(0, 0, p);
    boolean polar = Math.abs(p[2]) > Math.sqrt(0.5);
    double along = polar ? Math.copySign(Math.PI / 4, p[2]) : 0;
    double below = (polar ? 0.36 : 1.05) * letter;
    for (int ra = 0; ra < 360; ra += 60) {
      if (projection.toPlane(Math.toRadians(ra), along, p) && p[0] * p[0] + p[1] * p[1] < 0.93) {
        PictureText.overMap(g, ra + "°", area.px(p[0]), area.py(p[1]) + below, font, theme);
      }
    }
    for (int dec = -60; dec <= 60; dec += 30) {
      if (dec != 0
          && projection.toPlane(projection.middle(), Math.toRadians(dec), p)
          && p[1] * p[1] < 0.93) {
        PictureText.overMap(
            g, signed(dec), area.px(p[0]), area.py(p[1]) - 0.25 * letter, font, theme);
      }
    }
  }

  private static String signed(int dec) {
    return (dec < 0 ? "−" : "+") + Math.abs(dec) + "°";
  }
}
