package larmor.liouville;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.sky.DipoleFit;
import larmor.sky.Healpix;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import larmor.units.Units;

/**
 * The sky seen at Earth when a given anisotropy stands on the sphere R.
 *
 * @param map relative intensity, value over mean minus one; equatorial, RING
 * @param counts trajectories launched in each pixel that reach the sphere
 * @param estimator what a pixel holds
 * @param radius R [m]
 * @param particles trajectories used
 * @param missing trajectories that never reach the sphere, left out
 * @param meanWeight mean of the weights used
 * @param noise power N_l of the launch noise in the map, the same at every l. For {@link
 *     PixelEstimator#SUM} that of directions drawn at random, an upper limit for any others; where
 *     every pixel of the map has the same number of launches, that of the scatter of w inside them
 */
public record WeightedSky(
    SkyMap map,
    SkyMap counts,
    PixelEstimator estimator,
    double radius,
    int particles,
    int missing,
    double meanWeight,
    double noise) {

  /** Reads what {@link #write} wrote. */
  public static WeightedSky read(Path file) throws IOException {
    return WeightedSkyFile.read(file);
  }

  /**
   * Writes a HEALPix file of two maps, the relative intensity and the trajectories, which healpy
   * reads, with R [pc], N_l and the rest in its header; packed if its name ends with .gz.
   */
  public void write(Path file) throws IOException {
    WeightedSkyFile.write(this, file);
  }

  /**
   * C_l of the unsmoothed map, dipole kept (Figures 5 and 6).
   *
   * @throws IllegalStateException if a pixel is empty
   */
  public PowerSpectrum spectrum() {
    return PowerSpectrum.of(whole());
  }

  /** The spectrum less the launch noise; below 0 where a multipole lies below its mean. */
  public PowerSpectrum spectrumLessNoise() {
    return spectrum().minus(noise);
  }

  /** The map, refused if a pixel is empty. */
  SkyMap whole() {
    if (map.emptyPixels() > 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d of %d pixels have no trajectory, so the mean weight has no full-sky spectrum: use"
                  + " more particles than %d, a smaller nside, or PixelEstimator.SUM",
              map.emptyPixels(),
              map.pixels(),
              particles));
    }
    return map;
  }

  /** Monopole and dipole of the map, errors from the scatter about them. */
  public DipoleFit dipole() {
    return DipoleFit.of(map);
  }

  /** The same sky less its fitted monopole and dipole. */
  public WeightedSky withoutDipole() {
    return new WeightedSky(
        map.minus(dipole()), counts, estimator, radius, particles, missing, meanWeight, noise);
  }

  /**
   * The power of some multipoles relative to the dipole's, free of noise. The error is that of the
   * launch noise N_l about a signal S: √(2 (N_l² + 2 N_l S) / modes), the dipole's left out.
   */
  public RelativeBandPower bandPower(int from, int to) {
    PowerSpectrum c = spectrum();
    double dipole = c.at(1) - noise;
    double signal = c.mean(from, to) - noise;
    double modes = (to + 1.0) * (to + 1) - (double) from * from;
    double variance = 2 / modes * noise * (noise + 2 * Math.max(0, signal));
    return new RelativeBandPower(from, to, signal / dipole, Math.sqrt(variance) / dipole);
  }

  /** Variance of what is in the map beside the launch noise; below 0 where the noise hides it. */
  public double structureVariance() {
    return map.deviation() * map.deviation() - noiseVariance();
  }

  /** Standard error of {@link #structureVariance} from the launch noise. */
  public double structureVarianceError() {
    double signal = Math.max(0, structureVariance());
    return Math.sqrt(2 * noiseVariance() * (noiseVariance() + 2 * signal) / map.pixels());
  }

  /** The rms of that: the square root of {@link #structureVariance}, 0 where it is below 0. */
  public double structure() {
    return Math.sqrt(Math.max(0, structureVariance()));
  }

  private double noiseVariance() {
    return noise * map.pixels() / (4 * Math.PI);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "sky at R = %.3g pc, %s of weights: %d trajectories, %d never reach R, N_l = %.3g",
        radius / Units.pc,
        estimator.name().toLowerCase(Locale.ROOT),
        particles,
        missing,
        noise);
  }

  /** Sums per pixel of 1, w and w², filled in order of the particles. */
  static final class Gathering {
    private final Healpix grid;
    private final double[] launched;
    private final double[] count;
    private final double[] sum;
    private final double[] square;

    Gathering(int nside) {
      grid = Healpix.of(nside);
      launched = new double[grid.pixels()];
      count = new double[grid.pixels()];
      sum = new double[grid.pixels()];
      square = new double[grid.pixels()];
    }

    /** A particle launched in this direction, whether it reaches the sphere or not. */
    void launch(Vec3 direction) {
      launched[grid.pixel(direction)]++;
    }

    /** The weight of one that does. */
    void add(Vec3 direction, double weight) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the boundary gives an intensity of " + weight + ": it must be finite, not negative");
      }
      int pixel = grid.pixel(direction);
      count[pixel]++;
      sum[pixel] += weight;
      square[pixel] += weight * weight;
    }

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
            "every intensity on the sphere is zero: give the boundary a positive mean");
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

    /** Whether every pixel has the same number of launches, two or more. */
    private boolean evenlyLaunched() {
      for (double n : launched) {
        if (n < 2 || n != launched[0]) {
          return false;
        }
      }
      return true;
    }

    /** As {@link #noiseOfMean}, a trajectory that misses the sphere having the weight 0. */
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
     * The scatter of w about its pixel's mean, pooled over the pixels with two or more, leaves in
     * each pixel a variance s²/n, and independent pixels of mean variance v a power (4π/Npix) v.
     */
    private double noiseOfMean(double skyMean) {
      double scatter = 0;
      double freedom = 0;
      double inverse = 0;
      int hit = 0;
      for (int p = 0; p < count.length; p++) {
        if (count[p] > 0) {
          hit++;
          inverse += 1 / count[p];
          scatter += Math.max(0, square[p] - sum[p] * sum[p] / count[p]);
          freedom += count[p] - 1;
        }
      }
      if (freedom == 0) {
        return Double.NaN;
      }
      double pixelVariance = scatter / freedom * inverse / hit;
      return 4 * Math.PI / grid.pixels() * pixelVariance / (skyMean * skyMean);
    }
  }
}
