package larmor.numeric;

/**
 * The time after which a long computation is saved again. It is a default of the computation,
 * unless the system property {@code larmor.save.seconds} is set, which tests use to stop a
 * computation soon after it was saved.
 */
public final class SaveInterval {
  private SaveInterval() {}

  /**
   * Returns the interval.
   *
   * @param seconds default of the computation
   * @return interval [ns]
   */
  public static long nanoseconds(int seconds) {
    return 1_000_000_000L * Integer.getInteger("larmor.save.seconds", seconds);
  }
}
