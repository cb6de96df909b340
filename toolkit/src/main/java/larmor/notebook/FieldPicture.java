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
import java.util.List;
import java.util.Locale;
import larmor.field.FieldCube;
import larmor.numeric.Given;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * A picture of the field strength or the density on a periodic cube. It shows three faces of the
 * cube seen from a corner, or a slice perpendicular to one axis. Larger values are lighter, also in
 * a grey print; the colour scale spans the values from the 0.5th to the 99.5th percentile.
 * Coordinates are in sides L of the cube. Immutable: each method returns a new picture.
 */
public final class FieldPicture implements Figure {
  private static final Color INK = new Color(0x222222);
  private static final double[][] COLOURS = {
    {14, 18, -38}, {42, -4, -26}, {68, -32, 16}, {96, -8, 46}
  };
  private static final int SIDE = 380;
  private static final int BAR_WIDTH = 84;
  private static final int MARGIN = 52;

  private final int points;
  private final float[] values;
  private final String name;
  private final String title;
  private final int axis;
  private final double place;

  private FieldPicture(
      int points, float[] values, String name, String title, int axis, double place) {
    this.points = points;
    this.values = values;
    this.name = name;
    this.title = title;
    this.axis = axis;
    this.place = place;
  }

  /**
   * Returns a picture of |B| / B0 on three faces of the cube, seen from a corner.
   *
   * @param field cube with a mean field B0. Not modified.
   * @return the picture
   */
  public static FieldPicture ofMagnitude(FieldCube field) {
    Given.require(field, "the cube", "Cubes.read(file).cube()");
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
    return new FieldPicture(n, values, "|B| / B_0", "", -1, 0);
  }

  /**
   * Returns a picture of log₁₀ ρ/ρ0, where ρ0 is the mean density, on three faces of the cube, seen
   * from a corner.
   *
   * @param density {@code density[(i*n + j)*n + k]}, positive, in any unit. Not modified.
   * @return the picture
   * @throws IllegalArgumentException if the length is not n³
   */
  public static FieldPicture ofDensity(float[] density) {
    Given.require(density, "the array of densities", "snapshot.density()");
    int n = (int) Math.rint(Math.cbrt(density.length));
    if (n < 1 || n * n * n != density.length) {
      throw new IllegalArgumentException(
          density.length + " densities do not fill a cube: give n³ densities");
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
    return new FieldPicture(n, values, "log₁₀ ρ/ρ_0", "", -1, 0);
  }

  /**
   * Returns this picture with a title above it.
   *
   * @param text the title; empty for none
   * @return a new picture
   */
  public FieldPicture withTitle(String text) {
    Given.require(text, "the title", "\"relative intensity\"");
    return new FieldPicture(points, values, name, text, axis, place);
  }

  /**
   * Returns a picture of a slice perpendicular to one axis, in place of the view from a corner.
   *
   * @param across axis perpendicular to the slice: 'x', 'y' or 'z'
   * @param newPlace coordinate of the slice on that axis, in sides of the cube, from 0 to below 1
   * @return a new picture
   * @throws IllegalArgumentException if {@code across} is not x, y or z, or the coordinate is below
   *     0 or not below 1
   */
  public FieldPicture withSlice(char across, double newPlace) {
    int a = "xyz".indexOf(across);
    if (a < 0 || !(newPlace >= 0 && newPlace < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no slice across %c at %.3g: use x, y or z and a place from 0 to below 1",
              across,
              newPlace));
    }
    return new FieldPicture(points, values, name, title, a, newPlace);
  }

  /**
   * Returns the values that the picture shows, one row for each cell: its coordinates, in cells
   * from 0, and the value.
   */
  @Override
  public Table data() {
    IntColumn[] place = {
      IntColumn.create("x [cells]"), IntColumn.create("y [cells]"), IntColumn.create("z [cells]")
    };
    FloatColumn value = FloatColumn.create(name);
    int[] cell = new int[3];
    for (int across = 0; across < 3; across++) {
      if (axis >= 0 && axis != across) {
        continue;
      }
      int u = across == 0 ? 1 : 0;
      int v = across == 2 ? 1 : 2;
      cell[across] = axis < 0 ? points - 1 : (int) (this.place * points);
      for (int i = 0; i < points * points; i++) {
        cell[u] = i / points;
        cell[v] = i % points;
        for (int d = 0; d < 3; d++) {
          place[d].append(cell[d]);
        }
        value.append(values[(cell[0] * points + cell[1]) * points + cell[2]]);
      }
    }
    return FigureTable.of(toString(), List.of(place[0], place[1], place[2], value));
  }

  @Override
  public int width() {
    return axis < 0 ? (int) (SIDE * 1.2) + 30 + BAR_WIDTH : SIDE + MARGIN + BAR_WIDTH;
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
      write(g, title, (width() - BAR_WIDTH) / 2.0, 22, 0.5, PictureText.font(15, Font.BOLD));
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
    bar(
        g,
        width() - BAR_WIDTH + 18,
        top + 20,
        height() - top - (axis < 0 ? 70 : 40 + MARGIN),
        range);
  }

