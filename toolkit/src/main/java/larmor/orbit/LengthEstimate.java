package larmor.orbit;

import java.util.Arrays;
import java.util.Locale;
import larmor.units.Units;

/**
 * A length averaged over the particles of an ensemble, with its standard error.
 *
 * @param mean mean over the particles for which the length is known [m]
 * @param standardError standard error of the mean [m]; NaN for fewer than two particles
 * @param median median over these particles [m]; NaN if the length is not defined for single
 *     particles
 * @param particles number of particles for which the length is known
 * @param total number of particles in the ensemble
 */
public record LengthEstimate(
    double mean, double standardError, double median, int particles, int total) {

  /**
   * Computes the mean and the median of the values that are not NaN.
   *
   * @param values one length for each particle [m]; NaN where the length of a particle is not
   *     known. Not modified.
   */
  static LengthEstimate of(double[] values) {
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    int n = known.length;
    double mean = Arrays.stream(known).sum() / n;
    double squares = 0;
    for (double v : known) {
      squares += (v - mean) * (v - mean);
    }
    Arrays.sort(known);
    double median = n == 0 ? Double.NaN : 0.5 * (known[(n - 1) / 2] + known[n / 2]);
    double error = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n);
    return new LengthEstimate(mean, error, median, n, values.length);
  }

  @Override
  public String toString() {
    String middle =
        Double.isNaN(median)
            ? ""
            : String.format(Locale.ROOT, ", median %.3g pc", median / Units.pc);
    return String.format(
        Locale.ROOT,
        "%.3g ± %.2g pc%s (%d of %d particles)",
        mean / Units.pc,
        standardError / Units.pc,
        middle,
        particles,
        total);
  }
}
