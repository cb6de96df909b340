package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleToIntFunction;
import java.util.stream.IntStream;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.sky.SkyMap;
import tech.tablesaw.api.Table;

/**
 * A picture of a sky map in equatorial coordinates, in which right ascension grows to the left. It
 * shows the whole sky in Mollweide projection with 180° in the middle (the convention of IceCube
 * and HAWC), or half of the sky in orthographic projection. The picture shows the outlines of the
 * HEALPix pixels without interpolation. The colour scale is symmetric about zero, with red for an
 * excess and blue for a deficit; the colour bar has pointed ends if values lie beyond the scale,
 * and empty pixels are grey. Immutable: each method returns a new picture.
 */
public final class SkyPicture implements Figure {
  private final SkyMap map;
  private final Look look;

  private SkyPicture(SkyMap map, Look look) {
    this.map = map;
    this.look = look;
  }

  /** The options of a picture. */
  private record Look(
      String title,
      String unit,
      double limit,
      int width,
      SkyProjection projection,
      SkyTheme theme,
      SkyContours contours) {}

  /**
   * Returns a picture in Mollweide projection, 700 CSS pixels wide, with the unit "relative
   * intensity". The colour scale ends at the 99th percentile of the absolute values, rounded up to
   * a round number.
   *
   * @param map the sky map. Not modified.
   * @return the picture
   */
  public static SkyPicture of(SkyMap map) {
    Given.require(map, "the map", "SkyMap.read(file)");
    double[] absolute =
        IntStream.range(0, map.pixels())
            .filter(p -> !map.isEmpty(p))
            .mapToDouble(p -> Math.abs(map.at(p)))
            .sorted()
            .toArray();
    double limit = absolute.length == 0 ? 0 : absolute[(int) (0.99 * (absolute.length - 1))];
    return new SkyPicture(
        map,
        new Look(
            "",
            "relative intensity",
            SkyScale.atLeast(limit > 0 ? limit : 1),
            700,
            SkyProjection.MOLLWEIDE,
            SkyTheme.LIGHT,
            null));
  }

  /**
   * Returns this picture with a title above it.
   *
   * @param title the title; empty for none
   * @return a new picture
   */
  public SkyPicture withTitle(String title) {
    Given.require(title, "the title", "\"relative intensity\"");
    return new SkyPicture(
        map,
        new Look(
            title, look.unit, look.limit, look.width, look.projection, look.theme, look.contours));
  }

  /**
   * Returns this picture with a text below the colour bar that names the values or their unit. The
   * picture appends the power of ten of the colour scale to this text.
   *
   * @param unit name or unit of the values of the map
   * @return a new picture
   */
  public SkyPicture withUnit(String unit) {
    Given.require(unit, "the unit", "\"relative intensity\"");
    return new SkyPicture(
        map,
        new Look(
            look.title, unit, look.limit, look.width, look.projection, look.theme, look.contours));
  }

