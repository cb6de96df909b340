package larmor.ode;

/**
 * The motion of a charge in a magnetic bottle, w = (-k x z, -k y z, 1 + k z²) with k = 0.1, in
 * units of length and time that the test chooses. It uses no function that differs between
 * processors.
 */
record MagneticBottle(double length, double time) implements VelocityRotation {
  private static final double K = 0.1;

  @Override
  public void rate(double[] y, double[] w) {
    double px = y[0] / length;
    double py = y[1] / length;
    double pz = y[2] / length;
    double ux = y[3] * time / length;
    double uy = y[4] * time / length;
    double uz = y[5] * time / length;
    w[0] = -K * px * pz / time;
    w[1] = -K * py * pz / time;
    w[2] = (1 + K * pz * pz) / time;
    w[3] = -K * (ux * pz + px * uz) / (time * time);
    w[4] = -K * (uy * pz + py * uz) / (time * time);
    w[5] = 2 * K * pz * uz / (time * time);
  }

  @Override
  public void derivatives(double t, double[] y, double[] dydt) {
    double[] w = new double[6];
    rate(y, w);
    System.arraycopy(y, 3, dydt, 0, 3);
    dydt[3] = y[4] * w[2] - y[5] * w[1];
    dydt[4] = y[5] * w[0] - y[3] * w[2];
    dydt[5] = y[3] * w[1] - y[4] * w[0];
  }
}
