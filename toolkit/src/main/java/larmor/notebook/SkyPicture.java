package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.stream.IntStream;
import larmor.sky.Healpix;
import larmor.sky.SkyMap;

/**
 * A sky map in Mollweide projection, equatorial coordinates, right ascension growing to the left
 * with 180° in the middle (the convention of IceCube and HAWC); true HEALPix pixels, red for excess
 * and blue for deficit on a scale symmetric about zero, empty pixels grey. Immutable.
 */
public final class SkyPicture implements Figure {
  private static final Color INK = new Color(0x222222);
  private static final Color GRID = new Color(0x30, 0x30, 0x30, 0x58);

  private final SkyMap map;
  private final String title;
  private final String unit;
  private final double limit;
  private final int width;

  private SkyPicture(SkyMap map, String title, String unit, double limit, int width) {
    this.map = map;
    this.title = title;
    this.unit = unit;
    this.limit = limit;
    this.width = width;
  }

  /**
   * 700 pixels wide, "relative intensity", the colours ending where 99 of 100 pixels lie within.
   */
  public static SkyPicture of(SkyMap map) {
    double[] sizes =
        IntStream.range(0, map.pixels())
            .filter(p -> !map.isEmpty(p))
            .mapToDouble(p -> Math.abs(map.at(p)))
            .sorted()
            .toArray();
    double most = sizes.length == 0 ? 0 : sizes[(int) (0.99 * (sizes.length - 1))];
    return new SkyPicture(
        map, "", "relative intensity", SkyScale.atLeast(most > 0 ? most : 1), 700);
  }

  /** Several pictures in one, row by row; their sizes stay. */
  public static Figure columns(int columns, SkyPicture... pictures) {
    return SkyPictures.of(columns, pictures);
  }

  public SkyPicture withTitle(String title) {
    return new SkyPicture(map, title, unit, limit, width);
  }

  /** What the values are, written at the colour bar; its power of ten is added. */
  public SkyPicture withUnit(String unit) {
    return new SkyPicture(map, title, unit, limit, width);
  }

