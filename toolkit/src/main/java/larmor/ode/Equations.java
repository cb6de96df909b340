package larmor.ode;

/** A system of ordinary differential equations dy/dt = f(t, y). */
public interface Equations {
  int dimension();

  /**
   * Writes f(t, y); called by one thread at a time and allocates nothing.
   *
   * @param y Not modified. The state, {@link #dimension()} long.
   * @param dydt Modified. Its rate of change.
   */
  void derivatives(double t, double[] y, double[] dydt);
}
