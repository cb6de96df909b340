package larmor.notebook;

import java.util.Locale;

/** How large the notebooks' runs are. */
public enum RunScale {
  /** Minutes on two cores; the default. */
  QUICK,
  /** The paper's numbers. */
  PAPER;

  /**
   * From the system property larmor.scale or the environment variable LARMOR_SCALE, quick if
   * neither is set.
   *
   * @throws IllegalArgumentException for any other word
   */
  public static RunScale current() {
    return of(System.getProperty("larmor.scale", System.getenv("LARMOR_SCALE")));
  }

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

  public int pick(int quick, int paper) {
    return this == QUICK ? quick : paper;
  }

  public double pick(double quick, double paper) {
    return this == QUICK ? quick : paper;
  }

  public <T> T pick(T quick, T paper) {
    return this == QUICK ? quick : paper;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
