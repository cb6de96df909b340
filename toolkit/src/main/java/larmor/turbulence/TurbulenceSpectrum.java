package larmor.turbulence;

import java.util.Locale;

/**
 * The spectrum of a turbulent field on a periodic cube with its mean field along x.
 *
 * @param anisotropy isotropic, or Goldreich and Sridhar's
 * @param slope s of the shell energy E(k) ∝ k⁻ˢ, or of E(k⊥) for Alfvén and slow modes
 * @param injection length of the longest waves, as a fraction of the side
 * @param smallest length of the shortest waves, in cells
 * @param fluctuation δB/B0, the rms of the whole vector
 * @param alfvenMach M_A, which sets how far the waves are stretched along the field: up to 1 along
 *     the mean field, up to 10 along the local one; unused when isotropic
 * @param split shares of the modes; unused when isotropic
 */
public record TurbulenceSpectrum(
    Anisotropy anisotropy,
    double slope,
    double injection,
    double smallest,
    double fluctuation,
    double alfvenMach,
    ModeFractions split) {
  /** The dependence on the direction of the wave. */
  public enum Anisotropy {
    ISOTROPIC,
    /** Drawn out along the mean field. */
    GOLDREICH_SRIDHAR,
    /** Drawn out along the field of all longer waves. */
    LOCAL
  }

  private static final double KOLMOGOROV = 5.0 / 3;

  public TurbulenceSpectrum {
    if (!(slope > -3 && slope < 10)) {
      throw new IllegalArgumentException(
          "a spectral slope of " + slope + " is no turbulence: give s of k^-s from -3 to 10");
    }
    if (anisotropy != Anisotropy.ISOTROPIC && slope != KOLMOGOROV) {
      throw new IllegalArgumentException(
          "a slope of "
              + slope
              + " does not go with Goldreich and Sridhar's anisotropy, which has 5/3: choose the"
              + " slope of an isotropic spectrum only");
    }
    if (!(injection > 0 && injection <= 1)) {
      throw new IllegalArgumentException(
          "an injection scale of "
              + injection
              + " sides does not fit into the cube: give a fraction above 0 and up to 1");
    }
    if (!(smallest >= 2)) {
      throw new IllegalArgumentException(
          "a smallest scale of "
              + smallest
              + " cells is below two cells, the least a grid can hold: raise it or use more points");
    }
    if (!(fluctuation > 0 && fluctuation < 1e6)) {
      throw new IllegalArgumentException(
          "a fluctuation dB/B0 of " + fluctuation + " makes no turbulence: give a value above 0");
    }
    boolean local = anisotropy == Anisotropy.LOCAL;
    if (!(alfvenMach > 0 && alfvenMach <= (local ? 10 : 1))) {
      throw new IllegalArgumentException(
          "an Alfven Mach number of "
              + alfvenMach
              + (local
                  ? " is outside the range of this spectrum: give a value above 0 and up to 10"
                  : " is outside the sub-Alfvenic range of this spectrum: give a value above 0 and"
                      + " up to 1, or draw the waves out along the local field"));
    }
    if (local && smallest < 4) {
      throw new IllegalArgumentException(
          "waves of "
              + smallest
              + " cells cannot follow the lines of the field: raise the smallest scale to 4 cells or"
              + " more");
    }
  }

  /** Isotropic, slope 5/3, injected at 0.4 sides, down to 4 cells, δB/B0 = 0.57. */
  public static TurbulenceSpectrum kolmogorov() {
    return new TurbulenceSpectrum(
        Anisotropy.ISOTROPIC, KOLMOGOROV, 0.4, 4, 0.57, 0.773, ModeFractions.LOW_BETA);
  }

  /**
   * Alfvén and slow modes stretched along the mean field, fast modes isotropic; injected at 0.4
   * sides, down to 4 cells, δB/B0 = 0.57, M_A = 0.773.
   */
  public static TurbulenceSpectrum goldreichSridhar() {
    return new TurbulenceSpectrum(
        Anisotropy.GOLDREICH_SRIDHAR, KOLMOGOROV, 0.4, 4, 0.57, 0.773, ModeFractions.LOW_BETA);
  }

  /**
   * The same, the Alfvén and slow modes drawn out along the field of all longer waves instead of
   * the mean field; M_A may then be above 1.
   */
  public TurbulenceSpectrum alongLocalField() {
    return new TurbulenceSpectrum(
        Anisotropy.LOCAL, slope, injection, smallest, fluctuation, alfvenMach, split);
  }

  public TurbulenceSpectrum withSlope(double s) {
    return new TurbulenceSpectrum(
        anisotropy, s, injection, smallest, fluctuation, alfvenMach, split);
  }

  /** The longest waves, as a fraction of the side. */
  public TurbulenceSpectrum withInjection(double fraction) {
    return new TurbulenceSpectrum(
        anisotropy, slope, fraction, smallest, fluctuation, alfvenMach, split);
  }

  /** The shortest waves, in cells. */
  public TurbulenceSpectrum withSmallest(double cells) {
    return new TurbulenceSpectrum(
        anisotropy, slope, injection, cells, fluctuation, alfvenMach, split);
  }

  /** δB/B0. */
  public TurbulenceSpectrum withFluctuation(double ratio) {
    return new TurbulenceSpectrum(anisotropy, slope, injection, smallest, ratio, alfvenMach, split);
  }

  public TurbulenceSpectrum withAlfvenMach(double number) {
    return new TurbulenceSpectrum(
        anisotropy, slope, injection, smallest, fluctuation, number, split);
  }

  public TurbulenceSpectrum withSplit(ModeFractions shares) {
    return new TurbulenceSpectrum(
        anisotropy, slope, injection, smallest, fluctuation, alfvenMach, shares);
  }

  @Override
  public String toString() {
    String scales =
        String.format(
            Locale.ROOT,
            "from %.3g sides to %.3g cells, δB/B0 = %.3g",
            injection,
            smallest,
            fluctuation);
    return anisotropy == Anisotropy.ISOTROPIC
        ? String.format(Locale.ROOT, "isotropic k^-%.3g turbulence %s", slope, scales)
        : String.format(
            Locale.ROOT,
            "Goldreich-Sridhar turbulence %s%s, M_A = %.3g, %s",
            anisotropy == Anisotropy.LOCAL ? "about the local field " : "",
            scales,
            alfvenMach,
            split);
  }
}
