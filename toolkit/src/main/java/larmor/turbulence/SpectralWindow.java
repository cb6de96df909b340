package larmor.turbulence;

/**
 * The range of wave numbers that one of several nested cubes contains, with smooth edges: within a
 * factor 1.25 of an edge the powers of this cube and of the adjoining cube add up to that of the
 * spectrum.
 *
 * @param injection wave number of injection, in waves a side of this cube; below 1 for finer cubes
 * @param low wave number of the edge towards the coarser cube, or 0 if there is none
 * @param high wave number of the edge towards the finer cube, or infinity if there is none
 * @param volume volume in wave-number space that one wave of this cube represents, in units of that
 *     of the largest cube
 */
record SpectralWindow(double injection, double low, double high, double volume) {
  /** The ratio of the wave numbers at the end of the overlap and at the edge. */
  static final double OVERLAP = 1.25;

  /** Returns the window of a single cube. */
  static SpectralWindow all(double injection) {
    return new SpectralWindow(injection, 0, Double.POSITIVE_INFINITY, 1);
  }

  /**
   * Returns the factor by which the power of a wave is multiplied in this cube, including its
   * volume.
   *
   * @param square square of the wave number [(waves a side)²]
   */
  double weight(int square) {
    return weight(StrictMath.sqrt(square));
  }

  /**
   * Returns the factor of the power of a wave.
   *
   * @param k wave number [waves a side]
   */
  double weight(double k) {
    if (low == 0 && high == Double.POSITIVE_INFINITY) {
      return volume;
    }
    return volume * step(k, low) * (1 - step(k, high));
  }

  /** Returns a function of k that rises from 0 to 1 across an edge, as sin² in log k. */
  private static double step(double k, double edge) {
    if (edge == 0 || k >= edge * OVERLAP) {
      return 1;
    }
    if (k <= edge / OVERLAP) {
      return 0;
    }
    double t = StrictMath.log(k * OVERLAP / edge) / (2 * StrictMath.log(OVERLAP));
    double sine = StrictMath.sin(0.5 * Math.PI * t);
    return sine * sine;
  }
}
