package larmor.numeric;

/** A callback that receives the progress of a long computation, from any thread. */
@FunctionalInterface
public interface Progress {
  /** Ignores the progress. */
  Progress NONE = fraction -> {};

  /**
   * Called each time a part of the computation is done.
   *
   * @param fraction of the work that is done, 0 to 1
   */
  void at(double fraction);
}
