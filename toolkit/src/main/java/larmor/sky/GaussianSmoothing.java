package larmor.sky;

import java.util.Locale;
import larmor.numeric.Given;

/**
 * The smoothing of a sky map with a Gaussian of standard deviation σ, as the paper does with 3° for
 * the maps of its Figures 2 to 4: each a_lm is multiplied by exp(−l(l + 1)σ²/2). Smoothing is for
 * display; power spectra are computed from the map before it is smoothed.
 *
 * @param sigma standard deviation, not the full width at half maximum, 0 to π [rad]
 */
public record GaussianSmoothing(double sigma) {
  /**
   * Checks the standard deviation.
   *
   * @param sigma standard deviation, 0 to π [rad]
   * @throws IllegalArgumentException if {@code sigma} is outside 0 to π
   */
  public GaussianSmoothing {
    if (!(sigma >= 0 && sigma < Math.PI)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a Gaussian of sigma %.3g rad is outside 0 to π: use a value such as 3 * deg",
              sigma));
    }
  }

  /**
   * Prepares the smoothing with a Gaussian.
   *
   * @param sigma standard deviation, 0 to π [rad]
   * @return the smoothing
   * @throws IllegalArgumentException if {@code sigma} is outside 0 to π
   */
  public static GaussianSmoothing of(double sigma) {
    return new GaussianSmoothing(sigma);
  }

  /**
   * Computes the factors of the a_lm, b_l = exp(−l(l + 1)σ²/2).
   *
   * @param lmax largest multipole, 0 or more
   * @return the window
   * @throws IllegalArgumentException if {@code lmax} is negative or above that of the largest map
   */
  public WindowFunction window(int lmax) {
    int largest = 3 * Healpix.LARGEST - 1;
    if (lmax < 0 || lmax > largest) {
      throw new IllegalArgumentException(
          "a largest multipole of "
              + lmax
              + " is not from 0 to "
              + largest
              + ": give one of these");
    }
    double[] b = new double[lmax + 1];
    for (int l = 0; l <= lmax; l++) {
      b[l] = StrictMath.exp(-0.5 * l * (l + 1) * sigma * sigma);
    }
    return new WindowFunction(
        String.format(Locale.ROOT, "Gaussian beam of σ = %.3g°", Math.toDegrees(sigma)), b);
  }

  /**
   * Smooths a map.
   *
   * @param map map without empty pixels
   * @return the smoothed map, of the same nside
   * @throws IllegalArgumentException if a pixel is empty
   */
  public SkyMap applyTo(SkyMap map) {
    Given.require(map, "the map", "SkyMap.read(file)");
    return applyTo(map, map.nside());
  }

  /**
   * Smooths a map and evaluates the result in other pixels.
   *
   * @param map map without empty pixels
   * @param nside nside of the result
   * @return the smoothed map, with the multipoles of the given one
   * @throws IllegalArgumentException if a pixel is empty or there is no such nside
   */
  public SkyMap applyTo(SkyMap map, int nside) {
    Given.require(map, "the map", "SkyMap.read(file)");
    SphericalHarmonics harmonics = SphericalHarmonics.of(map.nside());
    Alm alm = harmonics.alm(map).times(window(harmonics.lmax()));
    return nside == map.nside()
        ? harmonics.map(alm)
        : SphericalHarmonics.of(nside, harmonics.lmax()).map(alm);
  }
}