  /**
   * Returns this picture with a colour scale from −limit to limit.
   *
   * @param limit end of the scale, positive, in the unit of the map; larger values have the colour
   *     of the end
   * @return a new picture
   * @throws IllegalArgumentException if the limit is not positive and finite
   */
  public SkyPicture withColourLimit(double limit) {
    if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the colour scale cannot end at " + limit + ": give a positive limit such as 1e-3");
    }
    return new SkyPicture(
        map,
        new Look(
            look.title, look.unit, limit, look.width, look.projection, look.theme, look.contours));
  }

  /**
   * Returns this picture with a given width; the height follows from the projection.
   *
   * @param width width in CSS pixels, 240 to 4000
   * @return a new picture
   * @throws IllegalArgumentException if the width is outside 240 to 4000
   */
  public SkyPicture withWidth(int width) {
    if (width < 240 || width > 4000) {
      throw new IllegalArgumentException(
          "a width of " + width + " pixels is outside 240 to 4000: use 700 for a notebook");
    }
    return new SkyPicture(
        map,
        new Look(
            look.title, look.unit, look.limit, width, look.projection, look.theme, look.contours));
  }

  /**
   * Returns this picture with half of the sky in orthographic projection.
   *
   * @param rightAscension right ascension of the centre, 0 to 2π [rad]
   * @param declination declination of the centre, −π/2 to π/2 [rad]
   * @return a new picture
   * @throws IllegalArgumentException if an angle is outside its range
   */
  public SkyPicture withOrthographic(double rightAscension, double declination) {
    SkyProjection projection = new Orthographic(rightAscension, declination);
    return new SkyPicture(
        map,
        new Look(
            look.title, look.unit, look.limit, look.width, projection, look.theme, look.contours));
  }

  /**
   * Returns this picture with contour lines of the smoothed map. Contour lines of negative levels
   * are thinner.
   *
   * @param sigma standard deviation of the Gaussian that smooths the map for the contours [rad]; 0
   *     for no smoothing
   * @param levels one or more values of the contours, in the unit of the map. Not modified.
   * @return a new picture
   * @throws IllegalArgumentException if there is no level
   * @throws IllegalStateException if a pixel of the map is empty and sigma is not 0
   */
  public SkyPicture withContours(double sigma, double... levels) {
    Given.require(levels, "the list of levels", "1e-3");
    if (levels.length == 0) {
      throw new IllegalArgumentException(
          "no contour can be drawn from 0 levels: give at least one level");
    }
    for (double level : levels) {
      FiniteNumber.require(level, "a level", "");
    }
    SkyContours contours = new SkyContours(sigma == 0 ? map : map.smoothed(sigma), levels.clone());
    return new SkyPicture(
        map,
        new Look(
            look.title, look.unit, look.limit, look.width, look.projection, look.theme, contours));
  }

  /**
   * Returns this picture on a dark background, with light blue for a deficit and light orange for
   * an excess.
   *
   * @return a new picture
   */
  public SkyPicture withDarkBackground() {
    return new SkyPicture(
        map,
        new Look(
            look.title,
            look.unit,
            look.limit,
            look.width,
            look.projection,
            SkyTheme.DARK,
            look.contours));
  }

  /**
   * Returns the map that the picture shows.
   *
   * @return the map, not smoothed for the contours
   */
  public SkyMap map() {
    return map;
  }

  /**
   * Returns the end of the colour scale, which is symmetric about zero.
   *
   * @return the end of the colour scale, in the unit of the map
   */
  public double colourLimit() {
    return look.limit;
  }

  String title() {
    return look.title;
  }

  String unit() {
    return look.unit;
  }

  SkyTheme theme() {
    return look.theme;
  }

  /** Returns the maps with one row for each pixel, and the position of the pixel's centre. */
  @Override
  public Table data() {
    return SkyData.table(toString(), maps(), look.unit);
  }

  @Override
  public Map<String, SkyMap> maps() {
    return SkyData.maps(List.of(this));
  }

  @Override
  public int width() {
    return look.width;
  }

  @Override
  public int height() {
    return (int) Math.ceil(top() + skyWidth() / look.projection.aspect() + 5.1 * letter());
  }

  /** Returns the size of the letters [CSS pixels]. */
  private double letter() {
    return Math.max(9.5, Math.min(15, 6 + look.width / 90.0));
  }

  private double top() {
    return look.title.isEmpty() ? 0.9 * letter() : 2.7 * letter();
  }

  private double skyWidth() {
    return look.width - 2 * 3.1 * letter();
  }

  /** Returns the rectangle about the sky. */
  SkyArea area() {
    double w = skyWidth();
    return new SkyArea((look.width - w) / 2, top(), w, w / look.projection.aspect());
  }

  SkyProjection projection() {
    return look.projection;
  }

  @Override
  public void paint(Graphics2D g) {
    double letter = letter();
    SkyArea area = area();
    double w = area.w();
    double h = area.h();
    SkyGraticule graticule = new SkyGraticule(area, look.projection, look.theme, letter);
    g.setColor(look.theme.background());
    g.fill(new Rectangle2D.Double(0, 0, look.width, height()));
    paintPixels(g, area.left(), area.top(), w, h);
    graticule.lines(g);
    if (look.contours != null) {
      look.contours.paint(g, area, look.projection, look.theme);
    }
    g.setColor(look.theme.ink());
    g.setStroke(new BasicStroke(1.1f));
    g.draw(new Ellipse2D.Double(area.left(), area.top(), w, h));
    write(
        g, look.title, look.width / 2.0, 1.7 * letter, PictureText.font(1.15 * letter, Font.BOLD));
    graticule.labels(g);
    paintBar(
        g,
        (int) Math.round(area.left() + 0.2 * w),
        (int) Math.round(area.top() + h + 1.5 * letter),
        (int) Math.round(0.6 * w));
  }

  /**
   * Paints the map as an image in the pixels of the output device; the colour of each pixel is the
   * mean of 3 × 3 samples. For output without pixels, such as an SVG file, the image has three
   * pixels to each CSS pixel, that is 288 to the inch.
   */
  private void paintPixels(Graphics2D g, double left, double top, double w, double h) {
    boolean screen = g.getClass().getName().startsWith("sun.");
    SkyArea area = new SkyArea(left, top, w, h);
    if (!screen) {
      int x = (int) left;
      int y = (int) top;
      int wide = (int) Math.ceil(left + w) - x;
      int high = (int) Math.ceil(top + h) - y;
      g.drawImage(raster(area, 3, 3 * x, 3 * y, 3 * wide, 3 * high), x, y, wide, high, null);
      return;
    }
    double scale = Math.max(0.1, g.getTransform().getScaleX());
    int c0 = (int) Math.floor(left * scale);
    int r0 = (int) Math.floor(top * scale);
    int columns = (int) Math.ceil((left + w) * scale) - c0;
    int rows = (int) Math.ceil((top + h) * scale) - r0;
    AffineTransform place = AffineTransform.getScaleInstance(1 / scale, 1 / scale);
    place.translate(c0, r0);
    g.drawImage(raster(area, scale, c0, r0, columns, rows), place, null);
  }

  private BufferedImage raster(SkyArea area, double scale, int c0, int r0, int columns, int rows) {
    BufferedImage raster = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
    int[] line = new int[columns];
    double w = 2 / (scale * area.w());
    double h = 2 / (scale * area.h());
    DoubleToIntFunction[] samples = new DoubleToIntFunction[3];
    for (int r = 0; r < rows; r++) {
      double y = 1 - ((r0 + r) / scale - area.top()) / (area.h() / 2);
      for (int s = 0; s < 3; s++) {
        samples[s] = look.projection.row(map.grid(), y - (s + 0.5) / 3 * h);
      }
      for (int c = 0; c < columns; c++) {
        line[c] = sample(((c0 + c) / scale - area.left()) / (area.w() / 2) - 1, w, samples);
      }
      raster.setRGB(0, r, columns, 1, line, 0, columns);
    }
    return raster;
  }

  /**
   * Returns the colour of one pixel of the output device.
   *
   * @param left coordinate x of the pixel's left side in the projection
   * @param w width of the pixel in the projection
   * @param rows functions that find the pixels of the map in three lines through it
   * @return red, green and blue, and as alpha the fraction of the pixel that lies in the sky
   */
  private int sample(double left, double w, DoubleToIntFunction[] rows) {
    int red = 0;
    int green = 0;
    int blue = 0;
    int inSky = 0;
    for (DoubleToIntFunction row : rows) {
      for (int s = 0; s < 3; s++) {
        int pixel = row.applyAsInt(left + (s + 0.5) / 3 * w);
        if (pixel >= 0) {
          int colour = SkyColours.of(map.at(pixel) / look.limit, look.theme.dark());
          red += colour >> 16 & 0xFF;
          green += colour >> 8 & 0xFF;
          blue += colour & 0xFF;
          inSky++;
        }
      }
    }
    return inSky == 0
        ? 0
        : (255 * inSky / 9) << 24 | (red / inSky) << 16 | (green / inSky) << 8 | blue / inSky;
  }

  private void paintBar(Graphics2D g, int left, int top, int w) {
    double letter = letter();
    int h = (int) Math.round(0.75 * letter);
    int cells = 256;
    BufferedImage bar = new BufferedImage(cells, 1, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < cells; i++) {
      bar.setRGB(i, 0, SkyColours.of(2 * (i + 0.5) / cells - 1, look.theme.dark()));
    }
    g.drawImage(bar, left, top, w, h, null);
    g.setStroke(new BasicStroke(0.8f));
    if (map.min() < -look.limit) {
      barEnd(g, left, top, h, -1);
    }
    if (map.max() > look.limit) {
      barEnd(g, left + w, top, h, 1);
    }
    g.setColor(look.theme.ink());
    g.draw(new Rectangle2D.Double(left, top, w, h));
    Font font = PictureText.font(0.92 * letter, Font.PLAIN);
    int power = SkyScale.power(look.limit);
    double unitSize = Math.pow(10, power);
    for (int i = -2; i <= 2; i++) {
      double x = left + (1 + i / 2.0) * (w / 2.0);
      g.draw(new Line2D.Double(x, top + h, x, top + h + 0.3 * letter));
      write(g, SkyScale.label(look.limit / unitSize * i / 2), x, top + h + 1.25 * letter, font);
    }
    String text = look.unit + SkyScale.factor(power, look.unit.isEmpty());
    write(g, text, left + w / 2, top + h + 2.55 * letter, PictureText.font(letter, Font.PLAIN));
  }

  /** Paints a pointed end of the colour bar, for values beyond the scale. */
  private void barEnd(Graphics2D g, double x, double top, double h, int sign) {
    Path2D end = new Path2D.Double();
    end.moveTo(x, top);
    end.lineTo(x + sign * h, top + h / 2);
    end.lineTo(x, top + h);
    end.closePath();
    g.setColor(new Color(SkyColours.of(sign, look.theme.dark())));
    g.fill(end);
    g.setColor(look.theme.ink());
    g.draw(end);
  }

  private void write(Graphics2D g, String text, double x, double y, Font font) {
    PictureText.write(g, text, x, y, 0.5, font, look.theme.ink());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "sky%s: nside %d, ±%.3g %s",
        look.title.isEmpty() ? "" : " \"" + look.title + "\"",
        map.nside(),
        look.limit,
        look.unit);
  }
}
