package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Given;

/**
 * The factor by which smoothing with a beam, or the finite size of pixels, multiplies each a_lm: 1
 * at l = 0 and smaller at larger l. {@link GaussianSmoothing#window} computes the window of a
 * Gaussian beam. A power spectrum is multiplied by the square of a window. Immutable.
 */
public final class WindowFunction {
  private final String name;
  private final double[] w;

  WindowFunction(String name, double[] w) {
    this.name = name;
    this.w = w;
  }

  /**
   * Computes the mean window of HEALPix pixels from their shape (Górski et al. 2005, ApJ 622, 759,
   * section 5). The window multiplies the a_lm of the sky, but not those of the shot noise of
   * counts.
   *
   * @param nside nside of the pixels, a power of two, 1 to 2048
   * @param lmax largest multipole, 0 to 4 nside
   * @return the window
   * @throws IllegalArgumentException if nside or lmax is outside its range
   */
  public static WindowFunction ofPixels(int nside, int lmax) {
    Healpix.of(nside);
    return PixelWindow.of(nside, lmax);
  }

  /** {@return the largest multipole} */
  public int lmax() {
    return w.length - 1;
  }

  /**
   * Returns the factor of the a_lm at one multipole.
   *
   * @param l multipole, 0 to lmax
   * @return w_l
   * @throws IllegalArgumentException if {@code l} is outside 0 to lmax
   */
  public double at(int l) {
    if (l < 0 || l >= w.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "l = %d is outside the window, 0 to %d: use a larger lmax", l, lmax()));
    }
    return w[l];
  }

  /** {@return a copy of w_l from l = 0} */
  public double[] values() {
    return w.clone();
  }

  /**
   * Combines two windows, such as those of a beam and of pixels.
   *
   * @param o the other window
   * @return the product, to the smaller lmax of the two
   */
  public WindowFunction times(WindowFunction o) {
    Given.require(o, "the window", "WindowFunction.ofPixels(16, 47)");
    double[] both = Arrays.copyOf(w, Math.min(w.length, o.w.length));
    for (int l = 0; l < both.length; l++) {
      both[l] *= o.w[l];
    }
    return new WindowFunction(name + " and " + o.name, both);
  }

  @Override
  public String toString() {
    int half = 0;
    while (half < w.length && w[half] * w[half] > 0.5) {
      half++;
    }
    return half < w.length
        ? String.format(Locale.ROOT, "%s: half the power is left at l = %d", name, half)
        : String.format(
            Locale.ROOT,
            "%s: %.3g of the power is left at l = %d",
            name,
            w[half - 1] * w[half - 1],
            half - 1);
  }
}
