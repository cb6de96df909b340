package larmor.sky;

import java.util.Locale;
import larmor.numeric.Vec3;

/**
 * Gathers directions and their weights into pixels. The one object here that changes: {@code add}
 * particles, in a fixed order for the same bits, then take maps from it. Not for use by two threads
 * at once.
 */
public final class SkyCounts {
  private final Healpix grid;
  private final double[] count;
  private final double[] sum;
  private double particles;
  private double weight;
  private double square;

  private SkyCounts(Healpix grid) {
    this.grid = grid;
    count = new double[grid.pixels()];
    sum = new double[grid.pixels()];
  }

  public static SkyCounts of(int nside) {
    return new SkyCounts(Healpix.of(nside));
  }

  public void add(Vec3 direction) {
    add(direction.x(), direction.y(), direction.z(), 1);
  }

  public void add(Vec3 direction, double weight) {
    add(direction.x(), direction.y(), direction.z(), weight);
  }

  /** A particle from a direction (of any length but zero) with a weight. */
  public void add(double x, double y, double z, double weight) {
    addPixel(grid.pixel(x, y, z), weight);
  }

  /** A particle in a pixel with a weight. */
  public void addPixel(int pixel, double w) {
    if (!Double.isFinite(w)) {
      throw new IllegalArgumentException(
          "a weight of " + w + " counts for nothing: give a finite one");
    }
    grid.check(pixel);
    count[pixel]++;
    sum[pixel] += w;
    particles++;
    weight += w;
    square += w * w;
  }

  public long particles() {
    return (long) particles;
  }

  /** (Σw)² / Σw². */
  public double effectiveParticles() {
    return weight * weight / square;
  }

  /** Power of the noise of {@code weights().relativeIntensity()}, 4π Σw² / (Σw)², at every l. */
  public double noise() {
    return 4 * Math.PI * square / (weight * weight);
  }

  /** Particles in each pixel, 0 where there are none. */
  public SkyMap counts() {
    return SkyMap.wrap(grid, count.clone());
  }

  /** Sum of the weights in each pixel, 0 where there are no particles. */
  public SkyMap weights() {
    return SkyMap.wrap(grid, sum.clone());
  }

  /** Mean weight in each pixel; empty where there are no particles. */
  public SkyMap meanWeights() {
    double[] mean = new double[sum.length];
    for (int p = 0; p < mean.length; p++) {
      mean[p] = count[p] == 0 ? Double.NaN : sum[p] / count[p];
    }
    return SkyMap.wrap(grid, mean);
  }

  @Override
  public String toString() {
    if (particles == 0) {
      return String.format(Locale.ROOT, "no particles yet on nside %d", grid.nside());
    }
    return String.format(
        Locale.ROOT,
        "%d particles on nside %d: mean weight %.3g, as good as %.3g of equal weight, noise C_l = %.3g",
        particles(),
        grid.nside(),
        weight / particles,
        effectiveParticles(),
        noise());
  }
}
