package larmor.turbulence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import larmor.numeric.Given;

/**
 * The spectrum of a synthetic turbulent field on a periodic cube with its mean field along x:
 * anisotropy, slope, range of scales and amplitude. Immutable; the {@code with} methods return a
 * copy.
 */
public final class TurbulenceSpectrum {
  /** The dependence of the power on the direction of the wave vector. */
  public enum Anisotropy {
    /** The power depends on |k| only. */
    ISOTROPIC,
    /** The power spectrum of Goldreich and Sridhar, with eddies elongated along the mean field. */
    GOLDREICH_SRIDHAR,
    /**
     * The power spectrum of Goldreich and Sridhar, with eddies elongated along the field of all
     * longer waves.
     */
    LOCAL
  }

  private static final double KOLMOGOROV = 5.0 / 3;

  private final Anisotropy anisotropy;
  private final double slope;
  private final double injectionScale;
  private final double smallestScale;
  private final double fluctuation;
  private final double alfvenMach;
  private final ModeFractions modeFractions;

  private TurbulenceSpectrum(
      Anisotropy anisotropy,
      double slope,
      double injectionScale,
      double smallestScale,
      double fluctuation,
      double alfvenMach,
      ModeFractions modeFractions) {
    this.anisotropy = anisotropy;
    this.slope = slope;
    this.injectionScale = injectionScale;
    this.smallestScale = smallestScale;
    this.fluctuation = fluctuation;
    this.alfvenMach = alfvenMach;
    this.modeFractions = Objects.requireNonNull(modeFractions);
    checkSlope();
    checkScales();
    checkAlfvenMach();
  }

  private void checkSlope() {
    requireSlope(slope);
    if (anisotropy != Anisotropy.ISOTROPIC && slope != KOLMOGOROV) {
      throw new IllegalArgumentException(
          "a slope of "
              + slope
              + " contradicts Goldreich and Sridhar's anisotropy, whose slope is 5/3: set the slope of"
              + " an isotropic spectrum only");
    }
  }

  /** Refuses a slope outside -3 to 10. */
  static void requireSlope(double slope) {
    if (!(slope > -3 && slope < 10)) {
      throw new IllegalArgumentException(
          "a spectral slope of "
              + slope
              + " is outside the range of this model: give s of k^-s from -3 to 10");
    }
  }

  private void checkScales() {
    if (!(injectionScale > 0 && injectionScale <= 1)) {
      throw new IllegalArgumentException(
          "an injection scale of "
              + injectionScale
              + " sides does not fit into the cube: give a fraction above 0 and up to 1");
    }
    if (!(smallestScale >= 2)) {
      throw new IllegalArgumentException(
          "a smallest scale of "
              + smallestScale
              + " cells is below two cells, the least a grid can represent: raise it or use more"
              + " points");
    }
    if (anisotropy == Anisotropy.LOCAL && smallestScale < 4) {
      throw new IllegalArgumentException(
          "waves of "
              + smallestScale
              + " cells are too short to be averaged along field lines: raise the smallest scale to 4"
              + " cells or more");
    }
    if (!(fluctuation > 0 && fluctuation < 1e6)) {
      throw new IllegalArgumentException(
          "a fluctuation dB/B0 of " + fluctuation + " is not positive: give a value above 0");
    }
  }

  private void checkAlfvenMach() {
    boolean local = anisotropy == Anisotropy.LOCAL;
    if (!(alfvenMach > 0 && alfvenMach <= (local ? 10 : 1))) {
      throw new IllegalArgumentException(
          "an Alfven Mach number of "
              + alfvenMach
              + (local
                  ? " is outside the range of this spectrum: give a value above 0 and up to 10"
                  : " is outside the sub-Alfvenic range of this spectrum: give a value above 0 and"
                      + " up to 1, or use .withLocalAnisotropy()"));
    }
  }

  /**
   * Returns isotropic turbulence of slope 5/3, injected at 0.4 sides, with waves down to 4 cells
   * and δB/B0 = 0.57.
   *
   * @return the spectrum
   */
  public static TurbulenceSpectrum kolmogorov() {
    return new TurbulenceSpectrum(
        Anisotropy.ISOTROPIC, KOLMOGOROV, 0.4, 4, 0.57, 0.773, ModeFractions.LOW_BETA);
  }

  /**
   * Returns the spectrum of Alfvén and slow modes elongated along the mean field and of isotropic
   * fast modes, injected at 0.4 sides, with waves down to 4 cells, δB/B0 = 0.57 and M_A = 0.773.
   *
   * @return the spectrum
   */
  public static TurbulenceSpectrum goldreichSridhar() {
    return new TurbulenceSpectrum(
        Anisotropy.GOLDREICH_SRIDHAR, KOLMOGOROV, 0.4, 4, 0.57, 0.773, ModeFractions.LOW_BETA);
  }

  /**
   * Returns a copy of this spectrum with Alfvén and slow modes elongated along the field of all
   * longer waves instead of the mean field. M_A can then be above 1.
   *
   * @return a copy
   * @throws IllegalArgumentException if the slope is not 5/3 or the smallest scale is below 4 cells
   */
  public TurbulenceSpectrum withLocalAnisotropy() {
    return new TurbulenceSpectrum(
        Anisotropy.LOCAL,
        slope,
        injectionScale,
        smallestScale,
        fluctuation,
        alfvenMach,
        modeFractions);
  }

