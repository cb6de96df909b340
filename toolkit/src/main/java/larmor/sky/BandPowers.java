package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealVector;

/** Recovered powers of bands with their covariance. Immutable. */
public final class BandPowers {
  private final int[] edges;
  private final double[] power;
  private final Supplier<double[][]> errors;
  private double[][] covariance;

  /**
   * @param errors gives the covariance, and is asked when somebody wants it
   */
  BandPowers(int[] edges, double[] power, Supplier<double[][]> errors) {
    this.edges = edges;
    this.power = power;
    this.errors = errors;
  }

  private synchronized double[][] covariance() {
    if (covariance == null) {
      covariance = errors.get();
    }
    return covariance;
  }

  /** How many bands there are. */
  public int size() {
    return power.length;
  }

  /** First multipole of a band. */
  public int from(int band) {
    return edges[band];
  }

  /** Last multipole of a band. */
  public int to(int band) {
    return edges[band + 1] - 1;
  }

  /** Mean C_l of a band, each l weighing its 2l + 1. */
  public double power(int band) {
    return power[band];
  }

  /** Standard error of the mean C_l, from cosmic variance and noise. */
  public double error(int band) {
    return Math.sqrt(covariance()[band][band]);
  }

  /** Covariance of two bands. */
  public double covariance(int a, int b) {
    return covariance()[a][b];
  }

  /** Middle multipole of each band, for a chart's abscissa. */
  public double[] middles() {
    double[] l = new double[power.length];
    Arrays.setAll(l, b -> (from(b) + to(b)) / 2.0);
    return l;
  }

  /** Mean C_l of each band, a copy. */
  public double[] powers() {
    return power.clone();
  }

  /** How many standard errors each band lies above a model. */
  public double[] pulls(PowerSpectrum model) {
    double[] pulls = new double[power.length];
    Arrays.setAll(pulls, b -> (power[b] - model.mean(from(b), to(b))) / error(b));
    return pulls;
  }

  /** How many standard errors each band lies above what is expected, the errors the latter's. */
  public double[] pulls(BandPowers expected) {
    double[] off = minus(expected, size());
    Arrays.setAll(off, b -> off[b] / expected.error(b));
    return off;
  }

  /**
   * χ² of the first bands against what is expected, with the covariance of the latter: for a
   * Gaussian sky about as many as there are bands.
   *
   * @param bands how many, 1 to all
   */
  public double chiSquared(BandPowers expected, int bands) {
    if (bands < 1 || bands > size()) {
      throw new IllegalArgumentException(
          bands + " bands are outside 1 to " + size() + ": leave out those beyond 2 nside");
    }
    RealVector off = new ArrayRealVector(minus(expected, bands), false);
    double[][] square = new double[bands][];
    Arrays.setAll(square, b -> Arrays.copyOf(expected.covariance()[b], bands));
    return off.dotProduct(
        new LUDecomposition(new Array2DRowRealMatrix(square, false)).getSolver().solve(off));
  }

  private double[] minus(BandPowers o, int bands) {
    if (!Arrays.equals(edges, o.edges)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d and %d bands do not compare: take both from one Master",
              size(),
              o.size()));
    }
    double[] off = new double[bands];
    Arrays.setAll(off, b -> power[b] - o.power[b]);
    return off;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d bands: C = %.3g ± %.2g at l = %d to %d",
        size(),
        power[0],
        error(0),
        from(0),
        to(0));
  }
}
