package larmor.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import tech.tablesaw.api.Table;

/**
 * The representation of a value that a Java kernel sends to the notebook page: plain text, together
 * with a picture or HTML if the value has one.
 *
 * @param type MIME type of {@code data}: image/png, text/html or text/plain
 * @param data a PNG in base 64 for image/png, HTML for text/html, or {@code text} for text/plain
 * @param text the value in plain text
 * @param width width of a picture in CSS pixels; 0 for other types
 * @param height height of a picture in CSS pixels; 0 for other types
 */
public record Rendering(String type, String data, String text, int width, int height) {
  /** Types of values that are shown as a PNG. */
  static final List<Class<?>> PICTURES =
      Stream.concat(Stream.of(Figure.class), ChartFigure.types().stream()).toList();

  /** Types of values that are shown as HTML. */
  static final List<Class<?>> PAGES = List.of(HtmlView.class, Table.class);

  private static final double PIXELS_PER_CSS_PIXEL = 2;

  /**
   * Renders a value: a {@link Figure} or a chart of XChart as a PNG with two pixels to each CSS
   * pixel, an {@link HtmlView} or a tablesaw table as HTML, any other value as text.
   *
   * @param value any value, may be null
   * @return the representation of the value
   */
  public static Rendering of(Object value) {
    if (value instanceof Figure figure) {
      return picture(figure);
    }
    Optional<Figure> chart = ChartFigure.of(value);
    if (chart.isPresent()) {
      return picture(chart.get());
    }
    if (value instanceof Table table) {
      return page(new TableView(table));
    }
    if (value instanceof HtmlView view) {
      return page(view);
    }
    String text = String.valueOf(value);
    return new Rendering("text/plain", text, text, 0, 0);
  }

  /**
   * Renders a value as {@link #of} does, but turns an exception or error into text, because the
   * kernel stops when its renderer throws.
   */
  static Rendering orText(Object value) {
    try {
      return of(value);
    } catch (Throwable e) {
      String text = value.getClass().getSimpleName() + " cannot be shown: " + e;
      return new Rendering("text/plain", text, text, 0, 0);
    }
  }

  /**
   * Returns the forms of a figure in which the reader changes it; none if they cannot be made,
   * because the kernel stops when its renderer throws.
   */
  static Map<String, Object> interactiveForms(Object value) {
    try {
      return value instanceof InteractiveFigure figure ? figure.interactiveForms() : Map.of();
    } catch (Throwable e) {
      return Map.of("text/plain", value + " is shown as a picture, because " + e);
    }
  }

  boolean isPicture() {
    return type.equals("image/png");
  }

  /**
   * Returns the width and height in CSS pixels at which the notebook page shows a picture; empty
   * for other types.
   */
  Map<String, Integer> metadata() {
    return Map.of("width", width, "height", height);
  }

  private static Rendering picture(Figure figure) {
    String png = Base64.getEncoder().encodeToString(png(figure.image(PIXELS_PER_CSS_PIXEL)));
    return new Rendering("image/png", png, figure.toString(), figure.width(), figure.height());
  }

  private static Rendering page(HtmlView view) {
    return new Rendering("text/html", view.html(), view.toString(), 0, 0);
  }

  /** Encodes an image as PNG. */
  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return isPicture() ? type + " " + width + " × " + height : type + ": " + text;
  }
}
