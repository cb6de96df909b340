package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import larmor.sky.SkyMap;
import tech.tablesaw.api.Table;

/**
 * A sky map on a globe that the reader turns with the mouse, a finger or the arrow keys, seen from
 * inside as the sky is: right ascension grows to the left. The page needs no network. Files and
 * pages without JavaScript show half of the sky. Immutable.
 */
public final class SkyGlobe implements InteractiveFigure {
  private static final int WIDTH = 560;
  private static final int COLUMNS = 720;

  /** Radius of the dot of a mark [CSS pixels]. */
  private static final double DOT = 4;

  /** A named direction. */
  private record Mark(String name, double rightAscension, double declination) {}

  private final SkyPicture picture;
  private final double rightAscension;
  private final double declination;
  private final List<Mark> marks;

  private SkyGlobe(
      SkyPicture picture, double rightAscension, double declination, List<Mark> marks) {
    this.picture = picture.withWidth(WIDTH).withOrthographic(rightAscension, declination);
    this.rightAscension = rightAscension;
    this.declination = declination;
    this.marks = marks;
  }

  /**
   * Returns a globe of a map.
   *
   * @param map the map, in equatorial coordinates
   * @return the globe, its centre at first at right ascension 180°, declination 0
   */
  public static SkyGlobe of(SkyMap map) {
    return of(SkyPicture.of(map));
  }

  /**
   * Returns a globe with the map, the title, the unit and the scale of colours of a picture.
   *
   * @param picture any picture of a sky
   * @return the globe, its centre at first at right ascension 180°, declination 0
   */
  public static SkyGlobe of(SkyPicture picture) {
    Given.require(picture, "the picture", "SkyPicture.of(map)");
    return new SkyGlobe(picture, Math.PI, 0, List.of());
  }

  /**
   * Returns this globe with another direction in its centre at first.
   *
   * @param ra right ascension, 0 to 2π [rad]
   * @param dec declination, −π/2 to π/2 [rad]
   * @return a new globe
   * @throws IllegalArgumentException if an angle is out of range
   */
  public SkyGlobe withCentre(double ra, double dec) {
    return new SkyGlobe(picture, ra, dec, marks);
  }

  /**
   * Returns this globe with a dot and a name at a direction.
   *
   * @param name of the direction
   * @param direction in equatorial coordinates, of any length but zero
   * @return a new globe
   */
  public SkyGlobe withMark(String name, Vec3 direction) {
    Given.require(name, "the name of the mark", "\"mean field\"");
    Given.require(direction, "the direction", "Vec3.X");
    List<Mark> more = new ArrayList<>(marks);
    Vec3 n = direction.unit();
    more.add(new Mark(name, Math.atan2(n.y(), n.x()), Math.asin(n.z())));
    return new SkyGlobe(picture, rightAscension, declination, List.copyOf(more));
  }

  /**
   * Returns the globe as HTML that can be turned.
   *
   * @return one element, which contains all it needs
   */
  public String html() {
    Map<String, Object> scene = new LinkedHashMap<>();
    scene.put("label", toString());
    scene.put("title", picture.title());
    scene.put("turn", rightAscension);
    scene.put("tilt", declination);
    scene.put(
        "globe",
        Map.of(
            "image",
            SceneCode.address(sheet()),
            "marks",
            marks.stream()
                .map(m -> Map.of("name", m.name, "ra", m.rightAscension, "dec", m.declination))
                .toList()));
    scene.put("bar", bar());
    return SceneCode.html(scene, WIDTH);
  }

  private Map<String, Object> bar() {
    boolean dark = picture.theme().dark();
    String limit = String.format(Locale.ROOT, "%.3g", picture.colourLimit());
    return Map.of(
        "name",
        picture.unit(),
        "low",
        "−" + limit,
        "high",
        "+" + limit,
        "colours",
        IntStream.range(0, 40)
            .mapToObj(i -> SceneCode.css(SkyColours.of(2 * (i + 0.5) / 40 - 1, dark)))
            .toList());
  }

  /** Returns the map in plate carrée: right ascension to the right, north at the top. */
  private BufferedImage sheet() {
    SkyMap map = picture.map();
    Healpix grid = map.grid();
    int rows = COLUMNS / 2;
    BufferedImage sheet = new BufferedImage(COLUMNS, rows, BufferedImage.TYPE_INT_RGB);
    for (int r = 0; r < rows; r++) {
      double z = Math.cos((r + 0.5) * Math.PI / rows);
      for (int c = 0; c < COLUMNS; c++) {
        double value = map.at(grid.pixelAt(z, (c + 0.5) * 2 * Math.PI / COLUMNS));
        sheet.setRGB(c, r, SkyColours.of(value / picture.colourLimit(), picture.theme().dark()));
      }
    }
    return sheet;
  }

  @Override
  public Map<String, Object> interactiveForms() {
    return Map.of("text/html", html());
  }

  /** Returns the maps with one row for each pixel, and the position of the pixel's centre. */
  @Override
  public Table data() {
    return SkyData.table(toString(), maps(), picture.unit());
  }

  @Override
  public Map<String, SkyMap> maps() {
    return SkyData.maps(List.of(picture));
  }

  @Override
  public int width() {
    return picture.width();
  }

  @Override
  public int height() {
    return picture.height();
  }

  @Override
  public void paint(Graphics2D g) {
    picture.paint(g);
    SkyArea area = picture.area();
    Font font = PictureText.font(13, Font.BOLD);
    double[] p = new double[2];
    for (Mark mark : marks) {
      if (picture.projection().toPlane(mark.rightAscension, mark.declination, p)) {
        double x = area.px(p[0]);
        double y = area.py(p[1]);
        Shape dot = new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
        g.setColor(picture.theme().ink());
        g.fill(dot);
        g.setColor(picture.theme().halo());
        g.setStroke(new BasicStroke(1.2f));
        g.draw(dot);
        PictureText.overMap(g, mark.name, x, y - 2 * DOT, font, picture.theme());
      }
    }
  }

  @Override
  public String toString() {
    return "globe, " + picture;
  }
}
