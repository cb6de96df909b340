package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import larmor.numeric.Vec3;
import larmor.sky.SkyMap;

/**
 * Contour lines of a sky map, found by the method of marching squares on a grid that covers the
 * picture. Lines of negative levels are thinner.
 *
 * @param levels values of the contours, in the unit of the map
 */
record SkyContours(SkyMap map, double[] levels) {
  /** Number of grid squares along the height of the picture. */
  private static final int ROWS = 180;

  /**
   * Distance from the centre of the projection, whose edge is at 1. Grid points farther out have
   * the value of the map at this distance, so that contours continue to the edge of the sky, where
   * they are clipped.
   */
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

  /**
   * Returns the contour of one level. The contour does not cross the side of a square if the pixel
   * at either end of that side is empty.
   *
   * @param v values at the corners of the squares, in rows from the top down; NaN in empty pixels
   */
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

  /**
   * Appends the crossing of a level with one side of a square, if there is one.
   *
   * @param at Modified. Column and row of each crossing found so far.
   * @param found number of crossings so far
   * @return number of crossings
   */
  private static int cross(
      double a, double b, double level, int c, int r, int dc, int dr, double[] at, int found) {
    if (!((a < level && b >= level) || (b < level && a >= level))) {
      return found;
    }
    double t = (level - a) / (b - a);
    at[2 * found] = c + t * dc;
    at[2 * found + 1] = r + t * dr;
    return found + 1;
  }
}
