package larmor.turbulence;

import java.util.Locale;
import larmor.field.FieldCube;

/** The three waves of isothermal MHD. */
public enum WaveMode {
  /** The Alfvén wave, which is incompressible and moves the gas perpendicular to k and B0. */
  ALFVEN("Alfvén"),
  /** The slow magnetosonic wave, which at low β moves the gas along B0. */
  SLOW("slow"),
  /** The fast magnetosonic wave, which at low β moves the gas perpendicular to B0. */
  FAST("fast");

  private final String word;

  WaveMode(String word) {
    this.word = word;
  }

  /**
   * Checks that the modes are defined, which requires the direction of a mean field and a sound
   * speed.
   *
   * @throws IllegalArgumentException if the mean field is below 1e-3 of the fluctuations, or the
   *     sound speed is not a positive number
   */
  static void requireDefined(FieldCube field, double soundSpeed) {
    if (!(field.mean().norm() > 1e-3 * field.fluctuation())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the mean field is %.3g of the fluctuations, and the modes are defined by its"
                  + " direction: use a field with a mean",
              field.mean().norm() / field.fluctuation()));
    }
    if (!(soundSpeed > 0 && soundSpeed < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "sound speed %g is not a positive number: give c_s = v_A √(β/2)",
              soundSpeed));
    }
  }

  @Override
  public String toString() {
    return word;
  }
}
