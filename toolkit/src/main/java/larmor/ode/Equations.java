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
   * Evaluates f(t, y). It is called by one thread at a time and allocates no memory.
   *
   * @param t the independent variable
   * @param y Not modified. The state, {@link #dimension()} numbers.
   * @param dydt Modified. The derivative of each component.
   */
  void derivatives(double t, double[] y, double[] dydt);
}
