package larmor.transport;

import java.util.Locale;
import larmor.numeric.Given;
import larmor.turbulence.PlaneWaves;
import larmor.units.Units;

/**
 * Quasilinear pitch-angle diffusion by slab waves, which have k along the mean field and random
 * phases (Jokipii 1966, ApJ 146, 480). A particle with the pitch-angle cosine µ is scattered by the
 * waves that it meets once in each gyration, k |µ| r_L = 1:
 *
 * <pre>D_µµ/v = (π/4) (1 − µ²) E(1/(|µ| r_L)) / (|µ| r_L² B0²)</pre>
 *
 * <p>E(k) is the energy spectrum of both components of the field, ∫ E dk = δB². The theory is exact
 * as δB/B0 → 0. Where no wave is in resonance the coefficient is 0.
 *
 * @param longest longest wavelength [m]
 * @param shortest shortest wavelength [m]
 * @param slope s of E(k) ∝ k⁻ˢ
 * @param ratio δB/B0 of the slab waves
 * @param gyroradius r_L in the mean field [m]
 */
public record QuasilinearSlab(
    double longest, double shortest, double slope, double ratio, double gyroradius) {
  private static final int STEPS = 20_000;

  /**
   * Makes the theory from its numbers.
   *
   * @param longest longest wavelength [m]
   * @param shortest shortest wavelength [m]
   * @param slope s of E(k) ∝ k⁻ˢ
   * @param ratio δB/B0 of the slab waves
   * @param gyroradius r_L in the mean field [m]
   * @throws IllegalArgumentException if the wavelengths are not positive and in falling order, or a
   *     value is not positive and finite
   */
  public QuasilinearSlab {
    boolean finite = longest * ratio * gyroradius < Double.POSITIVE_INFINITY;
    if (!(shortest > 0 && longest > shortest && ratio > 0 && gyroradius > 0) || !finite) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no quasilinear theory for waves from %s to %s m, δB/B0 = %s and a gyroradius"
                  + " of %s m: give positive, finite numbers, the longer wave first",
              longest,
              shortest,
              ratio,
              gyroradius));
    }
  }

  /**
   * Returns the theory for the slab part of plane waves.
   *
   * @param waves the waves, with a fraction in slab waves
   * @param ratio δB/B0 of all waves, positive
   * @param gyroradius r_L in the mean field [m], positive
   * @return the theory
   * @throws IllegalArgumentException if the waves have no slab part, or a value is not positive and
   *     finite
   */
  public static QuasilinearSlab of(PlaneWaves waves, double ratio, double gyroradius) {
    Given.require(waves, "the choice of waves", "PlaneWaves.kolmogorov(10 * pc, 0.1 * pc)");
    if (!(waves.slab() > 0 && ratio > 0 && gyroradius > 0)
        || !(ratio * gyroradius < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "quasilinear theory of slab waves does not fit a fraction of %s in slab waves, δB/B0 ="
                  + " %s and a gyroradius of %s m: give waves with withSlab and positive numbers",
              waves.slab(),
              ratio,
              gyroradius));
    }
    return new QuasilinearSlab(
        waves.longest(),
        waves.shortest(),
        waves.slope(),
        ratio * Math.sqrt(waves.slab()),
        gyroradius);
  }

  /**
   * Returns the diffusion coefficient.
   *
   * @param mu pitch-angle cosine, −1 to 1
   * @return D_µµ/v [1/m]
   * @throws IllegalArgumentException if the cosine is outside −1 to 1
   */
  public double coefficient(double mu) {
    if (!(Math.abs(mu) <= 1)) {
      throw new IllegalArgumentException(
          "a pitch-angle cosine of " + mu + " is outside -1 to 1: give one within this range");
    }
    double cosine = Math.abs(mu);
    double k = 1 / (cosine * gyroradius);
    double spectrum = ratio * ratio * spectrum(k);
    return spectrum == 0
        ? 0
        : Math.PI / 4 * (1 - mu * mu) * spectrum / (cosine * gyroradius * gyroradius);
  }

  /**
   * Returns the coefficient that a finite lag measures, ⟨(Δµ)²⟩/(2 Δs) to first order in the energy
   * of the waves:
   *
   * <pre>D_µµ/v = (1 − µ²)/(4 r_L² B0²) ∫ E(k) [F(kµ − 1/r_L) + F(kµ + 1/r_L)] dk,
   * F(a) = (1 − cos(a Δs))/(a² Δs)</pre>
   *
   * <p>This is the integral of the correlation of the force along the helix of a particle in the
   * mean field (the step before the limit in Jokipii 1966). F is a resonance of width 2π/Δs, which
   * becomes that of {@link #coefficient(double)} for a long lag.
   *
   * @param mu pitch-angle cosine, −1 to 1
   * @param lag Δs [m], positive
   * @return D_µµ/v [1/m]
   * @throws IllegalArgumentException if the cosine is outside −1 to 1, or the lag is not positive
   *     and below 1e5 of the shortest wavelength
   */
  public double coefficient(double mu, double lag) {
    if (!(Math.abs(mu) <= 1) || !(lag > 0 && lag < 1e5 * shortest)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a pitch-angle cosine of %s with a lag of %.3g pc has no coefficient: give a cosine from"
                  + " -1 to 1 and a positive lag below %.3g pc",
              mu,
              lag / Units.pc,
              1e5 * shortest / Units.pc));
    }
    double range = Math.log(longest / shortest);
    // thirty steps in each period of F at the shortest wave
    int steps = (int) (1000 + 30 * range * (lag / shortest + lag / gyroradius));
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double k = 2 * Math.PI / longest * Math.exp(range * (i + 0.5) / steps);
      double both =
          resonance(k * mu - 1 / gyroradius, lag) + resonance(k * mu + 1 / gyroradius, lag);
      sum += k * spectrum(k) * both;
    }
    double integral = sum * range / steps;
    return (1 - mu * mu) / 4 * ratio * ratio * integral / (gyroradius * gyroradius);
  }

  /** Returns F(a) = (1 − cos(a Δs))/(a² Δs) [m]. */
  private static double resonance(double a, double lag) {
    double half = a * lag / 2;
    double sinc = Math.abs(half) < 1e-4 ? 1 - half * half / 6 : Math.sin(half) / half;
    return lag / 2 * sinc * sinc;
  }

  /** Returns E(k)/δB² [m]. */
  private double spectrum(double k) {
    double least = 2 * Math.PI / longest;
    double most = 2 * Math.PI / shortest;
    if (!(k >= least && k <= most)) {
      return 0;
    }
    double whole =
        slope == 1
            ? Math.log(most / least)
            : (Math.pow(most, 1 - slope) - Math.pow(least, 1 - slope)) / (1 - slope);
    return Math.pow(k, -slope) / whole;
  }

  /**
   * Returns the smallest cosine with a wave in resonance. Particles with a smaller cosine are not
   * scattered in this theory, so they would never turn back.
   *
   * @return µ of the shortest wave
   */
  public double smallestCosine() {
    return shortest / (2 * Math.PI * gyroradius);
  }

  /**
   * Returns the contribution to the mean free path along the field of the cosines that are
   * scattered: (3/4) ∫ (1 − µ²)² v/D_µµ dµ from {@link #smallestCosine} to 1.
   *
   * @return a lower limit of λ∥ [m]; infinite if no cosine has a wave in resonance, or the longest
   *     wave leaves those near 1 without one
   */
  public double meanFreePath() {
    double from = smallestCosine();
    if (from >= 1) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double mu = from + (1 - from) * (i + 0.5) / STEPS;
      sum += Math.pow(1 - mu * mu, 2) / coefficient(mu);
    }
    return 0.75 * sum * (1 - from) / STEPS;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "quasilinear slab waves of %.3g to %.3g pc, δB/B0 = %.3g, r_L = %.3g pc",
        longest / Units.pc,
        shortest / Units.pc,
        ratio,
        gyroradius / Units.pc);
  }
}
