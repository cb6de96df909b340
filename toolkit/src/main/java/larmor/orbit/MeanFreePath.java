package larmor.orbit;

import java.util.Locale;
import larmor.units.Units;

/**
 * The mean free path by several definitions. The paper (§4.1) means "the mean distance at which the
 * direction of each particle has an angle of 90° from its initial" one and calls it equivalent to
 * the velocity autocorrelation; with a mean field the two differ, since a pitch angle above 45°
 * turns by 90° within a gyration. The first is the paper's, taken literally.
 *
 * @param turn path to the first v·v0 ≤ 0
 * @param turnDisplacement distance from the start to that place
 * @param pitchReversal path to the first change of sign of v·B
 * @param axisReversal path to the first change of sign of v_x
 * @param autocorrelation ∫⟨v_x v_x0⟩ ds/⟨v_x0²⟩ up to its first zero or the last particle's end,
 *     over the particles still under way
 */
public record MeanFreePath(
    LengthEstimate turn,
    LengthEstimate turnDisplacement,
    LengthEstimate pitchReversal,
    LengthEstimate axisReversal,
    LengthEstimate autocorrelation) {

  /**
   * @throws IllegalStateException if more than 1 % of the tracks are lost
   */
  public static MeanFreePath of(Ensemble ensemble) {
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
