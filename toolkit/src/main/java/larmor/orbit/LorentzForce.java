package larmor.orbit;

import larmor.field.MagneticField;
import larmor.numeric.Vec3;
import larmor.ode.VelocityRotation;

/**
 * Equations 1 and 2 of the paper in scaled variables: with lengths in gyroradii r_L, momenta in p0
 * and time in 1/Ω0 (γ is constant in a static magnetic field),
 *
 * <pre>dρ/dτ = u,   du/dτ = ± u × B/B0</pre>
 *
 * with the sign of the charge, which {@link TimeDirection} reverses for back-tracing. The state is
 * (ρ, u), ρ measured from the observer.
 */
final class LorentzForce implements VelocityRotation {
  private final MagneticField field;
  private final double startX;
  private final double startY;
  private final double startZ;
  private final double gyroradius;
  private final double perField;
  private final double[] b = new double[MagneticField.ALONG];

  LorentzForce(MagneticField field, Gyration gyration, Vec3 observer, TimeDirection time) {
    this.field = field;
    startX = observer.x();
    startY = observer.y();
    startZ = observer.z();
    gyroradius = gyration.gyroradius();
    double sign = Math.signum(gyration.species().charge()) * time.chargeSign();
    perField = sign / gyration.field();
  }

  @Override
  public void derivatives(double t, double[] y, double[] dydt) {
    field.at(startX + gyroradius * y[0], startY + gyroradius * y[1], startZ + gyroradius * y[2], b);
    double bx = perField * b[0];
    double by = perField * b[1];
    double bz = perField * b[2];
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
        startX + gyroradius * y[0],
        startY + gyroradius * y[1],
        startZ + gyroradius * y[2],
        gyroradius * y[3],
        gyroradius * y[4],
        gyroradius * y[5],
        b);
    for (int i = 0; i < 6; i++) {
      w[i] = perField * b[i];
    }
  }

  /** u·B/B0, up to the sign of the charge. */
  double alongField(double[] y) {
    field.at(startX + gyroradius * y[0], startY + gyroradius * y[1], startZ + gyroradius * y[2], b);
    return alongLastField(y);
  }

  /** As {@link #alongField}, at the state where the field was last evaluated. */
  double alongLastField(double[] y) {
    return perField * (b[0] * y[3] + b[1] * y[4] + b[2] * y[5]);
  }

  /** The magnetic moment in units of p0²/(2 m B0), see {@link MagneticMoment#scaled}. */
  double magneticMoment(double[] y) {
    field.at(startX + gyroradius * y[0], startY + gyroradius * y[1], startZ + gyroradius * y[2], b);
    return MagneticMoment.scaled(y, perField * b[0], perField * b[1], perField * b[2]);
  }
}
