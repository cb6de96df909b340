package larmor.numeric;

/** A check that refuses numbers that are NaN or infinite. */
public final class FiniteNumber {
  private FiniteNumber() {}

  /**
   * Returns a number after checking that it is finite.
   *
   * @param value the number
   * @param what name of the number with its article, for the message
   * @param unit unit of the number with a space before it, for the message; empty for none
   * @return the number
   * @throws IllegalArgumentException if the number is NaN or infinite
   */
  public static double require(double value, String what, String unit) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          what + " of " + value + unit + " is not finite: give a finite number");
    }
    return value;
  }

  /**
   * Returns a vector after checking that its components are finite.
   *
   * @param value the vector
   * @param what name of the vector with its article, for the message
   * @param unit unit of the vector with a space before it, for the message; empty for none
   * @return the vector
   * @throws IllegalArgumentException if a component is NaN or infinite
   */
  public static Vec3 require(Vec3 value, String what, String unit) {
    if (!(Double.isFinite(value.x()) && Double.isFinite(value.y()) && Double.isFinite(value.z()))) {
      throw new IllegalArgumentException(
          what + " of " + value + unit + " is not finite: give three finite components");
    }
    return value;
  }
}
