package larmor.orbit;

import java.util.Locale;
import larmor.field.MagneticField;
import larmor.numeric.Vec3;
import larmor.ode.VelocityRotation;
import larmor.units.Units;

/**
 * The equation of motion: equations 1 and 2 of López-Barquero et al. (2016), dp/dt = q u × B and
 * dr/dt = u, in scaled variables. With lengths in gyroradii r_L, momenta in p0 and time in 1/Ω0 (γ
 * is constant in a static magnetic field) they read
 *
 * <pre>dρ/dτ = u,   du/dτ = ± u × B/B0</pre>
 *
 * The state is (ρ, u), with ρ measured from the observer. The sign is that of the charge; {@link
 * TimeDirection} reverses it for back-tracing. Equation 8, the magnetic moment, is in {@link
 * MagneticMoment#scaled}. Threads cannot share an object; each thread has its own.
 */
final class LorentzForce implements VelocityRotation {
  private final MagneticField field;
  private final double observerX;
  private final double observerY;
  private final double observerZ;
  private final double gyroradius;

  /** The sign of the charge divided by B0 [1/T], which turns a field in tesla into ± B/B0. */
  private final double signOverB0;

  private final double[] b = new double[MagneticField.ALONG];

  LorentzForce(MagneticField field, Gyration gyration, Vec3 observer, TimeDirection time) {
    this.field = field;
    observerX = observer.x();
    observerY = observer.y();
    observerZ = observer.z();
    gyroradius = gyration.gyroradius();
    double sign = Math.signum(gyration.species().charge()) * time.chargeSign();
    signOverB0 = sign / gyration.field();
  }

  private void evaluateField(double[] y) {
    field.at(
        observerX + gyroradius * y[0],
        observerY + gyroradius * y[1],
        observerZ + gyroradius * y[2],
        b);
  }

  @Override
  public void derivatives(double t, double[] y, double[] dydt) {
    evaluateField(y);
    double bx = signOverB0 * b[0];
    double by = signOverB0 * b[1];
    double bz = signOverB0 * b[2];
    double ux = y[3];
    double uy = y[4];
    double uz = y[5];
    dydt[0] = ux;
    dydt[1] = uy;
    dydt[2] = uz;
    dydt[3] = uy * bz - uz * by;
    dydt[4] = uz * bx - ux * bz;
    dydt[5] = ux * by - uy * bx;
  }

  @Override
  public void rate(double[] y, double[] w) {
    field.along(
        observerX + gyroradius * y[0],
        observerY + gyroradius * y[1],
        observerZ + gyroradius * y[2],
        gyroradius * y[3],
        gyroradius * y[4],
        gyroradius * y[5],
        b);
    for (int i = 0; i < 6; i++) {
      w[i] = signOverB0 * b[i];
    }
  }

  /** Returns u·B/B0 of a state, multiplied by the sign of the charge. */
  double alongField(double[] y) {
    evaluateField(y);
    return alongLastField(y);
  }

  /**
   * Returns the same as {@link #alongField} without evaluating the field again; correct only for
   * the state at which the field was evaluated last.
   */
  double alongLastField(double[] y) {
    return signOverB0 * (b[0] * y[3] + b[1] * y[4] + b[2] * y[5]);
  }

  /**
   * Returns the magnetic moment of a state in units of p0²/(2 m B0), see {@link
   * MagneticMoment#scaled}.
   */
  double magneticMoment(double[] y) {
    evaluateField(y);
    return MagneticMoment.scaled(y, signOverB0 * b[0], signOverB0 * b[1], signOverB0 * b[2]);
  }

  /**
   * Refuses a field that is not finite near a state in which a step failed. A step fails in such a
   * field, too, and the message should then name the field as the cause.
   *
   * @throws IllegalStateException if the field is infinite or not a number within a gyroradius
   *     ahead
   */
  void requireFiniteAhead(double[] y) {
    Vec3 observer = new Vec3(observerX, observerY, observerZ);
    Vec3 from = new Vec3(y[0], y[1], y[2]);
    Vec3 along = new Vec3(y[3], y[4], y[5]);
    for (double ahead : new double[] {0, 1e-6, 1e-4, 0.01, 0.1, 0.3, 1}) {
      Vec3 r = from.plus(along.times(ahead)).times(gyroradius).plus(observer);
      Vec3 here = field.at(r);
      if (!Double.isFinite(here.x() + here.y() + here.z())) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "the field at (%.6g, %.6g, %.6g) pc is (%s, %s, %s) T: it must be finite where particles"
                    + " move",
                r.x() / Units.pc,
                r.y() / Units.pc,
                r.z() / Units.pc,
                here.x(),
                here.y(),
                here.z()));
      }
    }
  }
}
