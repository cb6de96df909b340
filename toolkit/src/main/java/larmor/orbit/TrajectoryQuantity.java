package larmor.orbit;

/**
 * A quantity that an {@link Ensemble} records for every particle, in SI units. The names are also
 * the column names of ensemble files. The path length to an event is NaN if the trajectory ended
 * before the event.
 */
public enum TrajectoryQuantity {
  /** x component of the launch direction û0, the direction in which one looks. */
  START_UX(""),
  /** y component of the launch direction. */
  START_UY(""),
  /** z component of the launch direction. */
  START_UZ(""),
  /** Mean of the magnetic moment (equation 8) along the trajectory, sampled uniformly in Ω0 t. */
  MOMENT_MEAN("J/T"),
  /** Standard deviation of the magnetic moment along the trajectory. */
  MOMENT_DEVIATION("J/T"),
  /** Path length to the first v·v0 ≤ 0, the turn by 90° (§4.1). */
  TURN_PATH("m"),
  /** Distance between the observer and the position of the first v·v0 ≤ 0; NaN without a turn. */
  TURN_DISPLACEMENT("m"),
  /** Path length to the first change of sign of v·B, searched in steps of at most 0.25/Ω0. */
  PITCH_REVERSAL_PATH("m"),
  /** Path length to the first change of sign of v_x. */
  AXIS_REVERSAL_PATH("m"),
  /** Largest |E/E0 − 1| at the end of any step, with E = γ m c². */
  ENERGY_ERROR(""),
  /** x coordinate of the end of the trajectory. */
  END_X("m"),
  /** y coordinate of the end of the trajectory. */
  END_Y("m"),
  /** z coordinate of the end of the trajectory. */
  END_Z("m"),
  /** x component of the unit velocity at the end. */
  END_UX(""),
  /** y component of the unit velocity at the end. */
  END_UY(""),
  /** z component of the unit velocity at the end. */
  END_UZ(""),
  /** Path length of the whole trajectory. */
  END_PATH("m"),
  /** The reason why the trajectory ended, as {@link StopReason#ordinal()}. */
  END_REASON(""),
  /** Number of integration steps. */
  STEPS(""),
  /** Number of evaluations of the force by the solver. */
  EVALUATIONS("");

  private final String unit;

  TrajectoryQuantity(String unit) {
    this.unit = unit;
  }

  /**
   * Returns the unit of the quantity.
   *
   * @return "m" or "J/T", empty for a pure number
   */
  public String unit() {
    return unit;
  }
}
