package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;
import org.apache.commons.math3.special.Gamma;

/**
 * Counts seen through a mask over an expected background, and their pseudo-spectrum the way IceCube
 * publishes it (it_anisotropy, power_spectrum/scripts): the relative intensity data / background −
 * 1, times background over its mean, less the mean, hidden pixels 0; no mask, noise or window taken
 * out. Immutable.
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
    return weighted.minus(weighted.mean()).filledWith(0);
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

  private double[][] poisson(
      SkyMap mean, int realisations, long seed, Workers workers, Progress progress) {
    if (realisations < 10) {
      throw new IllegalArgumentException(
          realisations + " realisations show no band: use 10 or more, 1000 say");
    }
    SphericalHarmonics harmonics = SphericalHarmonics.of(data.nside()).withWorkers(new Workers(1));
    double[][] all = new double[harmonics.lmax() + 1][realisations];
    double[] expected = mean.values();
    workers.forEach(
        realisations,
        progress,
        i -> {
          RandomStream random = RandomStream.of(seed, i);
          double[] counts = new double[expected.length];
          for (int p = 0; p < counts.length; p++) {
            counts[p] = Double.isNaN(expected[p]) ? Double.NaN : draw(expected[p], random);
          }
          PowerSpectrum c = harmonics.power(weighted(counts));
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
