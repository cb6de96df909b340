package larmor.turbulence;

/**
 * The wave numbers that derivatives have, in waves a side: those of the waves, or those of the
 * cubic spline at its samples, 3 sin κ/(2 + cos κ) for κ a cell.
 *
 * @param points a side
 * @param onSamples of the spline
 */
record DerivativeWaveNumbers(int points, boolean onSamples) {
  double of(int k) {
    if (!onSamples) {
      return k;
    }
    double kappa = 2 * Math.PI * k / points;
    return points / (2 * Math.PI) * 3 * StrictMath.sin(kappa) / (2 + StrictMath.cos(kappa));
  }

  /** The random stream of a wave. */
  static long index(int kx, int ky, int kz) {
    return (kx & 0x1FFFFFL) << 42 | (ky & 0x1FFFFFL) << 21 | (kz & 0x1FFFFFL);
  }
}
