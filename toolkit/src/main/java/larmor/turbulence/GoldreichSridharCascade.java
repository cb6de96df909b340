package larmor.turbulence;

/**
 * The ranges of Alfvénic turbulence after Goldreich and Sridhar (1995), Lazarian and Vishniac
 * (1999) and Lazarian (2006), L the injection length:
 *
 * <pre>
 *   M_A ≤ 1, from L to L M_A²     weak:       E(k) ∝ k⁻²,     λ∥ = L
 *            below                strong:     E(k) ∝ k^(−5/3), λ∥ = L^(1/3) M_A^(−4/3) k^(−2/3)
 *   M_A > 1, from L to L M_A⁻³    isotropic:  E(k) ∝ k^(−5/3)
 *            below                strong:     E(k) ∝ k^(−5/3), λ∥ = L^(1/3) M_A⁻¹ k^(−2/3)
 * </pre>
 *
 * Waves fall off as exp(−|k∥| λ∥). Wave numbers are in waves a side, L = 1/injection.
 *
 * @param injection wave number of injection
 * @param mach Alfvén Mach number M_A
 */
record GoldreichSridharCascade(double injection, double mach) {
  private static final double THIRD = 1.0 / 3;

  /** Whether these waves have no direction. */
  boolean isotropic(double k) {
    return mach > 1 && k < injection * mach * mach * mach;
  }

  /** Where the strong range begins. */
  private double strong() {
    return mach > 1 ? injection * mach * mach * mach : injection / (mach * mach);
  }

  /** λ∥ [side/2π]; 0 where isotropic. */
  double stretch(double k) {
    if (isotropic(k)) {
      return 0;
    }
    double strong = StrictMath.pow(injection / k, 2 * THIRD) / injection;
    return mach > 1
        ? strong / mach
        : k < strong() ? 1 / injection : strong / StrictMath.pow(mach, 4 * THIRD);
  }

  /** The power of a wave across the field, up to a factor: E(k) λ∥ / k, isotropic E(k) / k². */
  double power(double k) {
    double exponent = isotropic(k) ? -11 * THIRD : k < strong() ? -3 : -10 * THIRD;
    return StrictMath.pow(k / strong(), exponent);
  }

  /** The energy of the waves between two wave numbers, up to a factor. */
  double energy(double low, double high) {
    double join = mach > 1 ? low : Math.min(high, Math.max(low, strong()));
    double weak = strong() * (strong() / low - strong() / join);
    double rest =
        1.5
            * strong()
            * (StrictMath.pow(join / strong(), -2 * THIRD)
                - StrictMath.pow(high / strong(), -2 * THIRD));
    return weak + rest;
  }
}
