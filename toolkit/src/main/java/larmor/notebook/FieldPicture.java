package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import larmor.field.FieldCube;

/**
 * A quantity on a periodic cube as a picture: a slice across one axis, or the three faces of the
 * cube seen from its corner. Dark is little and light is much, also in grey; the colours end where
 * 99 of 100 cells lie within. Lengths in sides of the cube. Immutable.
 */
public final class FieldPicture implements Figure {
  private static final Color INK = new Color(0x222222);
  private static final double[][] COLOURS = {
    {14, 18, -38}, {42, -4, -26}, {68, -32, 16}, {96, -8, 46}
  };
  private static final int SIDE = 380;
  private static final int BAR = 84;
  private static final int MARGIN = 52;

  private final int points;
  private final float[] values;
  private final String name;
  private final String title;
  private final int axis;
  private final double at;

  private FieldPicture(int points, float[] values, String name, String title, int axis, double at) {
    this.points = points;
    this.values = values;
    this.name = name;
    this.title = title;
    this.axis = axis;
    this.at = at;
  }

  /** |B|/B0 of a field with a mean, seen from the corner. */
  public static FieldPicture magnitude(FieldCube field) {
    double b0 = field.mean().norm();
    int n = field.points();
    float[] b = field.values();
    float[] values = new float[n * n * n];
    for (int c = 0; c < values.length; c++) {
      double square = 0;
      for (int d = 0; d < 3; d++) {
        square += (double) b[3 * c + d] * b[3 * c + d];
      }
      values[c] = (float) (Math.sqrt(square) / b0);
    }
    return new FieldPicture(n, values, "|B| / B0", "", -1, 0);
  }

  /**
   * log₁₀ of a density over its mean, seen from the corner.
   *
   * @param density {@code density[(i*n + j)*n + k]}, above 0. Not modified.
   */
  public static FieldPicture density(float[] density) {
    int n = (int) Math.rint(Math.cbrt(density.length));
    if (n * n * n != density.length) {
      throw new IllegalArgumentException(
          density.length + " densities do not fill a cube: give n³ of them");
    }
    double mean = 0;
    for (float d : density) {
      mean += d;
    }
    mean /= density.length;
    float[] values = new float[density.length];
    for (int c = 0; c < values.length; c++) {
      values[c] = (float) Math.log10(density[c] / mean);
    }
    return new FieldPicture(n, values, "log₁₀ ρ/ρ0", "", -1, 0);
  }

  public FieldPicture withTitle(String text) {
    return new FieldPicture(points, values, name, text, axis, at);
  }

