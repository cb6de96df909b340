package larmor.field;

import java.util.Locale;
import larmor.numeric.FiniteNumber;
import larmor.units.Units;

/**
 * A magnetic bottle along the x axis that contains no electric currents: B is the gradient of B0 (x
 * + (x³/3 − x r²/2)/L²) with r² = y² + z², so that B = B0 (1 + x²/L²) on the axis. ∇·B = 0 and ∇×B
 * = 0 exactly. Far from the axis, where r² > 2(L² + x²), the direction of the field reverses.
 *
 * @param strength B0, at the centre [T]
 * @param length L, the distance along the axis at which the field has doubled [m]
 */
public record MirrorField(double strength, double length) implements MagneticField {
  /**
   * Makes a magnetic bottle of a given field strength and length.
   *
   * @param strength B0 [T]
   * @param length L [m]
   * @throws IllegalArgumentException if the length is not above 0, or the strength is not finite
   */
  public MirrorField {
    FiniteNumber.require(strength, "a field strength", " T");
    if (!(length > 0)) {
      throw new IllegalArgumentException(
          "a mirror length of " + length + " m is not possible: give one above 0");
    }
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    double u = x / length;
    double v = y / length;
    double w = z / length;
    b[0] = strength * (1 + u * u - 0.5 * (v * v + w * w));
    b[1] = -strength * u * v;
    b[2] = -strength * u * w;
  }

  /**
   * Returns the mirror ratio: the field strength at a point of the axis over that at the centre.
   *
   * @param x position on the axis [m]
   * @return 1 + x²/L²
   */
  public double ratio(double x) {
    return 1 + x / length * (x / length);
  }

  /** Returns strength and length with units. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "magnetic bottle of %.3g µG along x, twice as strong at %.3g pc",
        strength / Units.muG,
        length / Units.pc);
  }
}
