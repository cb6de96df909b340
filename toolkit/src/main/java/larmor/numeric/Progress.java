package larmor.numeric;

/** Hears how far a long computation is; may be called from any thread. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = fraction -> {};

  /**
   * Called now and then.
   *
   * @param fraction done, from 0 to 1
   */
  void at(double fraction);
}
