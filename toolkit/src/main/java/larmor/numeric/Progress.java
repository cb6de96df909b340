package larmor.numeric;

/** A callback that receives the progress of a long computation, from any thread. */
@FunctionalInterface
public interface Progress {
  /** A callback that ignores the progress. */
  Progress NONE = fraction -> {};

  /**
   * Receives the progress each time a part of the computation is done.
   *
   * @param fraction fraction of the work that is done, 0 to 1
   */
  void at(double fraction);
}
