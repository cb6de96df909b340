package larmor.notebook;

import java.util.Locale;

/** The scale of a notebook's run, which sets the numbers of particles, grid points and so on. */
public enum RunScale {
  /** The scale of a smaller run that takes minutes on two cores. It is the default. */
  QUICK,
  /** The scale of a run with the numbers of the paper. */
  PAPER;

  /**
   * Returns the scale of this run, given by the system property larmor.scale or the environment
   * variable LARMOR_SCALE as "quick" or "paper".
   *
   * @return the scale; quick if neither is set
   * @throws IllegalArgumentException if the text is neither "quick" nor "paper"
   */
  public static RunScale current() {
    return of(System.getProperty("larmor.scale", System.getenv("LARMOR_SCALE")));
  }

  /** Returns the scale with a given name; the quick scale if the name is null or blank. */
  static RunScale of(String word) {
    if (word == null || word.isBlank()) {
      return QUICK;
    }
    try {
      return valueOf(word.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "LARMOR_SCALE is \"" + word + "\": use \"quick\" or \"paper\"");
    }
  }

  /**
   * Returns the number for this scale.
   *
   * @param quick number at the quick scale
   * @param paper number at the paper scale
   * @return one of the two
   */
  public int pick(int quick, int paper) {
    return this == QUICK ? quick : paper;
  }

  /**
   * Returns the number for this scale.
   *
   * @param quick number at the quick scale
   * @param paper number at the paper scale
   * @return one of the two
   */
  public double pick(double quick, double paper) {
    return this == QUICK ? quick : paper;
  }

  /**
   * Returns the value for this scale.
   *
   * @param <T> type of the values
   * @param quick value at the quick scale; may be null
   * @param paper value at the paper scale; may be null
   * @return one of the two
   */
  public <T> T pick(T quick, T paper) {
    return this == QUICK ? quick : paper;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
