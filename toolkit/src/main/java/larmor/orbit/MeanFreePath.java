package larmor.orbit;

import java.util.Locale;
import larmor.numeric.Given;
import larmor.units.Units;

/**
 * The mean free path by five definitions. The paper (§4.1) defines it as "the mean distance at
 * which the direction of each particle has an angle of 90° from its initial" direction and calls
 * this equivalent to the velocity autocorrelation. With a mean field the two differ, because a
 * particle with a pitch angle above 45° turns by 90° within one gyration. {@link #turn} follows the
 * words of the paper's definition. {@code TurnFinder} finds the turns on the trajectories.
 *
 * @param turn path length to the first v·v0 ≤ 0, the turn by 90°
 * @param turnDisplacement distance between the observer and the place of this turn
 * @param pitchReversal path length to the first change of sign of v·B
 * @param axisReversal path length to the first change of sign of v_x
 * @param autocorrelation ∫⟨v_x v_x0⟩ ds/⟨v_x0²⟩ over the particles still being traced, up to the
 *     integrand's first zero or the end of the last trajectory
 */
public record MeanFreePath(
    LengthEstimate turn,
    LengthEstimate turnDisplacement,
    LengthEstimate pitchReversal,
    LengthEstimate axisReversal,
    LengthEstimate autocorrelation) {

  /**
   * Computes the mean free paths of an ensemble.
   *
   * @param ensemble the trajectories
   * @return for each definition the mean over the particles on whose trajectory the event occurs
   * @throws IllegalStateException if more than 1 % of the trajectories are lost
   */
  public static MeanFreePath of(Ensemble ensemble) {
    Given.require(ensemble, "the ensemble", "that of Backtracker.run");
    ensemble.requireComplete();
    return new MeanFreePath(
        LengthEstimate.of(ensemble.column(TrajectoryQuantity.TURN_PATH)),
        LengthEstimate.of(ensemble.column(TrajectoryQuantity.TURN_DISPLACEMENT)),
        LengthEstimate.of(ensemble.column(TrajectoryQuantity.PITCH_REVERSAL_PATH)),
        LengthEstimate.of(ensemble.column(TrajectoryQuantity.AXIS_REVERSAL_PATH)),
        integral(ensemble));
  }

  private static LengthEstimate integral(Ensemble ensemble) {
    TimeSlices slices = ensemble.slices();
    double[] c = slices.axisCorrelation();
    double step = TimeSlices.SPACING * ensemble.gyration().gyroradius();
    double sum = 0;
    int last = 0;
    for (int k = 1; k < c.length; k++) {
      if (c[k] <= 0) {
        sum += 0.5 * step * c[k - 1] * c[k - 1] / (c[k - 1] - c[k]);
        break;
      }
      sum += 0.5 * step * (c[k - 1] + c[k]);
      last = k;
    }
    int particles = (int) slices.particles()[last];
    return new LengthEstimate(
        sum,
        particles < 2 ? Double.NaN : slices.axisIntegralError(last),
        Double.NaN,
        particles,
        ensemble.size());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "mean free path %s; displacement %.3g pc, v·B reversal %.3g pc, v_x reversal %.3g pc, autocorrelation %.3g pc",
        turn,
        turnDisplacement.mean() / Units.pc,
        pitchReversal.mean() / Units.pc,
        axisReversal.mean() / Units.pc,
        autocorrelation.mean() / Units.pc);
  }
}