  /**
   * Returns a copy of this spectrum with another slope.
   *
   * @param s slope s of E(k) ∝ k⁻ˢ, from -3 to 10; it must be 5/3 unless the spectrum is isotropic
   * @return a copy
   * @throws IllegalArgumentException if the slope is not possible
   */
  public TurbulenceSpectrum withSlope(double s) {
    return new TurbulenceSpectrum(
        anisotropy, s, injectionScale, smallestScale, fluctuation, alfvenMach, modeFractions);
  }

  /**
   * Returns a copy of this spectrum with another longest wave.
   *
   * @param fraction injection scale as a fraction of the side of the cube, above 0 and up to 1
   * @return a copy
   * @throws IllegalArgumentException if the fraction is outside that range
   */
  public TurbulenceSpectrum withInjectionScale(double fraction) {
    return new TurbulenceSpectrum(
        anisotropy, slope, fraction, smallestScale, fluctuation, alfvenMach, modeFractions);
  }

  /**
   * Returns a copy of this spectrum with another shortest wave.
   *
   * @param cells length in cells, 2 or more; 4 or more with local anisotropy
   * @return a copy
   * @throws IllegalArgumentException if the length is shorter
   */
  public TurbulenceSpectrum withSmallestScale(double cells) {
    return new TurbulenceSpectrum(
        anisotropy, slope, injectionScale, cells, fluctuation, alfvenMach, modeFractions);
  }

  /**
   * Returns a copy of this spectrum with another amplitude.
   *
   * @param ratio δB/B0, the rms of the fluctuating vector over the mean field
   * @return a copy
   * @throws IllegalArgumentException if the ratio is not positive
   */
  public TurbulenceSpectrum withFluctuation(double ratio) {
    return new TurbulenceSpectrum(
        anisotropy, slope, injectionScale, smallestScale, ratio, alfvenMach, modeFractions);
  }

  /**
   * Returns a copy of this spectrum with another M_A, which sets the elongation of the eddies.
   *
   * @param number M_A, above 0 and up to 1, or up to 10 with local anisotropy
   * @return a copy
   * @throws IllegalArgumentException if the number is outside that range
   */
  public TurbulenceSpectrum withAlfvenMach(double number) {
    return new TurbulenceSpectrum(
        anisotropy, slope, injectionScale, smallestScale, fluctuation, number, modeFractions);
  }

  /**
   * Returns a copy of this spectrum with other fractions of the modes.
   *
   * @param fractions fractions of Alfvén, slow and fast modes
   * @return a copy
   */
  public TurbulenceSpectrum withModeFractions(ModeFractions fractions) {
    Given.require(fractions, "the choice of fractions", "ModeFractions.LOW_BETA");
    return new TurbulenceSpectrum(
        anisotropy, slope, injectionScale, smallestScale, fluctuation, alfvenMach, fractions);
  }

  /**
   * Returns the dependence on the direction of the wave vector.
   *
   * @return isotropic, or one of the two kinds of Goldreich and Sridhar
   */
  public Anisotropy anisotropy() {
    return anisotropy;
  }

  /**
   * Returns the slope s of the energy spectrum E(k) ∝ k⁻ˢ, which for Alfvén and slow modes is a
   * function of k⊥.
   *
   * @return slope s
   */
  public double slope() {
    return slope;
  }

  /**
   * Returns the length of the longest waves.
   *
   * @return fraction of the side of the cube
   */
  public double injectionScale() {
    return injectionScale;
  }

  /**
   * Returns the length of the shortest waves.
   *
   * @return length in cells
   */
  public double smallestScale() {
    return smallestScale;
  }

  /**
   * Returns the rms of the fluctuating vector over the mean field.
   *
   * @return δB/B0
   */
  public double fluctuation() {
    return fluctuation;
  }

  /**
   * Returns the Alfvén Mach number, which sets the elongation of the eddies. It is not used if the
   * spectrum is isotropic.
   *
   * @return M_A
   */
  public double alfvenMach() {
    return alfvenMach;
  }

  /**
   * Returns the fractions of the energy in the three modes. They are not used if the spectrum is
   * isotropic.
   *
   * @return the fractions
   */
  public ModeFractions modeFractions() {
    return modeFractions;
  }

  private Object[] settings() {
    return new Object[] {
      anisotropy, slope, injectionScale, smallestScale, fluctuation, alfvenMach, modeFractions
    };
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof TurbulenceSpectrum s && Arrays.equals(settings(), s.settings());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(settings());
  }

  @Override
  public String toString() {
    String scales =
        String.format(
            Locale.ROOT,
            "from %.3g sides to %.3g cells, δB/B0 = %.3g",
            injectionScale,
            smallestScale,
            fluctuation);
    return anisotropy == Anisotropy.ISOTROPIC
        ? String.format(Locale.ROOT, "isotropic k^-%.3g turbulence %s", slope, scales)
        : String.format(
            Locale.ROOT,
            "Goldreich-Sridhar turbulence %s%s, M_A = %.3g, %s",
            anisotropy == Anisotropy.LOCAL ? "about the local field " : "",
            scales,
            alfvenMach,
            modeFractions);
  }
}
