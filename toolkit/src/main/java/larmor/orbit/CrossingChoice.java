package larmor.orbit;

/**
 * Which of a trajectory's crossings of a sphere are meant. The paper (§4.2) does not say; the first
 * is the default of {@code larmor.liouville.Liouville}.
 */
public enum CrossingChoice {
  /** The first crossing along the back-traced trajectory, the particle's last before detection. */
  FIRST,
  /** The last outward crossing before the trajectory ends. */
  LAST,
  /** Every crossing, outward and inward. */
  ALL
}
