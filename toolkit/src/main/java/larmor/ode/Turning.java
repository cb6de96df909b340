package larmor.ode;

/** Motion x' = u, u' = u × w(x), which keeps the length of u; the state is x, then u. */
public interface Turning extends Equations {
  @Override
  default int dimension() {
    return 6;
  }

  /**
   * @param y Not modified. The state, of which x is read.
   * @param w Modified. The rate at which u turns there.
   */
  void rate(double[] y, double[] w);
}
