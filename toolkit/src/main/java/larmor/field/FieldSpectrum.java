package larmor.field;

import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Numbered;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The spectrum of the magnetic energy: E(k) = ½ Σ|b̂|² over the shell of those wave vectors whose
 * length in waves a side rounds to the integer k. The mean field is left out, and the shells add up
 * to δB²/2. Energies are in the square of the cube's unit.
 */
public final class FieldSpectrum {
  private final int points;
  private final double[] energy;

  private FieldSpectrum(int points, double[] energy) {
    this.points = points;
    this.energy = energy;
  }

  /**
   * Computes the spectrum of a cube.
   *
   * @param cube Not modified
   * @return its spectrum
   * @throws IllegalStateException if there is not enough memory for its Fourier transform
   */
  public static FieldSpectrum of(FieldCube cube) {
    return of(FieldModes.of(cube));
  }

  /**
   * Computes the spectrum from Fourier coefficients.
   *
   * @param modes Not modified
   * @return their spectrum
   */
  public static FieldSpectrum of(FieldModes modes) {
    Given.require(modes, "the set of Fourier coefficients", "FieldModes.of(cube)");
    return new FieldSpectrum(modes.points(), modes.shells());
  }

  /**
   * Returns the number of shells.
   *
   * @return the number, including the empty shell 0; shells beyond n/2 are incomplete
   */
  public int shells() {
    return energy.length;
  }

  /**
   * Returns the energy of one shell.
   *
   * @param k number of the shell, from 0 to {@link #shells()} − 1
   * @return E(k)
   */
  public double energy(int k) {
    return energy[Numbered.require(k, energy.length, "wave number")];
  }

  /**
   * Returns the energy of all shells.
   *
   * @return a copy, E(k) at index k
   */
  public double[] energies() {
    return energy.clone();
  }

  /**
   * Returns the energy of all shells together.
   *
   * @return δB²/2
   */
  public double total() {
    double sum = 0;
    for (double e : energy) {
      sum += e;
    }
    return sum;
  }

  /**
   * Fits a power law E(k) ∝ k^slope by least squares of ln E against ln k and returns its exponent.
   *
   * @param low first shell, at least 1
   * @param high last shell
   * @return the slope, −5/3 for a Kolmogorov spectrum
   * @throws IllegalArgumentException if low and high are not two different shells of the spectrum
   *     in rising order
   */
  public double slope(int low, int high) {
    if (low < 1 || high <= low || high >= energy.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no slope can be fitted from shell %d to shell %d: give two different shells from 1 to"
                  + " %d, the lower first",
              low,
              high,
              energy.length - 1));
    }
    SimpleRegression line = new SimpleRegression();
    for (int k = low; k <= high; k++) {
      line.addData(Math.log(k), Math.log(energy[k]));
    }
    return line.getSlope();
  }

  /**
   * Returns the mean wavelength weighted by energy: Σ E(k)/k over Σ E(k).
   *
   * @return the wavelength in sides of the cube
   */
  public double meanWavelength() {
    double sum = 0;
    for (int k = 1; k < energy.length; k++) {
      sum += energy[k] / k;
    }
    return sum / total();
  }

  /** Returns δB, the shell of largest energy, and how far E falls to k = n/4. */
  @Override
  public String toString() {
    int peak = 1;
    for (int k = 1; k < energy.length; k++) {
      if (energy[k] > energy[peak]) {
        peak = k;
      }
    }
    return String.format(
        Locale.ROOT,
        "magnetic spectrum of %d³ points: δB = %.3g, peak at k = %d, E(%d)/E(%d) = %.3g",
        points,
        Math.sqrt(2 * total()),
        peak,
        points / 4,
        peak,
        energy[points / 4] / energy[peak]);
  }
}
