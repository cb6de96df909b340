package larmor.ode;

import java.io.Serializable;

/**
 * A method of integration with its tolerance; an immutable object that several threads can share.
 */
public interface Solver extends Serializable {
  /**
   * Returns the tolerance.
   *
   * @return largest estimated error of one step, in units of the scales given to {@link #on}
   */
  double tolerance();

  /**
   * Returns a copy of this method with another tolerance.
   *
   * @param tolerance largest estimated error of one step, above 1e-14 and below 0.1
   * @return the solver
   * @throws IllegalArgumentException if the tolerance is outside these limits
   */
  Solver withTolerance(double tolerance);

  /**
   * Returns the upper limit of the step.
   *
   * @return upper limit in the unit of t; infinite if steps are not limited
   */
  double largestStep();

  /**
   * Returns a copy of this method with another upper limit of the step.
   *
   * @param step upper limit in the unit of t
   * @return the solver
   * @throws IllegalArgumentException if the step is not above 0
   */
  Solver withLargestStep(double step);

  /**
   * Prepares an integration of given equations by this method, with the workspace of one thread.
   *
   * @param equations equations to integrate
   * @param scale sizes with which the errors of the components are compared, {@link
   *     Equations#dimension()} positive numbers. A step is accepted if the estimated error of
   *     component c is below tolerance × scale[c]. Not modified.
   * @return the integration, which must be started at a state
   * @throws IllegalArgumentException if there is not one positive, finite scale for each component,
   *     or the method cannot integrate these equations
   */
  Integration on(Equations equations, double[] scale);

  /** Returns the name, the order and the tolerance as they are recorded with a run. */
  @Override
  String toString();
}
