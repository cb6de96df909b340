package larmor.ode;

/**
 * Equations of motion x' = u, u' = u × w(x): the velocity u rotates at the rate w and keeps its
 * length. They describe a charge in a static magnetic field, for which w is proportional to B. The
 * state is the position x, then the velocity u.
 */
public interface VelocityRotation extends Equations {
  /** Returns 6, the number of components of position and velocity. */
  @Override
  default int dimension() {
    return 6;
  }

  /**
   * Evaluates w(x) and its derivative along the motion, (u·∇) w. One thread at a time calls this
   * method, which allocates no memory.
   *
   * @param y the state. Not modified.
   * @param w Modified. The three components of w, then those of its derivative.
   */
  void rate(double[] y, double[] w);
}