  /** Returns the 0.5th and the 99.5th percentile of the values. */
  private double[] range() {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (0.005 * (sorted.length - 1))];
    double high = sorted[(int) (0.995 * (sorted.length - 1))];
    return new double[] {low, high > low ? high : low + 1};
  }

  /**
   * Returns an image of one plane of cells, one pixel for each cell.
   *
   * @param across index of the axis perpendicular to the plane
   * @param index index of the plane along that axis
   * @param right index of the axis that points right
   * @param up index of the axis that points up
   */
  private BufferedImage plane(int across, int index, int right, int up, double[] range) {
    BufferedImage image = new BufferedImage(points, points, BufferedImage.TYPE_INT_RGB);
    int[] cell = new int[3];
    cell[across] = index;
    for (int r = 0; r < points; r++) {
      for (int c = 0; c < points; c++) {
        cell[right] = c;
        cell[up] = points - 1 - r;
        float v = values[(cell[0] * points + cell[1]) * points + cell[2]];
        image.setRGB(c, r, colour((v - range[0]) / (range[1] - range[0])));
      }
    }
    return image;
  }

  private void slice(Graphics2D g, double top, double[] range) {
    int right = axis == 0 ? 1 : 0;
    int up = axis == 2 ? 1 : 2;
    BufferedImage image = plane(axis, (int) (place * points), right, up, range);
    AffineTransform transform = AffineTransform.getTranslateInstance(MARGIN, top);
    transform.scale((double) SIDE / points, (double) SIDE / points);
    g.drawImage(image, transform, null);
    g.setColor(INK);
    g.setStroke(new BasicStroke(1f));
    g.draw(new Rectangle2D.Double(MARGIN, top, SIDE, SIDE));
    Font font = PictureText.font(12.5, Font.PLAIN);
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
    Font axisFont = PictureText.font(14, Font.ITALIC);
    write(g, "xyz".charAt(right) + " / L", MARGIN + SIDE * 0.5, top + SIDE + 36, 0.5, axisFont);
    AffineTransform before = g.getTransform();
    g.translate(14, top + SIDE * 0.5);
    g.rotate(-Math.PI / 2);
    write(g, "xyz".charAt(up) + " / L", 0, 0, 0.5, axisFont);
    g.setTransform(before);
  }

  /**
   * Paints the faces at the largest x, y and z; the x axis points to the lower right, y to the
   * lower left, z up.
   */
  private void corner(Graphics2D g, double top, double[] range) {
    double s = SIDE * 0.66;
    double cx = SIDE * 0.6 + 16;
    double[] o = {cx, top + s + 4};
    double[] x = {s * 0.866, s * 0.5};
    double[] y = {-s * 0.866, s * 0.5};
    double[] z = {0, -s};
    int last = points - 1;
    double[] zFace = {o[0] + y[0] + z[0], o[1] + y[1] + z[1]};
    face(g, plane(2, last, 0, 1, range), zFace, x, new double[] {-y[0], -y[1]});
    double[] yFace = {o[0] + y[0] + z[0], o[1] + y[1] + z[1]};
    face(g, plane(1, last, 0, 2, range), yFace, x, new double[] {0, s});
    double[] xFace = {o[0] + x[0] + y[0] + z[0], o[1] + x[1] + y[1] + z[1]};
    face(g, mirrored(plane(0, last, 1, 2, range)), xFace, minus(y), new double[] {0, s});
    g.setColor(INK);
    Font font = PictureText.font(14, Font.ITALIC);
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

  /**
   * Paints an image as a parallelogram.
   *
   * @param at upper left corner of the parallelogram
   * @param right the edge along the rows of the image
   * @param down the edge along the columns of the image
   */
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
    AffineTransform transform = AffineTransform.getTranslateInstance(left, top);
    transform.scale(14, h / cells);
    g.drawImage(image, transform, null);
    g.setColor(INK);
    g.setStroke(new BasicStroke(0.8f));
    g.draw(new Rectangle2D.Double(left, top, 14, h));
    Font font = PictureText.font(12.5, Font.PLAIN);
    for (int tick = 0; tick <= 4; tick++) {
      double y = top + h * (1 - tick / 4.0);
      double v = range[0] + (range[1] - range[0]) * tick / 4;
      g.draw(new Line2D.Double(left + 14, y, left + 18, y));
      write(g, String.format(Locale.ROOT, "%.2f", v).replace('-', '−'), left + 21, y + 4, 0, font);
    }
    write(g, name, left + 24, top - 12, 0.5, PictureText.font(13, Font.ITALIC));
  }

  /** Returns red, green and blue of a value from 0 to 1; others take the colour of the end. */
  static int colour(double t) {
    double s = Math.max(0, Math.min(1, t)) * (COLOURS.length - 1);
    int i = Math.min(COLOURS.length - 2, (int) s);
    double f = s - i;
    double[] lab = new double[3];
    for (int c = 0; c < 3; c++) {
      lab[c] = (1 - f) * COLOURS[i][c] + f * COLOURS[i + 1][c];
    }
    return SkyColours.rgb(lab[0], lab[1], lab[2]);
  }

  private static void write(
      Graphics2D g, String text, double x, double y, double alignment, Font font) {
    PictureText.write(g, text, x, y, alignment, font, INK);
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
            : String.format(Locale.ROOT, "slice at %c = %.3g L", "xyz".charAt(axis), place),
        range[0],
        range[1]);
  }
}
