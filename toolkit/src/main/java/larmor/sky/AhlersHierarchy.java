package larmor.sky;

/**
 * The angular power spectrum into which pitch-angle diffusion transforms a dipole, C_l / C_1 = 18 /
 * [(2l + 1)(l + 1)(l + 2)], in the stationary state (Ahlers 2014, PRL 112, 021101, from Liouville's
 * theorem and diffusion from l to l + 1). The dipole contributes a third of the total Σ (2l + 1)
 * C_l = 9 C_1.
 */
public final class AhlersHierarchy {
  private AhlersHierarchy() {}

  /**
   * Computes the ratio C_l / C_1.
   *
   * @param l multipole, at least 1
   * @return the ratio; 1 for l = 1
   * @throws IllegalArgumentException if {@code l} is below 1
   */
  public static double relativeToDipole(int l) {
    if (l < 1) {
      throw new IllegalArgumentException(
          "l = " + l + " is below the dipole, the first multipole of the hierarchy: use 1 or more");
    }
    return 18 / ((2.0 * l + 1) * (l + 1) * (l + 2));
  }

  /**
   * Computes the spectrum with C_1 = 1 and C_0 = 0; {@link PowerSpectrum#times(double)} scales it.
   *
   * @param lmax largest multipole, 0 to 24576
   * @return C_0 to C_lmax
   * @throws IllegalArgumentException if {@code lmax} is outside 0 to 24576
   */
  public static PowerSpectrum spectrum(int lmax) {
    if (lmax < 0 || lmax > 3 * Healpix.LARGEST) {
      throw new IllegalArgumentException(
          "lmax " + lmax + " is outside 0 to " + 3 * Healpix.LARGEST + ": use one in this range");
    }
    double[] c = new double[lmax + 1];
    for (int l = 1; l <= lmax; l++) {
      c[l] = relativeToDipole(l);
    }
    return PowerSpectrum.wrap(c);
  }
}
