package larmor.field;

import java.util.Locale;
import larmor.units.Units;

/**
 * Straight field lines along x whose strength changes across them: B = B0 (1 + y/L) x̂, for the
 * gradient drift. ∇·B = 0.
 *
 * @param strength B0 [T]
 * @param length L [m]
 */
public record GradientField(double strength, double length) implements MagneticField {
  public GradientField {
    if (!(Math.abs(length) > 0)) {
      throw new IllegalArgumentException(
          "a gradient over a length of " + length + " m has no value: give one that is not 0");
    }
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    b[0] = strength * (1 + y / length);
    b[1] = 0;
    b[2] = 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "field of %.3g µG along x growing along y over %.3g pc",
        strength / Units.muG,
        length / Units.pc);
  }
}
