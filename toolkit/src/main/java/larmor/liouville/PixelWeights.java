package larmor.liouville;

import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import larmor.sky.SkyMap;

/**
 * The weights of trajectories in the pixels of a map (§4.2 of the paper): sums of 1, w and w² for
 * each pixel, from which the map of a {@link PixelEstimator} and its launch noise are computed.
 * Weights are summed in the order in which trajectories are added.
 */
final class PixelWeights {
  private final Healpix grid;
  private final double[] launched;
  private final double[] count;
  private final double[] sum;
  private final double[] square;

  PixelWeights(int nside) {
    grid = Healpix.of(nside);
    Memory.require("a sky of nside " + nside, 6L * 8 * grid.pixels(), "use a smaller nside");
    launched = new double[grid.pixels()];
    count = new double[grid.pixels()];
    sum = new double[grid.pixels()];
    square = new double[grid.pixels()];
  }

  /** Counts a launch in a direction, also if the trajectory does not reach the sphere. */
  void addLaunch(Vec3 direction) {
    launched[grid.pixel(direction)]++;
  }

  /**
   * Adds the weight of a trajectory that reaches the sphere.
   *
   * @param direction launch direction in the frame of the map
   * @param weight boundary weight at the crossing of the trajectory
   * @throws IllegalArgumentException if the weight is negative or not finite
   */
  void addWeight(Vec3 direction, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the boundary weight "
              + weight
              + " is negative or not finite: give a weight that is 0 or more everywhere");
    }
    int pixel = grid.pixel(direction);
    count[pixel]++;
    sum[pixel] += weight;
    square[pixel] += weight * weight;
  }

  /**
   * Computes the sky map from the weights that were added.
   *
   * @param estimator rule for the value of a pixel
   * @param radius R [m]
   * @param missing number of trajectories that do not reach the sphere
   * @throws IllegalStateException if all weights are zero
   */
  WeightedSky sky(PixelEstimator estimator, double radius, int missing) {
    double n = 0;
    double w = 0;
    double ww = 0;
    for (int p = 0; p < count.length; p++) {
      n += count[p];
      w += sum[p];
      ww += square[p];
    }
    if (w == 0) {
      throw new IllegalStateException(
          "all boundary weights are zero: give a weight with a positive mean");
    }
    SkyMap counts = SkyMap.of(count);
    SkyMap map = estimator == PixelEstimator.SUM ? SkyMap.of(sum) : meanWeights();
    double noise;
    if (estimator == PixelEstimator.MEAN) {
      noise = noiseOfMean(map.mean());
    } else if (evenlyLaunched()) {
      noise = noiseOfEvenSum(map.mean());
    } else {
      noise = 4 * Math.PI * ww / (w * w);
    }
    return new WeightedSky(
        map.relativeIntensity(), counts, estimator, radius, (int) n, missing, w / n, noise);
  }

  /** Returns whether all pixels have the same number of launches, which must be at least two. */
  private boolean evenlyLaunched() {
    for (double n : launched) {
      if (n < 2 || n != launched[0]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the noise power as {@link #noiseOfMean} does, but with the weight 0 for each trajectory
   * that misses the sphere.
   */
  private double noiseOfEvenSum(double skyMean) {
    double n = launched[0];
    double scatter = 0;
    for (int p = 0; p < sum.length; p++) {
      scatter += Math.max(0, square[p] - sum[p] * sum[p] / n);
    }
    double pixelVariance = n * scatter / ((n - 1) * sum.length);
    return 4 * Math.PI / grid.pixels() * pixelVariance / (skyMean * skyMean);
  }

  private SkyMap meanWeights() {
    double[] mean = new double[sum.length];
    for (int p = 0; p < mean.length; p++) {
      mean[p] = count[p] == 0 ? SkyMap.UNSEEN : sum[p] / count[p];
    }
    return SkyMap.of(mean);
  }

  /**
   * Returns the noise power of the mean weights. The variance s² of w within a pixel is estimated
   * from all pixels with two or more weights together. The mean of n weights then has the variance
   * s²/n. Independent noise in the pixels with the mean variance v has the power (4π/Npix) v at
   * every ℓ.
   */
  private double noiseOfMean(double skyMean) {
    double scatter = 0;
    double degreesOfFreedom = 0;
    double inverse = 0;
    int hit = 0;
    for (int p = 0; p < count.length; p++) {
      if (count[p] > 0) {
        hit++;
        inverse += 1 / count[p];
        scatter += Math.max(0, square[p] - sum[p] * sum[p] / count[p]);
        degreesOfFreedom += count[p] - 1;
      }
    }
    if (degreesOfFreedom == 0) {
      return Double.NaN;
    }
    double pixelVariance = scatter / degreesOfFreedom * inverse / hit;
    return 4 * Math.PI / grid.pixels() * pixelVariance / (skyMean * skyMean);
  }
}
