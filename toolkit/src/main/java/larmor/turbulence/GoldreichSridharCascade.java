package larmor.turbulence;

/**
 * The spectrum and the anisotropy of Alfvénic turbulence in the ranges of Goldreich and Sridhar
 * 1995 (ApJ 438, 763), Lazarian and Vishniac 1999 (ApJ 517, 700) and Lazarian 2006 (ApJ 645, L25),
 * where L is the injection length and λ∥ the length of an eddy along the field:
 *
 * <pre>
 *   M_A ≤ 1, from L to L M_A²     weak:       E(k) ∝ k⁻²,     λ∥ = L
 *            below                strong:     E(k) ∝ k^(−5/3), λ∥ = L^(1/3) M_A^(−4/3) k^(−2/3)
 *   M_A > 1, from L to L M_A⁻³    isotropic:  E(k) ∝ k^(−5/3)
 *            below                strong:     E(k) ∝ k^(−5/3), λ∥ = L^(1/3) M_A⁻¹ k^(−2/3)
 * </pre>
 *
 * The power of waves falls off along the field as exp(−|k∥| λ∥). Wave numbers are in waves a side,
 * so that L = 1/injection.
 *
 * @param injection wave number of injection
 * @param mach Alfvén Mach number M_A
 */
record GoldreichSridharCascade(double injection, double mach) {
  private static final double THIRD = 1.0 / 3;

  /** Returns whether the waves of wave number k are isotropic. */
  boolean isotropic(double k) {
    return mach > 1 && k < injection * mach * mach * mach;
  }

  /** Returns the wave number at which the strong range begins. */
  private double strongBegin() {
    return mach > 1 ? injection * mach * mach * mach : injection / (mach * mach);
  }

  /** Returns λ∥ of waves of wave number k [side/2π]; 0 where they are isotropic. */
  double parallelLength(double k) {
    if (isotropic(k)) {
      return 0;
    }
    double strong = StrictMath.pow(injection / k, 2 * THIRD) / injection;
    return mach > 1
        ? strong / mach
        : k < strongBegin() ? 1 / injection : strong / StrictMath.pow(mach, 4 * THIRD);
  }

  /**
   * Returns the power of a wave with k perpendicular to the field, up to a constant factor: E(k) λ∥
   * / k, or E(k) / k² in the isotropic range.
   */
  double power(double k) {
    double exponent = isotropic(k) ? -11 * THIRD : k < strongBegin() ? -3 : -10 * THIRD;
    return StrictMath.pow(k / strongBegin(), exponent);
  }

  /** Returns the energy of the waves between two wave numbers, up to a constant factor. */
  double energy(double low, double high) {
    double join = mach > 1 ? low : Math.min(high, Math.max(low, strongBegin()));
    double weak = strongBegin() * (strongBegin() / low - strongBegin() / join);
    double strong =
        1.5
            * strongBegin()
            * (StrictMath.pow(join / strongBegin(), -2 * THIRD)
                - StrictMath.pow(high / strongBegin(), -2 * THIRD));
    return weak + strong;
  }
}
