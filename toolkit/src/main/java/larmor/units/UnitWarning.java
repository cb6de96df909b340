package larmor.units;

import java.util.Locale;

/**
 * A remark for values that look as if their unit had been forgotten: all values are in SI units, so
 * {@code 3} as a field is 3 T and {@code 100} as a length is 100 m. The values are used as they
 * are.
 */
public final class UnitWarning {
  /** Fields above this look like a number without its unit [T]. */
  private static final double LARGEST_FIELD = 1e-2;

  /** Lengths below this look like a number without its unit [m]. */
  private static final double LEAST_LENGTH = 1e5;

  private UnitWarning() {}

  /**
   * Checks a magnetic field strength.
   *
   * @param field strength [T]
   * @return a remark that begins with a semicolon, or an empty text up to 0.01 T
   */
  public static String ofField(double field) {
    return field > LARGEST_FIELD
        ? String.format(
            Locale.ROOT, "; the field is %.3g T: for microgauss write %.3g * muG", field, field)
        : "";
  }

  /**
   * Checks a length.
   *
   * @param length the length [m]
   * @param what name of the length
   * @return a remark that begins with a semicolon, or an empty text from 100 km
   */
  public static String ofLength(double length, String what) {
    return length < LEAST_LENGTH
        ? String.format(
            Locale.ROOT, "; the %s is %.3g m: for parsecs write %.3g * pc", what, length, length)
        : "";
  }
}
