package larmor.numeric;

import java.util.SplittableRandom;

/**
 * One of many independent streams of random numbers, chosen by a seed and an index. The random
 * numbers of particle {@code i} come from stream {@code i}, so they do not depend on the number of
 * threads or their order. All numbers are computed by {@link SplittableRandom#nextLong()} and
 * {@link StrictMath}, which give the same bits on every machine. Threads cannot share a stream.
 */
public final class RandomStream {
  private final SplittableRandom source;

  private RandomStream(SplittableRandom source) {
    this.source = source;
  }

  /**
   * Returns the stream of a seed and an index.
   *
   * @param seed seed that all streams of a computation have in common
   * @param index number of the stream
   * @return a stream at its beginning
   */
  public static RandomStream of(long seed, long index) {
    return new RandomStream(
        new SplittableRandom(mix(mix(seed) + 0x9E3779B97F4A7C15L * (index + 1))));
  }

  /**
   * Returns a number distributed uniformly.
   *
   * @return number from 0 (included) to 1 (excluded), with 53 random bits
   */
  public double uniform() {
    return (source.nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * Returns a number distributed uniformly over an interval.
   *
   * @param low lower end, included
   * @param high upper end, which can be reached only by rounding
   * @return the number
   */
  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /**
   * Returns an integer distributed uniformly.
   *
   * @param bound upper limit, above 0, which is excluded
   * @return integer from 0 to {@code bound - 1}
   */
  public int below(int bound) {
    return (int) Math.multiplyHigh(source.nextLong() >>> 1, 2L * bound);
  }

  /**
   * Returns a number from the standard normal distribution (Box and Muller 1958).
   *
   * @return number from the distribution of mean 0 and standard deviation 1
   */
  public double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /**
   * Returns a direction distributed uniformly over the sphere.
   *
   * @return a unit vector
   */
  public Vec3 direction() {
    double z = 1 - 2 * uniform();
    double phi = 2 * Math.PI * uniform();
    double rho = StrictMath.sqrt(Math.max(0, 1 - z * z));
    return new Vec3(rho * StrictMath.cos(phi), rho * StrictMath.sin(phi), z);
  }

  /** Mixes the bits of a number by Stafford's variant 13 of the finaliser of MurmurHash3. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
