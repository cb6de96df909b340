package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import larmor.numeric.Given;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;

/**
 * Simulates isotropic skies and computes the band of their power spectra, as the paper does for its
 * Figure 5 with 10000 skies of 100000 particles. In each realisation the particles are distributed
 * at random over the sphere, and the spectrum of their relative intensity is computed to 3 nside −
 * 1 with 3 iterations. Realisation i draws from stream i of the seed, so the bits do not depend on
 * the number of threads. Immutable.
 */
public final class IsotropicRealisations {
  /** The number of realisations in one task of a thread. */
  private static final int BATCH = 20;

  private final int nside;
  private final int realisations;
  private final long seed;

  private IsotropicRealisations(int nside, int realisations, long seed) {
    this.nside = nside;
    this.realisations = realisations;
    this.seed = seed;
  }

  /**
   * Prepares a simulation.
   *
   * @param nside nside of the maps, a power of two
   * @param realisations number of skies, 10 or more; 10000 in the paper
   * @param seed seed of the random numbers
   * @return the simulation
   * @throws IllegalArgumentException if there are fewer than 10 realisations or {@link Healpix#of}
   *     refuses nside
   */
  public static IsotropicRealisations of(int nside, int realisations, long seed) {
    Healpix.of(nside);
    requireEnough(realisations, "10000 as in the paper");
    return new IsotropicRealisations(nside, realisations, seed);
  }

  /** Refuses fewer than 10 realisations. */
  static void requireEnough(int realisations, String suggestion) {
    if (realisations < 10) {
      throw new IllegalArgumentException(
          realisations
              + " realisations are too few to show a distribution: use 10 or more, "
              + suggestion);
    }
  }

  /**
   * Simulates skies of particles of equal weight on all cores.
   *
   * @param particles number of particles in each realisation, 1 or more
   * @return the band
   * @throws IllegalArgumentException if there are no particles
   */
  public IsotropicBand run(int particles) {
    return run(particles, Workers.all(), Progress.NONE);
  }

  /**
   * Simulates skies of particles of equal weight.
   *
   * @param particles number of particles in each realisation, 1 or more
   * @param workers threads that run the computation
   * @param progress receiver of the fraction of the work that is done
   * @return the band
   * @throws IllegalArgumentException if there are no particles
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public IsotropicBand run(int particles, Workers workers, Progress progress) {
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    double noise = IsotropicBand.noise(particles);
    return run(
        noise, particles, (random, map) -> scatter(particles, random, map), workers, progress);
  }

  /**
   * Simulates skies of particles of given weights on all cores.
   *
   * @param weights one weight for each particle; the sum must not be zero. Not modified.
   * @return the band
   * @throws IllegalArgumentException if the weights are not finite or their sum is zero
   */
  public IsotropicBand run(double[] weights) {
    return run(weights, Workers.all(), Progress.NONE);
  }

  /**
   * Simulates skies of particles of given weights.
   *
   * @param weights one weight for each particle; the sum must not be zero. Not modified.
   * @param workers threads that run the computation
   * @param progress receiver of the fraction of the work that is done
   * @return the band
   * @throws IllegalArgumentException if the weights are not finite or their sum is zero
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public IsotropicBand run(double[] weights, Workers workers, Progress progress) {
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    double noise = IsotropicBand.noise(weights);
    double total = Arrays.stream(weights).sum();
    return run(noise, total, (random, map) -> scatter(weights, random, map), workers, progress);
  }

  private IsotropicBand run(
      double noise,
      double total,
      BiConsumer<RandomStream, double[]> scatter,
      Workers workers,
      Progress progress) {
    HarmonicPlan plan = SphericalHarmonics.of(nside).plan();
    int pixels = plan.grid.pixels();
    double mean = total / pixels;
    double[][] all = new double[plan.lmax + 1][realisations];
    ConcurrentLinkedQueue<BatchArrays> pool = new ConcurrentLinkedQueue<>();
    workers.forEach(
        (realisations + BATCH - 1) / BATCH,
        progress,
        batch -> {
          BatchArrays pooled = pool.poll();
          BatchArrays workspace = pooled == null ? new BatchArrays(plan) : pooled;
          double[] map = workspace.map;
          int end = Math.min(realisations, (batch + 1) * BATCH);
          for (int i = batch * BATCH; i < end; i++) {
            Workers.stopIfInterrupted();
            scatter.accept(RandomStream.of(seed, i), map);
            for (int p = 0; p < pixels; p++) {
              map[p] = map[p] / mean - 1;
            }
            double[] c = workspace.power();
            for (int l = 0; l < c.length; l++) {
              all[l][i] = c[l];
            }
          }
          pool.add(workspace);
        });
    return IsotropicBand.ofRealisations(noise, SpectrumDistribution.wrap(all));
  }

  /** The arrays that one thread uses, for one realisation after the other. */
  private static final class BatchArrays {
    final double[] map;
    private final double[] c;
    private final HarmonicPlan.Workspace transform;

    BatchArrays(HarmonicPlan plan) {
      map = new double[plan.grid.pixels()];
      c = new double[plan.lmax + 1];
      transform = plan.new Workspace();
    }

    double[] power() {
      transform.analyse(map, null, 3, null);
      Alm.cross(c.length - 1, transform.re, transform.im, transform.re, transform.im, c);
      return c;
    }
  }

  // pixels have equal areas, so a random direction is a random pixel

  private static void scatter(int particles, RandomStream random, double[] map) {
    Arrays.fill(map, 0);
    for (int i = 0; i < particles; i++) {
      Workers.stopIfInterrupted(i);
      map[random.below(map.length)]++;
    }
  }

  private static void scatter(double[] weights, RandomStream random, double[] map) {
    Arrays.fill(map, 0);
    for (double w : weights) {
      map[random.below(map.length)] += w;
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d isotropic skies at nside %d, seed %d", realisations, nside, seed);
  }
}
