package larmor.turbulence;

import java.util.Locale;

/**
 * How the energy of the magnetic fluctuations is shared between the Alfvén, slow and fast modes;
 * the three add up to 1.
 */
public record ModeFractions(double alfven, double slow, double fast) {
  /**
   * Mostly Alfvén waves, a little of the fast and less of the slow. A choice for low β, where slow
   * waves hardly bend the field; no measurement.
   */
  public static final ModeFractions LOW_BETA = new ModeFractions(0.80, 0.05, 0.15);

  public ModeFractions {
    if (!(alfven >= 0 && slow >= 0 && fast >= 0 && Math.abs(alfven + slow + fast - 1) < 1e-9)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "energies of %s (Alfvén), %s (slow) and %s (fast) are no shares of one whole: give"
                  + " three that are not negative and add up to 1",
              alfven,
              slow,
              fast));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.3g %% Alfvén, %.3g %% slow, %.3g %% fast",
        100 * alfven,
        100 * slow,
        100 * fast);
  }
}
