package larmor.ode;

/**
 * A symmetric rule of second order whose error has even powers of the substep only, and the dense
 * output of a step extrapolated from it. For one thread.
 */
interface BaseRule {
  Extrapolation extrapolation();

  /** The last row of the table worth its evaluations at a tolerance. */
  int lastRow(double tolerance);

  /**
   * Crosses a step with the substeps of one row.
   *
   * @param y Not modified. The state at {@code t}.
   * @param f Not modified. Its rate of change.
   * @param end Modified. The state at {@code t + step}.
   * @return evaluations made, or 0 if the state left the finite numbers
   */
  int cross(double t, double[] y, double[] f, double step, int row, double[] end);

  /** Prepares the dense output of the step just accepted, of so many rows. */
  void fit(double step, double[] y0, double[] y1, double[] f0, double[] f1, int rows);

  /**
   * @param theta 0 at the start of the step, 1 at its end
   * @param y Modified. The state there.
   */
  void at(double theta, double[] y);
}
