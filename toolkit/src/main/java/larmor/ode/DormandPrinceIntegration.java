package larmor.ode;

/** The workspace of {@link DormandPrince}. */
final class DormandPrinceIntegration implements Integration {
  private static final double[] NODES = {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};
  private static final double[][] STAGES = {
    {},
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
  };
  private static final double[] ERROR = {
    71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40
  };
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
  private final int dimension;
  private final double[] inverseScale;
  private final double largestStep;
  private final double[][] k;
  private final double[] stage;
  private double[] y;
  private double[] yBefore;
  private double t;
  private double before;
  private double nextStep;
  private boolean fresh;
  private long evaluations;
  private long steps;
  private long rejections;

  DormandPrinceIntegration(
      Equations equations, double[] scale, double tolerance, double largestStep) {
    this.equations = equations;
    this.dimension = equations.dimension();
    this.largestStep = largestStep;
    inverseScale = new double[dimension];
    for (int c = 0; c < dimension; c++) {
      inverseScale[c] = 1 / (tolerance * scale[c]);
    }
    k = new double[7][dimension];
    stage = new double[dimension];
    y = new double[dimension];
    yBefore = new double[dimension];
  }

  @Override
  public void start(double from, double[] state, double step) {
    if (!(step != 0 && Math.abs(step) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "first step " + step + " goes nowhere: give a finite step, negative to go back in t");
    }
    t = from;
    before = from;
    System.arraycopy(state, 0, y, 0, dimension);
    System.arraycopy(state, 0, yBefore, 0, dimension);
    equations.derivatives(t, y, k[6]);
    evaluations = 1;
    steps = 0;
    rejections = 0;
    nextStep = Math.copySign(Math.min(Math.abs(step), largestStep), step);
    fresh = true;
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
        System.arraycopy(k[0], 0, k[6], 0, dimension);
        return false;
      }
      double error = tryStep(step);
      double factor = Math.max(0.2, Math.min(5, 0.9 * Math.pow(Math.max(error, 1e-30), -0.2)));
      if (error <= 1) {
        double[] swap = yBefore;
        yBefore = y;
        y = swap;
        System.arraycopy(stage, 0, y, 0, dimension);
        before = t;
        t = cut ? limit : t + step;
        steps++;
        fresh = false;
        double length = Math.min(Math.abs(step) * factor, largestStep);
        nextStep = Math.copySign(cut ? Math.max(length, Math.abs(wanted)) : length, step);
        return true;
      }
      rejections++;
      nextStep = step * (error < Double.POSITIVE_INFINITY ? Math.min(1, factor) : 0.1);
    }
  }

  /** All stages of one step, its end in {@code stage}; the error in units of what is tolerated. */
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
      double error = Math.abs(step * sum) * inverseScale[c];
      if (!(error <= worst)) {
        worst = error;
      }
    }
    return worst < Double.POSITIVE_INFINITY ? worst : Double.POSITIVE_INFINITY;
  }

  @Override
  public void at(double time, double[] state) {
    if (fresh) {
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

  @Override
  public double t() {
    return t;
  }

  @Override
  public double before() {
    return before;
  }

  @Override
  public double[] y() {
    return y;
  }

  @Override
  public double[] yBefore() {
    return yBefore;
  }

  @Override
  public long evaluations() {
    return evaluations;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public long rejections() {
    return rejections;
  }
}
