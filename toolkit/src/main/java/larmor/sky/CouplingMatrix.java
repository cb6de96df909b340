package larmor.sky;

import java.util.Locale;

/**
 * How a mask mixes multipoles: the mean pseudo-spectrum is Σ_l' M_ll' C_l', with M_ll' = (2l' + 1)
 * / 4π Σ_L (2L + 1) W_L (l l' L; 0 0 0)² and W_L the mask's spectrum (Hivon et al. 2002, ApJ 567,
 * 2, equation A31). W_L beyond 3 nside − 1 counts as zero. Immutable.
 */
public final class CouplingMatrix {
  private final int lmax;
  private final double[][] m;

  private CouplingMatrix(int lmax, double[][] m) {
    this.lmax = lmax;
    this.m = m;
  }

  /**
   * @param lmax at most 3 nside − 1
   */
  public static CouplingMatrix of(Mask mask, int lmax) {
    if (lmax < 0 || lmax > 3 * mask.nside() - 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "lmax %d is outside 0 to 3 nside - 1 = %d: lower it or use a finer mask",
              lmax,
              3 * mask.nside() - 1));
    }
    double[] w = mask.spectrum().values();
    double[] a = Wigner3j.table(2 * lmax);
    double[][] m = new double[lmax + 1][lmax + 1];
    for (int i = 0; i <= lmax; i++) {
      for (int j = i; j <= lmax; j++) {
        double sum = 0;
        for (int l = j - i; l <= Math.min(i + j, w.length - 1); l += 2) {
          sum += (2 * l + 1) * w[l] * Wigner3j.square(i, j, l, a);
        }
        m[i][j] = (2 * j + 1) / (4 * Math.PI) * sum;
        m[j][i] = (2 * i + 1) / (4 * Math.PI) * sum;
      }
    }
    return new CouplingMatrix(lmax, m);
  }

  public int lmax() {
    return lmax;
  }

  /** M_ll': what C_l' gives to the pseudo-spectrum at l. */
  public double at(int l, int from) {
    return m[l][from];
  }

  /** The mean pseudo-spectrum of skies with this spectrum, which must reach lmax. */
  public PowerSpectrum times(PowerSpectrum c) {
    double[] out = new double[lmax + 1];
    for (int i = 0; i <= lmax; i++) {
      for (int j = 0; j <= lmax; j++) {
        out[i] += m[i][j] * c.at(j);
      }
    }
    return PowerSpectrum.wrap(out);
  }

  @Override
  public String toString() {
    double own = lmax < 1 ? 1 : m[1][1];
    double all = 0;
    for (int j = 0; j <= lmax; j++) {
      all += lmax < 1 ? 1 : m[1][j];
    }
    return String.format(
        Locale.ROOT, "coupling to l = %d: %.3g of l = 1 comes from l = 1", lmax, own / all);
  }
}
