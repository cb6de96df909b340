package larmor.sky;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a beam or a pixel leaves of each a_lm: 1 at l = 0, falling with l. Powers are multiplied by
 * its square. Immutable.
 */
public final class WindowFunction {
  private final String name;
  private final double[] w;

  WindowFunction(String name, double[] w) {
    this.name = name;
    this.w = w;
  }

  /**
   * A Gaussian beam, b_l = exp(−l(l + 1)σ²/2).
   *
   * @param sigma standard deviation [rad], not the full width at half maximum
   */
  public static WindowFunction gaussian(double sigma, int lmax) {
    if (!(sigma >= 0 && sigma < Math.PI)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "a beam of sigma %.3g rad is outside 0 to π: use 3 * deg, say", sigma));
    }
    double[] b = new double[lmax + 1];
    for (int l = 0; l <= lmax; l++) {
      b[l] = StrictMath.exp(-0.5 * l * (l + 1) * sigma * sigma);
    }
    return new WindowFunction(
        String.format(Locale.ROOT, "Gaussian beam of σ = %.3g°", Math.toDegrees(sigma)), b);
  }

  /**
   * The mean window of HEALPix pixels, computed from their shape, to at most l = 4 nside. A sky of
   * structure has it in its spectrum; counts of particles have it not in their noise.
   */
  public static WindowFunction pixel(int nside, int lmax) {
    Healpix.of(nside);
    return PixelWindow.of(nside, lmax);
  }

  public int lmax() {
    return w.length - 1;
  }

  public double at(int l) {
    if (l < 0 || l >= w.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "l = %d is outside the window, 0 to %d: make it longer", l, lmax()));
    }
    return w[l];
  }

  /** A copy of the values from l = 0. */
  public double[] values() {
    return w.clone();
  }

  /** Both windows, one after the other, as far as the shorter reaches. */
  public WindowFunction times(WindowFunction o) {
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
