package larmor.notebook;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with subscripts and superscripts, such as C_ℓ, r_L and k^(−5/3). The word after a single
 * letter and an underscore becomes a subscript; the number in brackets after a caret becomes a
 * superscript. A number such as 1.4e-06 becomes a number times a power of ten. A longer name that
 * contains an underscore, such as the name of a file, is not changed.
 */
final class Formula {
  private static final Pattern SCRIPTS =
      Pattern.compile(
          "(?<![\\p{L}\\p{Nd}_])(\\p{L}\\p{M}*)_([\\p{L}\\p{Nd}∥⊥]+)|\\^\\(([−+\\d./]+)\\)");
  private static final Pattern POWERS =
      Pattern.compile("(?<=\\d)[eE]([-−+]?)0*(\\d+)(?![\\p{L}\\d.])");
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
  static Formula of(String given) {
    Formula formula = new Formula();
    String text = POWERS.matcher(given).replaceAll(m -> "·10^(" + sign(m) + m.group(2) + ")");
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

  private static String sign(MatchResult number) {
    return number.group(1).matches("[-−]") ? "−" : "";
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

  /** Returns whether the text has a subscript or a superscript. */
  boolean hasScripts() {
    return pieces.stream().anyMatch(p -> p.shift() != 0);
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
