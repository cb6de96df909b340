package larmor.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * What a kernel sends to the page for a value.
 *
 * @param type MIME type of the rich view, text/plain if there is only text
 * @param data the rich view; a PNG in base 64
 * @param text the view in plain text
 * @param width of a picture in CSS pixels, else 0
 * @param height of a picture in CSS pixels, else 0
 */
public record Rendering(String type, String data, String text, int width, int height) {
  /** Types that have a rich view: pictures first. */
  static final List<Class<?>> PICTURES = List.of(Figure.class, Chart.class);

  static final List<Class<?>> PAGES = List.of(HtmlView.class, Table.class);

  private static final double SHARP = 2;

  /** Of any value; one without a rich view as its own text. */
  public static Rendering of(Object value) {
    if (value instanceof Figure figure) {
      return picture(figure);
    }
    if (value instanceof Chart<?, ?> chart) {
      return picture(ChartFigure.of(chart));
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

  /** As {@link #of}, but an exception or error becomes the text: a kernel must not see one. */
  static Rendering orText(Object value) {
    try {
      return of(value);
    } catch (Throwable e) {
      String text = value.getClass().getSimpleName() + " cannot be shown: " + e;
      return new Rendering("text/plain", text, text, 0, 0);
    }
  }

  boolean isPicture() {
    return type.equals("image/png");
  }

  /** Tells the page to show a picture at its logical size. */
  Map<String, Integer> metadata() {
    return Map.of("width", width, "height", height);
  }

  private static Rendering picture(Figure figure) {
    String png = Base64.getEncoder().encodeToString(png(figure.image(SHARP)));
    return new Rendering("image/png", png, figure.toString(), figure.width(), figure.height());
  }

  private static Rendering page(HtmlView view) {
    return new Rendering("text/html", view.html(), view.toString(), 0, 0);
  }

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
