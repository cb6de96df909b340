package larmor.liouville;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.sky.DipoleFit;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import larmor.units.Units;

/**
 * The sky map at the observer for a given boundary weight on the sphere R (Figures 2 to 4 of
 * López-Barquero et al. 2016), with the numbers that are needed for its power spectrum (Figures 5
 * and 6).
 *
 * @param map relative intensity, value over mean minus one, in equatorial coordinates and RING
 *     order
 * @param counts number of trajectories launched into each pixel that reach the sphere
 * @param estimator rule for the value of a pixel
 * @param radius R [m]
 * @param particles number of trajectories that reach the sphere
 * @param missing number of trajectories that never reach the sphere and are left out
 * @param meanWeight mean of the weights
 * @param noise power N_ℓ of the launch noise in the map, the same at every ℓ. For {@link
 *     PixelEstimator#SUM} it is the shot noise of random launch directions, which is an upper limit
 *     for other launch directions; if every pixel has the same number of launches, it is the noise
 *     from the variance of the weights within the pixels. For {@link PixelEstimator#MEAN} it is NaN
 *     if no pixel has two trajectories.
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
   * Makes a weighted sky from its components.
   *
   * @param map relative intensity in equatorial coordinates
   * @param counts number of trajectories launched into each pixel that reach the sphere
   * @param estimator rule for the value of a pixel
   * @param radius R [m]
   * @param particles number of trajectories that reach the sphere
   * @param missing number of trajectories that never reach the sphere and are left out
   * @param meanWeight mean of the weights
   * @param noise power N_ℓ of the launch noise in the map
   */
  public WeightedSky {
    Given.require(map, "the map", "SkyMap.read(file)");
    Given.require(counts, "the map of counts", "SkyMap.read(file)");
    Given.require(estimator, "the estimator", "PixelEstimator.MEAN");
  }

  /**
   * Reads a sky written by {@link #write}.
   *
   * @param file HEALPix FITS file
   * @return the sky
   * @throws IOException if the file is missing, damaged or not a weighted sky
   */
  public static WeightedSky read(Path file) throws IOException {
    Given.require(file, "the file", "Path.of(\"name\")");
    return WeightedSkyFile.read(file);
  }

  /**
   * Writes a HEALPix FITS file, which healpy reads, with two maps: the relative intensity and the
   * counts. The radius [pc], the noise and the other components are in the header.
   *
   * @param file path of the file, which is compressed if its name ends with .gz
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    WeightedSkyFile.write(this, file);
  }

  /**
   * Computes the power spectrum of the map before smoothing, including the dipole (Figures 5 and
   * 6).
   *
   * @return C_ℓ with launch noise
   * @throws IllegalStateException if a pixel is empty
   */
  public PowerSpectrum spectrum() {
    return PowerSpectrum.of(fullSkyMap());
  }

  /**
   * Computes the power spectrum minus the launch noise N_ℓ. A multipole whose power fluctuates
   * below N_ℓ is negative.
   *
   * @return C_ℓ − N_ℓ
   * @throws IllegalStateException if a pixel is empty
   */
  public PowerSpectrum spectrumLessNoise() {
    return spectrum().minus(noise);
  }

  /**
   * Computes the standard error of each C_ℓ of {@link #spectrum} that the launch noise causes for
   * this one sky: √(2 (N_ℓ² + 2 N_ℓ S)/(2ℓ + 1)), where S is C_ℓ − N_ℓ, or 0 if that is negative.
   * It does not contain the scatter between observers.
   *
   * @return errors by ℓ from 0, as many as the spectrum has multipoles; NaN if the noise is not
   *     known
   * @throws IllegalStateException if a pixel is empty
   */
  public double[] spectrumErrors() {
    double[] errors = spectrum().values();
    for (int l = 0; l < errors.length; l++) {
      double signal = Math.max(0, errors[l] - noise);
      errors[l] = Math.sqrt(2 * noise * (noise + 2 * signal) / (2 * l + 1));
    }
    return errors;
  }

  /**
   * Returns the map after checking that no pixel is empty.
   *
   * @throws IllegalStateException if a pixel is empty
   */
  SkyMap fullSkyMap() {
    if (map.emptyPixels() > 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d of %d pixels have no trajectory, so the map of mean weights has no full-sky spectrum:"
                  + " %suse more particles than %d, a smaller nside, or PixelEstimator.SUM",
              map.emptyPixels(),
              map.pixels(),
              missing == 0 ? "" : "follow trajectories longer (" + missing + " do not reach R), ",
              particles));
    }
    return map;
  }

  /**
   * Fits monopole and dipole to the map and computes their errors from the variance of the
   * residuals.
   *
   * @return the fit
   */
  public DipoleFit dipole() {
    return DipoleFit.of(map);
  }

  /**
   * Returns a copy from whose map the fitted monopole and dipole are subtracted (Figures 2 to 4).
   *
   * @return a changed copy
   */
  public WeightedSky withoutDipole() {
    return new WeightedSky(
        map.minus(dipole()), counts, estimator, radius, particles, missing, meanWeight, noise);
  }

  /**
   * Computes the power in a band of multipoles relative to that of the dipole, both minus the
   * launch noise. The noise causes an error √(2 (N_ℓ² + 2 N_ℓ S)/modes) of the signal S in the
   * band; the error of the dipole is neglected.
   *
   * @param from first multipole
   * @param to last multipole of the range, included
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
   * Computes the variance of the structure in the map: the variance of the pixels minus that of the
   * launch noise. It can fluctuate below 0 if there is less structure than noise.
   *
   * @return variance of the relative intensity
   */
  public double structureVariance() {
    return map.deviation() * map.deviation() - noiseVariance();
  }

  /**
   * Computes the standard error of {@link #structureVariance} that the launch noise causes.
   *
   * @return error of the variance
   */
  public double structureVarianceError() {
    double signal = Math.max(0, structureVariance());
    return Math.sqrt(2 * noiseVariance() * (noiseVariance() + 2 * signal) / map.pixels());
  }

  /**
   * Returns the rms of the structure: the square root of {@link #structureVariance}, or 0 if the
   * variance is negative.
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
