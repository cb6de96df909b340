package larmor.ode;

/**
 * The common part of the integrations of all methods: both ends of the last step, the length of the
 * next step, and the counts. Each subclass adds the start, the step and the dense output of its
 * method.
 */
abstract class SteppedIntegration implements Integration {
  final int dimension;
  final double largestStep;

  double t;
  double before;
  double[] y;
  double[] yBefore;

  /** The length of the next step to try; its sign is the direction of the integration. */
  double nextStep;

  long evaluations;
  long steps;
  long rejections;

  SteppedIntegration(int dimension, double largestStep) {
    this.dimension = dimension;
    this.largestStep = largestStep;
    y = new double[dimension];
    yBefore = new double[dimension];
  }

  @Override
  public final void start(double from, double[] state, double step) {
    if (!(step != 0 && Math.abs(step) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a first step of "
              + step
              + " is 0 or not finite: give a finite one, negative to integrate towards"
              + " smaller t");
    }
    t = from;
    before = from;
    System.arraycopy(state, 0, y, 0, dimension);
    System.arraycopy(state, 0, yBefore, 0, dimension);
    evaluations = 1;
    steps = 0;
    rejections = 0;
    nextStep = Math.copySign(Math.min(Math.abs(step), largestStep), step);
    begin();
  }

  /** Evaluates the equations once, at the state at which the integration begins. */
  abstract void begin();

  /** Ends an accepted step by exchanging {@code y} and {@code yBefore}. */
  final void advanceTo(double reached) {
    double[] swap = yBefore;
    yBefore = y;
    y = swap;
    before = t;
    t = reached;
    steps++;
  }

  @Override
  public final double t() {
    return t;
  }

  @Override
  public final double before() {
    return before;
  }

  @Override
  public final double[] y() {
    return y;
  }

  @Override
  public final double[] yBefore() {
    return yBefore;
  }

  @Override
  public final long evaluations() {
    return evaluations;
  }

  @Override
  public final long steps() {
    return steps;
  }

  @Override
  public final long rejections() {
    return rejections;
  }
}
