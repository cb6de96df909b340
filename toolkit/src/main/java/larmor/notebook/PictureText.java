package larmor.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;

/**
 * Methods that write text into the pictures of skies and cubes. Subscripts and superscripts are
 * typeset as {@link Formula} describes.
 */
final class PictureText {
  private PictureText() {}

  /** Returns the sans-serif font of a size in CSS pixels and a style of {@link Font}. */
  static Font font(double size, int style) {
    return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
  }

  /**
   * Writes a text at a point.
   *
   * @param alignment the fraction of the text's width that lies left of {@code x}: 0 for
   *     left-aligned, 0.5 for centred, 1 for right-aligned text
   * @param y ordinate of the base line
   */
  static void write(
      Graphics2D g, String text, double x, double y, double alignment, Font font, Color ink) {
    if (text.isEmpty()) {
      return;
    }
    g.setColor(ink);
    g.setFont(font);
    Formula formula = Formula.of(text);
    if (formula.hasScripts()) {
      formula.draw(g, font, x - alignment * formula.width(font), y);
      return;
    }
    double width = font.getStringBounds(text, g.getFontRenderContext()).getWidth();
    g.drawString(text, (float) (x - alignment * width), (float) y);
  }

  /** Writes a centred text over a map, with an outline in the colour of the background. */
  static void overMap(Graphics2D g, String text, double x, double y, Font font, SkyTheme theme) {
    TextLayout layout = new TextLayout(text, font, g.getFontRenderContext());
    AffineTransform place = AffineTransform.getTranslateInstance(x - layout.getAdvance() / 2, y);
    g.setColor(theme.halo());
    g.setStroke(
        new BasicStroke(font.getSize2D() / 4.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(layout.getOutline(place));
    write(g, text, x, y, 0.5, font, theme.ink());
  }
}
