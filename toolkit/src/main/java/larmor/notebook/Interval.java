package larmor.notebook;

/**
 * What a number is allowed to be, both ends included.
 *
 * @param low least allowed value
 * @param high greatest allowed value
 * @param text the expectation in words, as the paper states it
 * @param tolerance in words
 */
public record Interval(double low, double high, String text, String tolerance) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval from " + low + " to " + high + " holds nothing: give the lower end first");
    }
  }

  public static Interval between(double low, double high) {
    return new Interval(low, high, Numbers.given(low) + " to " + Numbers.given(high), "");
  }

  public static Interval atMost(double high) {
    return new Interval(Double.NEGATIVE_INFINITY, high, "≤ " + Numbers.given(high), "");
  }

  public static Interval atLeast(double low) {
    return new Interval(low, Double.POSITIVE_INFINITY, "≥ " + Numbers.given(low), "");
  }

  /**
   * A value and what it may be off by.
   *
   * @param tolerance absolute, in the value's unit, at least 0
   */
  public static Interval about(double value, double tolerance) {
    return new Interval(
        value - tolerance,
        value + tolerance,
        Numbers.given(value),
        "± " + Numbers.given(tolerance));
  }

  /**
   * A value right to a factor: from value / factor to value × factor.
   *
   * @param value positive
   * @param factor above 1
   */
  public static Interval factor(double value, double factor) {
    return new Interval(
        value / factor, value * factor, Numbers.given(value), "× or ÷ " + Numbers.given(factor));
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
