package larmor.liouville;

import java.util.Locale;

/**
 * The power in a band of multipoles relative to the power of the dipole, both after subtraction of
 * the launch noise N_ℓ.
 *
 * @param from first multipole of the band
 * @param to last multipole of the range, included
 * @param value (⟨C_ℓ⟩ − N_ℓ)/(C_1 − N_ℓ), where the mean weights each ℓ by 2ℓ + 1
 * @param error standard error of the value from the launch noise alone
 */
public record RelativeBandPower(int from, int to, double value, double error) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "power of ℓ = %d to %d: %.3g ± %.2g of the dipole's power",
        from,
        to,
        value,
        error);
  }
}
