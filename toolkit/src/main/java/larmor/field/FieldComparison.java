package larmor.field;

import java.util.Locale;
import larmor.numeric.RandomStream;

/**
 * How far one field is from another, at 10,000 random places.
 *
 * @param error the rms of the difference over the rms of the other field
 * @param fluctuationError the rms of the difference over the rms of the other field's fluctuations
 *     about its mean over the places
 * @param divergence the rms of ∇·B over that of the whole gradient, by differences
 */
public record FieldComparison(double error, double fluctuationError, double divergence) {
  private static final int PLACES = 10_000;

  /**
   * @param exact compared with
   * @param extent side of the cube about the origin in which places are drawn [m]
   * @param cell where differences are taken over a thousandth of it [m]
   */
  public static FieldComparison of(
      MagneticField field, MagneticField exact, double extent, double cell) {
    double[] b = new double[3];
    double[] e = new double[3];
    double h = 5e-4 * cell;
    double off = 0;
    double all = 0;
    double[] sum = new double[3];
    double above = 0;
    double below = 0;
    for (int p = 0; p < PLACES; p++) {
      RandomStream random = RandomStream.of(1, p);
      double[] r = new double[3];
      for (int c = 0; c < 3; c++) {
        r[c] = (random.uniform() - 0.5) * extent;
      }
      field.at(r[0], r[1], r[2], b);
      exact.at(r[0], r[1], r[2], e);
      double divergence = 0;
      for (int c = 0; c < 3; c++) {
        off += (b[c] - e[c]) * (b[c] - e[c]);
        all += e[c] * e[c];
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
          below += (b[d] - e[d]) * (b[d] - e[d]);
        }
      }
      above += divergence * divergence;
    }
    double mean = (sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]) / PLACES;
    return new FieldComparison(
        Math.sqrt(off / all),
        Math.sqrt(off / (all - mean)),
        below == 0 ? Double.NaN : Math.sqrt(above / below));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "B off by %.2g %%, relative divergence %.2g", 100 * error, divergence);
  }
}
