package larmor.numeric;

/**
 * The time between two savings of a long computation: a default of the computation, or the system
 * property {@code larmor.save.seconds}, which tests set to stop a computation between savings.
 */
public final class SaveInterval {
  private SaveInterval() {}

  /**
   * Returns the interval.
   *
   * @param seconds default of the computation
   * @return [ns]
   */
  public static long nanoseconds(int seconds) {
    return 1_000_000_000L * Integer.getInteger("larmor.save.seconds", seconds);
  }
}
