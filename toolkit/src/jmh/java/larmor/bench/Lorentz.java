package larmor.bench;

import larmor.field.CubicSplineField;
import larmor.field.MagneticField;
import larmor.ode.VelocityRotation;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;

/**
 * Equations of motion of a proton, lengths in gyroradii, for the solvers of the toolkit and of
 * Commons Math.
 */
final class Lorentz implements VelocityRotation, FirstOrderDifferentialEquations {
  private final CubicSplineField field;
  private final double gyroradius;
  private final double[] b = new double[MagneticField.ALONG];
  private long evaluations;

  /**
   * The equations in a field.
   *
   * @param gyroradius in the unit of length of the field, where B = 1
   */
  Lorentz(CubicSplineField field, double gyroradius) {
    this.field = field;
    this.gyroradius = gyroradius;
  }

  /** Evaluations of the field since the last call. */
  long evaluations() {
    long count = evaluations;
    evaluations = 0;
    return count;
  }

  @Override
  public int getDimension() {
    return 6;
  }

  @Override
  public void computeDerivatives(double t, double[] y, double[] dydt) {
    derivatives(t, y, dydt);
  }

  @Override
  public void rate(double[] y, double[] w) {
    evaluations++;
    field.along(
        gyroradius * y[0],
        gyroradius * y[1],
        gyroradius * y[2],
        gyroradius * y[3],
        gyroradius * y[4],
        gyroradius * y[5],
        b);
    System.arraycopy(b, 0, w, 0, 6);
  }

  @Override
  public void derivatives(double t, double[] y, double[] dydt) {
    evaluations++;
    field.at(gyroradius * y[0], gyroradius * y[1], gyroradius * y[2], b);
    dydt[0] = y[3];
    dydt[1] = y[4];
    dydt[2] = y[5];
    dydt[3] = y[4] * b[2] - y[5] * b[1];
    dydt[4] = y[5] * b[0] - y[3] * b[2];
    dydt[5] = y[3] * b[1] - y[4] * b[0];
  }
}
