package larmor.field;

import java.util.Locale;
import larmor.numeric.FiniteNumber;
import larmor.units.Units;

/**
 * A field with straight field lines along x whose strength changes along y, B = B0 (1 + y/L) x̂:
 * the textbook case of the gradient drift. ∇·B = 0.
 *
 * @param strength B0, at y = 0 [T]
 * @param length L, the scale of the gradient [m]
 */
public record GradientField(double strength, double length) implements MagneticField {
  /**
   * Makes a field of a given strength and gradient length.
   *
   * @param strength B0 [T]
   * @param length L [m]
   * @throws IllegalArgumentException if the length is 0 or NaN, or the strength is not finite
   */
  public GradientField {
    FiniteNumber.require(strength, "a field strength", " T");
    if (!(Math.abs(length) > 0)) {
      throw new IllegalArgumentException(
          "a gradient over a length of "
              + length
              + " m is not defined: give a length other than 0");
    }
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    b[0] = strength * (1 + y / length);
    b[1] = 0;
    b[2] = 0;
  }

  /** Returns strength and length with units. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "field of %.3g µG along x, its gradient along y over %.3g pc",
        strength / Units.muG,
        length / Units.pc);
  }
}
