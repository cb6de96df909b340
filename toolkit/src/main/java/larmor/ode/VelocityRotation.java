package larmor.ode;

/**
 * Equations of motion x' = u, u' = u × w(x): the velocity u rotates at the rate w and keeps its
 * length. They describe a charge in a static magnetic field, for which w is proportional to B. The
 * state is the position x, then the velocity u.
 */
public interface VelocityRotation extends Equations {
  /** Six: three of position, three of velocity. */
  @Override
  default int dimension() {
    return 6;
  }

  /**
   * Evaluates w(x) and its derivative along the motion, (u·∇) w. It is called by one thread at a
   * time and allocates no memory.
   *
   * @param y Not modified. The state.
   * @param w Modified. The three components of w, then the three of its derivative.
   */
  void rate(double[] y, double[] w);
}
