package larmor.orbit;

/**
 * A choice among the crossings of a sphere by one trajectory. The paper (§4.2) does not say which
 * crossing counts; {@code larmor.liouville.Liouville} uses the first unless another choice is
 * given.
 */
public enum CrossingChoice {
  /**
   * The first crossing along the back-traced trajectory, which is the particle's last crossing
   * before its detection.
   */
  FIRST,
  /** The last outward crossing before the trajectory ends. */
  LAST,
  /** Every crossing, outward and inward. */
  ALL
}
