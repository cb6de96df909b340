package larmor.turbulence;

import java.util.Locale;
import larmor.numeric.Given;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The range in which a shell spectrum is a power law, E(k) ∝ k^slope. It begins at a given shell
 * beyond the driving. It ends at the last shell for which the slopes of its lower and upper half
 * (halved in log k) differ by less than a tolerance, but extends over at least a factor of three in
 * k.
 *
 * @param low first shell
 * @param high last shell
 * @param slope slope of the least-squares line of log E over log k
 * @param error standard error of the slope, from the residuals
 * @param bend slope of the upper half minus that of the lower half
 */
public record InertialRange(int low, int high, double slope, double error, double bend) {
  /**
   * Finds the inertial range of a spectrum.
   *
   * @param energy energies of the shells 0, 1, 2 and so on, as {@link
   *     larmor.field.FieldSpectrum#energies()} returns them. Not modified.
   * @param low first shell of the range, beyond the driving (k = 2 to 3.46 in the toolkit's MHD
   *     fields)
   * @param tolerance largest difference of the two slopes, such as 0.3
   * @return the range with its slope
   * @throws IllegalArgumentException if {@code low} is below 1, there are no shells up to 3 {@code
   *     low} and {@code low} + 7, or the tolerance is not positive
   */
  public static InertialRange of(double[] energy, int low, double tolerance) {
    Given.require(energy, "the array of energies", "spectrum.energies()");
    if (low < 1 || Math.max(low + 7, 3 * low) >= energy.length || !(tolerance > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no range can be found from shell %d of %d with tolerance %g: begin at shell 1 or above,"
                  + " at a third of the last shell at most, with a tolerance above 0",
              low,
              energy.length,
              tolerance));
    }
    int best = Math.max(low + 7, 3 * low);
    while (best + 1 < energy.length
        && energy[best + 1] > 0
        && Math.abs(bend(energy, low, best + 1)) < tolerance) {
      best++;
    }
    double[] line = line(energy, low, best);
    return new InertialRange(low, best, line[0], line[1], bend(energy, low, best));
  }

  /** Returns the slope of the upper half of a range minus that of the lower half. */
  private static double bend(double[] energy, int low, int high) {
    int middle = (int) Math.rint(Math.sqrt((double) low * high));
    return line(energy, middle, high)[0] - line(energy, low, middle)[0];
  }

  /** Fits a line to log E over log k and returns its slope and the standard error of the slope. */
  private static double[] line(double[] energy, int low, int high) {
    SimpleRegression line = new SimpleRegression();
    for (int k = low; k <= high; k++) {
      line.addData(Math.log(k), Math.log(energy[k]));
    }
    return new double[] {line.getSlope(), line.getSlopeStdErr()};
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "E ∝ k^(%.2f ± %.2f) for k = %d to %d, bending by %+.2f",
        slope,
        error,
        low,
        high,
        bend);
  }
}
