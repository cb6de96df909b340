package larmor.notebook;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with indices and exponents, such as C_ℓ, r_L and k^(−5/3). An underscore after a single
 * letter sets the word behind it low, a caret the number in brackets behind it high. Names of more
 * letters, a file's for instance, stay as they are.
 */
final class Formula {
  private static final Pattern RAISED =
      Pattern.compile(
          "(?<![\\p{L}\\p{Nd}_])(\\p{L}\\p{M}*)_([\\p{L}\\p{Nd}∥⊥]+)|\\^\\(([−+\\d./]+)\\)");
  private static final FontRenderContext PAGE = new FontRenderContext(null, true, true);
  private static final float SMALL = 0.72f;
  private static final double LOW = 0.22;
  private static final double HIGH = -0.38;

  /**
   * @param height below the line in font sizes, 0 for the text itself
   */
  record Run(String text, double height) {}

  private final List<Run> runs = new ArrayList<>();

  private Formula() {}

  static Formula of(String text) {
    Formula formula = new Formula();
    Matcher m = RAISED.matcher(text);
    int from = 0;
    while (m.find()) {
      boolean index = m.group(2) != null;
      formula.add(text.substring(from, index ? m.end(1) : m.start()), 0);
      formula.add(index ? m.group(2) : m.group(3), index ? LOW : HIGH);
      from = m.end();
    }
    formula.add(text.substring(from), 0);
    return formula;
  }

  private void add(String text, double height) {
    if (!text.isEmpty()) {
      runs.add(new Run(text, height));
    }
  }

  /**
   * The same in HTML.
   *
   * @param page escaped text
   */
  static String html(String page) {
    return RAISED
        .matcher(page)
        .replaceAll(m -> m.group(2) == null ? "<sup>$3</sup>" : "$1<sub>$2</sub>");
  }

  /** In CSS pixels. */
  double width(Font font) {
    return runs.stream().mapToDouble(r -> layout(r, font).getAdvance()).sum();
  }

  /**
   * Draws it as outlines, in the colour of {@code g}.
   *
   * @param x left end
   * @param y line the letters stand on
   */
  void draw(Graphics2D g, Font font, double x, double y) {
    double at = x;
    for (Run run : runs) {
      TextLayout layout = layout(run, font);
      double line = y + run.height() * font.getSize2D();
      Shape outline = layout.getOutline(AffineTransform.getTranslateInstance(at, line));
      g.fill(outline);
      at += layout.getAdvance();
    }
  }

  private static TextLayout layout(Run run, Font font) {
    Font own = run.height() == 0 ? font : font.deriveFont(SMALL * font.getSize2D());
    return new TextLayout(run.text(), own, PAGE);
  }

  @Override
  public String toString() {
    return runs.toString();
  }
}
