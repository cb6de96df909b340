package larmor.notebook;

import java.util.Locale;

/** Round numbers for a colour bar that is symmetric about zero. */
final class SkyScale {
  private static final double[] ROUND = {1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10};

  private SkyScale() {}

  /** The smallest round number not below a positive value; its half is round, too. */
  static double atLeast(double value) {
    double ten = Math.pow(10, Math.floor(Math.log10(value)));
    for (double r : ROUND) {
      if (r * ten >= value * (1 - 1e-12)) {
        return r * ten;
      }
    }
    return 10 * ten;
  }

  /** The power of ten to take out of numbers up to a limit; 0 where they read well as they are. */
  static int power(double limit) {
    int power = (int) Math.floor(Math.log10(limit) + 1e-9);
    return power >= -1 && power <= 2 ? 0 : power;
  }

  /** " [×10⁻³]"; nothing for power 0. */
  static String factor(int power, boolean alone) {
    if (power == 0) {
      return "";
    }
    StringBuilder s = new StringBuilder(alone ? "[×10" : " [×10");
    for (char c : Integer.toString(power).toCharArray()) {
      s.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
    }
    return s.append(']').toString();
  }

  /** A number with a real minus sign and no needless zeros. */
  static String label(double v) {
    if (Math.abs(v) < 1e-12) {
      return "0";
    }
    String s = String.format(Locale.ROOT, "%.3f", Math.abs(v)).replaceFirst("\\.?0+$", "");
    return (v < 0 ? "−" : "+") + s;
  }
}
