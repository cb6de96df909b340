package larmor.transport;

import java.util.Locale;
import larmor.field.MagneticField;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import larmor.ode.DormandPrince;
import larmor.ode.Equations;
import larmor.ode.Integration;

/**
 * The motion of the guiding centre of a particle in the limit of a gyroradius of zero. It follows
 * the field line with the speed v µ, where µ is the cosine of the pitch angle, and the magnetic
 * moment (1 − µ²)/|B| is conserved, so that dµ/ds = −(1 − µ²) b̂·∇|B| / (2|B|) with the path length
 * s = v t. In a field without divergence this is the same as (1 − µ²) ∇·b̂ / 2, the mirror force of
 * particles that gyrate; in a field whose strength was changed, the two differ. There are no drifts
 * and no resonant scattering: what this motion shows in a turbulent field comes from magnetic
 * mirrors and from the course of the field lines alone. The equations are the lowest order of those
 * of Northrop (1963, The Adiabatic Motion of Charged Particles). Immutable.
 */
public final class GuidingCentre {
  private static final double TOLERANCE = 1e-8;

  private final double[] path;
  private final Vec3[] positions;
  private final double[] cosines;

  private GuidingCentre(double[] path, Vec3[] positions, double[] cosines) {
    this.path = path;
    this.positions = positions;
    this.cosines = cosines;
  }

  /**
   * Follows a guiding centre.
   *
   * @param field the field; its derivative along b̂ is that of {@link MagneticField#along}
   * @param start place at which the motion begins [m]
   * @param direction direction of the velocity there, of any length but zero
   * @param length path length of the particle [m]
   * @param samples number of equal intervals of the path after which the motion is recorded
   * @param step longest step of the integration [m], such as the side of a cell
   * @return the motion
   * @throws IllegalArgumentException if the length, the step or the number is not positive, or if
   *     the field vanishes where the guiding centre passes
   */
  public static GuidingCentre of(
      MagneticField field, Vec3 start, Vec3 direction, double length, int samples, double step) {
    Given.require(field, "the magnetic field", "a CubicSplineField");
    Given.require(start, "the place of the start", "new Vec3(0, 0, 0)");
    FiniteNumber.require(start, "a start", " m");
    Given.require(direction, "the direction", "Vec3.X");
    if (!(length > 0 && step > 0 && samples > 0 && length < 1e9 * step)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a guiding centre cannot be followed for %g m in steps of %g m with %d records: give"
                  + " positive numbers and fewer than 1e9 steps",
              length,
              step,
              samples));
    }
    Memory.require(
        "a guiding centre with " + samples + " records", 64L * (samples + 1L), "use fewer records");
    Vec3 b = field.at(start);
    requireField(b.norm(), start.x(), start.y(), start.z());
    double cosine = b.unit().dot(direction.unit());
    Integration integration =
        new DormandPrince(TOLERANCE, 1).on(new Motion(field, step), new double[] {1, 1, 1, 1});
    double[] state = {start.x() / step, start.y() / step, start.z() / step, cosine};
    integration.start(0, state, Math.min(0.1, length / step));
    double[] path = new double[samples + 1];
    Vec3[] positions = new Vec3[samples + 1];
    double[] cosines = new double[samples + 1];
    for (int k = 0; k <= samples; k++) {
      double s = length / step * k / samples;
      while (integration.t() < s) {
        if (!integration.step(length / step)) {
          throw new IllegalArgumentException(
              "the field changes within less than the rounding error of a place, so that the guiding"
                  + " centre cannot be followed: use a continuous field");
        }
      }
      if (k > 0) {
        integration.at(s, state);
      }
      path[k] = s * step;
      positions[k] = new Vec3(state[0], state[1], state[2]).times(step);
      cosines[k] = state[3];
    }
    return new GuidingCentre(path, positions, cosines);
  }

  private static void requireField(double strength, double x, double y, double z) {
    if (!(strength > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the field at (%g, %g, %g) m has the strength %g T and no direction: begin elsewhere",
              x,
              y,
              z,
              strength));
    }
  }

  /** The equations of motion in lengths of a step: position and cosine of the pitch angle. */
  private static final class Motion implements Equations {
    private final MagneticField field;
    private final double step;
    private final double[] b = new double[MagneticField.ALONG];

    Motion(MagneticField field, double step) {
      this.field = field;
      this.step = step;
    }

    @Override
    public int dimension() {
      return 4;
    }

    @Override
    public void derivatives(double t, double[] y, double[] dydt) {
      double x0 = y[0] * step;
      double x1 = y[1] * step;
      double x2 = y[2] * step;
      field.at(x0, x1, x2, b);
      double strength = Math.sqrt(b[0] * b[0] + b[1] * b[1] + b[2] * b[2]);
      requireField(strength, x0, x1, x2);
      double u0 = b[0] / strength;
      double u1 = b[1] / strength;
      double u2 = b[2] / strength;
      field.along(x0, x1, x2, u0 * step, u1 * step, u2 * step, b);
      double slope = (u0 * b[3] + u1 * b[4] + u2 * b[5]) / strength;
      double mu = y[3];
      dydt[0] = mu * u0;
      dydt[1] = mu * u1;
      dydt[2] = mu * u2;
      dydt[3] = -0.5 * (1 - mu * mu) * slope;
    }
  }

  /**
   * Returns the path lengths of the particle.
   *
   * @return s [m], rising from 0, one more than the intervals
   */
  public double[] path() {
    return path.clone();
  }

  /**
   * Returns the position of the guiding centre.
   *
   * @param k number of the record, from 0
   * @return position [m]
   */
  public Vec3 position(int k) {
    return positions[k];
  }

  /**
   * Returns the cosine of the pitch angle.
   *
   * @param k number of the record, from 0
   * @return µ, between −1 and 1 up to the error of the integration
   */
  public double cosine(int k) {
    return cosines[k];
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "guiding centre, %d records of the path", positions.length);
  }
}
