package larmor.turbulence;

/**
 * The bands of |k|, three an octave, that turbulence about the local field is built of, their
 * energies, and the power of their waves where the field is straight and along x:
 *
 * <pre>
 *   Alfvén, slow: k^(−10/3) exp(−|k∥| λ∥), λ∥ = L^(1/3) M_A^(−4/3) k^(−2/3), other ranges as in
 *                 GoldreichSridharCascade; λ∥ is constant within a band, and exp the first terms of a Fourier
 *                 series, right to 5 % of its peak
 *   fast:         k^(−7/2)
 * </pre>
 */
final class LocalBands {
  private static final int PER_OCTAVE = 3;

  private final double least;
  private final double most;
  private final ModeFractions split;
  private final GoldreichSridharCascade cascade;
  private final double[] edges;

  /** Alfvén and slow waves, then fast ones. */
  private final double[][] energy;

  /** By band and |kx|, what the average along straight lines leaves of a wave. */
  private final double[][] filters;

  /** By band, the factor of the power. */
  private final double[] factors;

  LocalBands(TurbulenceSpectrum spectrum, int points) {
    least = 1 / spectrum.injection();
    most = points / spectrum.smallest();
    split = spectrum.split();
    cascade = new GoldreichSridharCascade(least, spectrum.alfvenMach());
    double octaves = StrictMath.log(most / least) / StrictMath.log(2);
    int bands = Math.max(1, (int) Math.round(PER_OCTAVE * octaves));
    edges = new double[bands + 1];
    for (int m = 0; m <= bands; m++) {
      edges[m] = least * StrictMath.pow(most / least, (double) m / bands);
    }
    energy = energies();
    filters = new double[bands][(int) most + 1];
    for (int m = 0; m < bands; m++) {
      for (int k = 0; k < filters[m].length; k++) {
        filters[m][k] = LineAverage.filter(weights(m), k / edges[m + 1]);
      }
    }
    factors = factors();
  }

  private double[][] energies() {
    double[][] e = new double[edges.length - 1][2];
    double[] total = new double[2];
    for (int m = 0; m < e.length; m++) {
      e[m][0] = cascade.energy(edges[m], edges[m + 1]);
      e[m][1] = 1 / Math.sqrt(edges[m]) - 1 / Math.sqrt(edges[m + 1]);
      total[0] += e[m][0];
      total[1] += e[m][1];
    }
    for (int m = 0; m < e.length; m++) {
      e[m][0] *= (split.alfven() + split.slow()) / total[0];
      e[m][1] *= split.fast() / total[1];
      if (isotropic(m)) {
        e[m][0] += e[m][1];
        e[m][1] = 0;
      }
    }
    return e;
  }

  int count() {
    return energy.length;
  }

  /** Share of δB² in a band's Alfvén and slow waves, which have no direction where isotropic. */
  double alfvenic(int m) {
    return energy[m][0];
  }

  double fast(int m) {
    return energy[m][1];
  }

  /** The upper edge of a band. */
  double shortest(int m) {
    return edges[m + 1];
  }

  /** Of the average along the lines. */
  double[] weights(int m) {
    return LineAverage.weights(cascade.stretch(middle(m)), edges[m + 1]);
  }

  private boolean isotropic(int m) {
    return cascade.isotropic(middle(m));
  }

  private double middle(int m) {
    return Math.sqrt(edges[m] * edges[m + 1]);
  }

  /** Of the noise across the lines, Alfvénic. */
  double across(int m) {
    return factor(m, split.alfven());
  }

  /** Of the noise along the lines, slow. */
  double along(int m) {
    return factor(m, split.slow());
  }

  private double factor(int m, double share) {
    double both = split.alfven() + split.slow();
    return isotropic(m) || both == 0 ? 1 : Math.sqrt(2 * share / both);
  }

  boolean holds(double square) {
    return square >= least * least * (1 - 1e-12) && square <= most * most * (1 + 1e-12);
  }

  /** The band of a wave that the spectrum holds. */
  int of(double square) {
    int m = 0;
    while (m + 1 < energy.length && square >= edges[m + 1] * edges[m + 1]) {
      m++;
    }
    return m;
  }

  /** The variance of the noise, up to a factor. */
  double noise(double k, boolean fast) {
    return fast ? StrictMath.pow(k, -3.5) : cascade.power(k);
  }

  /** Of an Alfvén or slow wave where the field is straight. */
  double power(int kx, int ky, int kz) {
    double square = (double) kx * kx + (double) ky * ky + (double) kz * kz;
    return holds(square) ? factors[of(square)] * shape(kx, square) : 0;
  }

  private double shape(int kx, double square) {
    int m = of(square);
    double cosine2 = kx * kx / square;
    double slow = along(m) * (1 - cosine2) + across(m) * cosine2;
    double filter = filters[m][Math.abs(kx)];
    return cascade.power(Math.sqrt(square))
        * (across(m) * across(m) + slow * slow)
        * filter
        * filter;
  }

  private double[] factors() {
    int limit = (int) most;
    double[] sums = new double[energy.length];
    for (int kx = -limit; kx <= limit; kx++) {
      for (int ky = -limit; ky <= limit; ky++) {
        for (int kz = -limit; kz <= limit; kz++) {
          double square = (double) kx * kx + (double) ky * ky + (double) kz * kz;
          if (holds(square)) {
            sums[of(square)] += shape(kx, square);
          }
        }
      }
    }
    for (int m = 0; m < sums.length; m++) {
      sums[m] = sums[m] == 0 ? 0 : energy[m][0] / sums[m];
    }
    return sums;
  }
}
