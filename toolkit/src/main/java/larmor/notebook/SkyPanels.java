package larmor.notebook;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import larmor.liouville.WeightedSky;
import larmor.numeric.Given;
import larmor.sky.SkyMap;
import larmor.units.Units;
import tech.tablesaw.api.Table;

/**
 * A figure of several sky pictures in rows and columns, as in Figures 2 to 4 of the paper. Each
 * picture is centred in its column. Immutable.
 */
public final class SkyPanels implements Figure {
  /** Width of one sky [CSS pixels]: two of them fit the cell of a notebook on a small screen. */
  private static final int WIDTH = 520;

  /** Smallest nside at which smoothed maps are evaluated: its pixels are too small to be seen. */
  private static final int FINE = 64;

  private final int columns;
  private final List<SkyPicture> pictures;

  private SkyPanels(int columns, List<SkyPicture> pictures) {
    this.columns = columns;
    this.pictures = pictures;
  }

  /**
   * Arranges pictures in rows and columns. The size and the colour scale of each picture do not
   * change.
   *
   * @param columns number of columns, at least 1
   * @param pictures one or more pictures, row by row from the upper left
   * @return the panels
   * @throws IllegalArgumentException if there is no column or no picture
   */
  public static SkyPanels of(int columns, SkyPicture... pictures) {
    Given.requireEach(pictures, "the list of pictures", "SkyPicture.of(map)");
    if (columns < 1 || pictures.length == 0) {
      throw new IllegalArgumentException(
          pictures.length
              + " pictures in "
              + columns
              + " columns cannot be arranged: give at least one picture and one column");
    }
    return new SkyPanels(Math.min(columns, pictures.length), List.of(pictures));
  }

  /**
   * Returns pictures of smoothed skies in two columns with a common colour scale. The title of each
   * picture is the radius of the sky's sphere, such as "R = 60 pc". Smoothed maps are evaluated at
   * nside 64 at least.
   *
   * @param skies one or more skies
   * @param sigma standard deviation of the Gaussian that smooths the maps [rad]; 0 to show their
   *     pixels
   * @return the panels
   * @throws IllegalArgumentException if there is no sky
   * @throws IllegalStateException if a pixel of a map is empty
   */
  public static SkyPanels of(List<WeightedSky> skies, double sigma) {
    Given.requireEach(skies, "the list of skies", "Liouville.paper().skies(ensemble, 60 * pc)");
    List<String> titles =
        skies.stream()
            .map(s -> "R = " + NumberFormatting.rounded(s.radius() / Units.pc) + " pc")
            .toList();
    return of(skies, titles, sigma);
  }

  /**
   * Returns pictures of smoothed skies with given titles, in two columns with a common colour
   * scale. Smoothed maps are evaluated at nside 64 at least.
   *
   * @param skies one or more skies
   * @param titles one title for each sky
   * @param sigma standard deviation of the Gaussian that smooths the maps [rad]; 0 to show their
   *     pixels
   * @return the panels
   * @throws IllegalArgumentException if there is no sky or the numbers of titles and skies differ
   * @throws IllegalStateException if a pixel of a map is empty
   */
  public static SkyPanels of(List<WeightedSky> skies, List<String> titles, double sigma) {
    Given.requireEach(skies, "the list of skies", "Liouville.paper().skies(ensemble, 60 * pc)");
    Given.requireEach(titles, "the list of titles", "List.of(\"R = 60 pc\")");
    if (skies.size() != titles.size()) {
      throw new IllegalArgumentException(
          titles.size() + " titles for " + skies.size() + " skies: give one title for each sky");
    }
    List<SkyPicture> smoothed =
        skies.stream().map(s -> SkyPicture.of(fine(s.map(), sigma)).withWidth(WIDTH)).toList();
    double limit = smoothed.stream().mapToDouble(SkyPicture::colourLimit).max().orElse(1);
    SkyPicture[] pictures =
        IntStream.range(0, skies.size())
            .mapToObj(i -> smoothed.get(i).withTitle(titles.get(i)).withColourLimit(limit))
            .toArray(SkyPicture[]::new);
    return of(2, pictures);
  }

  private static SkyMap fine(SkyMap map, double sigma) {
    return sigma == 0 ? map : map.smoothed(sigma, Math.max(FINE, map.nside()));
  }

  /**
   * Returns these panels with a colour scale of its own for each picture, which ends at the 99th
   * percentile of the absolute values of its map.
   *
   * @return new panels
   */
  public SkyPanels withOwnColourScales() {
    List<SkyPicture> own =
        pictures.stream()
            .map(p -> p.withColourLimit(SkyPicture.of(p.map()).colourLimit()))
            .toList();
    return new SkyPanels(columns, own);
  }

  List<SkyPicture> pictures() {
    return pictures;
  }

  /** Returns the unit of all pictures, or an empty text if they differ. */
  private String unit() {
    String first = pictures.get(0).unit();
    return pictures.stream().allMatch(p -> p.unit().equals(first)) ? first : "";
  }

  private int rows() {
    return (pictures.size() + columns - 1) / columns;
  }

  private int columnWidth(int column) {
    int width = 0;
    for (int i = column; i < pictures.size(); i += columns) {
      width = Math.max(width, pictures.get(i).width());
    }
    return width;
  }

  private int rowHeight(int row) {
    int height = 0;
    for (int i = row * columns; i < Math.min(pictures.size(), (row + 1) * columns); i++) {
      height = Math.max(height, pictures.get(i).height());
    }
    return height;
  }

  /** Returns the maps with one row for each pixel, and the position of the pixel's centre. */
  @Override
  public Table data() {
    return SkyData.table(toString(), maps(), unit());
  }

  @Override
  public Map<String, SkyMap> maps() {
    return SkyData.maps(pictures);
  }

  @Override
  public int width() {
    return IntStream.range(0, columns).map(this::columnWidth).sum();
  }

  @Override
  public int height() {
    return IntStream.range(0, rows()).map(this::rowHeight).sum();
  }

  @Override
  public void paint(Graphics2D g) {
    g.setColor(pictures.get(0).theme().background());
    g.fill(new Rectangle2D.Double(0, 0, width(), height()));
    int y = 0;
    for (int r = 0; r < rows(); r++) {
      int x = 0;
      for (int c = 0; c < columns && r * columns + c < pictures.size(); c++) {
        SkyPicture picture = pictures.get(r * columns + c);
        AffineTransform before = g.getTransform();
        g.translate(
            x + (columnWidth(c) - picture.width()) / 2, y + (rowHeight(r) - picture.height()));
        picture.paint(g);
        g.setTransform(before);
        x += columnWidth(c);
      }
      y += rowHeight(r);
    }
  }

  @Override
  public String toString() {
    return pictures.size() + " skies in " + columns + " columns, the first " + pictures.get(0);
  }
}
