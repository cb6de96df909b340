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
 * Text with subscripts and superscripts, such as C_ℓ, r_L and k^(−5/3). The word after a single
 * letter and an underscore becomes a subscript; the number in brackets after a caret becomes a
 * superscript. A longer name that contains an underscore, such as the name of a file, is not
 * changed.
 */
final class Formula {
  private static final Pattern SCRIPTS =
      Pattern.compile(
          "(?<![\\p{L}\\p{Nd}_])(\\p{L}\\p{M}*)_([\\p{L}\\p{Nd}∥⊥]+)|\\^\\(([−+\\d./]+)\\)");
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final float SCRIPT_SIZE = 0.72f;
  private static final double SUBSCRIPT_SHIFT = 0.22;
  private static final double SUPERSCRIPT_SHIFT = -0.38;

  /**
   * A part of the text that is set at one height.
   *
   * @param shift distance of the part below the base line, in font sizes; 0 for text on the base
   *     line
   */
  record Piece(String text, double shift) {}

  private final List<Piece> pieces = new ArrayList<>();

  private Formula() {}

  /** Splits a text into plain parts, subscripts and superscripts. */
  static Formula of(String text) {
    Formula formula = new Formula();
    Matcher m = SCRIPTS.matcher(text);
    int from = 0;
    while (m.find()) {
      boolean index = m.group(2) != null;
      formula.add(text.substring(from, index ? m.end(1) : m.start()), 0);
      formula.add(index ? m.group(2) : m.group(3), index ? SUBSCRIPT_SHIFT : SUPERSCRIPT_SHIFT);
      from = m.end();
    }
    formula.add(text.substring(from), 0);
    return formula;
  }

  private void add(String text, double shift) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, shift));
    }
  }

  /**
   * Returns a text in HTML with its subscripts and superscripts marked up.
   *
   * @param escaped text in which special characters of HTML are escaped
   */
  static String html(String escaped) {
    return SCRIPTS
        .matcher(escaped)
        .replaceAll(m -> m.group(2) == null ? "<sup>$3</sup>" : "$1<sub>$2</sub>");
  }

  /** Returns the width of the text in a font, in CSS pixels. */
  double width(Font font) {
    return pieces.stream().mapToDouble(p -> layout(p, font).getAdvance()).sum();
  }

  /**
   * Draws the text as outlines, in the colour of {@code g}.
   *
   * @param x left end
   * @param y base line
   */
  void draw(Graphics2D g, Font font, double x, double y) {
    double at = x;
    for (Piece piece : pieces) {
      TextLayout layout = layout(piece, font);
      double line = y + piece.shift() * font.getSize2D();
      Shape outline = layout.getOutline(AffineTransform.getTranslateInstance(at, line));
      g.fill(outline);
      at += layout.getAdvance();
    }
  }

  private static TextLayout layout(Piece piece, Font font) {
    Font own = piece.shift() == 0 ? font : font.deriveFont(SCRIPT_SIZE * font.getSize2D());
    return new TextLayout(piece.text(), own, CONTEXT);
  }

  @Override
  public String toString() {
    return pieces.toString();
  }
}