  /**
   * A slice across one axis.
   *
   * @param across 'x', 'y' or 'z'
   * @param place in sides of the cube, 0 to 1
   */
  public FieldPicture slice(char across, double place) {
    int a = "xyz".indexOf(across);
    if (a < 0 || !(place >= 0 && place < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no slice across %c at %.3g: use x, y or z and a place from 0 to below 1",
              across,
              place));
    }
    return new FieldPicture(points, values, name, title, a, place);
  }

  @Override
  public int width() {
    return axis < 0 ? (int) (SIDE * 1.2) + 30 + BAR : SIDE + MARGIN + BAR;
  }

  @Override
  public int height() {
    return (axis < 0 ? (int) (SIDE * 1.36) : SIDE + MARGIN) + (title.isEmpty() ? 12 : 36);
  }

  @Override
  public void paint(Graphics2D g) {
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, width(), height()));
    double top = title.isEmpty() ? 10 : 34;
    if (!title.isEmpty()) {
      write(g, title, (width() - BAR) / 2.0, 22, 0.5, font(15, Font.BOLD));
    }
    double[] range = range();
    if (g.getClass().getName().startsWith("sun.")) {
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    }
    if (axis < 0) {
      corner(g, top, range);
    } else {
      slice(g, top, range);
    }
    bar(g, width() - BAR + 18, top + 20, height() - top - (axis < 0 ? 70 : 40 + MARGIN), range);
  }

  /** Where 99 of 100 values lie. */
  private double[] range() {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (0.005 * (sorted.length - 1))];
    double high = sorted[(int) (0.995 * (sorted.length - 1))];
    return new double[] {low, high > low ? high : low + 1};
  }

  /** Cells of a plane across an axis; columns are the first other axis, rows from the top down. */
  private BufferedImage plane(int across, int index, int right, int up, double[] range) {
    BufferedImage image = new BufferedImage(points, points, BufferedImage.TYPE_INT_RGB);
    int[] place = new int[3];
    place[across] = index;
    for (int r = 0; r < points; r++) {
      for (int c = 0; c < points; c++) {
        place[right] = c;
        place[up] = points - 1 - r;
        float v = values[(place[0] * points + place[1]) * points + place[2]];
        image.setRGB(c, r, colour((v - range[0]) / (range[1] - range[0])));
      }
    }
    return image;
  }

  private void slice(Graphics2D g, double top, double[] range) {
    int right = axis == 0 ? 1 : 0;
    int up = axis == 2 ? 1 : 2;
    BufferedImage image = plane(axis, (int) (at * points), right, up, range);
    AffineTransform place = AffineTransform.getTranslateInstance(MARGIN, top);
    place.scale((double) SIDE / points, (double) SIDE / points);
    g.drawImage(image, place, null);
    g.setColor(INK);
    g.setStroke(new BasicStroke(1f));
    g.draw(new Rectangle2D.Double(MARGIN, top, SIDE, SIDE));
    Font font = font(12.5, Font.PLAIN);
    for (int tick = 0; tick <= 4; tick++) {
      double s = tick / 4.0;
      String label = String.format(Locale.ROOT, tick % 2 == 0 ? "%.1f" : "%.2f", s);
      double x = MARGIN + s * SIDE;
      double y = top + (1 - s) * SIDE;
      g.draw(new Line2D.Double(x, top + SIDE, x, top + SIDE + 4));
      g.draw(new Line2D.Double(MARGIN - 4, y, MARGIN, y));
      write(g, label, x, top + SIDE + 17, 0.5, font);
      write(g, label, MARGIN - 7, y + 4, 1, font);
    }
    Font axisFont = font(14, Font.ITALIC);
    write(g, "xyz".charAt(right) + " / L", MARGIN + SIDE * 0.5, top + SIDE + 36, 0.5, axisFont);
    AffineTransform before = g.getTransform();
    g.translate(14, top + SIDE * 0.5);
    g.rotate(-Math.PI / 2);
    write(g, "xyz".charAt(up) + " / L", 0, 0, 0.5, axisFont);
    g.setTransform(before);
  }

  /** The faces of largest x, y and z, x to the lower right, y to the lower left, z up. */
  private void corner(Graphics2D g, double top, double[] range) {
    double s = SIDE * 0.66;
    double cx = SIDE * 0.6 + 16;
    double[] o = {cx, top + s + 4};
    double[] x = {s * 0.866, s * 0.5};
    double[] y = {-s * 0.866, s * 0.5};
    double[] z = {0, -s};
    int last = points - 1;
    double[] far = {o[0] + y[0] + z[0], o[1] + y[1] + z[1]};
    face(g, plane(2, last, 0, 1, range), far, x, new double[] {-y[0], -y[1]});
    double[] yTop = {o[0] + y[0] + z[0], o[1] + y[1] + z[1]};
    face(g, plane(1, last, 0, 2, range), yTop, x, new double[] {0, s});
    double[] xTop = {o[0] + x[0] + y[0] + z[0], o[1] + x[1] + y[1] + z[1]};
    face(g, mirrored(plane(0, last, 1, 2, range)), xTop, minus(y), new double[] {0, s});
    g.setColor(INK);
    Font font = font(14, Font.ITALIC);
    write(g, "x", o[0] + y[0] + 0.5 * x[0] - 8, o[1] + y[1] + 0.5 * x[1] + 18, 1, font);
    write(g, "y", o[0] + x[0] + 0.5 * y[0] + 8, o[1] + x[1] + 0.5 * y[1] + 18, 0, font);
    write(g, "z", o[0] + y[0] - 7, o[1] + y[1] - 0.5 * s, 1, font);
  }

  private static double[] minus(double[] v) {
    return new double[] {-v[0], -v[1]};
  }

  private static BufferedImage mirrored(BufferedImage image) {
    int n = image.getWidth();
    BufferedImage out = new BufferedImage(n, n, BufferedImage.TYPE_INT_RGB);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        out.setRGB(n - 1 - c, r, image.getRGB(c, r));
      }
    }
    return out;
  }

  /** An image as a parallelogram from its upper left corner along columns and down rows. */
  private void face(Graphics2D g, BufferedImage image, double[] at, double[] right, double[] down) {
    double n = points;
    g.drawImage(
        image,
        new AffineTransform(right[0] / n, right[1] / n, down[0] / n, down[1] / n, at[0], at[1]),
        null);
    Path2D edge = new Path2D.Double();
    edge.moveTo(at[0], at[1]);
    edge.lineTo(at[0] + right[0], at[1] + right[1]);
    edge.lineTo(at[0] + right[0] + down[0], at[1] + right[1] + down[1]);
    edge.lineTo(at[0] + down[0], at[1] + down[1]);
    edge.closePath();
    g.setColor(INK);
    g.setStroke(new BasicStroke(1f));
    g.draw(edge);
  }

  private void bar(Graphics2D g, double left, double top, double h, double[] range) {
    int cells = 256;
    BufferedImage image = new BufferedImage(1, cells, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < cells; i++) {
      image.setRGB(0, i, colour(1 - (i + 0.5) / cells));
    }
    AffineTransform place = AffineTransform.getTranslateInstance(left, top);
    place.scale(14, h / cells);
    g.drawImage(image, place, null);
    g.setColor(INK);
    g.setStroke(new BasicStroke(0.8f));
    g.draw(new Rectangle2D.Double(left, top, 14, h));
    Font font = font(12.5, Font.PLAIN);
    for (int tick = 0; tick <= 4; tick++) {
      double y = top + h * (1 - tick / 4.0);
      double v = range[0] + (range[1] - range[0]) * tick / 4;
      g.draw(new Line2D.Double(left + 14, y, left + 18, y));
      write(g, String.format(Locale.ROOT, "%.2f", v).replace('-', '−'), left + 21, y + 4, 0, font);
    }
    write(g, name, left + 24, top - 12, 0.5, font(13, Font.ITALIC));
  }

  private static int colour(double t) {
    double s = Math.max(0, Math.min(1, t)) * (COLOURS.length - 1);
    int i = Math.min(COLOURS.length - 2, (int) s);
    double f = s - i;
    double[] lab = new double[3];
    for (int c = 0; c < 3; c++) {
      lab[c] = (1 - f) * COLOURS[i][c] + f * COLOURS[i + 1][c];
    }
    return SkyColours.rgb(lab[0], lab[1], lab[2]);
  }

  private static Font font(double size, int style) {
    return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
  }

  private static void write(
      Graphics2D g, String text, double x, double y, double before, Font font) {
    g.setColor(INK);
    g.setFont(font);
    double w = font.getStringBounds(text, g.getFontRenderContext()).getWidth();
    g.drawString(text, (float) (x - before * w), (float) y);
  }

  @Override
  public String toString() {
    double[] range = range();
    return String.format(
        Locale.ROOT,
        "%s on %d³ cells, %s, %.3g to %.3g",
        name,
        points,
        axis < 0
            ? "seen from the corner"
            : String.format(Locale.ROOT, "slice at %c = %.3g L", "xyz".charAt(axis), at),
        range[0],
        range[1]);
  }
}
