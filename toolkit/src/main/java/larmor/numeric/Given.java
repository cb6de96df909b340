package larmor.numeric;

/** A check that refuses arguments that are null. */
public final class Given {
  private Given() {}

  /**
   * Returns an argument after checking that it is not null.
   *
   * @param <T> type of the argument
   * @param value the argument
   * @param what name of the argument with its article, for the message
   * @param remedy example of an argument, for the message
   * @return the argument
   * @throws IllegalArgumentException if the argument is null
   */
  public static <T> T require(T value, String what, String remedy) {
    if (value == null) {
      throw new IllegalArgumentException(what + " is missing: give one, such as " + remedy);
    }
    return value;
  }
}
