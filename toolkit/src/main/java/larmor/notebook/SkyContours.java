package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import larmor.numeric.Vec3;
import larmor.sky.SkyMap;

/**
 * Lines of equal value of a map, traced through squares of the picture (marching squares), thinner
 * below 0.
 */
record SkyContours(SkyMap map, double[] levels) {
  /** Squares a picture's height. */
  private static final int ROWS = 180;

  /** Beyond this the sky goes on as it is here, so that lines reach its edge, where they end. */
  private static final double RIM = 1 - 1e-9;

  void paint(Graphics2D g, SkyArea area, SkyProjection projection, SkyTheme theme) {
    int columns = (int) (ROWS * projection.aspect());
    double[][] v = new double[ROWS + 1][columns + 1];
    double[] n = new double[3];
    for (int r = 0; r <= ROWS; r++) {
      for (int c = 0; c <= columns; c++) {
        double x = 2.0 * c / columns - 1;
        double y = 1 - 2.0 * r / ROWS;
        double far = Math.max(1, Math.hypot(x, y) / RIM);
        projection.toSky(x / far, y / far, n);
        v[r][c] = map.interpolated(new Vec3(n[0], n[1], n[2]));
      }
    }
    Shape before = g.getClip();
    g.clip(new Ellipse2D.Double(area.left(), area.top(), area.w(), area.h()));
    g.setColor(theme.ink());
    for (double level : levels) {
      g.setStroke(new BasicStroke(level < 0 ? 0.5f : 1.2f));
      g.draw(line(v, level, area));
    }
    g.setClip(before);
  }

  /** NaN compares false, so that nothing is drawn across the edge of empty pixels. */
  static Path2D line(double[][] v, double level, SkyArea area) {
    Path2D path = new Path2D.Double();
    int rows = v.length - 1;
    int columns = v[0].length - 1;
    double[] at = new double[8];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int found = 0;
        found = cross(v[r][c], v[r][c + 1], level, c, r, 1, 0, at, found);
        found = cross(v[r][c + 1], v[r + 1][c + 1], level, c + 1, r, 0, 1, at, found);
        found = cross(v[r + 1][c], v[r + 1][c + 1], level, c, r + 1, 1, 0, at, found);
        found = cross(v[r][c], v[r + 1][c], level, c, r, 0, 1, at, found);
        for (int i = 0; i + 1 < found; i += 2) {
          path.moveTo(area.px(2 * at[2 * i] / columns - 1), area.py(1 - 2 * at[2 * i + 1] / rows));
          path.lineTo(
              area.px(2 * at[2 * i + 2] / columns - 1), area.py(1 - 2 * at[2 * i + 3] / rows));
        }
      }
    }
    return path;
  }

  private static int cross(
      double a, double b, double level, int c, int r, int dc, int dr, double[] at, int found) {
    if (!(a < level && b >= level || b < level && a >= level)) {
      return found;
    }
    double t = (level - a) / (b - a);
    at[2 * found] = c + t * dc;
    at[2 * found + 1] = r + t * dr;
    return found + 1;
  }
}
