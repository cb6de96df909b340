package larmor.notebook;

/** What a check found. */
public enum Verdict {
  /** Within its tolerance. */
  AGREES,
  /** Outside what the paper says; an honest result, with a reason. */
  DIFFERS,
  /** Outside what must hold; the notebook stops. */
  FAILS;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
