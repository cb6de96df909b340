package larmor.units;

import java.util.Locale;

/**
 * Remarks on values that were probably entered without their unit. All values are in SI units, so
 * {@code 3} as a field is 3 T and {@code 100} as a length is 100 m. The remark does not change the
 * value.
 */
public final class UnitWarning {
  /** The field strength above which a value was probably entered without its unit [T]. */
  private static final double LARGEST_FIELD = 1e-2;

  /** The length below which a value was probably entered without its unit [m]. */
  private static final double LEAST_LENGTH = 1e5;

  private UnitWarning() {}

  /**
   * Returns a remark on a magnetic field strength that is too large for an astrophysical field.
   *
   * @param field strength [T]
   * @return a remark that begins with a semicolon, or an empty text if the field is at most 0.01 T
   */
  public static String ofField(double field) {
    return field > LARGEST_FIELD
        ? String.format(
            Locale.ROOT, "; the field is %.3g T: for microgauss write %.3g * muG", field, field)
        : "";
  }

  /**
   * Returns a remark on a length that is too small for an astrophysical length.
   *
   * @param length the length [m]
   * @param what name of the length
   * @return a remark that begins with a semicolon, or an empty text if the length is at least 100
   *     km
   */
  public static String ofLength(double length, String what) {
    return length < LEAST_LENGTH
        ? String.format(
            Locale.ROOT, "; the %s is %.3g m: for parsecs write %.3g * pc", what, length, length)
        : "";
  }
}
