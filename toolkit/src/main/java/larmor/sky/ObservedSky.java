package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;
import org.apache.commons.math3.special.Gamma;

/**
 * Counts seen through a mask over an expected background, and their pseudo-spectrum the way IceCube
 * publishes it (github.com/fmcnallyi3/it_anisotropy, power_spectrum/scripts): the relative
 * intensity data / background − 1, times background over its mean, hidden pixels 0, less the mean
 * over the whole sky; no mask, noise or window taken out. Immutable.
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
   * @param data counts
   * @param background counts expected without anisotropy, above 0 wherever in view
   */
  public static ObservedSky of(SkyMap data, SkyMap background, Mask mask) {
    SkyMap seen = mask.in(background);
    mask.in(data);
    for (int p = 0; p < seen.pixels(); p++) {
      if (!seen.isEmpty(p) && !(seen.at(p) > 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "pixel %d in view expects %.3g particles: hide it or give a positive background",
                p,
                seen.at(p)));
      }
    }
    return new ObservedSky(data, background, mask);
  }

  /** With the background of {@link Scrambling}: the data's mean in each declination ring. */
  public static ObservedSky scrambled(SkyMap data, Mask mask) {
    SkyMap seen = mask.in(data);
    return of(data, Scrambling.background(seen), mask);
  }

  /** data / background − 1, hidden pixels empty. */
  public SkyMap relativeIntensity() {
    return mask.in(data).dividedBy(background).minus(1);
  }

  /** The pseudo-spectrum of the data to 3 nside − 1. */
  public PowerSpectrum pseudo() {
    return SphericalHarmonics.of(data.nside()).power(weighted(mask.in(data).values()));
  }

  private SkyMap weighted(double[] counts) {
    SkyMap expected = mask.in(background);
    double mean = expected.mean();
    SkyMap weighted = SkyMap.wrap(data.grid(), counts).minus(expected).times(1 / mean);
    SkyMap whole = weighted.filledWith(0);
    return whole.minus(whole.mean());
  }

  /**
   * Pseudo-spectra of Poisson skies about the background: the isotropic band. Row l holds the
   * sorted C_l of the realisations; realisation i draws from stream i of the seed.
   */
  public double[][] isotropic(int realisations, long seed, Workers workers, Progress progress) {
    return poisson(mask.in(background), realisations, seed, workers, progress);
  }

  /** The same about the data: the statistical error. */
  public double[][] statistical(int realisations, long seed, Workers workers, Progress progress) {
    return poisson(mask.in(data), realisations, seed, workers, progress);
  }

  /**
   * The spectra of full Gaussian skies whose spectrum is the measured {@link #pseudo}: what the
   * recipe calls the systematic error, cosmic variance of the pseudo-spectrum. Sky i is drawn with
   * the seed {@code seed + i}.
   */
  public double[][] systematic(int realisations, long seed, Workers workers, Progress progress) {
    PowerSpectrum measured = pseudo();
    SphericalHarmonics harmonics = SphericalHarmonics.of(data.nside()).withWorkers(new Workers(1));
    return sorted(
        realisations,
        i -> harmonics.power(harmonics.realisation(measured, seed + i)),
        workers,
        progress);
  }

  private double[][] poisson(
      SkyMap mean, int realisations, long seed, Workers workers, Progress progress) {
    SphericalHarmonics harmonics = SphericalHarmonics.of(data.nside()).withWorkers(new Workers(1));
    double[] expected = mean.values();
    return sorted(
        realisations,
        i -> {
          RandomStream random = RandomStream.of(seed, i);
          double[] counts = new double[expected.length];
          for (int p = 0; p < counts.length; p++) {
            counts[p] = Double.isNaN(expected[p]) ? Double.NaN : draw(expected[p], random);
          }
          return harmonics.power(weighted(counts));
        },
        workers,
        progress);
  }

  private double[][] sorted(
      int realisations, IntFunction<PowerSpectrum> spectrum, Workers workers, Progress progress) {
    if (realisations < 10) {
      throw new IllegalArgumentException(
          realisations + " realisations show no band: use 10 or more, 1000 say");
    }
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
    for (double[] row : all) {
      Arrays.sort(row);
    }
    return all;
  }

  /**
   * A Poisson number: products of uniforms below 10, transformed rejection above (Hörmann 1993).
   */
  static double draw(double mean, RandomStream random) {
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
      if (k < 0 || us < 0.013 && v > us) {
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
        "observed sky nside %d: %.3g of it in view, %.3g particles",
        data.nside(),
        mask.skyFraction(),
        Arrays.stream(mask.in(data).values()).filter(v -> !Double.isNaN(v)).sum());
  }
}
