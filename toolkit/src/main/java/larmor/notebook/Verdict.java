package larmor.notebook;

import java.util.Locale;

/** The result of a check. */
public enum Verdict {
  /**
   * The value lies in the accepted range, together with the interval of twice its error if the
   * error is given.
   */
  AGREES,
  /**
   * The value lies outside the range that the paper gives, together with the interval of twice its
   * error if the error is given. The notebook continues.
   */
  DIFFERS,
  /**
   * The error of the value is too large to decide whether the value lies in the range. The notebook
   * continues.
   */
  NOT_DECIDED,
  /** The value lies outside a range that must hold. The notebook stops. */
  FAILS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
