package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;
import org.apache.commons.math3.special.Gamma;

/**
 * The counts of particles in the visible part of the sky and the counts expected for an isotropic
 * sky (background), with their pseudo-spectrum as IceCube publishes it
 * (github.com/fmcnallyi3/it_anisotropy, power_spectrum/scripts). For this spectrum, the relative
 * intensity data / background − 1 is multiplied by the background over its mean and set to 0 in
 * hidden pixels; then the mean over the whole sky is subtracted. The spectrum is not corrected for
 * mask, noise and window. Immutable.
 */
public final class ObservedSky {
  private final SkyMap data;
  private final SkyMap background;
  private final Mask mask;

  private ObservedSky(SkyMap data, SkyMap background, Mask mask) {
    this.data = data;
    this.background = background;
    this.mask = mask;
  }

  /**
   * Returns an observed sky from the counts in each pixel and a known background.
   *
   * @param data counts in each pixel
   * @param background counts expected without anisotropy, above 0 in every pixel in view
   * @param mask the part of the sky in view
   * @return the observed sky
   * @throws IllegalArgumentException if the three differ in nside or the background of a pixel in
   *     view is not positive
   */
  public static ObservedSky of(SkyMap data, SkyMap background, Mask mask) {
    Given.require(mask, "the mask", "Mask.iceCube(64)");
    SkyMap seen = mask.visiblePart(background);
    mask.visiblePart(data);
    for (int p = 0; p < seen.pixels(); p++) {
      if (!seen.isEmpty(p) && !(seen.at(p) > 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "pixel %d in view has a background of %.3g particles: hide it or give a positive background",
                p,
                seen.at(p)));
      }
    }
    return new ObservedSky(data, background, mask);
  }

  /**
   * Combines counts with the background that {@link Scrambling} estimates from them, which is the
   * mean of each declination ring.
   *
   * @param data counts in each pixel, not all zero in any ring in view
   * @param mask the part of the sky in view
   * @return the observed sky
   * @throws IllegalArgumentException if the two differ in nside or a ring in view has no particle
   */
  public static ObservedSky ofScrambled(SkyMap data, Mask mask) {
    Given.require(mask, "the mask", "Mask.iceCube(64)");
    SkyMap seen = mask.visiblePart(data);
    return of(data, Scrambling.background(seen), mask);
  }

  /** {@return data / background − 1, empty in hidden pixels} */
  public SkyMap relativeIntensity() {
    return mask.visiblePart(data).dividedBy(background).minus(1);
  }

  /** {@return the pseudo-spectrum of the data to 3 nside − 1 [relative intensity squared]} */
  public PowerSpectrum pseudoSpectrum() {
    return SphericalHarmonics.of(data.nside()).power(weighted(mask.visiblePart(data).values()));
  }

  private SkyMap weighted(double[] counts) {
    SkyMap expected = mask.visiblePart(background);
    double mean = expected.mean();
    SkyMap weighted = SkyMap.wrap(data.grid(), counts).minus(expected).times(1 / mean);
    SkyMap whole = weighted.filledWith(0);
    return whole.minus(whole.mean());
  }

  /**
   * Simulates the band of isotropic skies: the pseudo-spectra of Poisson counts whose mean is the
   * background. Realisation i draws from stream i of the seed.
   *
   * @param realisations number of realisations, 10 or more
   * @param seed seed of the random numbers
   * @param workers threads that run the computation
   * @param progress receiver of the fraction of the work that is done
   * @return the pseudo-spectra to 3 nside − 1
   * @throws IllegalArgumentException if there are fewer than 10 realisations
   */
  public SpectrumDistribution isotropic(
      int realisations, long seed, Workers workers, Progress progress) {
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    return poisson(mask.visiblePart(background), realisations, seed, workers, progress);
  }

  /**
   * Simulates the statistical error: the pseudo-spectra of Poisson counts whose mean is the data.
   * Realisation i draws from stream i of the seed.
   *
   * @param realisations number of realisations, 10 or more
   * @param seed seed of the random numbers
   * @param workers threads that run the computation
   * @param progress receiver of the fraction of the work that is done
   * @return the pseudo-spectra to 3 nside − 1
   * @throws IllegalArgumentException if there are fewer than 10 realisations
   */
  public SpectrumDistribution statistical(
      int realisations, long seed, Workers workers, Progress progress) {
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    return poisson(mask.visiblePart(data), realisations, seed, workers, progress);
  }

  /**
   * Simulates the cosmic variance of the pseudo-spectrum, which IceCube's recipe calls the
   * systematic error, as the spectra of full Gaussian skies drawn from {@link #pseudoSpectrum}. Sky
   * i is drawn with the seed {@code seed + i}.
   *
   * @param realisations number of realisations, 10 or more
   * @param seed seed of the random numbers
   * @param workers threads that run the computation
   * @param progress receiver of the fraction of the work that is done
   * @return the spectra to 3 nside − 1
   * @throws IllegalArgumentException if there are fewer than 10 realisations
   */
  public SpectrumDistribution systematic(
      int realisations, long seed, Workers workers, Progress progress) {
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    PowerSpectrum measured = pseudoSpectrum();
    SphericalHarmonics harmonics = SphericalHarmonics.of(data.nside()).withWorkers(new Workers(1));
    return simulate(
        realisations,
        i -> harmonics.power(harmonics.realisation(measured, seed + i)),
        workers,
        progress);
  }

  private SpectrumDistribution poisson(
      SkyMap mean, int realisations, long seed, Workers workers, Progress progress) {
    SphericalHarmonics harmonics = SphericalHarmonics.of(data.nside()).withWorkers(new Workers(1));
    double[] expected = mean.values();
    return simulate(
        realisations,
        i -> {
          RandomStream random = RandomStream.of(seed, i);
          double[] counts = new double[expected.length];
          for (int p = 0; p < counts.length; p++) {
            Workers.stopIfInterrupted(p);
            counts[p] = Double.isNaN(expected[p]) ? Double.NaN : drawPoisson(expected[p], random);
          }
          return harmonics.power(weighted(counts));
        },
        workers,
        progress);
  }

  private SpectrumDistribution simulate(
      int realisations, IntFunction<PowerSpectrum> spectrum, Workers workers, Progress progress) {
    IsotropicRealisations.requireEnough(realisations, "1000 for example");
    Memory.require(
        realisations + " spectra of skies", 24L * data.nside() * realisations, "use fewer of them");
    double[][] all = new double[3 * data.nside()][realisations];
    workers.forEach(
        realisations,
        progress,
        i -> {
          PowerSpectrum c = spectrum.apply(i);
          for (int l = 0; l < all.length; l++) {
            all[l][i] = c.at(l);
          }
        });
    return SpectrumDistribution.wrap(all);
  }

  /**
   * Draws a number from a Poisson distribution: for means below 10 by products of uniform numbers,
   * for larger means by transformed rejection with squeeze (algorithm PTRS of Hörmann 1993, Insur.
   * Math. Econ. 12, 39).
   */
  static double drawPoisson(double mean, RandomStream random) {
    if (mean < 10) {
      double limit = StrictMath.exp(-mean);
      double product = random.uniform();
      int k = 0;
      while (product > limit) {
        product *= random.uniform();
        k++;
      }
      return k;
    }
    double root = Math.sqrt(mean);
    double log = StrictMath.log(mean);
    double b = 0.931 + 2.53 * root;
    double a = -0.059 + 0.02483 * b;
    double alpha = 1.1239 + 1.1328 / (b - 3.4);
    double vr = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = random.uniform() - 0.5;
      double v = random.uniform();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= vr) {
        return k;
      }
      if (k < 0 || (us < 0.013 && v > us)) {
        continue;
      }
      if (StrictMath.log(v * alpha / (a / (us * us) + b))
          <= k * log - mean - Gamma.logGamma(k + 1)) {
        return k;
      }
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "observed sky nside %d: %.3g of the sky in view, %.3g particles",
        data.nside(),
        mask.skyFraction(),
        Arrays.stream(mask.visiblePart(data).values()).filter(v -> !Double.isNaN(v)).sum());
  }
}
