package larmor.sky;

import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Numbered;
import larmor.numeric.Workers;

/**
 * The matrix by which a mask mixes multipoles: the mean pseudo-spectrum is C̃_l = Σ_l' M_ll' C_l',
 * with M_ll' = (2l' + 1) / 4π Σ_L (2L + 1) W_L (l l' L; 0 0 0)², where W_L is the power spectrum of
 * the mask (Hivon et al. 2002, ApJ 567, 2, equation A31). W_L is set to zero beyond L = 3 nside −
 * 1. Immutable.
 */
public final class CouplingMatrix {
  private final int lmax;
  private final double[][] m;

  private CouplingMatrix(int lmax, double[][] m) {
    this.lmax = lmax;
    this.m = m;
  }

  /**
   * Computes the matrix of a mask.
   *
   * @param mask the mask
   * @param lmax largest multipole, 0 to 3 nside − 1
   * @return (lmax + 1)² couplings
   * @throws IllegalArgumentException if {@code lmax} is outside 0 to 3 nside − 1
   */
  public static CouplingMatrix of(Mask mask, int lmax) {
    Given.require(mask, "the mask", "Mask.iceCube(64)");
    Healpix.of(mask.nside()).requireLmax(lmax, "mask");
    double[] w = mask.spectrum().values();
    double[] a = Wigner3j.table(2 * lmax);
    double[][] m = new double[lmax + 1][lmax + 1];
    for (int i = 0; i <= lmax; i++) {
      Workers.stopIfInterrupted();
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

  /** {@return the largest multipole} */
  public int lmax() {
    return lmax;
  }

  /**
   * Returns M_ll', the contribution to the pseudo-spectrum at l if C_l' = 1.
   *
   * @param l multipole of the pseudo-spectrum, 0 to lmax
   * @param from multipole l' of the sky, 0 to lmax
   * @return M_ll'
   */
  public double at(int l, int from) {
    Numbered.require(l, lmax() + 1, "multipole");
    Numbered.require(from, lmax() + 1, "multipole");
    return m[l][from];
  }

  /**
   * Computes the mean pseudo-spectrum of skies with a given spectrum.
   *
   * @param c spectrum of the skies, which must extend to lmax or further
   * @return the pseudo-spectrum to lmax
   * @throws IllegalArgumentException if {@code c} ends below lmax
   */
  public PowerSpectrum times(PowerSpectrum c) {
    Given.require(c, "the spectrum", "PowerSpectrum.of(map)");
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
        Locale.ROOT,
        "coupling to l = %d: for equal C_l, %.3g of the pseudo-spectrum at l = 1 comes from l = 1",
        lmax,
        own / all);
  }
}
