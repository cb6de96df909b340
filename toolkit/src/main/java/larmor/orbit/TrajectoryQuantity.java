package larmor.orbit;

/** What an {@link Ensemble} keeps of every particle; SI. */
public enum TrajectoryQuantity {
  /** Initial direction û0 of the track: where one looks to see the particle arrive. */
  START_UX(""),
  START_UY(""),
  START_UZ(""),
  /** Mean of the magnetic moment (eq. 8) over the track, sampled uniformly in Ω0 t. */
  MOMENT_MEAN("J/T"),
  /** Standard deviation of the magnetic moment over the track. */
  MOMENT_DEVIATION("J/T"),
  /** Path to the first v·v0 ≤ 0; NaN if the track ended before, here and in the next three. */
  TURN_PATH("m"),
  /** Distance from the start to the place of the first v·v0 ≤ 0. */
  TURN_DISPLACEMENT("m"),
  /** Path to the first change of sign of v·B, sought in steps of a quarter radian at B0 at most. */
  PITCH_REVERSAL_PATH("m"),
  /** Path to the first change of sign of v_x. */
  AXIS_REVERSAL_PATH("m"),
  /** Largest |E/E0 - 1| at the end of any step, E = γ m c². */
  ENERGY_ERROR(""),
  END_X("m"),
  END_Y("m"),
  END_Z("m"),
  END_UX(""),
  END_UY(""),
  END_UZ(""),
  /** Length of the whole track. */
  END_PATH("m"),
  /** {@link StopReason#ordinal()}. */
  END_REASON(""),
  STEPS(""),
  /** Evaluations of the force by the solver. */
  EVALUATIONS("");

  private final String unit;

  TrajectoryQuantity(String unit) {
    this.unit = unit;
  }

  /** The unit, empty for a pure number. */
  public String unit() {
    return unit;
  }
}
