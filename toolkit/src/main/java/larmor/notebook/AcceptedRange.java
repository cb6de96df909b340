package larmor.notebook;

import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;

/**
 * The range of values that a check accepts, both ends included.
 *
 * @param low smallest accepted value
 * @param high largest accepted value
 * @param text the expected value or range in words, as the paper states it
 * @param tolerance the accepted deviation from {@code text} in words; empty if {@code text} is a
 *     range
 */
public record AcceptedRange(double low, double high, String text, String tolerance) {
  /**
   * Creates a range.
   *
   * @param low smallest accepted value
   * @param high largest accepted value
   * @param text the expected value or range in words
   * @param tolerance the accepted deviation in words; empty if {@code text} is a range
   * @throws IllegalArgumentException if {@code low} is above {@code high} or one is not a number
   */
  public AcceptedRange {
    Given.require(text, "the text of the range", "\"0.5 to 0.7\"");
    Given.require(tolerance, "the text of the tolerance", "\"± 0.1\"");
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "the range from " + low + " to " + high + " is empty: give the lower end first");
    }
  }

  /**
   * Returns the range between two values.
   *
   * @param low smallest accepted value
   * @param high largest accepted value, at least {@code low}
   * @return the range, both ends included
   * @throws IllegalArgumentException if {@code low} is above {@code high} or one is not a number
   */
  public static AcceptedRange between(double low, double high) {
    return new AcceptedRange(
        low, high, NumberFormatting.asGiven(low) + " to " + NumberFormatting.asGiven(high), "");
  }

  /**
   * Returns the range of all values up to a limit.
   *
   * @param high largest accepted value
   * @return the range, {@code high} included
   * @throws IllegalArgumentException if {@code high} is not a number
   */
  public static AcceptedRange atMost(double high) {
    return new AcceptedRange(
        Double.NEGATIVE_INFINITY, high, "≤ " + NumberFormatting.asGiven(high), "");
  }

  /**
   * Returns the range of all values at or above a limit.
   *
   * @param low smallest accepted value
   * @return the range, {@code low} included
   * @throws IllegalArgumentException if {@code low} is not a number
   */
  public static AcceptedRange atLeast(double low) {
    return new AcceptedRange(
        low, Double.POSITIVE_INFINITY, "≥ " + NumberFormatting.asGiven(low), "");
  }

  /**
   * Returns the range value ± tolerance.
   *
   * @param value expected value
   * @param tolerance largest accepted deviation, in the unit of {@code value}, at least 0
   * @return the range from value − tolerance to value + tolerance
   * @throws IllegalArgumentException if the value is not finite, or the tolerance is negative or
   *     not finite
   */
  public static AcceptedRange about(double value, double tolerance) {
    FiniteNumber.require(value, "an expected value", "");
    FiniteNumber.require(tolerance, "a tolerance", "");
    return new AcceptedRange(
        value - tolerance,
        value + tolerance,
        NumberFormatting.asGiven(value),
        "± " + NumberFormatting.asGiven(tolerance));
  }

  /**
   * Returns the range of values whose ratio to an expected value lies between 1 / factor and
   * factor.
   *
   * @param value expected value, positive
   * @param factor largest accepted ratio, at least 1
   * @return the range from value / factor to value × factor
   * @throws IllegalArgumentException if the value is negative or not finite, or the factor is below
   *     1
   */
  public static AcceptedRange withinFactor(double value, double factor) {
    FiniteNumber.require(value, "an expected value", "");
    FiniteNumber.require(factor, "a factor", "");
    return new AcceptedRange(
        value / factor,
        value * factor,
        NumberFormatting.asGiven(value),
        "× or ÷ " + NumberFormatting.asGiven(factor));
  }

  /** Returns the largest accepted value minus the smallest. */
  double width() {
    return high - low;
  }

  /**
   * Returns whether a value is accepted.
   *
   * @param x value, in the unit of the ends
   * @return true if {@code x} lies between the ends or equals an end; false if it is not finite
   */
  public boolean contains(double x) {
    return Double.isFinite(x) && x >= low && x <= high;
  }

  @Override
  public String toString() {
    return tolerance.isEmpty() ? text : text + " " + tolerance;
  }
}
