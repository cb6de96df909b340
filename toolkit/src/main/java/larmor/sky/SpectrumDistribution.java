package larmor.sky;

import java.util.Arrays;
import java.util.Locale;

/**
 * The distribution of each C_l over independent realisations of a sky, which gives quantiles and
 * bands. Immutable.
 */
public final class SpectrumDistribution {
  private final double[][] sorted;

  private SpectrumDistribution(double[][] sorted) {
    this.sorted = sorted;
  }

  /**
   * Makes a distribution by sorting the C_l of each multipole.
   *
   * @param c Modified. One row for each multipole from l = 0, with one value for each realisation.
   *     The caller must not use the array afterwards.
   */
  static SpectrumDistribution wrap(double[][] c) {
    for (double[] row : c) {
      Arrays.sort(row);
    }
    return new SpectrumDistribution(c);
  }

  /** {@return the number of realisations} */
  public int realisations() {
    return sorted[0].length;
  }

  /** {@return the largest multipole} */
  public int lmax() {
    return sorted.length - 1;
  }

  /**
   * Returns the C_l of all realisations in increasing order.
   *
   * @param l multipole, 0 to lmax
   * @return a copy [map unit squared]
   * @throws IllegalArgumentException if {@code l} is outside 0 to lmax
   */
  public double[] values(int l) {
    return row(l).clone();
  }

  /**
   * Returns the C_l below which a given fraction of the realisations lies, by linear interpolation
   * between two realisations.
   *
   * @param l multipole, 0 to lmax
   * @param probability the fraction, between 0 and 1
   * @return C_l [map unit squared]
   * @throws IllegalArgumentException if {@code l} is outside 0 to lmax or the probability not
   *     between 0 and 1
   */
  public double quantile(int l, double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "a probability of " + probability + " is not between 0 and 1: use 0.5 for the median");
    }
    double[] row = row(l);
    double position = probability * (row.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, row.length - 1);
    return row[below] + (position - below) * (row[above] - row[below]);
  }

  /**
   * Returns the lower edge of the central band that holds a given fraction of the realisations.
   *
   * @param level the fraction, between 0 and 1
   * @return the edge at each l [map unit squared]
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public PowerSpectrum lower(double level) {
    return quantiles((1 - level) / 2);
  }

  /**
   * Returns the upper edge of the central band that holds a given fraction of the realisations.
   *
   * @param level the fraction, between 0 and 1
   * @return the edge at each l [map unit squared]
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public PowerSpectrum upper(double level) {
    return quantiles((1 + level) / 2);
  }

  /** {@return the mean of each C_l [map unit squared]} */
  public PowerSpectrum mean() {
    double[] c = new double[sorted.length];
    Arrays.setAll(c, l -> Arrays.stream(sorted[l]).average().orElseThrow());
    return PowerSpectrum.wrap(c);
  }

  /**
   * Returns this distribution with every C_l multiplied by a number.
   *
   * @param f the factor, 0 or more
   * @return the scaled distribution
   */
  public SpectrumDistribution times(double f) {
    double[][] scaled = new double[sorted.length][];
    Arrays.setAll(scaled, l -> Arrays.stream(sorted[l]).map(v -> v * f).toArray());
    return wrap(scaled);
  }

  private PowerSpectrum quantiles(double probability) {
    double[] c = new double[sorted.length];
    Arrays.setAll(c, l -> quantile(l, probability));
    return PowerSpectrum.wrap(c);
  }

  private double[] row(int l) {
    if (l < 0 || l > lmax()) {
      throw new IllegalArgumentException(
          "l = " + l + " is outside the distribution, 0 to " + lmax() + ": use a finer map");
    }
    return sorted[l];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "C_l of %d realisations to l = %d: at the last, median %.3g, 68%% within %.3g to %.3g",
        realisations(),
        lmax(),
        quantile(lmax(), 0.5),
        quantile(lmax(), 0.16),
        quantile(lmax(), 0.84));
  }
}
