package larmor.liouville;

import java.util.function.DoubleUnaryOperator;
import larmor.field.MagneticField;
import larmor.numeric.Given;
import larmor.numeric.Vec3;

/**
 * A weight that depends on the angle to the local magnetic field alone, as pitch-angle diffusion in
 * a flux tube makes it (Giacinti and Kirk 2017).
 *
 * @param intensity relative intensity as a function of û·b̂, from −1 to 1
 * @param field magnetic field whose direction is b̂
 * @param observer position of the centre of the sphere relative to the centre of the cube [m]
 */
record PitchAngleWeight(DoubleUnaryOperator intensity, MagneticField field, Vec3 observer)
    implements BoundaryWeight {
  @Override
  public double at(Vec3 position, Vec3 direction) {
    double cosine = direction.dot(field.at(observer.plus(position)).unit());
    return intensity.applyAsDouble(Math.max(-1, Math.min(1, cosine)));
  }

  @Override
  public BoundaryWeight seenFrom(Vec3 other) {
    Given.require(other, "the observer's position", "new Vec3(0, 0, 0)");
    return new PitchAngleWeight(intensity, field, other);
  }

  @Override
  public String toString() {
    return "a function of û·b̂ with the local field b̂";
  }
}
