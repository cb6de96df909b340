package larmor.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/** Text in the pictures of skies and cubes. */
final class PictureText {
  private PictureText() {}

  /** Returns the sans-serif font of a size in CSS pixels and a style of {@link Font}. */
  static Font font(double size, int style) {
    return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
  }

  /**
   * Writes a text.
   *
   * @param alignment the fraction of the width that lies left of {@code x}: 0 left-aligned, 0.5
   *     centred, 1 right-aligned
   * @param y base line
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
