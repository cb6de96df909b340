package larmor.orbit;

import java.util.function.DoubleUnaryOperator;
import larmor.ode.Integration;

/**
 * Finds the path length at which a trajectory has first turned by 90° (v·v0 ≤ 0), which defines the
 * paper's mean free path (§4.1; {@link MeanFreePath}), and the first reversals of v·B and of v_x,
 * which other definitions use. Each event is located on the dense output by root finding. Times are
 * in 1/Ω0 and lengths in gyroradii.
 */
final class TurnFinder {
  /**
   * The longest section of a step [1/Ω0], in which a function is assumed to change its sign at most
   * once.
   */
  static final double SECTION = 0.25;

  private final Integration integration;
  private final StepSearch search;
  private final DoubleUnaryOperator turned;
  private final DoubleUnaryOperator axisReversed;
  private final DoubleUnaryOperator pitchReversed;
  private double[] initial;
  private double pitchSign;
  private double turn;
  private double turnDisplacement;
  private double pitchReversal;
  private double axisReversal;

  TurnFinder(Integration integration, LorentzForce force) {
    this.integration = integration;
    search = new StepSearch(integration);
    turned = tau -> -alongLaunch(search.stateAt(tau));
    axisReversed = tau -> -search.stateAt(tau)[3] * initial[3];
    pitchReversed = tau -> -pitchSign * force.alongField(search.stateAt(tau));
  }

  /** Returns u·u0 of a state. */
  private double alongLaunch(double[] y) {
    return y[3] * initial[3] + y[4] * initial[4] + y[5] * initial[5];
  }

  /**
   * Starts a new trajectory.
   *
   * @param launch The initial state, six numbers. Not modified; this object keeps the array, so the
   *     caller must not change it before the next call.
   * @param pitch v·B at the launch, in any unit
   */
  void begin(double[] launch, double pitch) {
    initial = launch;
    pitchSign = Math.signum(pitch);
    turn = Double.NaN;
    turnDisplacement = Double.NaN;
    pitchReversal = Double.NaN;
    axisReversal = Double.NaN;
  }

  /**
   * Searches the last step for the events that have not been found yet.
   *
   * @param pitch v·B at the end of the step, in the unit of {@link #begin}
   * @param endTau τ at the end of the trajectory; later events are ignored
   */
  void searchStep(double pitch, double endTau) {
    double[] y = integration.y();
    if (Double.isNaN(turn)) {
      double root = search.firstNonNegative(turned, SECTION, -alongLaunch(y));
      if (root <= endTau) {
        turn = root;
        turnDisplacement = StepSearch.distance(search.stateAt(root));
      }
    }
    if (Double.isNaN(axisReversal)) {
      double root = search.firstNonNegative(axisReversed, SECTION, -y[3] * initial[3]);
      if (root <= endTau) {
        axisReversal = root;
      }
    }
    if (Double.isNaN(pitchReversal)) {
      double root = search.firstNonNegative(pitchReversed, SECTION, -pitchSign * pitch);
      if (root <= endTau) {
        pitchReversal = root;
      }
    }
  }

  /**
   * Returns the path length to the first v·v0 ≤ 0 [r_L], or NaN if the trajectory ended before it.
   */
  double turn() {
    return turn;
  }

  /**
   * Returns the distance between the observer and the position of the first v·v0 ≤ 0 [r_L], or NaN
   * if the trajectory ended before it.
   */
  double turnDisplacement() {
    return turnDisplacement;
  }

  /** Returns the path length to the first change of sign of v·B [r_L], or NaN if there was none. */
  double pitchReversal() {
    return pitchReversal;
  }

  /** Returns the path length to the first change of sign of v_x [r_L], or NaN if there was none. */
  double axisReversal() {
    return axisReversal;
  }
}
