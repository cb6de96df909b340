package larmor.ode;

/**
 * One integration under way, for one thread. It may be started again and again without allocating.
 */
public interface Integration {
  /**
   * Begins at a state.
   *
   * @param y Not modified. The state at {@code t}.
   * @param step the first step tried; its sign is the direction of the integration
   */
  void start(double t, double[] y, double step);

  /**
   * Takes one step that keeps the tolerance and does not pass {@code end}. The equations are last
   * evaluated where it ended, or within the tolerance of that.
   *
   * @return false if no step above the rounding of {@code t} keeps the tolerance: the state is left
   *     as it was
   */
  boolean step(double end);

  /** Where the last step ended. */
  double t();

  /** Where the last step began. */
  double before();

  /** The state at {@link #t()}: not a copy, valid until the next step, not to be modified. */
  double[] y();

  /** The state at {@link #before()}: not a copy, valid until the next step, not to be modified. */
  double[] yBefore();

  /**
   * The state within the last step, by the method's dense output.
   *
   * @param t from {@link #before()} to {@link #t()}
   * @param y Modified. The state at {@code t}.
   */
  void at(double t, double[] y);

  /** Evaluations of the equations since the start. */
  long evaluations();

  /** Accepted steps since the start. */
  long steps();

  /** Steps tried and repeated with a smaller one since the start. */
  long rejections();
}
