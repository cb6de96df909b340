package larmor.numeric;

import java.util.SplittableRandom;

/**
 * One of many independent random streams, chosen by a seed and an index: particle {@code i} draws
 * from stream {@code i}, so the numbers do not depend on the order or the number of threads. Only
 * {@link SplittableRandom#nextLong()} and {@link StrictMath} stand behind it, so the bits are the
 * same on every machine. Not for use by two threads at once.
 */
public final class RandomStream {
  private final SplittableRandom source;

  private RandomStream(SplittableRandom source) {
    this.source = source;
  }

  public static RandomStream of(long seed, long index) {
    return new RandomStream(
        new SplittableRandom(mix(mix(seed) + 0x9E3779B97F4A7C15L * (index + 1))));
  }

  /** Uniform in [0, 1), 53 random bits. */
  public double uniform() {
    return (source.nextLong() >>> 11) * 0x1.0p-53;
  }

  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform integer in [0, bound). */
  public int below(int bound) {
    return (int) Math.multiplyHigh(source.nextLong() >>> 1, 2L * bound);
  }

  /** Standard normal (Box and Muller 1958). */
  public double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /** A direction uniform on the sphere. */
  public Vec3 direction() {
    double z = 1 - 2 * uniform();
    double phi = 2 * Math.PI * uniform();
    double rho = StrictMath.sqrt(Math.max(0, 1 - z * z));
    return new Vec3(rho * StrictMath.cos(phi), rho * StrictMath.sin(phi), z);
  }

  /** The finaliser of MurmurHash3 in Stafford's variant 13. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
