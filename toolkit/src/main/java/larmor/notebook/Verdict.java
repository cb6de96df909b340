package larmor.notebook;

import java.util.Locale;

/** The result of a check. */
public enum Verdict {
  /** The value, with twice its error if that is given, is in the accepted range. */
  AGREES,
  /**
   * The value, with twice its error if that is given, is outside the range that the paper gives;
   * the notebook continues.
   */
  DIFFERS,
  /** The error of the value is too large to say whether it is in the range; it continues, too. */
  NOT_DECIDED,
  /** The value is outside a range that must hold; the notebook stops. */
  FAILS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
