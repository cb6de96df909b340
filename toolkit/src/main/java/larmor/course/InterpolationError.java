package larmor.course;

import java.util.Locale;
import larmor.field.MagneticField;
import larmor.numeric.RandomStream;

/**
 * How far a field between its samples is from the true one: the rms of the difference over that of
 * the true field about its mean, at random places.
 *
 * @param rms of |B − B_true| over the rms of |B_true − ⟨B_true⟩|
 * @param places how many
 */
public record InterpolationError(double rms, int places) {
  /**
   * @param side of the cube about the origin in which places are drawn [m]
   */
  public static InterpolationError of(
      MagneticField truth, MagneticField sampled, double side, int places, long seed) {
    if (places < 2) {
      throw new IllegalArgumentException(
          places + " places show no error: compare at 2 or more, 1000 say");
    }
    double[] a = new double[3];
    double[] b = new double[3];
    double[] sum = new double[3];
    double squares = 0;
    double difference = 0;
    for (int i = 0; i < places; i++) {
      RandomStream random = RandomStream.of(seed, i);
      double x = random.uniform(-side / 2, side / 2);
      double y = random.uniform(-side / 2, side / 2);
      double z = random.uniform(-side / 2, side / 2);
      truth.at(x, y, z, a);
      sampled.at(x, y, z, b);
      for (int c = 0; c < 3; c++) {
        sum[c] += a[c];
        squares += a[c] * a[c];
        difference += (a[c] - b[c]) * (a[c] - b[c]);
      }
    }
    double mean = (sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]) / places;
    return new InterpolationError(Math.sqrt(difference / (squares - mean)), places);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "rms error %.3g of the fluctuations, at %d places", rms, places);
  }
}
