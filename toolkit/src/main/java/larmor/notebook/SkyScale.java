package larmor.notebook;

import java.util.Locale;

/** Methods that choose the ends and labels of a colour bar that is symmetric about zero. */
final class SkyScale {
  private static final double[] ROUND = {1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10};

  private SkyScale() {}

  /**
   * Returns the smallest round number at or above a positive value. Half of that number has few
   * digits, too.
   */
  static double atLeast(double value) {
    double ten = Math.pow(10, Math.floor(Math.log10(value)));
    for (double r : ROUND) {
      if (r * ten >= value * (1 - 1e-12)) {
        return r * ten;
      }
    }
    return 10 * ten;
  }

  /**
   * Returns the exponent of the power of ten by which the labels of a bar are divided; 0 if the
   * labels are not divided.
   */
  static int power(double limit) {
    int power = (int) Math.floor(Math.log10(limit) + 1e-9);
    return power >= -1 && power <= 2 ? 0 : power;
  }

  /**
   * Returns the text with the power of ten that is appended to a unit, such as " [×10⁻³]"; an empty
   * text for exponent 0.
   */
  static String factor(int power, boolean alone) {
    String factor = power == 0 ? "" : "[×" + NumberFormatting.powerOfTen(power) + "]";
    return alone || power == 0 ? factor : " " + factor;
  }

  /** Formats a label with its sign and without trailing zeros. */
  static String label(double v) {
    if (Math.abs(v) < 1e-12) {
      return "0";
    }
    String s = String.format(Locale.ROOT, "%.3f", Math.abs(v)).replaceFirst("\\.?0+$", "");
    return (v < 0 ? "−" : "+") + s;
  }
}
