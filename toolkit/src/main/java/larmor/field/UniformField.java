package larmor.field;

import java.io.Serializable;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * A uniform field.
 *
 * @param field B [T]
 */
public record UniformField(Vec3 field) implements MagneticField, Serializable {
  /**
   * Makes a uniform field.
   *
   * @param field B [T]
   * @throws IllegalArgumentException if a component is not finite
   */
  public UniformField {
    Given.require(field, "the field", "new Vec3(3 * muG, 0, 0)");
    FiniteNumber.require(field, "a uniform field", " T");
  }

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
