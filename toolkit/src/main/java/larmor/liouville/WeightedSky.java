package larmor.liouville;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import larmor.sky.DipoleFit;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import larmor.units.Units;

/**
 * The sky map at the observer for a given boundary weight on the sphere R (Figures 2 to 4 of
 * López-Barquero et al. 2016), with what is needed for its power spectrum (Figures 5 and 6).
 *
 * @param map relative intensity, value over mean minus one; equatorial, RING
 * @param counts number of trajectories launched into each pixel that reach the sphere
 * @param estimator what a pixel holds
 * @param radius R [m]
 * @param particles number of trajectories that reach the sphere
 * @param missing number of trajectories that never reach the sphere and are left out
 * @param meanWeight mean of the weights
 * @param noise power N_ℓ of the launch noise in the map, the same at every ℓ. For {@link
 *     PixelEstimator#SUM} it is the shot noise of random launch directions, an upper limit for
 *     other launches; if every pixel has the same number of launches, it is that of the scatter of
 *     the weights within the pixels. NaN if no pixel of a mean has two trajectories.
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

  /**
   * Reads a sky written by {@link #write}.
   *
   * @param file HEALPix FITS file
   * @return the sky
   * @throws IOException if the file is missing, damaged or not a weighted sky
   */
  public static WeightedSky read(Path file) throws IOException {
    return WeightedSkyFile.read(file);
  }

  /**
   * Writes a HEALPix FITS file, which healpy reads, with two maps: the relative intensity and the
   * counts. Radius [pc], noise and the other components are in its header.
   *
   * @param file compressed if its name ends with .gz
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    WeightedSkyFile.write(this, file);
  }

  /**
   * Returns the power spectrum of the unsmoothed map, dipole included (Figures 5 and 6).
   *
   * @return C_ℓ, launch noise included
   * @throws IllegalStateException if a pixel is empty
   */
  public PowerSpectrum spectrum() {
    return PowerSpectrum.of(fullSkyMap());
  }

  /**
   * Returns the power spectrum less the launch noise N_ℓ. A multipole that fluctuates below N_ℓ is
   * negative.
   *
   * @return C_ℓ − N_ℓ
   * @throws IllegalStateException if a pixel is empty
   */
  public PowerSpectrum spectrumLessNoise() {
    return spectrum().minus(noise);
  }

  /**
   * Returns the map, if no pixel is empty.
   *
   * @throws IllegalStateException if a pixel is empty
   */
  SkyMap fullSkyMap() {
    if (map.emptyPixels() > 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d of %d pixels have no trajectory, so the map of mean weights has no full-sky spectrum:"
                  + " use more particles than %d, a smaller nside, or PixelEstimator.SUM",
              map.emptyPixels(),
              map.pixels(),
              particles));
    }
    return map;
  }

  /**
   * Returns the monopole and dipole fitted to the map, with errors from the residual scatter.
   *
   * @return the fit
   */
  public DipoleFit dipole() {
    return DipoleFit.of(map);
  }

  /**
   * Returns the same sky less its fitted monopole and dipole (Figures 2 to 4).
   *
   * @return a changed copy
   */
  public WeightedSky withoutDipole() {
    return new WeightedSky(
        map.minus(dipole()), counts, estimator, radius, particles, missing, meanWeight, noise);
  }

  /**
   * Returns the power in a band of multipoles relative to that of the dipole, both less the launch
   * noise. The error of the band's signal S from the noise is √(2 (N_ℓ² + 2 N_ℓ S)/modes); that of
   * the dipole is neglected.
   *
   * @param from first multipole
   * @param to last multipole, included
   * @return the relative power
   * @throws IllegalStateException if a pixel is empty
   */
  public RelativeBandPower bandPower(int from, int to) {
    PowerSpectrum c = spectrum();
    double dipole = c.at(1) - noise;
    double signal = c.mean(from, to) - noise;
    double modes = (to + 1.0) * (to + 1) - (double) from * from;
    double variance = 2 / modes * noise * (noise + 2 * Math.max(0, signal));
    return new RelativeBandPower(from, to, signal / dipole, Math.sqrt(variance) / dipole);
  }

  /**
   * Returns the variance of the structure in the map: the variance of its pixels less that of the
   * launch noise. It fluctuates below 0 if there is less structure than noise.
   *
   * @return variance of the relative intensity
   */
  public double structureVariance() {
    return map.deviation() * map.deviation() - noiseVariance();
  }

  /**
   * Returns the standard error of {@link #structureVariance} from the launch noise.
   *
   * @return error of the variance
   */
  public double structureVarianceError() {
    double signal = Math.max(0, structureVariance());
    return Math.sqrt(2 * noiseVariance() * (noiseVariance() + 2 * signal) / map.pixels());
  }

  /**
   * Returns the rms of the structure: the square root of {@link #structureVariance}, or 0 if that
   * is negative.
   *
   * @return rms of the relative intensity
   */
  public double structureRms() {
    return Math.sqrt(Math.max(0, structureVariance()));
  }

  private double noiseVariance() {
    return noise * map.pixels() / (4 * Math.PI);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "sky at R = %.3g pc, %s of weights: %d trajectories reach R, %d do not, N_ℓ = %.3g",
        radius / Units.pc,
        estimator.name().toLowerCase(Locale.ROOT),
        particles,
        missing,
        noise);
  }
}
