package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * The spectrum of a sky seen through a mask, recovered in bands of multipoles (MASTER, Hivon et al.
 * 2002, ApJ 567, 2): C_b = (P M B² Q)⁻¹ P (C̃ − Ñ). Within a band the shape l(l + 1) C_l is taken
 * as constant; power beyond the last band counts as none. Errors are those of a Gaussian sky: exact
 * for masks of declination alone to l = 200, else after Efstathiou (2004) and Nicola et al. (2021),
 * which at f_sky = 0.3 are 11 to 15 % small in the first band of six and within 4 % above. The map
 * should have no monopole; bands are trustworthy to l = 2 nside. Immutable.
 */
public final class Master {
  private final Mask mask;
  private final int[] edges;
  private final CouplingMatrix coupling;
  private final CouplingMatrix squares;
  private final double[] through;
  private final RealMatrix inverse;

  private Master(
      Mask mask, int[] edges, CouplingMatrix coupling, CouplingMatrix squares, double[] through) {
    this.mask = mask;
    this.edges = edges;
    this.coupling = coupling;
    this.squares = squares;
    this.through = through;
    inverse = inverted();
  }

  /**
   * @param width multipoles in a band; the bands go from l = 1 to at most 3 nside − 1
   */
  public static Master of(Mask mask, int width) {
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
   * @param edges Not modified. First multipole of each band, and one past the last band's end;
   *     growing, from 1 to 3 nside
   */
  public static Master of(Mask mask, int... edges) {
    for (int b = 0; b < edges.length; b++) {
      if (edges[b] < (b == 0 ? 1 : edges[b - 1] + 1) || edges[b] > 3 * mask.nside()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "band edge %d is out of place: let edges grow from 1 to 3 nside = %d",
                edges[b],
                3 * mask.nside()));
      }
    }
    if (edges.length < 2) {
      throw new IllegalArgumentException(
          edges.length + " edges make no band: give two or more multipoles");
    }
    int lmax = edges[edges.length - 1] - 1;
    double[] through = new double[lmax + 1];
    Arrays.fill(through, 1);
    return new Master(
        mask,
        edges.clone(),
        CouplingMatrix.of(mask, lmax),
        CouplingMatrix.of(mask.squared(), lmax),
        through);
  }

  /**
   * For maps of a sky seen through a beam or through pixels: bands are of the sky before that, and
   * its errors grow where little comes through.
   *
   * @param window to the last band's end or further
   */
  public Master withWindow(WindowFunction window) {
    double[] squared = new double[through.length];
    Arrays.setAll(squared, l -> window.at(l) * window.at(l));
    return new Master(mask, edges, coupling, squares, squared);
  }

  private RealMatrix inverted() {
    int bands = edges.length - 1;
    RealMatrix k = new Array2DRowRealMatrix(bands, bands);
    for (int b = 0; b < bands; b++) {
      for (int l = edges[b]; l < edges[b + 1]; l++) {
        for (int c = 0; c < bands; c++) {
          double sum = 0;
          for (int j = edges[c]; j < edges[c + 1]; j++) {
            sum += coupling.at(l, j) * through[j] / (j * (j + 1.0));
          }
          k.addToEntry(b, c, binning(b, l) * sum);
        }
      }
    }
    try {
      return new LUDecomposition(k, 1e-13).getSolver().getInverse();
    } catch (SingularMatrixException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d bands cannot be told apart on %.3g of the sky: use wider bands",
              bands,
              mask.skyFraction()),
          e);
    }
  }

  private double binning(int band, int l) {
    return l * (l + 1.0) / (edges[band + 1] - edges[band]);
  }

  public CouplingMatrix coupling() {
    return coupling;
  }

  /** Bands from a map without noise. */
  public BandPowers recover(SkyMap map) {
    return recover(map, 0);
  }

  /**
   * @param noise power N_l of the map's noise, the same at every l and in all directions; its mean
   *     pseudo-power N_l ⟨w²⟩ is taken off
   */
  public BandPowers recover(SkyMap map, double noise) {
    check(noise);
    return solve(mask.pseudo(map), noise);
  }

  /**
   * Bands from a pseudo-spectrum of the mask.
   *
   * @param pseudo to the last band's end or further
   */
  public BandPowers solve(PowerSpectrum pseudo, double noise) {
    check(noise);
    double[] flat = flat(pseudo, noise);
    double[] sky = new double[through.length];
    for (int l = edges[0]; l < sky.length; l++) {
      sky[l] = through[l] * Math.max(0, flat[band(l)] / (l * (l + 1.0)));
    }
    return bands(flat, sky, noise);
  }

  /**
   * What the bands of skies of a spectrum are in the mean, whatever its shape, with the covariance
   * of one sky's: for pulls and χ² whose errors do not hang on the sky at hand.
   *
   * @param model to the last band's end or further
   */
  public BandPowers expected(PowerSpectrum model, double noise) {
    check(noise);
    double[] sky = new double[through.length];
    Arrays.setAll(sky, l -> through[l] * model.at(l));
    return bands(flat(coupling.times(PowerSpectrum.wrap(sky)), 0), sky, noise);
  }

  private static void check(double noise) {
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a noise power of "
              + noise
              + " is not finite and 0 or more: give the map's, such as 4π/N");
    }
  }

  /** l(l + 1) C_l by band from a pseudo-spectrum. */
  private double[] flat(PowerSpectrum pseudo, double noise) {
    double[] binned = new double[edges.length - 1];
    double offset = noise * mask.moment(2);
    for (int l = edges[0]; l < through.length; l++) {
      binned[band(l)] += binning(band(l), l) * (pseudo.at(l) - offset);
    }
    return inverse.operate(binned);
  }

  private BandPowers bands(double[] flat, double[] sky, double noise) {
    double[] power = new double[flat.length];
    Arrays.setAll(power, b -> flat[b] * shape(b));
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
    double[][] covariance = inverse.multiply(binned).multiply(inverse.transpose()).getData();
    for (int b = 0; b < n; b++) {
      for (int c = 0; c < n; c++) {
        covariance[b][c] *= shape(b) * shape(c);
      }
    }
    return covariance;
  }

  /** Mean over the band of a spectrum that has l(l + 1) C_l = 1, each l weighing 2l + 1. */
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
    int place = Arrays.binarySearch(edges, l);
    return place >= 0 ? place : -place - 2;
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
