package larmor.orbit;

/** Which of a track's crossings of a sphere are meant. */
public enum CrossingChoice {
  /** The first: where a particle coming in last passed the sphere before it was observed. */
  FIRST,
  /** The last outward one before the track's end. */
  LAST,
  /** Every one, in either sense. */
  ALL
}
