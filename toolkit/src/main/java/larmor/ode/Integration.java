package larmor.ode;

/**
 * An integration in progress, for use by one thread. It can be started any number of times without
 * allocating memory.
 */
public interface Integration {
  /**
   * Begins the integration at a given state.
   *
   * @param t value of t at which the integration begins
   * @param y the state at {@code t}. Not modified.
   * @param step length of the first step that is tried; its sign is the direction of the
   *     integration
   * @throws IllegalArgumentException if the step is 0 or not finite
   */
  void start(double t, double[] y, double step);

  /**
   * Takes one step whose error is within the tolerance and that does not pass a limit. The last
   * evaluation of the equations is at the end of the step, or differs from it by less than the
   * tolerance.
   *
   * @param end the limit of t
   * @return true after a step; false, with an unchanged state, if even a step as short as the
   *     rounding error of t is not within the tolerance. After false, {@link #yBefore()} and the
   *     dense output before {@link #t()} are not defined.
   */
  boolean step(double end);

  /**
   * Returns t at the end of the last step.
   *
   * @return value of t
   */
  double t();

  /**
   * Returns t at the beginning of the last step.
   *
   * @return value of t
   */
  double before();

  /**
   * Returns the state at {@link #t()}.
   *
   * @return the state; not a copy, valid until the next step, and not to be modified
   */
  double[] y();

  /**
   * Returns the state at {@link #before()}.
   *
   * @return the state; not a copy, valid until the next step, and not to be modified
   */
  double[] yBefore();

  /**
   * Interpolates the state within the last step by the dense output of the method.
   *
   * @param t value of t, from {@link #before()} to {@link #t()}
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
   * @return number of steps since the start whose error was too large and which were repeated with
   *     a shorter step
   */
  long rejections();
}
