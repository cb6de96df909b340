package larmor.ode;

/**
 * One integration in progress, for one thread. It can be started any number of times without
 * allocating memory.
 */
public interface Integration {
  /**
   * Begins at a state.
   *
   * @param t where the integration begins
   * @param y Not modified. The state there.
   * @param step length of the first step tried; its sign is the direction of the integration
   * @throws IllegalArgumentException if the step is 0 or not finite
   */
  void start(double t, double[] y, double step);

  /**
   * Takes one step that keeps the tolerance and does not pass a limit. The last evaluation of the
   * equations is at the end of the step or within the tolerance of it.
   *
   * @param end the limit of t
   * @return false, and the state unchanged, if even a step as short as the rounding error of t does
   *     not keep the tolerance
   */
  boolean step(double end);

  /**
   * Returns the end of the last step.
   *
   * @return t there
   */
  double t();

  /**
   * Returns the beginning of the last step.
   *
   * @return t there
   */
  double before();

  /**
   * Returns the state at {@link #t()}.
   *
   * @return not a copy, valid until the next step, not to be modified
   */
  double[] y();

  /**
   * Returns the state at {@link #before()}.
   *
   * @return not a copy, valid until the next step, not to be modified
   */
  double[] yBefore();

  /**
   * Interpolates the state within the last step by the dense output of the method.
   *
   * @param t from {@link #before()} to {@link #t()}
   * @param y Modified. The state at {@code t}.
   */
  void at(double t, double[] y);

  /**
   * Returns the number of evaluations so far.
   *
   * @return evaluations of the equations since the start
   */
  long evaluations();

  /**
   * Returns the number of accepted steps so far.
   *
   * @return accepted steps since the start
   */
  long steps();

  /**
   * Returns the number of rejected steps so far.
   *
   * @return steps since the start whose error was too large and that were repeated with a shorter
   *     one
   */
  long rejections();
}
