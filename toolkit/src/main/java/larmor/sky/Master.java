package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Workers;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * Recovers the power spectrum of a sky seen through a mask in bands of multipoles (MASTER, Hivon et
 * al. 2002, ApJ 567, 2): C_b = (P M B² Q)⁻¹ P (C̃ − Ñ). Within a band l(l + 1) C_l is assumed
 * constant; power beyond the last band is assumed to be zero. Errors are those of a Gaussian sky:
 * they are exact to l = 200 if the mask depends on declination only, and otherwise approximate,
 * after Efstathiou (2004) and Nicola et al. (2021). At f_sky = 0.3 and six multipoles in a band the
 * approximate errors are 11 to 15 % too small in the first band and correct within 4 % in the other
 * bands. The monopole should be subtracted from the map; bands are reliable to l = 2 nside.
 * Immutable.
 */
public final class Master {
  /** The number of columns of an inverse that are computed together. */
  private static final int BLOCK = 16;

  private final Mask mask;
  private final int[] edges;
  private final CouplingMatrix coupling;
  private final CouplingMatrix squares;

  /** The square of the window at each l. */
  private final double[] windowSquared;

  private final RealMatrix inverse;

  private Master(
      Mask mask,
      int[] edges,
      CouplingMatrix coupling,
      CouplingMatrix squares,
      double[] windowSquared) {
    this.mask = mask;
    this.edges = edges;
    this.coupling = coupling;
    this.squares = squares;
    this.windowSquared = windowSquared;
    inverse = inverseOfBinnedCoupling();
  }

