package larmor.field;

import java.util.Locale;
import larmor.units.Units;

/**
 * A magnetic bottle about the x axis without currents: the gradient of B0 (x + (x³/3 − x r²/2)/L²),
 * r² = y² + z². On the axis B = B0 (1 + x²/L²). ∇·B = 0 and ∇×B = 0 exactly; far from the axis, at
 * r² above 2(L² + x²), the field turns round.
 *
 * @param strength B0 [T]
 * @param length L [m]
 */
public record MirrorField(double strength, double length) implements MagneticField {
  public MirrorField {
    if (!(length > 0)) {
      throw new IllegalArgumentException(
          "a mirror of length " + length + " m closes no bottle: give a length above 0");
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

  /** The field on the axis over that at the centre: 1 + x²/L². */
  public double ratio(double x) {
    return 1 + x / length * (x / length);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "magnetic bottle of %.3g µG along x, twice that at %.3g pc",
        strength / Units.muG,
        length / Units.pc);
  }
}
