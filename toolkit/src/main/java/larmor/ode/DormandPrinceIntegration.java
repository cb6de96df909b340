package larmor.ode;

/** An integration by {@link DormandPrince}. */
final class DormandPrinceIntegration extends SteppedIntegration {
  /** The fractions of a step at which the equations are evaluated. */
  private static final double[] NODES = {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};

  /** The weights of the earlier evaluations in each stage; those of the last stage give order 5. */
  private static final double[][] STAGES = {
    {},
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
  };

  /** The differences between the weights of order 5 and those of order 4. */
  private static final double[] ERROR = {
    71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40
  };

  /** The weights of the fourth-order term of the dense output. */
  private static final double[] DENSE = {
    -12715105075.0 / 11282082432.0,
    0,
    87487479700.0 / 32700410799.0,
    -10690763975.0 / 1880347072.0,
    701980252875.0 / 199316789632.0,
    -1453857185.0 / 822651844.0,
    69997945.0 / 29380423.0
  };

  private final Equations equations;
  private final double[] inverseScale;

  /** The derivative f at each stage; the last stage is at the end of the step. */
  private final double[][] k;

  private final double[] stage;

  DormandPrinceIntegration(
      Equations equations, double[] scale, double tolerance, double largestStep) {
    super(equations.dimension(), largestStep);
    this.equations = equations;
    inverseScale = Tolerances.inverse(tolerance, scale);
    k = new double[7][dimension];
    stage = new double[dimension];
  }

  @Override
  void begin() {
    equations.derivatives(t, y, k[6]);
  }

  @Override
  public boolean step(double limit) {
    System.arraycopy(k[6], 0, k[0], 0, dimension);
    while (true) {
      double wanted = nextStep;
      double step = wanted;
      boolean cut = Math.abs(step) >= Math.abs(limit - t);
      if (cut) {
        step = limit - t;
      }
      if (!(Math.abs(step) > 4 * Math.ulp(t))) {
        return false;
      }
      double error = tryStep(step);
      double factor = Math.max(0.2, Math.min(5, 0.9 * Math.pow(Math.max(error, 1e-30), -0.2)));
      if (error <= 1) {
        advanceTo(cut ? limit : t + step);
        System.arraycopy(stage, 0, y, 0, dimension);
        double length = Math.min(Math.abs(step) * factor, largestStep);
        nextStep = Math.copySign(cut ? Math.max(length, Math.abs(wanted)) : length, step);
        return true;
      }
      rejections++;
      nextStep = step * (error < Double.POSITIVE_INFINITY ? Math.min(1, factor) : 0.1);
    }
  }

  /**
   * Evaluates all stages of one step and leaves the state at its end in {@code stage}.
   *
   * @return the largest ratio of error to tolerance
   */
  private double tryStep(double step) {
    for (int s = 1; s < 7; s++) {
      double[] a = STAGES[s];
      for (int c = 0; c < dimension; c++) {
        double sum = 0;
        for (int i = 0; i < s; i++) {
          sum += a[i] * k[i][c];
        }
        stage[c] = y[c] + step * sum;
      }
      equations.derivatives(t + NODES[s] * step, stage, k[s]);
    }
    evaluations += 6;
    double worst = 0;
    for (int c = 0; c < dimension; c++) {
      double sum = 0;
      for (int i = 0; i < 7; i++) {
        sum += ERROR[i] * k[i][c];
      }
      worst = Math.max(worst, Math.abs(step * sum) * inverseScale[c]);
    }
    return worst < Double.POSITIVE_INFINITY ? worst : Double.POSITIVE_INFINITY;
  }

  @Override
  public void at(double time, double[] state) {
    if (steps == 0 || time == t) {
      System.arraycopy(y, 0, state, 0, dimension);
      return;
    }
    double step = t - before;
    double a = (time - before) / step;
    double b = 1 - a;
    for (int c = 0; c < dimension; c++) {
      double rise = y[c] - yBefore[c];
      double bend = step * k[0][c] - rise;
      double twist = rise - step * k[6][c] - bend;
      double last = 0;
      for (int i = 0; i < 7; i++) {
        last += DENSE[i] * k[i][c];
      }
      state[c] = yBefore[c] + a * (rise + b * (bend + a * (twist + b * step * last)));
    }
  }
}
