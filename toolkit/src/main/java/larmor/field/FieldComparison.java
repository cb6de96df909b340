package larmor.field;

import java.util.Locale;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.RandomStream;

/**
 * The error and the divergence of an interpolated field, measured at 10,000 random positions.
 *
 * @param error rms of the difference from the exact field over the rms of the exact field
 * @param fluctuationError rms of the difference over the rms of the fluctuations of the exact field
 *     about its mean over the positions
 * @param divergence rms of ∇·B over the rms of the nine derivatives ∂B_i/∂x_j, all from finite
 *     differences; NaN for a uniform field
 */
public record FieldComparison(double error, double fluctuationError, double divergence) {
  private static final int POSITIONS = 10_000;

  /**
   * Compares a field with the exact one.
   *
   * @param field the interpolated field
   * @param exact the field it approximates
   * @param extent side of the cube about the origin in which positions are drawn [m]
   * @param cell distance of the samples; derivatives are differences over a thousandth of it [m]
   * @return the comparison
   */
  public static FieldComparison of(
      MagneticField field, MagneticField exact, double extent, double cell) {
    Given.require(field, "the magnetic field", "a CubicSplineField");
    Given.require(exact, "the exact field", "a UniformField");
    FiniteNumber.require(extent, "an extent", " m");
    if (!(cell > 0 && cell < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a distance of the samples of "
              + cell
              + " m is not positive and finite: give one above 0");
    }
    double[] b = new double[3];
    double[] e = new double[3];
    double h = 5e-4 * cell;
    double differences = 0;
    double squares = 0;
    double[] sum = new double[3];
    double divergences = 0;
    double gradients = 0;
    for (int p = 0; p < POSITIONS; p++) {
      RandomStream random = RandomStream.of(1, p);
      double[] r = new double[3];
      for (int c = 0; c < 3; c++) {
        r[c] = (random.uniform() - 0.5) * extent;
      }
      field.at(r[0], r[1], r[2], b);
      exact.at(r[0], r[1], r[2], e);
      double divergence = 0;
      for (int c = 0; c < 3; c++) {
        differences += (b[c] - e[c]) * (b[c] - e[c]);
        squares += e[c] * e[c];
        sum[c] += e[c];
      }
      for (int c = 0; c < 3; c++) {
        double middle = r[c];
        r[c] = middle + h;
        field.at(r[0], r[1], r[2], b);
        r[c] = middle - h;
        field.at(r[0], r[1], r[2], e);
        r[c] = middle;
        divergence += b[c] - e[c];
        for (int d = 0; d < 3; d++) {
          gradients += (b[d] - e[d]) * (b[d] - e[d]);
        }
      }
      divergences += divergence * divergence;
    }
    double mean = (sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]) / POSITIONS;
    return new FieldComparison(
        Math.sqrt(differences / squares),
        Math.sqrt(differences / (squares - mean)),
        gradients == 0 ? Double.NaN : Math.sqrt(divergences / gradients));
  }

  /** Returns the error in per cent and the relative divergence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "rms error of B %.2g %%, relative divergence %.2g", 100 * error, divergence);
  }
}
