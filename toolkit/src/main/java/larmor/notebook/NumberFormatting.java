package larmor.notebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Formats numbers and durations for titles, tables, messages and axis labels. */
final class NumberFormatting {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private NumberFormatting() {}

  /**
   * Formats a number to three significant figures, a whole number below ten million with all its
   * digits, and NaN as "–".
   */
  static String threeFigures(double x) {
    if (Double.isNaN(x)) {
      return "–";
    }
    if (Double.isInfinite(x)) {
      return x > 0 ? "∞" : "−∞";
    }
    if (x == Math.rint(x) && Math.abs(x) < 1e7) {
      return Long.toString((long) x);
    }
    BigDecimal rounded = new BigDecimal(x).round(new MathContext(3));
    double size = Math.abs(rounded.doubleValue());
    if (size >= 1e-3 && size < 1e5) {
      return rounded.setScale(Math.max(0, rounded.scale())).toPlainString();
    }
    String[] parts = String.format(Locale.ROOT, "%.2e", x).split("e", -1);
    return parts[0] + "e" + Integer.parseInt(parts[1]);
  }

  /**
   * Formats a number with all its significant figures if there are at most seven, and otherwise to
   * three.
   */
  static String asGiven(double x) {
    if (x == 0 || !Double.isFinite(x)) {
      return threeFigures(x);
    }
    BigDecimal exact = BigDecimal.valueOf(x).stripTrailingZeros();
    if (exact.precision() > 7) {
      return threeFigures(x);
    }
    if (Math.abs(x) >= 1e-4 && Math.abs(x) < 1e7) {
      return exact.toPlainString();
    }
    int exponent = exact.precision() - exact.scale() - 1;
    return exact.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  /**
   * Formats a number and its error, both to the decimal place of the second significant figure of
   * the error.
   */
  static String withError(double x, double error) {
    if (Double.isNaN(error)) {
      return threeFigures(x) + ", error unknown";
    }
    if (!(error > 0 && Double.isFinite(x) && error < Double.POSITIVE_INFINITY)) {
      return threeFigures(x) + " ± " + threeFigures(error);
    }
    int last = (int) Math.floor(Math.log10(error)) - 1;
    if (last < -5 || last > 5) {
      return threeFigures(x) + " ± " + threeFigures(error);
    }
    String format = "%." + Math.max(0, -last) + "f";
    return String.format(Locale.ROOT, format + " ± " + format, x, error);
  }

  /** Formats a number to a tenth of a tolerance, but to at least three significant figures. */
  static String toTolerance(double x, double tolerance) {
    if (!(tolerance > 0) || !(Math.abs(x) > 0) || !Double.isFinite(x + tolerance)) {
      return threeFigures(x);
    }
    int decimals = 1 - (int) Math.floor(Math.log10(tolerance));
    BigDecimal rounded = new BigDecimal(x).setScale(decimals, RoundingMode.HALF_UP);
    boolean plain = Math.abs(x) < 1e7 && decimals < 7;
    return plain && rounded.precision() > 3 ? rounded.toPlainString() : threeFigures(x);
  }

  /** Formats a number to three significant figures without trailing zeros. */
  static String rounded(double x) {
    return asGiven(Double.parseDouble(String.format(Locale.ROOT, "%.2e", x)));
  }

  /** Formats a power of ten with a superscript, such as 10⁻⁴. */
  static String powerOfTen(int exponent) {
    StringBuilder text = new StringBuilder("10");
    if (exponent < 0) {
      text.append('⁻');
    }
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  /** Formats a duration in seconds as 0.4 s, 12 s, 3 min 05 s or 2 h 10 min. */
  static String duration(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    }
    if (s < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", s / 3600, s % 3600 / 60);
  }
}
