package larmor.notebook;

/**
 * The colours of sky maps: blue for a deficit, near-white for zero, red for an excess. Both scales
 * are straight lines in CIELAB to colours of equal lightness, so that equal steps look equal and
 * neither sign looks stronger, also to readers who confuse red with green. On a dark background the
 * scale goes from light blue through near-black to light orange in the same way.
 */
final class SkyColours {
  /** Colour of a pixel without a value. */
  static final int EMPTY = 0xC4C4C4;

  private static final int EMPTY_DARK = 0x4A4C50;

  private static final int STEPS = 512;
  private static final double[] DEFICIT = {36, 14, -48};
  private static final double[] ZERO = {97, 0, 0};
  private static final double[] EXCESS = {36, 54, 30};
  private static final int[] LIGHT = table(DEFICIT, ZERO, EXCESS);
  private static final int[] LINES = table(DEFICIT, new double[] {60, 0, 0}, EXCESS);
  private static final int[] DARK =
      table(new double[] {78, -12, -38}, new double[] {14, 0, 0}, new double[] {78, 24, 58});

  private SkyColours() {}

  /**
   * Returns the colour of a value on a light background.
   *
   * @param t value from −1 to 1; values beyond take the colour of the nearer end
   * @return red, green and blue, one byte each
   */
  static int of(double t) {
    return of(t, false);
  }

  /**
   * Returns the colour of a line on a white background: grey for zero, so that the line is visible,
   * and the colours of a map at the ends.
   *
   * @param t value from −1 to 1; values beyond take the colour of the nearer end
   */
  static int ofLine(double t) {
    return LINES[(int) Math.round((Math.max(-1, Math.min(1, t)) + 1) / 2 * (2 * STEPS))];
  }

  /** Returns the colour of a value on a light or a dark background. */
  static int of(double t, boolean dark) {
    if (Double.isNaN(t)) {
      return dark ? EMPTY_DARK : EMPTY;
    }
    double clipped = Math.max(-1, Math.min(1, t));
    return (dark ? DARK : LIGHT)[(int) Math.round((clipped + 1) / 2 * (2 * STEPS))];
  }

  private static int[] table(double[] deficit, double[] zero, double[] excess) {
    int[] table = new int[2 * STEPS + 1];
    for (int i = 0; i < table.length; i++) {
      double t = (double) i / STEPS - 1;
      double[] end = t < 0 ? deficit : excess;
      double s = Math.abs(t);
      table[i] =
          rgb(
              zero[0] + s * (end[0] - zero[0]),
              zero[1] + s * (end[1] - zero[1]),
              zero[2] + s * (end[2] - zero[2]));
    }
    return table;
  }

  /** Converts CIE 1976 L*a*b* under D65 to sRGB (IEC 61966-2-1). */
  static int rgb(double lightness, double a, double b) {
    double fy = (lightness + 16) / 116;
    double x = 0.95047 * inverse(fy + a / 500);
    double y = inverse(fy);
    double z = 1.08883 * inverse(fy - b / 200);
    int red = channel(3.2404542 * x - 1.5371385 * y - 0.4985314 * z);
    int green = channel(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z);
    int blue = channel(0.0556434 * x - 0.2040259 * y + 1.0572252 * z);
    return red << 16 | green << 8 | blue;
  }

  private static double inverse(double f) {
    return f > 6.0 / 29 ? f * f * f : 3 * (6.0 / 29) * (6.0 / 29) * (f - 4.0 / 29);
  }

  private static int channel(double linear) {
    double c = Math.max(0, Math.min(1, linear));
    double s = c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * s);
  }
}
