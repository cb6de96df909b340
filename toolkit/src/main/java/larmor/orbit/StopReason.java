package larmor.orbit;

/**
 * The reason why a trajectory ended. Files of ensembles store the ordinal, so a new reason must be
 * added at the end.
 */
public enum StopReason {
  /** The trajectory left the box of {@link Backtracker#withStopOutsideBox}. */
  BOX("left the box"),
  /** The trajectory left the sphere of {@link Backtracker#withStopOutsideSphere}. */
  SPHERE("left the outer sphere"),
  /** The trajectory completed the gyrations of {@link Backtracker#withStopAfterGyrations}. */
  GYRATIONS("completed the requested gyrations"),
  /**
   * The tracing was given up after the gyrations of {@link Backtracker#withMaximumGyrations}; the
   * trajectory is lost.
   */
  MAXIMUM_GYRATIONS("reached the maximum number of gyrations"),
  /** No step, however short, kept the error within the tolerance; the trajectory is lost. */
  STEP_FAILED("found no step within the tolerance");

  private final String words;

  StopReason(String words) {
    this.words = words;
  }

  /**
   * Returns whether a trajectory with this end counts as lost: it met none of the stop conditions.
   *
   * @return true for {@link #MAXIMUM_GYRATIONS} and {@link #STEP_FAILED}
   */
  public boolean lost() {
    return this == MAXIMUM_GYRATIONS || this == STEP_FAILED;
  }

  /**
   * Returns the reason as the predicate of a sentence about a trajectory.
   *
   * @return the reason in words, for example "left the box"
   */
  public String words() {
    return words;
  }
}
