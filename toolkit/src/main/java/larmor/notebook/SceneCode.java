package larmor.notebook;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The HTML of scenes: their data as JSON, and the JavaScript that draws and turns them. */
final class SceneCode {
  /** Largest value of a coordinate in the data, for the value 1. */
  private static final double FULL = 32000;

  private static final String SCRIPT = script();

  private SceneCode() {}

  private static String script() {
    try (InputStream in = SceneCode.class.getResourceAsStream("scene.js")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return all.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("/**"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns an element that shows a scene.
   *
   * @param scene what scene.js draws
   * @param width largest width [CSS pixels]
   * @return an HTML element that needs nothing else
   */
  static String html(Map<String, Object> scene, int width) {
    return "<div class=\"larmor-scene\" style=\"max-width:"
        + width
        + "px;background:#fff\"><p class=\"still\">"
        + HtmlTable.escape(String.valueOf(scene.get("label")))
        + ": run this cell to see it.</p><script>"
        + SCRIPT
        + "(document.currentScript.parentElement,"
        + json(scene)
        + ")</script></div>";
  }

  /** Returns numbers from −1 to 1 as bytes of 16-bit integers in base 64; others are clipped. */
  static String numbers(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double v : values) {
      bytes.putShort((short) Math.round(FULL * Math.max(-1.02, Math.min(1.02, v))));
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** Returns an image as the address of a PNG that contains it. */
  static String address(BufferedImage image) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(Rendering.png(image));
  }

  /** Returns a colour in the terms of CSS. */
  static String css(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb & 0xFFFFFF);
  }

  /** Returns a value in JSON that may stand inside a script element. */
  static String json(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> json(String.valueOf(e.getKey())) + ":" + json(e.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(SceneCode::json).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Number) {
      return value.toString();
    }
    StringBuilder text = new StringBuilder("\"");
    for (char c : String.valueOf(value).toCharArray()) {
      if (c < ' ' || c == '"' || c == '\\' || c == '<' || c == '\u2028' || c == '\u2029') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
