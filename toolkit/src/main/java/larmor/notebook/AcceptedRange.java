package larmor.notebook;

/**
 * What a number is allowed to be, both ends included.
 *
 * @param low least allowed value
 * @param high greatest allowed value
 * @param text the expectation in words, as the paper states it
 * @param tolerance in words
 */
public record AcceptedRange(double low, double high, String text, String tolerance) {
  public AcceptedRange {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval from " + low + " to " + high + " holds nothing: give the lower end first");
    }
  }

  public static AcceptedRange between(double low, double high) {
    return new AcceptedRange(
        low, high, NumberFormatting.given(low) + " to " + NumberFormatting.given(high), "");
  }

  public static AcceptedRange atMost(double high) {
    return new AcceptedRange(
        Double.NEGATIVE_INFINITY, high, "≤ " + NumberFormatting.given(high), "");
  }

  public static AcceptedRange atLeast(double low) {
    return new AcceptedRange(low, Double.POSITIVE_INFINITY, "≥ " + NumberFormatting.given(low), "");
  }

  /**
   * A value and what it may be off by.
   *
   * @param tolerance absolute, in the value's unit, at least 0
   */
  public static AcceptedRange about(double value, double tolerance) {
    return new AcceptedRange(
        value - tolerance,
        value + tolerance,
        NumberFormatting.given(value),
        "± " + NumberFormatting.given(tolerance));
  }

  /**
   * A value right to a factor: from value / factor to value × factor.
   *
   * @param value positive
   * @param factor above 1
   */
  public static AcceptedRange factor(double value, double factor) {
    return new AcceptedRange(
        value / factor,
        value * factor,
        NumberFormatting.given(value),
        "× or ÷ " + NumberFormatting.given(factor));
  }

  double width() {
    return high - low;
  }

  public boolean holds(double x) {
    return x >= low && x <= high;
  }

  @Override
  public String toString() {
    return tolerance.isEmpty() ? text : text + " " + tolerance;
  }
}
