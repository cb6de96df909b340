package larmor.numeric;

/** A check that refuses the number of an element that is not there. */
public final class Numbered {
  private Numbered() {}

  /**
   * Returns the number of an element after checking that there is such an element.
   *
   * @param number number of the element, counted from 0
   * @param count number of elements
   * @param what name of an element, for the message
   * @return the number
   * @throws IllegalArgumentException if there is no such element
   */
  public static int require(int number, int count, String what) {
    if (number < 0 || number >= count) {
      throw new IllegalArgumentException(
          "there is no "
              + what
              + " "
              + number
              + (count == 0
                  ? ", because there are none"
                  : ": give a number from 0 to " + (count - 1)));
    }
    return number;
  }
}
