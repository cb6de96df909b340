package larmor.turbulence;

/**
 * The part of the spectrum that one cube of a hierarchy carries. It is handed over smoothly: within
 * a factor 1.25 of either end the power of this cube and of its neighbour add up to the spectrum's.
 *
 * @param injection wave number of injection, in waves a side of this cube; below 1 for finer cubes
 * @param low wave number where the coarser cube hands over, or 0
 * @param high wave number where the finer cube takes over, or infinite
 * @param cell volume that one wave of this cube stands for
 */
record SpectralBand(double injection, double low, double high, double cell) {
  static final double WIDTH = 1.25;

  /** Of a single cube. */
  static SpectralBand all(double injection) {
    return new SpectralBand(injection, 0, Double.POSITIVE_INFINITY, 1);
  }

  /**
   * The power this cube has of the spectrum's.
   *
   * @param square of the wave number
   */
  double part(int square) {
    if (low == 0 && high == Double.POSITIVE_INFINITY) {
      return cell;
    }
    double k = StrictMath.sqrt(square);
    return cell * risen(k, low) * (1 - risen(k, high));
  }

  private static double risen(double k, double edge) {
    if (edge == 0 || k >= edge * WIDTH) {
      return 1;
    }
    if (k <= edge / WIDTH) {
      return 0;
    }
    double t = StrictMath.log(k * WIDTH / edge) / (2 * StrictMath.log(WIDTH));
    double sine = StrictMath.sin(0.5 * Math.PI * t);
    return sine * sine;
  }
}
