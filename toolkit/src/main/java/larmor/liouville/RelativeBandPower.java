package larmor.liouville;

import java.util.Locale;

/**
 * Power in a range of multipoles over that of the dipole, launch noise taken off both.
 *
 * @param from first multipole
 * @param to last multipole, included
 * @param value (⟨C_l⟩ − N_l) / (C_1 − N_l), each l weighing its 2l + 1
 * @param error standard error of the value from the launch noise alone
 */
public record RelativeBandPower(int from, int to, double value, double error) {
  /** How many standard errors this power lies above another of independent noise. */
  public double above(RelativeBandPower other) {
    return (value - other.value) / Math.hypot(error, other.error);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "power of l = %d to %d: %.3g ± %.2g of the dipole's", from, to, value, error);
  }
}
