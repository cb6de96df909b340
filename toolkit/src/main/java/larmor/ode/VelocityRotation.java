package larmor.ode;

/** Motion x' = u, u' = u × w(x), which keeps the length of u; the state is x, then u. */
public interface VelocityRotation extends Equations {
  @Override
  default int dimension() {
    return 6;
  }

  /**
   * @param y Not modified. The state.
   * @param w Modified. The rate at which u turns there, and its derivative along the motion: six
   *     numbers.
   */
  void rate(double[] y, double[] w);
}
