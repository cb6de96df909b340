package larmor.sky;

import java.util.Locale;
import larmor.numeric.Given;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * The range of the C_l that isotropic skies of N particles have because N is finite (shot noise;
 * the grey bands of the paper's Figure 5). The mean of C_l is the noise power N_l = 4π Σw² / (Σw)²,
 * which is 4π/N for equal weights, and (2l + 1) C_l / N_l follows a χ² distribution with 2l + 1
 * degrees of freedom. The band holds for the map {@code counts.relativeIntensity()}, neither
 * smoothed nor corrected for windows. The χ² band is exact; {@link IsotropicRealisations} makes the
 * paper's band from random realisations. Immutable.
 */
public final class IsotropicBand {
  /** {@return the levels of the paper's Figure 5: 0.68, 0.90 and 0.99} */
  public static double[] paperLevels() {
    return new double[] {0.68, 0.90, 0.99};
  }

  private final double noise;
  private final int lmax;
  private final SpectrumDistribution realisations;

  private IsotropicBand(double noise, int lmax, SpectrumDistribution realisations) {
    this.noise = noise;
    this.lmax = lmax;
    this.realisations = realisations;
  }

  /**
   * Makes the exact χ² band of particles of equal weight, without the effect of the pixels.
   *
   * @param particles number of particles, 1 or more
   * @param lmax largest multipole, 1 or more
   * @return the band
   * @throws IllegalArgumentException if {@code particles} or {@code lmax} is below 1
   */
  public static IsotropicBand of(long particles, int lmax) {
    return ofNoise(noise(particles), lmax);
  }

  /**
   * Makes the exact χ² band of particles of given weights, without the effect of the pixels.
   *
   * @param weights one weight for each particle; the sum must not be zero. Not modified.
   * @param lmax largest multipole, 1 or more
   * @return the band
   * @throws IllegalArgumentException if the weights are not finite, their sum is zero or {@code
   *     lmax} is below 1
   */
  public static IsotropicBand of(double[] weights, int lmax) {
    return ofNoise(noise(weights), lmax);
  }

  /**
   * Makes the exact χ² band about a given noise power.
   *
   * @param noise power N_l, such as 4π/N [relative intensity squared]
   * @param lmax largest multipole, 1 or more
   * @return the band
   * @throws IllegalArgumentException if the noise is not positive and finite or {@code lmax} is
   *     below 1
   */
  public static IsotropicBand ofNoise(double noise, int lmax) {
    if (!(noise > 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a noise power of " + noise + " is not positive and finite: give 4π/N");
    }
    if (lmax < 1) {
      throw new IllegalArgumentException("lmax " + lmax + " is below the dipole: use 1 or more");
    }
    if (lmax > 3 * Healpix.LARGEST) {
      throw new IllegalArgumentException(
          "lmax " + lmax + " is above " + 3 * Healpix.LARGEST + ": use a smaller lmax");
    }
    return new IsotropicBand(noise, lmax, null);
  }

  /** Makes the band from the spectra of simulated skies. */
  static IsotropicBand ofRealisations(double noise, SpectrumDistribution realisations) {
    return new IsotropicBand(noise, realisations.lmax(), realisations);
  }

  /**
   * Computes the noise power of particles of equal weight, 4π/N.
   *
   * @param particles number of particles N, 1 or more
   * @return the noise power [relative intensity squared]
   * @throws IllegalArgumentException if there are no particles
   */
  public static double noise(long particles) {
    if (particles < 1) {
      throw new IllegalArgumentException(
          "the number of particles, " + particles + ", is below 1: use 1 or more");
    }
    return 4 * Math.PI / particles;
  }

  /**
   * Computes the noise power of weighted particles, 4π Σw² / (Σw)².
   *
   * @param weights one weight for each particle; the sum must not be zero. Not modified.
   * @return the noise power [relative intensity squared]
   * @throws IllegalArgumentException if the weights are not finite or their sum is zero
   */
  public static double noise(double[] weights) {
    Given.require(weights, "the array of weights", "Liouville.paper().weights(ensemble, radius)");
    double sum = 0;
    double square = 0;
    for (double w : weights) {
      sum += w;
      square += w * w;
    }
    if (!(Math.abs(sum) > 0 && Double.isFinite(square))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d weights of sum %.3g do not define a noise power: use finite weights whose sum is"
                  + " not zero",
              weights.length,
              sum));
    }
    return 4 * Math.PI * square / (sum * sum);
  }

  /** {@return the noise power N_l, the mean of the exact band [relative intensity squared]} */
  public double noise() {
    return noise;
  }

  /** {@return the largest multipole} */
  public int lmax() {
    return lmax;
  }

  /**
   * Returns the C_l below which an isotropic sky lies with a given probability.
   *
   * @param l multipole, 1 to lmax
   * @param probability between 0 and 1
   * @return C_l [relative intensity squared]
   * @throws IllegalArgumentException if {@code l} is outside 1 to lmax or the probability not
   *     between 0 and 1
   */
  public double quantile(int l, double probability) {
    if (l < 1 || l > lmax || !(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no quantile %.3g at l = %d: use a probability between 0 and 1 and l from 1"
                  + " to %d",
              probability,
              l,
              lmax));
    }
    if (realisations != null) {
      return realisations.quantile(l, probability);
    }
    int degrees = 2 * l + 1;
    return noise
        / degrees
        * new ChiSquaredDistribution(null, degrees).inverseCumulativeProbability(probability);
  }

  /**
   * Returns the lower edge of the central band that holds a given fraction of all isotropic skies.
   *
   * @param level the fraction, between 0 and 1
   * @return the edge at each l, with C_0 = 0 [relative intensity squared]
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public PowerSpectrum lower(double level) {
    return edge((1 - level) / 2);
  }

  /**
   * Returns the upper edge of the central band that holds a given fraction of all isotropic skies.
   *
   * @param level the fraction, between 0 and 1
   * @return the edge at each l, with C_0 = 0 [relative intensity squared]
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public PowerSpectrum upper(double level) {
    return edge((1 + level) / 2);
  }

  /** {@return the median of each C_l, with C_0 = 0 [relative intensity squared]} */
  public PowerSpectrum median() {
    return edge(0.5);
  }

  /**
   * Returns the mean of each C_l: the mean over the realisations if the band is simulated, else the
   * noise power.
   *
   * @return the mean, with C_0 = 0 [relative intensity squared]
   */
  public PowerSpectrum mean() {
    double[] c = realisations == null ? new double[lmax + 1] : realisations.mean().values();
    c[0] = 0;
    for (int l = 1; l <= lmax && realisations == null; l++) {
      c[l] = noise;
    }
    return PowerSpectrum.wrap(c);
  }

  /**
   * Multiplies the powers of the band by a factor, as {@link PowerSpectrum#times(double)}
   * multiplies those of a spectrum.
   *
   * @param f the factor, above 0
   * @return the scaled band
   * @throws IllegalArgumentException if the factor is not finite or not positive
   */
  public IsotropicBand times(double f) {
    if (!(f > 0 && f < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a factor of " + f + " scales no power: give a finite factor above 0");
    }
    return new IsotropicBand(noise * f, lmax, realisations == null ? null : realisations.times(f));
  }

  private PowerSpectrum edge(double probability) {
    double[] c = new double[lmax + 1];
    for (int l = 1; l <= lmax; l++) {
      c[l] = quantile(l, probability);
    }
    return PowerSpectrum.wrap(c);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: noise C_l = %.3g, 68%% within %.3g to %.3g at l = 1, %.3g to %.3g at l = %d",
        realisations == null
            ? "χ² band"
            : "band of " + realisations.realisations() + " isotropic realisations",
        noise,
        quantile(1, 0.16),
        quantile(1, 0.84),
        quantile(lmax, 0.16),
        quantile(lmax, 0.84),
        lmax);
  }
}
