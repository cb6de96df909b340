package larmor.sky;

/**
 * The hierarchy of multipoles that scattering makes of a dipole in the long run, C_l / C_1 = 18 /
 * [(2l + 1)(l + 1)(l + 2)] (Ahlers 2014, PRL 112, 021101, from Liouville's theorem and diffusion in
 * angle from l to l + 1). The dipole keeps a third of the total, Σ (2l + 1) C_l = 9 C_1.
 */
public final class AhlersHierarchy {
  private AhlersHierarchy() {}

  /** C_l / C_1, l at least 1. */
  public static double relativeToDipole(int l) {
    if (l < 1) {
      throw new IllegalArgumentException(
          "l = " + l + " is below the dipole, which the hierarchy starts from: use 1 or more");
    }
    return 18 / ((2.0 * l + 1) * (l + 1) * (l + 2));
  }

  /** The curve with C_1 = 1 and C_0 = 0; scale it by {@code times}. */
  public static PowerSpectrum spectrum(int lmax) {
    double[] c = new double[lmax + 1];
    for (int l = 1; l <= lmax; l++) {
      c[l] = relativeToDipole(l);
    }
    return PowerSpectrum.wrap(c);
  }
}
