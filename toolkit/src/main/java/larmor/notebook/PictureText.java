package larmor.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/** Methods that write text into the pictures of skies and cubes. */
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
    double width = font.getStringBounds(text, g.getFontRenderContext()).getWidth();
    g.drawString(text, (float) (x - alignment * width), (float) y);
  }
}
