package larmor.turbulence;

import java.util.Locale;

/**
 * The fractions of the energy of the magnetic fluctuations in Alfvén, slow and fast modes.
 *
 * @param alfven fraction in Alfvén modes, 0 to 1
 * @param slow fraction in slow modes, 0 to 1
 * @param fast fraction in fast modes, 0 to 1
 */
public record ModeFractions(double alfven, double slow, double fast) {
  /**
   * Fractions of 80 % Alfvén, 5 % slow and 15 % fast modes. They are a choice for low β, where slow
   * waves change the field little, and not a measurement.
   */
  public static final ModeFractions LOW_BETA = new ModeFractions(0.80, 0.05, 0.15);

  /**
   * Makes three fractions whose sum is 1.
   *
   * @param alfven fraction in Alfvén modes
   * @param slow fraction in slow modes
   * @param fast fraction in fast modes
   * @throws IllegalArgumentException if a fraction is negative or the sum is not 1
   */
  public ModeFractions {
    if (!(alfven >= 0 && slow >= 0 && fast >= 0 && Math.abs(alfven + slow + fast - 1) < 1e-9)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "fractions of %s (Alfvén), %s (slow) and %s (fast) do not add up to 1, or one is"
                  + " negative: give three from 0 to 1 with the sum 1",
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
