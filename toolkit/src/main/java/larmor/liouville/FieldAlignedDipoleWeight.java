package larmor.liouville;

import java.util.Locale;
import larmor.field.MagneticField;
import larmor.numeric.Given;
import larmor.numeric.Vec3;

/**
 * The weight 1 + A û·b̂ with the direction b̂ of the magnetic field at the crossing, an alternative
 * to the paper's dipole along the mean field, {@link BoundaryWeight#dipole}.
 *
 * @param amplitude amplitude A of the dipole, from 0 to 1
 * @param field magnetic field whose direction is b̂
 * @param observer position of the centre of the sphere relative to the centre of the cube [m]
 */
record FieldAlignedDipoleWeight(double amplitude, MagneticField field, Vec3 observer)
    implements BoundaryWeight {
  @Override
  public double at(Vec3 position, Vec3 direction) {
    return 1 + amplitude * direction.dot(field.at(observer.plus(position)).unit());
  }

  @Override
  public BoundaryWeight seenFrom(Vec3 other) {
    Given.require(other, "the observer's position", "new Vec3(0, 0, 0)");
    return new FieldAlignedDipoleWeight(amplitude, field, other);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "1 + %.3g û·b̂ with the local field b̂", amplitude);
  }
}
