package larmor.ode;

/**
 * Gragg's modified midpoint rule with its final smoothing, for steps of 2, 6, 10 … substeps
 * (Hairer, Nørsett and Wanner 1993, II.9).
 */
final class GraggRule {
  private static final Extrapolation TABLE = new Extrapolation(2, 6, 10, 14, 18, 22, 26, 30, 34);

  private final Equations equations;
  private final int dimension;
  private final double[] first;
  private final double[] second;
  private final double[] rate;

  /** The state at the midpoint of the step, for each row j. */
  private final double[][] middle = new double[TABLE.rows()][];

  /**
   * The derivative f at every substep, for each row j; component c of substep i is at [i*dimension
   * + c].
   */
  private final double[][] rates = new double[TABLE.rows()][];

  private final MidpointInterpolant interpolant;

  GraggRule(Equations equations) {
    this.equations = equations;
    dimension = equations.dimension();
    first = new double[dimension];
    second = new double[dimension];
    rate = new double[dimension];
    for (int j = 0; j < TABLE.rows(); j++) {
      middle[j] = new double[dimension];
      rates[j] = new double[(TABLE.substeps(j) + 1) * dimension];
    }
    interpolant = new MidpointInterpolant(TABLE, dimension);
  }

  Extrapolation extrapolation() {
    return TABLE;
  }

  /**
   * Returns the last row of the table whose gain in accuracy outweighs its evaluations: the fifth
   * row in a field that is only twice differentiable, and a later row at tolerances below 1e-9.
   */
  int lastRow(double tolerance) {
    double finer = Math.max(0, -9 - Math.log10(tolerance));
    return (int) Math.min(TABLE.rows() - 1, 4 + Math.ceil(finer));
  }

  /**
   * Takes a step with the number of substeps of one row.
   *
   * @param y the state at {@code t}. Not modified.
   * @param f the derivative of the state at {@code t}. Not modified.
   * @param end Modified. The state at {@code t + step}.
   * @return number of evaluations, or 0 if the state is no longer finite
   */
  int cross(double t, double[] y, double[] f, double step, int row, double[] end) {
    int n = TABLE.substeps(row);
    int half = n / 2;
    double h = step / n;
    double h2 = 2 * h;
    double[] a = first;
    double[] b = second;
    double[] kept = rates[row];
    for (int c = 0; c < dimension; c++) {
      a[c] = y[c];
      b[c] = y[c] + h * f[c];
      kept[c] = f[c];
    }
    for (int i = 1; i < n; i++) {
      equations.derivatives(t + i * h, b, rate);
      if (i == half) {
        System.arraycopy(b, 0, middle[row], 0, dimension);
      }
      int at = i * dimension;
      for (int c = 0; c < dimension; c++) {
        double r = rate[c];
        kept[at + c] = r;
        double next = a[c] + h2 * r;
        a[c] = b[c];
        b[c] = next;
      }
    }
    equations.derivatives(t + step, b, rate);
    double sum = 0;
    for (int c = 0; c < dimension; c++) {
      kept[n * dimension + c] = rate[c];
      end[c] = 0.5 * (a[c] + b[c] + h * rate[c]);
      sum += Math.abs(end[c]);
    }
    return sum < Double.POSITIVE_INFINITY ? n : 0;
  }

  /** Prepares the dense output of the step that was just accepted and used {@code rows} rows. */
  void fit(double step, double[] y0, double[] y1, double[] f0, double[] f1, int rows) {
    interpolant.fit(step, y0, y1, f0, f1, rows, middle, rates);
  }

  /**
   * Evaluates the dense output.
   *
   * @param theta position in the step: 0 at its beginning, 1 at its end
   * @param y Modified. The state at this position.
   */
  void at(double theta, double[] y) {
    interpolant.at(theta, y);
  }
}
