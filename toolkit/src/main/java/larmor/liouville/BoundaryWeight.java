package larmor.liouville;

import larmor.field.MagneticField;
import larmor.numeric.Vec3;

/**
 * The intensity of cosmic rays on the sphere of radius R, relative to its mean, as a function of
 * where a back-tracked trajectory crosses the sphere and along which direction. By Liouville's
 * theorem the intensity at Earth along the trajectory's launch direction has the same value.
 *
 * <p>The direction is that of the back-tracked particle. The forward particle moves the other way:
 * a density rising along g sends a flux along -g, so the excess lies where the back-tracked
 * direction points along g (López-Barquero et al. 2016, §4.2).
 */
@FunctionalInterface
public interface BoundaryWeight {
  /**
   * @param position where the sphere is crossed [m]
   * @param direction unit vector of the back-tracked velocity there
   */
  double at(Vec3 position, Vec3 direction);

  /** The same everywhere: 1. */
  static BoundaryWeight isotropic() {
    return (position, direction) -> 1;
  }

  /**
   * The paper's weight: 1 + A û·ĝ, a dipole in direction, the same at every place of the sphere.
   *
   * @param amplitude A, from 0 to 1
   * @param axis ĝ, up the density gradient; any length but zero
   */
  static BoundaryWeight dipole(double amplitude, Vec3 axis) {
    Vec3 g = axis.unit();
    double a = checked(amplitude);
    return (position, direction) -> 1 + a * direction.dot(g);
  }

  /**
   * A dipole along the local field instead of the mean one: 1 + A û·b̂(r).
   *
   * @param amplitude A, from 0 to 1
   */
  static BoundaryWeight fieldAlignedDipole(double amplitude, MagneticField field) {
    double a = checked(amplitude);
    return (position, direction) -> {
      double[] b = new double[3];
      field.at(position.x(), position.y(), position.z(), b);
      return 1 + a * direction.dot(new Vec3(b[0], b[1], b[2]).unit());
    };
  }

  /**
   * A density gradient in place, isotropic in direction: 1 + A r·ĝ/|r|, the weight of Ahlers and
   * Mertsch (2015), not the paper's.
   *
   * @param amplitude A, from 0 to 1
   * @param axis ĝ, up the gradient; any length but zero
   */
  static BoundaryWeight densityGradient(double amplitude, Vec3 axis) {
    Vec3 g = axis.unit();
    double a = checked(amplitude);
    return (position, direction) -> 1 + a * position.unit().dot(g);
  }

  private static double checked(double amplitude) {
    if (!(amplitude >= 0 && amplitude <= 1)) {
      throw new IllegalArgumentException(
          "dipole amplitude "
              + amplitude
              + " is outside 0 to 1, where intensities would be negative: choose one inside and"
              + " turn the axis for the other sign");
    }
    return amplitude;
  }
}
