package larmor.field;

import java.io.Serializable;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * A uniform field.
 *
 * @param field B [T]
 */
public record UniformField(Vec3 field) implements MagneticField, Serializable {
  @Override
  public void at(double x, double y, double z, double[] b) {
    b[0] = field.x();
    b[1] = field.y();
    b[2] = field.z();
  }

  /** Returns the field in µG. */
  @Override
  public String toString() {
    return "uniform field " + field.times(1 / Units.muG) + " µG";
  }
}
