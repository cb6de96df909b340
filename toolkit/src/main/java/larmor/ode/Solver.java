package larmor.ode;

/** A method of integration with its tolerance; immutable and safe to share between threads. */
public interface Solver {
  /** The largest error of one step, in units of the caller's scales. */
  double tolerance();

  /** Name, order and tolerance, as a run's record states them. */
  @Override
  String toString();

  /**
   * @throws IllegalArgumentException if the tolerance is not above 1e-14 and below 0.1
   */
  Solver withTolerance(double tolerance);

  /** No step is longer than this; infinite where steps are not bounded. */
  double largestStep();

  /** No step is longer than this. */
  Solver withLargestStep(double step);

  /**
   * A workspace for one thread.
   *
   * @param scale Not modified. The size of each component that an error is compared with, {@link
   *     Equations#dimension()} positive numbers; each step keeps the error of component c below
   *     tolerance × scale[c].
   */
  Integration on(Equations equations, double[] scale);
}
