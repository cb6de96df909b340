package larmor.ode;

/**
 * An integration by {@link BulirschStoer}. It builds the table of extrapolations of each step with
 * {@link GraggRule} and controls the order and the length of the steps together (Deuflhard 1983;
 * Hairer, Nørsett and Wanner 1993, II.9).
 */
final class BulirschStoerIntegration extends SteppedIntegration {
  private static final double SAFETY = 0.97;
  private static final double ERROR_SAFETY = 0.65;
  private static final double LARGEST_CHANGE = 50;

  private final Equations equations;
  private final GraggRule rule;
  private final Extrapolation table;
  private final double[] inverseScale;
  private final int firstColumn;
  private final int lastRow;

  /** The row in which the next step is expected to converge. */
  private int column;

  /** The number of rows of the table that the last step needed. */
  private int rowsUsed;

  /** True if the dense output of the last step is prepared. */
  private boolean dense;

  /** The derivative f(t, y) at the end of the last step. */
  private double[] f;

  private double[] fBefore;
  private final double[] extrapolated;

  /** The state at the end of the step before extrapolation, for each row j. */
  private final double[][] end;

  /**
   * The step length at which row j would meet the tolerance; {@code workOf} holds the evaluations
   * per unit of t at this length.
   */
  private final double[] stepOf;

  private final double[] workOf;

  /** The number of evaluations that all rows up to j need. */
  private final double[] cost;

  BulirschStoerIntegration(
      Equations equations, double[] scale, double tolerance, double largestStep) {
    super(equations.dimension(), largestStep);
    this.equations = equations;
    rule = new GraggRule(equations);
    table = rule.extrapolation();
    lastRow = rule.lastRow(tolerance);
    inverseScale = Tolerances.inverse(tolerance, scale);
    int rows = table.rows();
    end = new double[rows][dimension];
    stepOf = new double[rows];
    workOf = new double[rows];
    cost = new double[rows];
    for (int j = 0; j < rows; j++) {
      cost[j] = (j == 0 ? 1 : cost[j - 1]) + table.substeps(j);
    }
    firstColumn =
        (int) Math.max(2, Math.min(lastRow - 1, Math.round(-0.5 * Math.log10(tolerance))));
    f = new double[dimension];
    fBefore = new double[dimension];
    extrapolated = new double[dimension];
  }

  @Override
  void begin() {
    equations.derivatives(t, y, f);
    column = firstColumn;
  }

  @Override
  public boolean step(double limit) {
    boolean rejected = false;
    double wanted = nextStep;
    while (true) {
      double step = wanted;
      boolean cut = Math.abs(step) >= Math.abs(limit - t);
      if (cut) {
        step = limit - t;
      }
      if (!(Math.abs(step) > 4 * Math.ulp(t))) {
        return false;
      }
      int rows = tryStep(step);
      if (rows > 0) {
        accept(step, cut ? limit : t + step, rows, rejected, wanted);
        return true;
      }
      rejected = true;
      rejections++;
      wanted = nextStep;
    }
  }

  /**
   * Builds the table of one step until a row converges.
   *
   * @return number of rows used, or 0 if the step must be repeated with {@code nextStep}, which has
   *     been shortened
   */
  private int tryStep(double step) {
    for (int j = 0; j <= column + 1; j++) {
      int made = rule.cross(t, y, f, step, j, end[j]);
      evaluations += made == 0 ? table.substeps(j) : made;
      if (made == 0) {
        nextStep = 0.1 * step;
        return 0;
      }
      if (j == 0) {
        continue;
      }
      double error = extrapolate(j);
      double factor = SAFETY * root(ERROR_SAFETY / Math.max(error, 1e-30), 2 * j + 1);
      stepOf[j] = step * Math.max(1 / LARGEST_CHANGE, Math.min(LARGEST_CHANGE, factor));
      workOf[j] = cost[j] / Math.abs(stepOf[j]);
      if (j < column - 1) {
        continue;
      }
      if (error <= 1) {
        return j + 1;
      }
      if (j == column + 1 || error > hopeless(j)) {
        shrink(j);
        return 0;
      }
    }
    throw new AssertionError("the last row accepts or rejects");
  }

