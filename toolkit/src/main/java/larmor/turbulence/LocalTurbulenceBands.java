package larmor.turbulence;

/**
 * The bands of |k|, three to an octave, from which {@link LocalTurbulence} is built, with their
 * energies, the weights of their averages along field lines, and the power of their waves where the
 * field is straight and along x:
 *
 * <pre>
 *   Alfvén, slow: k^(−10/3) exp(−|k∥| λ∥), λ∥ = L^(1/3) M_A^(−4/3) k^(−2/3) in the strong range of
 *                 sub-Alfvénic turbulence, otherwise as in GoldreichSridharCascade
 *   fast:         k^(−7/2)
 * </pre>
 *
 * <p>Within a band λ∥ is constant, and the exponential is replaced by the first terms of its
 * Fourier series, which differ from the exponential by at most 5 % of its maximum.
 */
final class LocalTurbulenceBands {
  private static final int PER_OCTAVE = 3;

  private final double least;
  private final double most;
  private final ModeFractions fractions;
  private final GoldreichSridharCascade cascade;
  private final double[] edges;

  /** The energies of each band: that of its Alfvén and slow waves, then that of its fast waves. */
  private final double[][] energy;

  /**
   * The factor by which the average along straight lines multiplies a wave, for each band and |kx|.
   */
  private final double[][] filters;

  /** The ratio of the power to {@link #shape} for each band. */
  private final double[] factors;

  /**
   * Divides the waves of a spectrum into bands.
   *
   * @param points number of points a side of the cube
   */
  LocalTurbulenceBands(TurbulenceSpectrum spectrum, int points) {
    least = 1 / spectrum.injectionScale();
    most = points / spectrum.smallestScale();
    fractions = spectrum.modeFractions();
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
        filters[m][k] = FieldLineAverage.filter(weights(m), k / edges[m + 1]);
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
      e[m][0] *= (fractions.alfven() + fractions.slow()) / total[0];
      e[m][1] *= fractions.fast() / total[1];
      if (isotropic(m)) {
        e[m][0] += e[m][1];
        e[m][1] = 0;
      }
    }
    return e;
  }

  /** Returns the number of bands. */
  int count() {
    return energy.length;
  }

  /**
   * Returns the fraction of δB² in the Alfvén and slow waves of band m or, if the band is
   * isotropic, in all of its waves.
   */
  double alfvenic(int m) {
    return energy[m][0];
  }

  /** Returns the fraction of δB² in the fast waves of band m. */
  double fast(int m) {
    return energy[m][1];
  }

  /** Returns the largest wave number of band m [waves a side]. */
  double upperEdge(int m) {
    return edges[m + 1];
  }

  /** Returns the weights of the average along field lines for band m. */
  double[] weights(int m) {
    return FieldLineAverage.weights(cascade.parallelLength(middle(m)), edges[m + 1]);
  }

  private boolean isotropic(int m) {
    return cascade.isotropic(middle(m));
  }

  private double middle(int m) {
    return Math.sqrt(edges[m] * edges[m + 1]);
  }

  /**
   * Returns the factor of the noise perpendicular to the field lines, from which the Alfvén waves
   * are made.
   */
  double across(int m) {
    return factor(m, fractions.alfven());
  }

  /** Returns the factor of the noise along the field lines, from which the slow waves are made. */
  double along(int m) {
    return factor(m, fractions.slow());
  }

  private double factor(int m, double fraction) {
    double both = fractions.alfven() + fractions.slow();
    return isotropic(m) || both == 0 ? 1 : Math.sqrt(2 * fraction / both);
  }

  /** Returns whether the spectrum contains waves of a given k². */
  boolean contains(double square) {
    return square >= least * least * (1 - 1e-12) && square <= most * most * (1 + 1e-12);
  }

  /**
   * Returns the number of the band that contains waves of a given k², which must be in the
   * spectrum.
   */
  int band(double square) {
    int m = 0;
    while (m + 1 < energy.length && square >= edges[m + 1] * edges[m + 1]) {
      m++;
    }
    return m;
  }

  /** Returns the variance of the noise of wave number k, up to a constant factor. */
  double noise(double k, boolean fast) {
    return fast ? StrictMath.pow(k, -3.5) : cascade.power(k);
  }

  /** Returns the power of an Alfvén or slow wave where the field is straight and along x. */
  double power(int kx, int ky, int kz) {
    double square = (double) kx * kx + (double) ky * ky + (double) kz * kz;
    return contains(square) ? factors[band(square)] * shape(kx, square) : 0;
  }

  /** Returns the power of an Alfvén or slow wave, up to the factor of the band. */
  private double shape(int kx, double square) {
    int m = band(square);
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
          if (contains(square)) {
            sums[band(square)] += shape(kx, square);
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