  /**
   * Prepares bands of equal width from l = 1 to at most 3 nside − 1.
   *
   * @param mask the mask
   * @param width number of multipoles in a band, about 1 / sky fraction
   * @return the estimator
   * @throws IllegalArgumentException if {@code width} is outside 1 to 3 nside − 1 or the mask does
   *     not separate the bands
   */
  public static Master of(Mask mask, int width) {
    Given.require(mask, "the mask", "Mask.iceCube(64)");
    if (width < 1 || width > 3 * mask.nside() - 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "bands of %d multipoles are outside 1 to %d: use about 1 / sky fraction",
              width,
              3 * mask.nside() - 1));
    }
    int bands = (3 * mask.nside() - 1) / width;
    int[] edges = new int[bands + 1];
    for (int b = 0; b <= bands; b++) {
      edges[b] = 1 + b * width;
    }
    return of(mask, edges);
  }

  /**
   * Prepares bands with given edges.
   *
   * @param mask the mask
   * @param edges first multipole of each band, then the multipole after the last band; increasing,
   *     from 1 to 3 nside. Not modified.
   * @return the estimator
   * @throws IllegalArgumentException if there are fewer than two edges, they are not in order, or
   *     the mask does not separate the bands
   */
  public static Master of(Mask mask, int... edges) {
    Given.require(mask, "the mask", "Mask.iceCube(64)");
    Given.require(edges, "the list of the first multipoles of the bands", "1, 3, 9");
    for (int b = 0; b < edges.length; b++) {
      if (edges[b] < (b == 0 ? 1 : edges[b - 1] + 1) || edges[b] > 3 * mask.nside()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "band edge %d is out of order: give increasing edges from 1 to 3 nside = %d",
                edges[b],
                3 * mask.nside()));
      }
    }
    if (edges.length < 2) {
      throw new IllegalArgumentException(
          edges.length + " edges do not define a band: give two or more multipoles");
    }
    int lmax = edges[edges.length - 1] - 1;
    // the memory holds two couplings and the matrices of the covariance
    Memory.require(
        "MASTER to l = " + lmax, 48L * (lmax + 1) * (lmax + 1), "end the bands at a lower l");
    double[] noWindow = new double[lmax + 1];
    Arrays.fill(noWindow, 1);
    return new Master(
        mask,
        edges.clone(),
        CouplingMatrix.of(mask, lmax),
        CouplingMatrix.of(mask.squared(), lmax),
        noWindow);
  }

  /**
   * Corrects for the window of a beam or of pixels, so that the recovered bands are those of the
   * sky before the window acted on it. Their errors from noise grow where the window is small.
   *
   * @param window the window, which must extend to the end of the last band or further
   * @return the estimator with the correction
   * @throws IllegalArgumentException if the window ends earlier or the bands cannot be separated
   */
  public Master withWindow(WindowFunction window) {
    Given.require(window, "the window", "WindowFunction.ofPixels(16, 47)");
    double[] squared = new double[windowSquared.length];
    Arrays.setAll(squared, l -> window.at(l) * window.at(l));
    return new Master(mask, edges, coupling, squares, squared);
  }

  private RealMatrix inverseOfBinnedCoupling() {
    int bands = edges.length - 1;
    RealMatrix k = new Array2DRowRealMatrix(bands, bands);
    for (int b = 0; b < bands; b++) {
      for (int l = edges[b]; l < edges[b + 1]; l++) {
        for (int c = 0; c < bands; c++) {
          double sum = 0;
          for (int j = edges[c]; j < edges[c + 1]; j++) {
            sum += coupling.at(l, j) * windowSquared[j] / (j * (j + 1.0));
          }
          k.addToEntry(b, c, binning(b, l) * sum);
        }
      }
    }
    try {
      return inverse(new LUDecomposition(k, 1e-13).getSolver(), bands);
    } catch (SingularMatrixException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d bands cannot be separated on %.3g of the sky: use wider bands",
              bands,
              mask.skyFraction()),
          e);
    }
  }

  /** Solves for the inverse in blocks of columns, between which an interrupt takes effect. */
  private static RealMatrix inverse(DecompositionSolver solver, int n) {
    RealMatrix inverse = new Array2DRowRealMatrix(n, n);
    for (int from = 0; from < n; from += BLOCK) {
      Workers.stopIfInterrupted();
      RealMatrix columns = new Array2DRowRealMatrix(n, Math.min(BLOCK, n - from));
      for (int c = 0; c < columns.getColumnDimension(); c++) {
        columns.setEntry(from + c, c, 1);
      }
      inverse.setSubMatrix(solver.solve(columns).getData(), 0, from);
    }
    return inverse;
  }

  /** Computes a product of matrices row by row, between which an interrupt takes effect. */
  private static RealMatrix product(RealMatrix a, RealMatrix b) {
    RealMatrix product = new Array2DRowRealMatrix(a.getRowDimension(), b.getColumnDimension());
    for (int row = 0; row < a.getRowDimension(); row++) {
      Workers.stopIfInterrupted();
      product.setRowMatrix(row, a.getRowMatrix(row).multiply(b));
    }
    return product;
  }

  private double binning(int band, int l) {
    return l * (l + 1.0) / (edges[band + 1] - edges[band]);
  }

  /**
   * Recovers bands from a map without noise.
   *
   * @param map a map with the nside of the mask
   * @return the bands, whose errors are those of cosmic variance
   * @throws IllegalArgumentException if the map has another nside or a pixel in view is empty
   */
  public BandPowers recover(SkyMap map) {
    return recover(map, 0);
  }

  /**
   * Recovers bands from a map with noise.
   *
   * @param map a map with the nside of the mask
   * @param noise power N_l of the noise in the map, the same at every l and in all directions, 0 or
   *     more [map unit squared]; its mean pseudo-power N_l ⟨w²⟩ is subtracted
   * @return the bands, whose errors are those of cosmic variance and noise together
   * @throws IllegalArgumentException if the noise is negative or not finite, the map has another
   *     nside or a pixel in view is empty
   */
  public BandPowers recover(SkyMap map, double noise) {
    check(noise);
    return solve(mask.pseudoSpectrum(map), noise);
  }

  /**
   * Recovers bands from a pseudo-spectrum.
   *
   * @param pseudo pseudo-spectrum of a map seen through the mask, to the end of the last band or
   *     further
   * @param noise power N_l of the noise in the map, 0 or more [map unit squared]
   * @return the bands
   * @throws IllegalArgumentException if the noise is negative or not finite or the pseudo-spectrum
   *     ends earlier
   */
  public BandPowers solve(PowerSpectrum pseudo, double noise) {
    Given.require(pseudo, "the spectrum", "PowerSpectrum.of(map)");
    check(noise);
    double[] scaled = scaledPowers(pseudo, noise);
    double[] sky = new double[windowSquared.length];
    for (int l = edges[0]; l < sky.length; l++) {
      sky[l] = windowSquared[l] * Math.max(0, scaled[band(l)] / (l * (l + 1.0)));
    }
    return bands(scaled, sky, noise);
  }

  /**
   * Computes the band powers that skies with a given spectrum have on average, for any shape of the
   * spectrum within a band, and the covariance of the band powers of one sky. Pulls and χ² about
   * this expectation use errors that do not depend on the sky that is compared.
   *
   * @param model spectrum of the skies, to the end of the last band or further
   * @param noise power of the noise in the map, 0 or more [map unit squared]
   * @return the mean band powers
   * @throws IllegalArgumentException if the noise is negative or not finite or the model ends
   *     earlier
   */
  public BandPowers expected(PowerSpectrum model, double noise) {
    Given.require(model, "the spectrum", "PowerSpectrum.of(map)");
    check(noise);
    double[] sky = new double[windowSquared.length];
    Arrays.setAll(sky, l -> windowSquared[l] * model.at(l));
    return bands(scaledPowers(coupling.times(PowerSpectrum.wrap(sky)), 0), sky, noise);
  }

  private static void check(double noise) {
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a noise power of "
              + noise
              + " is negative or not finite: give that of the map, such as 4π/N");
    }
  }

  /** Computes l(l + 1) C_l of each band from a pseudo-spectrum. */
  private double[] scaledPowers(PowerSpectrum pseudo, double noise) {
    double[] binned = new double[edges.length - 1];
    double offset = noise * mask.moment(2);
    for (int l = edges[0]; l < windowSquared.length; l++) {
      binned[band(l)] += binning(band(l), l) * (pseudo.at(l) - offset);
    }
    return inverse.operate(binned);
  }

  private BandPowers bands(double[] scaled, double[] sky, double noise) {
    double[] power = new double[scaled.length];
    Arrays.setAll(power, b -> scaled[b] * shape(b));
    return new BandPowers(edges, power, () -> covariance(sky, noise));
  }

  private double[][] covariance(double[] sky, double noise) {
    int n = edges.length - 1;
    double[][] pseudo = PseudoCovariance.of(mask, coupling, squares, sky, noise);
    RealMatrix binned = new Array2DRowRealMatrix(n, n);
    for (int l = edges[0]; l < sky.length; l++) {
      for (int j = edges[0]; j < sky.length; j++) {
        binned.addToEntry(
            band(l), band(j), binning(band(l), l) * binning(band(j), j) * pseudo[l][j]);
      }
    }
    double[][] covariance = product(product(inverse, binned), inverse.transpose()).getData();
    for (int b = 0; b < n; b++) {
      for (int c = 0; c < n; c++) {
        covariance[b][c] *= shape(b) * shape(c);
      }
      if (!(covariance[b][b] >= 0 && covariance[b][b] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the variance of the band l = %d to %d is %.3g on %.3g of the sky: use wider bands, or a"
                    + " mask with more of the sky in view",
                edges[b],
                edges[b + 1] - 1,
                covariance[b][b],
                mask.skyFraction()));
      }
    }
    return covariance;
  }

  /**
   * Returns the mean over a band of C_l = 1 / (l(l + 1)), in which each l has the weight 2l + 1.
   */
  private double shape(int band) {
    double sum = 0;
    double weight = 0;
    for (int l = edges[band]; l < edges[band + 1]; l++) {
      sum += (2 * l + 1) / (l * (l + 1.0));
      weight += 2 * l + 1;
    }
    return sum / weight;
  }

  private int band(int l) {
    int found = Arrays.binarySearch(edges, l);
    return found >= 0 ? found : -found - 2;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "MASTER on %.3g of the sky: %d bands from l = %d to %d",
        mask.skyFraction(),
        edges.length - 1,
        edges[0],
        edges[edges.length - 1] - 1);
  }
}
