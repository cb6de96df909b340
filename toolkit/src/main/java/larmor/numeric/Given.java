package larmor.numeric;

/** Refuses arguments that are null. */
public final class Given {
  private Given() {}

  /**
   * Returns an argument.
   *
   * @param <T> its type
   * @param value the argument
   * @param what its name in the message, with its article
   * @param remedy an example of one, for the message
   * @return the argument
   * @throws IllegalArgumentException if it is null
   */
  public static <T> T require(T value, String what, String remedy) {
    if (value == null) {
      throw new IllegalArgumentException(what + " is missing: give one, such as " + remedy);
    }
    return value;
  }
}
