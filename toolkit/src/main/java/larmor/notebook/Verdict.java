package larmor.notebook;

/** The result of a check. */
public enum Verdict {
  /** The value is in the accepted range. */
  AGREES,
  /** The value is outside the range that the paper gives; the notebook continues. */
  DIFFERS,
  /** The value is outside a range that must hold; the notebook stops. */
  FAILS;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
