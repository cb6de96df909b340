package larmor.orbit;

/** Why a track ended. */
public enum StopReason {
  BOX("left the box"),
  SPHERE("left the outer sphere"),
  GYRATIONS("made the gyrations asked for"),
  MAXIMUM_GYRATIONS("reached the maximum of gyrations"),
  STEP_FAILED("found no step that keeps the tolerance");

  private final String words;

  StopReason(String words) {
    this.words = words;
  }

  /** Whether the track did not reach the end it was meant to reach. */
  public boolean lost() {
    return this == MAXIMUM_GYRATIONS || this == STEP_FAILED;
  }

  /** What a track with this end did, to follow its subject in a sentence. */
  public String words() {
    return words;
  }
}
