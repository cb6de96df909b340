package larmor.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import larmor.numeric.Given;
import larmor.sky.SkyMap;
import tech.tablesaw.api.Table;

/**
 * A picture that can be painted at any resolution, such as a plot, a sky map or a picture of a
 * cube. Its size is in CSS pixels; a notebook shows it as a PNG with two pixels to each CSS pixel
 * in either direction.
 */
public interface Figure {
  /**
   * Returns the width of the picture.
   *
   * @return the width in CSS pixels
   */
  int width();

  /**
   * Returns the height of the picture.
   *
   * @return the height in CSS pixels
   */
  int height();

  /**
   * Paints the picture with its background into the rectangle from (0, 0) to (width, height) in the
   * coordinates of {@code g}. The caller sets the scale of {@code g} beforehand.
   *
   * @param g graphics to paint on; its colour, font and stroke are changed
   */
  void paint(Graphics2D g);

  /**
   * Paints the picture into an image.
   *
   * @param scale number of pixels along each CSS pixel, 0.1 to 8
   * @return an image of scale × width by scale × height pixels
   * @throws IllegalArgumentException if the scale is outside 0.1 to 8
   */
  default BufferedImage image(double scale) {
    if (!(scale >= 0.1 && scale <= 8)) {
      throw new IllegalArgumentException(
          "scale "
              + scale
              + " is outside 0.1 to 8: use 2 for screens with two pixels to a CSS pixel");
    }
    int w = (int) Math.round(width() * scale);
    int h = (int) Math.round(height() * scale);
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.scale((double) w / width(), (double) h / height());
      paint(g);
    } finally {
      g.dispose();
    }
    return image;
  }

  /**
   * Returns a value as a figure.
   *
   * @param value a figure or a chart of XChart
   * @return the figure
   * @throws IllegalArgumentException if it is neither
   */
  static Figure of(Object value) {
    Given.require(value, "the picture", "a Plot");
    if (value instanceof Figure figure) {
      return figure;
    }
    return ChartFigure.of(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a value of type "
                        + value.getClass().getSimpleName()
                        + " is not a picture: give a Plot, a SkyPicture, another Figure or a chart"
                        + " of XChart"));
  }

  /**
   * Returns the numbers that the picture shows as a table with one row for each point, pixel or
   * cell. The names of the columns are the titles of the axes with their units.
   *
   * @return the table, a new one at each call; without columns if the picture shows no numbers
   */
  default Table data() {
    return Table.create(toString());
  }

  /**
   * Returns the sky maps that the picture shows.
   *
   * @return the maps by their titles, in the order of the picture; empty if it shows no sky
   */
  default Map<String, SkyMap> maps() {
    return Map.of();
  }

  /**
   * Returns the picture as a PNG file with two pixels to each CSS pixel.
   *
   * @return the bytes of the file
   */
  default byte[] png() {
    return Rendering.png(image(2));
  }

  /**
   * Writes the picture to {@code name.png}, with two pixels to each CSS pixel, and {@code
   * name.svg}, and the numbers that it shows to {@code name.csv}, in the folder
   * notebooks/build/figures of the project. The sky maps of a picture are also written to {@code
   * name.fits}, which healpy reads. Outside a project, use {@link #write}. A cell that ends with
   * this call also shows the picture.
   *
   * @param name a file name without ending
   * @return this figure
   * @throws IllegalArgumentException if the name has other characters than letters, digits, . _ -
   * @throws IllegalStateException if neither the working directory nor a folder above it is the
   *     project, and LARMOR_HOME does not name it
   * @throws java.io.UncheckedIOException if the files cannot be written
   */
  default Figure save(String name) {
    FigureFiles.write(this, ProjectFolders.build().resolve("figures"), name);
    return this;
  }

  /**
   * Writes the picture or its numbers to a file in any folder. The file is a PNG with two pixels to
   * each CSS pixel if its name ends with .png, an SVG if its name ends with .svg, and the table
   * {@link #data} if its name ends with .csv.
   *
   * @param file the file, replaced if it exists; its folder must exist
   * @return this figure
   * @throws IllegalArgumentException if the name of the file ends with none of .png, .svg and .csv,
   *     or the picture shows no numbers for a .csv file
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  default Figure write(Path file) {
    FigureFiles.write(this, file);
    return this;
  }
}
