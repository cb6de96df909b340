package larmor.sky;

import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * The spectrum of a sky seen through a mask, recovered in bands of multipoles (MASTER, Hivon et al.
 * 2002, ApJ 567, 2, without filter and beam): C_b = (P M Q)⁻¹ P (C̃ − Ñ). Within a band the shape
 * l(l + 1) C_l is taken as constant. Errors are those of a Gaussian sky (Efstathiou 2004, MNRAS
 * 349, 603): cov(C̃_l, C̃_l') = 2 C_l C_l' M_ll'[w²] / (2l' + 1). The map should have no monopole;
 * bands are trustworthy to l = 2 nside. Immutable.
 */
public final class Master {
  private final Mask mask;
  private final int[] edges;
  private final CouplingMatrix coupling;
  private final CouplingMatrix squares;
  private final RealMatrix inverse;

  private Master(
      Mask mask, int[] edges, CouplingMatrix coupling, CouplingMatrix squares, RealMatrix inverse) {
    this.mask = mask;
    this.edges = edges;
    this.coupling = coupling;
    this.squares = squares;
    this.inverse = inverse;
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
    CouplingMatrix coupling = CouplingMatrix.of(mask, lmax);
    int bands = edges.length - 1;
    RealMatrix k = new Array2DRowRealMatrix(bands, bands);
    for (int b = 0; b < bands; b++) {
      for (int l = edges[b]; l < edges[b + 1]; l++) {
        for (int c = 0; c < bands; c++) {
          double sum = 0;
          for (int j = edges[c]; j < edges[c + 1]; j++) {
            sum += coupling.at(l, j) / (j * (j + 1.0));
          }
          k.addToEntry(b, c, binning(edges, b, l) * sum);
        }
      }
    }
    try {
      return new Master(
          mask,
          edges.clone(),
          coupling,
          CouplingMatrix.of(mask.squared(), lmax),
          new LUDecomposition(k, 1e-13).getSolver().getInverse());
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

  private static double binning(int[] edges, int band, int l) {
    return l * (l + 1.0) / (edges[band + 1] - edges[band]);
  }

  public CouplingMatrix coupling() {
    return coupling;
  }

  /** Bands from a map without noise. */
  public Bands recover(SkyMap map) {
    return recover(map, 0);
  }

  /**
   * @param noise power N_l of the map's noise, the same at every l and in all directions; its mean
   *     pseudo-power N_l ⟨w²⟩ is taken off
   */
  public Bands recover(SkyMap map, double noise) {
    return solve(mask.pseudo(map), noise);
  }

  /**
   * Bands from a pseudo-spectrum of the mask.
   *
   * @param pseudo to the last band's end or further
   */
  public Bands solve(PowerSpectrum pseudo, double noise) {
    int n = edges.length - 1;
    double[] binned = new double[n];
    double offset = noise * mask.moment(2);
    for (int b = 0; b < n; b++) {
      for (int l = edges[b]; l < edges[b + 1]; l++) {
        binned[b] += binning(edges, b, l) * (pseudo.at(l) - offset);
      }
    }
    double[] flat = inverse.operate(binned);
    double[] total = new double[edges[n]];
    for (int l = edges[0]; l < total.length; l++) {
      total[l] = noise + Math.max(0, flat[band(l)] / (l * (l + 1.0)));
    }
    RealMatrix covariance = inverse.multiply(binnedCovariance(total)).multiply(inverse.transpose());
    double[] power = new double[n];
    double[][] errors = new double[n][n];
    for (int b = 0; b < n; b++) {
      power[b] = flat[b] * shape(b);
      for (int c = 0; c < n; c++) {
        errors[b][c] = covariance.getEntry(b, c) * shape(b) * shape(c);
      }
    }
    return new Bands(edges, power, errors);
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

  private RealMatrix binnedCovariance(double[] total) {
    int n = edges.length - 1;
    RealMatrix out = new Array2DRowRealMatrix(n, n);
    for (int l = edges[0]; l < total.length; l++) {
      for (int j = edges[0]; j < total.length; j++) {
        double covariance = 2 * total[l] * total[j] * squares.at(l, j) / (2 * j + 1);
        out.addToEntry(
            band(l), band(j), binning(edges, band(l), l) * binning(edges, band(j), j) * covariance);
      }
    }
    return out;
  }

  private int band(int l) {
    int place = java.util.Arrays.binarySearch(edges, l);
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

  /** Recovered powers of bands with their covariance. Immutable. */
  public static final class Bands {
    private final int[] edges;
    private final double[] power;
    private final double[][] covariance;

    private Bands(int[] edges, double[] power, double[][] covariance) {
      this.edges = edges;
      this.power = power;
      this.covariance = covariance;
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
      return Math.sqrt(covariance[band][band]);
    }

    /** Covariance of two bands. */
    public double covariance(int a, int b) {
      return covariance[a][b];
    }

    /** Middle multipole of each band, for a chart's abscissa. */
    public double[] middles() {
      double[] l = new double[power.length];
      java.util.Arrays.setAll(l, b -> (from(b) + to(b)) / 2.0);
      return l;
    }

    /** Mean C_l of each band, a copy. */
    public double[] powers() {
      return power.clone();
    }

    /** How many standard errors each band lies above a model. */
    public double[] pulls(PowerSpectrum model) {
      double[] pulls = new double[power.length];
      java.util.Arrays.setAll(pulls, b -> (power[b] - model.mean(from(b), to(b))) / error(b));
      return pulls;
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
}
