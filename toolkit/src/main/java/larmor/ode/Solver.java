package larmor.ode;

import java.io.Serializable;

/** A method of integration with its tolerance; immutable and safe to share between threads. */
public interface Solver extends Serializable {
  /**
   * The tolerance.
   *
   * @return largest estimated error of one step, in units of the scales given to {@link #on}
   */
  double tolerance();

  /**
   * The same method with another tolerance.
   *
   * @param tolerance largest estimated error of one step, above 1e-14 and below 0.1
   * @return the solver
   * @throws IllegalArgumentException if the tolerance is outside these limits
   */
  Solver withTolerance(double tolerance);

  /**
   * The upper limit of the step.
   *
   * @return in the unit of t; infinite if steps are not limited
   */
  double largestStep();

  /**
   * The same method with another upper limit of the step.
   *
   * @param step in the unit of t
   * @return the solver
   * @throws IllegalArgumentException if the step is not above 0
   */
  Solver withLargestStep(double step);

  /**
   * Prepares an integration of given equations by this method, with the workspace of one thread.
   *
   * @param equations to integrate
   * @param scale Not modified. The size that the error of each component is compared with, {@link
   *     Equations#dimension()} positive numbers: a step is accepted if the estimated error of
   *     component c is below tolerance × scale[c].
   * @return the integration, to be started at a state
   * @throws IllegalArgumentException if there is not one positive, finite scale for each component,
   *     or the method cannot integrate these equations
   */
  Integration on(Equations equations, double[] scale);

  /** Name, order and tolerance, as they are recorded with a run. */
  @Override
  String toString();
}
