package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import larmor.numeric.Given;
import larmor.numeric.Numbered;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealVector;

/**
 * Mean powers of bands of multipoles with their covariance, as {@link Master} recovers them from
 * part of a sky. Bands are counted from 0. Immutable.
 */
public final class BandPowers {
  private final int[] edges;
  private final double[] power;
  private final Supplier<double[][]> covarianceSource;
  private double[][] covariance;

  /**
   * @param edges first multipole of each band, then the multipole after the last band
   * @param power mean C_l of each band
   * @param covarianceSource function that computes the covariance; it is called once, when the
   *     covariance is first needed
   */
  BandPowers(int[] edges, double[] power, Supplier<double[][]> covarianceSource) {
    this.edges = edges;
    this.power = power;
    this.covarianceSource = covarianceSource;
  }

  private synchronized double[][] covariance() {
    if (covariance == null) {
      covariance = covarianceSource.get();
    }
    return covariance;
  }

  /** {@return the number of bands} */
  public int size() {
    return power.length;
  }

  /**
   * Returns the first multipole of a band.
   *
   * @param band 0 to size − 1
   * @return l
   */
  public int firstMultipole(int band) {
    return edges[Numbered.require(band, size(), "band")];
  }

  /**
   * Returns the last multipole that belongs to a band.
   *
   * @param band 0 to size − 1
   * @return l
   */
  public int lastMultipole(int band) {
    return edges[Numbered.require(band, size(), "band") + 1] - 1;
  }

  /**
   * Returns the mean C_l of a band, in which each l has the weight 2l + 1.
   *
   * @param band 0 to size − 1
   * @return the power [map unit squared]
   */
  public double power(int band) {
    return power[Numbered.require(band, size(), "band")];
  }

  /**
   * Returns the standard error of a band's power from cosmic variance and noise.
   *
   * @param band 0 to size − 1
   * @return the error [map unit squared]
   */
  public double error(int band) {
    Numbered.require(band, size(), "band");
    return Math.sqrt(covariance()[band][band]);
  }

  /**
   * Returns the covariance of the powers of two bands.
   *
   * @param a 0 to size − 1
   * @param b 0 to size − 1
   * @return the covariance [map unit to the fourth power]
   */
  public double covariance(int a, int b) {
    Numbered.require(a, size(), "band");
    Numbered.require(b, size(), "band");
    return covariance()[a][b];
  }

  /** {@return the middle multipole of each band, for the abscissa of a chart} */
  public double[] middleMultipoles() {
    double[] l = new double[power.length];
    Arrays.setAll(l, b -> (firstMultipole(b) + lastMultipole(b)) / 2.0);
    return l;
  }

  /** {@return a copy of the mean C_l of each band [map unit squared]} */
  public double[] powers() {
    return power.clone();
  }

  /**
   * Computes by how many standard errors the power of each band exceeds the mean C_l of a model in
   * the band; the errors are those of these bands.
   *
   * @param model spectrum that extends to the end of the last band or further
   * @return one value for each band, negative where the band is below the model
   * @throws IllegalArgumentException if the model ends earlier
   */
  public double[] pulls(PowerSpectrum model) {
    Given.require(model, "the spectrum", "PowerSpectrum.of(map)");
    double[] pulls = new double[power.length];
    Arrays.setAll(
        pulls, b -> (power[b] - model.mean(firstMultipole(b), lastMultipole(b))) / error(b));
    return pulls;
  }

  /**
   * Computes by how many standard errors the power of each band exceeds an expectation; the errors
   * are those of the expectation.
   *
   * @param expected expectation for the same bands, from {@link Master#expected}
   * @return one value for each band, negative where the band is below the expectation
   * @throws IllegalArgumentException if {@code expected} has other bands
   */
  public double[] pulls(BandPowers expected) {
    Given.require(expected, "the other band powers", "master.recover(map)");
    double[] excess = minus(expected, size());
    Arrays.setAll(excess, b -> excess[b] / expected.error(b));
    return excess;
  }

  /**
   * Computes χ² of the first bands about an expectation, with the covariance of the expectation.
   * For Gaussian skies the mean of χ² is the number of bands.
   *
   * @param expected expectation for the same bands, from {@link Master#expected}
   * @param bands number of bands that are used, counted from the first, 1 to size
   * @return χ²
   * @throws IllegalArgumentException if {@code bands} is outside 1 to size or {@code expected} has
   *     other bands
   */
  public double chiSquared(BandPowers expected, int bands) {
    Given.require(expected, "the other band powers", "master.recover(map)");
    if (bands < 1 || bands > size()) {
      throw new IllegalArgumentException(
          bands + " bands are outside 1 to " + size() + ": leave out those beyond 2 nside");
    }
    RealVector excess = new ArrayRealVector(minus(expected, bands), false);
    double[][] square = new double[bands][];
    Arrays.setAll(square, b -> Arrays.copyOf(expected.covariance()[b], bands));
    return excess.dotProduct(
        new LUDecomposition(new Array2DRowRealMatrix(square, false)).getSolver().solve(excess));
  }

  private double[] minus(BandPowers o, int bands) {
    if (!Arrays.equals(edges, o.edges)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d and %d bands cannot be compared: take both from one Master",
              size(),
              o.size()));
    }
    double[] excess = new double[bands];
    Arrays.setAll(excess, b -> power[b] - o.power[b]);
    return excess;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d bands: C = %.3g ± %.2g at l = %d to %d",
        size(),
        power[0],
        error(0),
        firstMultipole(0),
        lastMultipole(0));
  }
}
