package larmor.ode;

/** A system of ordinary differential equations dy/dt = f(t, y). */
public interface Equations {
  /**
   * Returns the size of the system.
   *
   * @return number of components of y
   */
  int dimension();

  /**
   * Evaluates f(t, y). One thread at a time calls this method, which allocates no memory.
   *
   * @param t the independent variable
   * @param y the state, {@link #dimension()} numbers. Not modified.
   * @param dydt Modified. The derivative of each component.
   */
  void derivatives(double t, double[] y, double[] dydt);
}
