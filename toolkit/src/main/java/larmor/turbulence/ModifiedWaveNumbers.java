package larmor.turbulence;

/**
 * The wave numbers by which a first derivative multiplies a wave, in waves a side. They are those
 * of the wave itself or the modified wave numbers of the cubic spline through its samples: 3 sin
 * κ/(2 + cos κ) instead of κ for a wave of phase κ per cell, at the samples.
 *
 * @param points number of points a side
 * @param ofSpline true for the derivative of the cubic spline
 */
record ModifiedWaveNumbers(int points, boolean ofSpline) {
  /** Returns the modified wave number of a component k of the wave vector [waves a side]. */
  double of(int k) {
    if (!ofSpline) {
      return k;
    }
    double kappa = 2 * Math.PI * k / points;
    return points / (2 * Math.PI) * 3 * StrictMath.sin(kappa) / (2 + StrictMath.cos(kappa));
  }
}
