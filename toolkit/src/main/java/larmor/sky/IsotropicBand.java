package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Where the C_l of an isotropic sky of N particles lie: the mean is the noise power N_l = 4π Σw² /
 * (Σw)², 4π/N for equal weights, and C_l / N_l is distributed as χ² of 2l + 1 degrees over 2l + 1.
 * For the map {@code counts.relativeIntensity()}, neither smoothed nor corrected for windows.
 * Immutable.
 */
public final class IsotropicBand {
  /** The levels of the paper's Figure 5: 68, 90 and 99 %. */
  public static final double[] PAPER_LEVELS = {0.68, 0.90, 0.99};

  private static final int BATCH = 20;

  private final String name;
  private final double noise;
  private final int lmax;
  private final double[][] sorted;

  private IsotropicBand(String name, double noise, int lmax, double[][] sorted) {
    this.name = name;
    this.noise = noise;
    this.lmax = lmax;
    this.sorted = sorted;
  }

  /** The exact band of N particles of equal weight, before what pixels of finite size change. */
  public static IsotropicBand of(long particles, int lmax) {
    return ofNoise(noise(particles), lmax);
  }

  /** The exact band of particles of these weights. */
  public static IsotropicBand of(double[] weights, int lmax) {
    return ofNoise(noise(weights), lmax);
  }

