package larmor.liouville;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import larmor.field.MagneticField;
import larmor.numeric.Given;
import larmor.numeric.Vec3;

/**
 * The boundary weight: the intensity of cosmic rays on the sphere of radius R, relative to its
 * mean, as a function of the position and the direction of a back-traced trajectory at its crossing
 * of the sphere. By Liouville's theorem the intensity at the observer in the launch direction of
 * this trajectory has the same value.
 *
 * <p>The direction is that of the back-traced particle. The real particle moves the opposite way: a
 * density that rises along ĝ drives a flux along −ĝ, so the excess is seen where the back-traced
 * direction is along ĝ (López-Barquero et al. 2016, §4.2).
 */
@FunctionalInterface
public interface BoundaryWeight {
  /**
   * Returns the weight of a crossing.
   *
   * @param position position of the crossing relative to the observer, who is at the centre of the
   *     sphere [m]
   * @param direction unit vector along the velocity of the back-traced particle at the crossing
   * @return relative intensity, finite and not negative
   */
  double at(Vec3 position, Vec3 direction);

  /**
   * Returns this weight for the sphere about a given observer. The result differs from this weight
   * only if the weight depends on the position in the magnetic field.
   *
   * @param observer position relative to the centre of the cube [m]
   * @return the weight for crossings relative to this observer
   */
  default BoundaryWeight seenFrom(Vec3 observer) {
    Given.require(observer, "the observer's position", "new Vec3(0, 0, 0)");
    return this;
  }

  /**
   * Returns the boundary weight 1 of an isotropic intensity.
   *
   * @return the weight 1 everywhere
   */
  static BoundaryWeight isotropic() {
    return new NamedWeight("1", (position, direction) -> 1);
  }

  /**
   * Returns the paper's weight 1 + A û·ĝ: a dipole in direction, the same at every point of the
   * sphere.
   *
   * @param amplitude amplitude A of the dipole, from 0 to 1
   * @param axis vector along ĝ, the direction in which the density rises, of any length but zero
   * @return the weight
   * @throws IllegalArgumentException if the amplitude is outside 0 to 1
   */
  static BoundaryWeight dipole(double amplitude, Vec3 axis) {
    Given.require(axis, "the axis", "Vec3.X");
    return new DipoleWeight(requireAmplitude(amplitude), axis.unit());
  }

  /**
   * Returns a dipole along the local instead of the mean magnetic field: 1 + A û·b̂(r).
   *
   * @param amplitude amplitude A of the dipole, from 0 to 1
   * @param field magnetic field whose direction at the crossing is b̂
   * @return the weight for an observer at the centre of the cube; {@link #seenFrom} returns it for
   *     another observer
   * @throws IllegalArgumentException if the amplitude is outside 0 to 1
   */
  static BoundaryWeight fieldAlignedDipole(double amplitude, MagneticField field) {
    Given.require(field, "the magnetic field", "a CubicSplineField");
    return new FieldAlignedDipoleWeight(requireAmplitude(amplitude), field, new Vec3(0, 0, 0));
  }

  /**
   * Returns a weight that is a given function of the cosine of the angle to the local magnetic
   * field. Where particles in a flux tube diffuse in pitch angle, the stationary intensity is such
   * a function g with dg/dµ ∝ (1 − µ²)/D_µµ: a dipole for isotropic scattering, and "flat in a
   * broad region perpendicular to field lines" where scattering is strong near µ = 0 (Giacinti and
   * Kirk 2017, ApJ 835, 258; the words are those of the abstract of arXiv:1810.06396).
   *
   * @param intensity relative intensity as a function of û·b̂(r), from −1 to 1; finite and not
   *     negative
   * @param field magnetic field whose direction at the crossing is b̂
   * @return the weight for an observer at the centre of the cube; {@link #seenFrom} returns it for
   *     another observer
   */
  static BoundaryWeight fieldAligned(DoubleUnaryOperator intensity, MagneticField field) {
    Given.require(intensity, "the intensity", "mu -> 1 + mu");
    Given.require(field, "the magnetic field", "a CubicSplineField");
    return new PitchAngleWeight(intensity, field, new Vec3(0, 0, 0));
  }

  /**
   * Returns a weight that is a dipole in position and isotropic in direction: 1 + A r·ĝ/|r|. This
   * is the weight of Ahlers and Mertsch (2015), not the paper's.
   *
   * @param amplitude amplitude A of the dipole, from 0 to 1
   * @param axis vector along ĝ, the direction in which the density rises, of any length but zero
   * @return the weight
   * @throws IllegalArgumentException if the amplitude is outside 0 to 1
   */
  static BoundaryWeight densityGradient(double amplitude, Vec3 axis) {
    Given.require(axis, "the axis", "Vec3.X");
    Vec3 g = axis.unit();
    double a = requireAmplitude(amplitude);
    return new NamedWeight(
        String.format(Locale.ROOT, "1 + %.3g r·ĝ/|r|, ĝ = %s", a, g),
        (position, direction) -> 1 + a * position.unit().dot(g));
  }

  private static double requireAmplitude(double amplitude) {
    if (!(amplitude >= 0 && amplitude <= 1)) {
      throw new IllegalArgumentException(
          "the dipole amplitude "
              + amplitude
              + " is outside 0 to 1, where intensities would be negative: give one inside, and"
              + " reverse the axis for the opposite sign");
    }
    return amplitude;
  }
}
