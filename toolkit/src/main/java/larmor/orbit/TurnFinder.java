package larmor.orbit;

import java.util.function.DoubleUnaryOperator;
import larmor.ode.Integration;

/**
 * Finds where a trajectory first turns by 90°, v·v0 ≤ 0, the event behind the paper's mean free
 * path (§4.1), and the first reversals of v·B and of v_x, which other definitions use. Each event
 * is located on the dense output by root finding. Times are in 1/Ω0 and lengths in gyroradii.
 */
final class TurnFinder {
  /** Longest section of a step that is searched at once [1/Ω0]. */
  static final double SECTION = 0.25;

  private final Integration integration;
  private final StepSearch search;
  private final double[] scratch = new double[6];
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
    turned = tau -> -alongLaunch(stateAt(tau));
    axisReversed = tau -> -stateAt(tau)[3] * initial[3];
    pitchReversed = tau -> -pitchSign * force.alongField(stateAt(tau));
  }

  private double[] stateAt(double tau) {
    integration.at(tau, scratch);
    return scratch;
  }

  /** v·v0, in p0². */
  private double alongLaunch(double[] y) {
    return y[3] * initial[3] + y[4] * initial[4] + y[5] * initial[5];
  }

  /**
   * Begins a trajectory.
   *
   * @param launch Not modified, and must stay unchanged until the next call. The initial state.
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
   * @param pitch v·B at the end of the step
   * @param endTau end of the trajectory; events after it do not count
   */
  void searchStep(double pitch, double endTau) {
    double[] y = integration.y();
    if (Double.isNaN(turn)) {
      double root = search.firstNonNegative(turned, SECTION, -alongLaunch(y));
      if (root <= endTau) {
        turn = root;
        double[] there = stateAt(root);
        turnDisplacement =
            Math.sqrt(there[0] * there[0] + there[1] * there[1] + there[2] * there[2]);
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

  /** Path to the first v·v0 ≤ 0 [r_L], NaN if there was none. */
  double turn() {
    return turn;
  }

  /** Distance between the observer and the place of the first v·v0 ≤ 0 [r_L], or NaN. */
  double turnDisplacement() {
    return turnDisplacement;
  }

  /** Path to the first change of sign of v·B [r_L], or NaN. */
  double pitchReversal() {
    return pitchReversal;
  }

  /** Path to the first change of sign of v_x [r_L], or NaN. */
  double axisReversal() {
    return axisReversal;
  }
}