  /** The exact band about a given noise power, such as 4π/N. */
  public static IsotropicBand ofNoise(double noise, int lmax) {
    if (!(noise > 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a noise power of " + noise + " is not positive and finite: give 4π/N");
    }
    if (lmax < 1) {
      throw new IllegalArgumentException("lmax " + lmax + " holds no multipole: use 1 or more");
    }
    return new IsotropicBand("χ² band", noise, lmax, null);
  }

  /**
   * The band from realisations: in each, N particles of equal weight fall on the sphere at random
   * and the spectrum of their relative intensity is taken to 3 nside − 1 with 3 iterations.
   * Realisation i draws from stream i of the seed; the same bits on any number of threads.
   *
   * @param particles in each realisation
   */
  public static IsotropicBand simulated(
      int nside, int particles, int realisations, long seed, Workers workers, Progress progress) {
    double[] equal = {1};
    if (particles < 1) {
      throw new IllegalArgumentException(particles + " particles make no sky: use 1 or more");
    }
    return simulated(nside, equal, particles, realisations, seed, workers, progress);
  }

  /** As above for particles of these weights, whose sum is not zero. */
  public static IsotropicBand simulated(
      int nside,
      double[] weights,
      int realisations,
      long seed,
      Workers workers,
      Progress progress) {
    return simulated(nside, weights, weights.length, realisations, seed, workers, progress);
  }

  private static IsotropicBand simulated(
      int nside,
      double[] w,
      int particles,
      int realisations,
      long seed,
      Workers workers,
      Progress progress) {
    if (realisations < 10) {
      throw new IllegalArgumentException(
          realisations + " realisations show no band: use 10 or more, 10000 as in the paper");
    }
    boolean equal = w.length == 1;
    double noise = equal ? noise(particles) : noise(w);
    HarmonicPlan plan = SphericalHarmonics.of(nside).plan();
    int pixels = plan.grid.pixels();
    double mean = (equal ? particles * w[0] : Arrays.stream(w).sum()) / pixels;
    int lmax = plan.lmax;
    double[][] all = new double[lmax + 1][realisations];
    ConcurrentLinkedQueue<Bench> idle = new ConcurrentLinkedQueue<>();
    workers.forEach(
        (realisations + BATCH - 1) / BATCH,
        progress,
        batch -> {
          Bench polled = idle.poll();
          Bench bench = polled == null ? new Bench(plan) : polled;
          double[] map = bench.map;
          double[] c = bench.c;
          int end = Math.min(realisations, (batch + 1) * BATCH);
          for (int i = batch * BATCH; i < end; i++) {
            Workers.stopIfInterrupted();
            if (equal) {
              scatter(particles, RandomStream.of(seed, i), map);
            } else {
              scatter(w, RandomStream.of(seed, i), map);
            }
            for (int p = 0; p < pixels; p++) {
              map[p] = map[p] / mean - 1;
            }
            bench.power();
            for (int l = 0; l <= lmax; l++) {
              all[l][i] = c[l];
            }
          }
          idle.add(bench);
        });
    for (double[] c : all) {
      Arrays.sort(c);
    }
    return new IsotropicBand(
        String.format(Locale.ROOT, "band of %d isotropic realisations", realisations),
        noise,
        lmax,
        all);
  }

  /** The arrays of one realisation after the other on one thread. */
  private static final class Bench {
    final double[] map;
    final double[] c;
    private final HarmonicPlan.TransformArrays work;

    Bench(HarmonicPlan plan) {
      map = new double[plan.grid.pixels()];
      c = new double[plan.lmax + 1];
      work = plan.new TransformArrays();
    }

    void power() {
      work.analyse(map, null, 3, null);
      Alm.cross(c.length - 1, work.re, work.im, work.re, work.im, c);
    }
  }

  /** Pixels are equal in area, so that a uniform direction falls into a uniform pixel. */
  private static void scatter(int particles, RandomStream random, double[] map) {
    Arrays.fill(map, 0);
    for (int i = 0; i < particles; i++) {
      map[random.below(map.length)]++;
    }
  }

  private static void scatter(double[] weights, RandomStream random, double[] map) {
    Arrays.fill(map, 0);
    for (double w : weights) {
      map[random.below(map.length)] += w;
    }
  }

  /** Noise power of N particles of equal weight, 4π/N. */
  public static double noise(long particles) {
    if (particles < 1) {
      throw new IllegalArgumentException(particles + " particles make no sky: use 1 or more");
    }
    return 4 * Math.PI / particles;
  }

  /** Noise power of weighted particles, 4π Σw² / (Σw)². */
  public static double noise(double[] weights) {
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
              "%d weights of sum %.3g make no relative intensity: give finite ones of another sum",
              weights.length,
              sum));
    }
    return 4 * Math.PI * square / (sum * sum);
  }

  /** The noise power N_l, the mean of the band. */
  public double noise() {
    return noise;
  }

  public int lmax() {
    return lmax;
  }

  /**
   * The C_l below which an isotropic sky lies with a given probability.
   *
   * @param l at least 1
   */
  public double quantile(int l, double probability) {
    if (l < 1 || l > lmax || !(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no quantile %.3g at l = %d: use a probability between 0 and 1 and l from 1 to %d",
              probability,
              l,
              lmax));
    }
    if (sorted == null) {
      int degrees = 2 * l + 1;
      return noise
          / degrees
          * new ChiSquaredDistribution(null, degrees).inverseCumulativeProbability(probability);
    }
    double place = probability * (sorted[l].length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted[l].length - 1);
    return sorted[l][below] + (place - below) * (sorted[l][above] - sorted[l][below]);
  }

  /**
   * The lower edge of the central band that holds {@code level} of all isotropic skies; C_0 is 0.
   */
  public PowerSpectrum lower(double level) {
    return edge((1 - level) / 2);
  }

  /**
   * The upper edge of the central band that holds {@code level} of all isotropic skies; C_0 is 0.
   */
  public PowerSpectrum upper(double level) {
    return edge((1 + level) / 2);
  }

  /** Half of all isotropic skies lie below it; C_0 is 0. */
  public PowerSpectrum median() {
    return edge(0.5);
  }

  /** The mean of the realisations, or the noise power at every l; C_0 is 0. */
  public PowerSpectrum mean() {
    double[] c = new double[lmax + 1];
    for (int l = 1; l <= lmax; l++) {
      c[l] = sorted == null ? noise : Arrays.stream(sorted[l]).average().orElseThrow();
    }
    return PowerSpectrum.wrap(c);
  }

  /** The band scaled as a spectrum is, by a factor of power. */
  public IsotropicBand times(double f) {
    double[][] scaled = null;
    if (sorted != null) {
      scaled = new double[sorted.length][];
      for (int l = 0; l < scaled.length; l++) {
        scaled[l] = Arrays.stream(sorted[l]).map(v -> v * f).toArray();
      }
    }
    return new IsotropicBand(name, noise * f, lmax, scaled);
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
        name,
        noise,
        quantile(1, 0.16),
        quantile(1, 0.84),
        quantile(lmax, 0.16),
        quantile(lmax, 0.84),
        lmax);
  }
}
