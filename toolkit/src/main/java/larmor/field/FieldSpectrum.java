package larmor.field;

import java.util.Locale;

/**
 * The magnetic energy ½ Σ|b̂(k)|² in shells, |k| in waves a side rounded to an integer, the mean
 * field left out; in units of the cube's squared. The shells add up to δB²/2.
 */
public final class FieldSpectrum {
  private final int points;
  private final double[] energy;

  private FieldSpectrum(int points, double[] energy) {
    this.points = points;
    this.energy = energy;
  }

  public static FieldSpectrum of(FieldCube cube) {
    return of(FieldModes.of(cube));
  }

  public static FieldSpectrum of(FieldModes modes) {
    return new FieldSpectrum(modes.points(), modes.shells());
  }

  /** How many shells there are, the empty shell 0 counted; beyond n/2 they are incomplete. */
  public int shells() {
    return energy.length;
  }

  /** E(k) of shell k, from 0. */
  public double energy(int k) {
    return energy[k];
  }

  /** E(k) of all shells, from 0. */
  public double[] energies() {
    return energy.clone();
  }

  /** All shells together, δB²/2. */
  public double total() {
    double sum = 0;
    for (double e : energy) {
      sum += e;
    }
    return sum;
  }

  /** The least-squares exponent of E(k) over the shells from {@code low} to {@code high}. */
  public double slope(int low, int high) {
    if (low < 1 || high <= low || high >= energy.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no slope from shell %d to shell %d: use two different shells from 1 to %d",
              low,
              high,
              energy.length - 1));
    }
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    int count = high - low + 1;
    for (int k = low; k <= high; k++) {
      double x = Math.log(k);
      double y = Math.log(energy[k]);
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
    }
    return (count * sxy - sx * sy) / (count * sxx - sx * sx);
  }

  /** Σ E(k)/k over Σ E(k): the mean wavelength, weighted by energy, in sides of the cube. */
  public double meanWavelength() {
    double sum = 0;
    for (int k = 1; k < energy.length; k++) {
      sum += energy[k] / k;
    }
    return sum / total();
  }

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