  /**
   * @param limit where the colours end on either side of zero; larger values keep the last colour
   */
  public SkyPicture withLimit(double limit) {
    if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "colours cannot end at " + limit + ": give a positive limit such as 1e-3");
    }
    return new SkyPicture(map, title, unit, limit, width);
  }

  /**
   * @param width in CSS pixels, 240 to 4000; the height follows
   */
  public SkyPicture withWidth(int width) {
    if (width < 240 || width > 4000) {
      throw new IllegalArgumentException(
          "a sky " + width + " pixels wide is outside 240 to 4000: 700 fills a notebook");
    }
    return new SkyPicture(map, title, unit, limit, width);
  }

  public SkyMap map() {
    return map;
  }

  public double limit() {
    return limit;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return (int) Math.ceil(top() + skyWidth() / 2 + 5.1 * letter());
  }

  /** Size of the letters. */
  private double letter() {
    return Math.max(9.5, Math.min(15, 6 + width / 90.0));
  }

  private double top() {
    return title.isEmpty() ? 0.9 * letter() : 2.7 * letter();
  }

  private double skyWidth() {
    return width - 2 * 3.1 * letter();
  }

  @Override
  public void paint(Graphics2D g) {
    double letter = letter();
    double w = skyWidth();
    double h = w / 2;
    double left = (width - w) / 2;
    double top = top();
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, width, height()));
    paintPixels(g, left, top, w, h);
    paintGraticule(g, left, top, w, h);
    g.setColor(INK);
    g.setStroke(new BasicStroke(1.1f));
    g.draw(new Ellipse2D.Double(left, top, w, h));
    if (!title.isEmpty()) {
      write(g, title, width / 2.0, 1.7 * letter, 0.5, font(1.15 * letter, Font.BOLD));
    }
    paintLabels(g, left, top, w, h);
    paintBar(g, left + 0.2 * w, top + h + 1.5 * letter, 0.6 * w);
  }

  /**
   * The map as a raster of the device's own pixels, each the mean of 3 × 3 samples; at least two a
   * CSS pixel where the device has none, as in SVG.
   */
  private void paintPixels(Graphics2D g, double left, double top, double w, double h) {
    boolean screen = g.getClass().getName().startsWith("sun.");
    double scale = Math.max(screen ? 0.1 : 2, g.getTransform().getScaleX());
    int c0 = (int) Math.floor(left * scale);
    int r0 = (int) Math.floor(top * scale);
    int columns = (int) Math.ceil((left + w) * scale) - c0;
    int rows = (int) Math.ceil((top + h) * scale) - r0;
    BufferedImage raster = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
    int[] line = new int[columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double x = ((c0 + c) / scale - left) / (w / 2) - 1;
        double y = 1 - ((r0 + r) / scale - top) / (h / 2);
        line[c] = sample(x, y, 2 / (scale * w), 2 / (scale * h));
      }
      raster.setRGB(0, r, columns, 1, line, 0, columns);
    }
    AffineTransform place = AffineTransform.getScaleInstance(1 / scale, 1 / scale);
    place.translate(c0, r0);
    g.drawImage(raster, place, null);
  }

  /**
   * The colour of a device pixel from its upper left corner and size, alpha its part in the sky.
   */
  private int sample(double left, double top, double w, double h) {
    Healpix grid = map.grid();
    double[] n = new double[3];
    int red = 0;
    int green = 0;
    int blue = 0;
    int seen = 0;
    for (int s = 0; s < 9; s++) {
      double x = left + (s % 3 + 0.5) / 3 * w;
      double y = top - (s / 3 + 0.5) / 3 * h;
      if (Mollweide.direction(x, y, n)) {
        int colour = SkyColours.of(map.at(grid.pixel(n[0], n[1], n[2])) / limit);
        red += colour >> 16 & 0xFF;
        green += colour >> 8 & 0xFF;
        blue += colour & 0xFF;
        seen++;
      }
    }
    return seen == 0
        ? 0
        : (255 * seen / 9) << 24 | (red / seen) << 16 | (green / seen) << 8 | blue / seen;
  }

  private static void paintGraticule(Graphics2D g, double left, double top, double w, double h) {
    g.setColor(GRID);
    g.setStroke(new BasicStroke(0.7f));
    for (int dec = -60; dec <= 60; dec += 30) {
      double y = Mollweide.y(Math.toRadians(dec));
      double half = Math.sqrt(1 - y * y) * w / 2;
      double at = top + (1 - y) * h / 2;
      g.draw(new Line2D.Double(left + w / 2 - half, at, left + w / 2 + half, at));
    }
    for (int ra = 60; ra < 360; ra += 60) {
      Path2D meridian = new Path2D.Double();
      for (int i = -90; i <= 90; i++) {
        double y = Math.sin(Math.toRadians(i));
        double x = Mollweide.x(Math.toRadians(ra), y);
        double px = left + (1 + x) * w / 2;
        double py = top + (1 - y) * h / 2;
        if (i == -90) {
          meridian.moveTo(px, py);
        } else {
          meridian.lineTo(px, py);
        }
      }
      g.draw(meridian);
    }
  }

  private void paintLabels(Graphics2D g, double left, double top, double w, double h) {
    double letter = letter();
    Font font = font(0.92 * letter, Font.PLAIN);
    double middle = top + h / 2 + 0.33 * letter;
    write(g, "360°", left - 0.35 * letter, middle, 1, font);
    write(g, "0°", left + w + 0.35 * letter, middle, 0, font);
    for (int ra = 60; ra < 360; ra += 60) {
      double x = left + (1 + Mollweide.x(Math.toRadians(ra), 0)) * w / 2;
      halo(g, ra + "°", x, top + h / 2 + 1.05 * letter, font);
    }
    for (int dec = -60; dec <= 60; dec += 30) {
      if (dec != 0) {
        double y = Mollweide.y(Math.toRadians(dec));
        double x = left + (1 - Math.sqrt(1 - y * y)) * w / 2;
        double baseline = top + (1 - y) * h / 2 + (dec > 0 ? 0 : 0.66) * letter;
        String sign = dec < 0 ? "−" : "+";
        write(g, sign + Math.abs(dec) + "°", x - 0.4 * letter, baseline, 1, font);
      }
    }
  }

  private void paintBar(Graphics2D g, double left, double top, double w) {
    double letter = letter();
    double h = 0.75 * letter;
    int cells = 256;
    BufferedImage bar = new BufferedImage(cells, 1, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < cells; i++) {
      bar.setRGB(i, 0, SkyColours.of(2 * (i + 0.5) / cells - 1));
    }
    AffineTransform place = AffineTransform.getTranslateInstance(left, top);
    place.scale(w / cells, h);
    g.drawImage(bar, place, null);
    g.setColor(INK);
    g.setStroke(new BasicStroke(0.8f));
    g.draw(new Rectangle2D.Double(left, top, w, h));
    Font font = font(0.92 * letter, Font.PLAIN);
    int power = SkyScale.power(limit);
    double unitSize = Math.pow(10, power);
    for (int i = -2; i <= 2; i++) {
      double x = left + (1 + i / 2.0) * w / 2;
      g.draw(new Line2D.Double(x, top + h, x, top + h + 0.3 * letter));
      write(g, SkyScale.label(limit / unitSize * i / 2), x, top + h + 1.25 * letter, 0.5, font);
    }
    String text = unit + SkyScale.factor(power, unit.isEmpty());
    write(g, text, left + w / 2, top + h + 2.55 * letter, 0.5, font(letter, Font.PLAIN));
  }

  private static Font font(double size, int style) {
    return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
  }

  /** Writes text so that the part {@code before} of its width stands left of x. */
  private static void write(
      Graphics2D g, String text, double x, double y, double before, Font font) {
    if (text.isEmpty()) {
      return;
    }
    g.setColor(INK);
    g.setFont(font);
    double w = font.getStringBounds(text, g.getFontRenderContext()).getWidth();
    g.drawString(text, (float) (x - before * w), (float) y);
  }

  /** Text over the map, on a light edge of its own. */
  private static void halo(Graphics2D g, String text, double x, double y, Font font) {
    TextLayout layout = new TextLayout(text, font, g.getFontRenderContext());
    double w = layout.getAdvance();
    AffineTransform place = AffineTransform.getTranslateInstance(x - w / 2, y);
    g.setColor(new Color(255, 255, 255, 200));
    g.setStroke(
        new BasicStroke(font.getSize2D() / 4.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(layout.getOutline(place));
    write(g, text, x, y, 0.5, font);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "sky%s: nside %d, ±%.3g %s",
        title.isEmpty() ? "" : " \"" + title + "\"",
        map.nside(),
        limit,
        unit);
  }
}