  /**
   * Returns an approximate n-th root, computed from the binary exponent alone. It is at most 6 %
   * too small, which is accurate enough for the length of a step.
   */
  private static double root(double x, int n) {
    long one = 0x3ff0000000000000L;
    return 0.94 * Double.longBitsToDouble(one + (Double.doubleToRawLongBits(x) - one) / n);
  }

  /**
   * Returns the largest error in row j for which the error is expected to fall to 1 within the rows
   * up to {@code column + 1}.
   */
  private double hopeless(int j) {
    double ratio = 1;
    for (int i = j + 1; i <= column + 1; i++) {
      double r = (double) table.substeps(i) / table.substeps(0);
      ratio *= r * r;
    }
    return ratio;
  }

  /** Chooses the order and the length of the next attempt after row j did not converge. */
  private void shrink(int j) {
    column = Math.min(column, j);
    if (column > 2 && workOf[column - 1] < 0.8 * workOf[column]) {
      column--;
    }
    nextStep = stepOf[column];
  }

  /**
   * Extrapolates rows 0 … j to zero substep.
   *
   * @return the largest ratio of error to tolerance
   */
  private double extrapolate(int j) {
    double[] all = table.weights(0, j);
    double[] fewer = table.weights(1, j);
    double worst = 0;
    for (int c = 0; c < dimension; c++) {
      double last = end[j][c];
      double best = 0;
      double second = 0;
      for (int i = 0; i < j; i++) {
        double difference = end[i][c] - last;
        best += all[i] * difference;
        second += fewer[i] * difference;
      }
      extrapolated[c] = last + best;
      worst = Math.max(worst, Math.abs(best - second) * inverseScale[c]);
    }
    return worst;
  }

  private void accept(double step, double reached, int rows, boolean rejected, double wanted) {
    advanceTo(reached);
    System.arraycopy(extrapolated, 0, y, 0, dimension);
    double[] swap = fBefore;
    fBefore = f;
    f = swap;
    equations.derivatives(t, y, f);
    evaluations++;
    rowsUsed = rows;
    dense = false;
    chooseNext(rows - 1, rejected);
    if (Math.abs(step) < Math.abs(wanted)) {
      nextStep = Math.copySign(Math.max(Math.abs(nextStep), Math.abs(wanted)), step);
    }
    if (Math.abs(nextStep) > largestStep) {
      nextStep = Math.copySign(largestStep, nextStep);
    }
  }

  /**
   * Chooses the order and the length of the next step after a step that converged in row {@code
   * last}.
   */
  private void chooseNext(int last, boolean rejected) {
    int best;
    if (last == 1) {
      best = rejected ? 1 : 2;
    } else if (last <= column) {
      best = last;
      if (workOf[last - 1] < 0.8 * workOf[last]) {
        best = last - 1;
      } else if (workOf[last] < 0.9 * workOf[last - 1]) {
        best = Math.min(last + 1, lastRow - 1);
      }
    } else {
      best = last - 1;
      if (last > 2 && workOf[last - 2] < 0.8 * workOf[last - 1]) {
        best = last - 2;
      }
      if (workOf[last] < 0.9 * workOf[best]) {
        best = Math.min(last, lastRow - 1);
      }
    }
    if (rejected) {
      column = Math.max(1, Math.min(best, last));
      nextStep = Math.abs(stepOf[column]) < Math.abs(t - before) ? stepOf[column] : t - before;
    } else if (best <= last) {
      column = best;
      nextStep = stepOf[best];
    } else {
      column = best;
      nextStep = stepOf[last] * cost[best] / cost[last];
    }
  }

  @Override
  public void at(double time, double[] state) {
    if (steps == 0 || time == t) {
      System.arraycopy(y, 0, state, 0, dimension);
      return;
    }
    if (!dense) {
      rule.fit(t - before, yBefore, y, fBefore, f, rowsUsed);
      dense = true;
    }
    rule.at((time - before) / (t - before), state);
  }
}
