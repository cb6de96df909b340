package larmor.liouville;

import java.util.Locale;
import larmor.numeric.Vec3;

/**
 * The paper's weight 1 + A û·ĝ (López-Barquero et al. 2016, §4.2): a dipole in the direction of
 * motion û, the same at every point of the sphere.
 *
 * @param amplitude amplitude A of the dipole, from 0 to 1
 * @param axis unit vector ĝ in the direction in which the density rises; in the paper it is along
 *     the mean field
 */
record DipoleWeight(double amplitude, Vec3 axis) implements BoundaryWeight {
  @Override
  public double at(Vec3 position, Vec3 direction) {
    return 1 + amplitude * direction.dot(axis);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "1 + %.3g û·ĝ, ĝ = %s", amplitude, axis);
  }
}
