package larmor.orbit;

/** A check that a parameter is positive and finite. */
final class PositiveNumber {
  private PositiveNumber() {}

  /**
   * Returns a value after checking that it is positive and finite.
   *
   * @param name name of the parameter, for the message
   * @param unit unit of the value, for the message; empty for a pure number
   * @throws IllegalArgumentException if the value is not positive and finite
   */
  static double require(double value, String name, String unit) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      String space = unit.isEmpty() ? "" : " ";
      throw new IllegalArgumentException(
          name
              + " "
              + value
              + space
              + unit
              + " is not positive and finite: give a value above 0"
              + space
              + unit);
    }
    return value;
  }
}
