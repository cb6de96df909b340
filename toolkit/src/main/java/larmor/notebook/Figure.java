package larmor.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * A picture of a logical size in CSS pixels that can paint itself at any scale: a chart, the sky.
 * Shown in a notebook as a PNG of twice the resolution.
 */
public interface Figure {
  /** In CSS pixels. */
  int width();

  /** In CSS pixels. */
  int height();

  /**
   * Paints the whole picture, background included, into the rectangle from (0, 0) to (width,
   * height) of the graphics' own coordinates; a scale is already set on {@code g}.
   *
   * @param g modified
   */
  void paint(Graphics2D g);

  /**
   * The picture in pixels, {@code scale} of them to each CSS pixel.
   *
   * @throws IllegalArgumentException if the scale is outside 0.1 to 8
   */
  default BufferedImage image(double scale) {
    if (!(scale >= 0.1 && scale <= 8)) {
      throw new IllegalArgumentException(
          "scale " + scale + " is outside 0.1 to 8: 2 is sharp on every screen");
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
   * Writes {@code name.png}, twice the resolution, and {@code name.svg} to the notebooks' folder of
   * figures and returns this figure, so that a cell that ends in it shows it too.
   *
   * @param name a file name without ending
   * @throws IllegalArgumentException if the name has other characters than letters, digits, . _ -
   * @throws java.io.UncheckedIOException if the files cannot be written
   */
  default Figure save(String name) {
    FigureFiles.write(this, ProjectFolders.build().resolve("figures"), name);
    return this;
  }
}
