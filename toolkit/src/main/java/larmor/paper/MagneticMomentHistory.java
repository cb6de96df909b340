package larmor.paper;

import java.util.Arrays;
import larmor.orbit.Ensemble;
import larmor.orbit.TimeSlices;

/**
 * The mean magnetic moment in time as in Figure 1 of the paper, left: its value in every slice and
 * a moving average over 30 of them, as long as enough particles are inside.
 */
public final class MagneticMomentHistory {
  private static final int WINDOW = 30;

  private final double[] gyrations;
  private final double[] means;

  private MagneticMomentHistory(double[] gyrations, double[] means) {
    this.gyrations = gyrations;
    this.means = means;
  }

  /**
   * @param fraction of the particles that must still be inside, from 0 to 1
   */
  public static MagneticMomentHistory of(Ensemble ensemble, double fraction) {
    TimeSlices slices = ensemble.slices();
    double[] inside = slices.particles();
    double enough = fraction * ensemble.size();
    int n = 0;
    while (n < inside.length && inside[n] >= enough && inside[n] > 0) {
      n++;
    }
    if (n <= WINDOW) {
      throw new IllegalArgumentException(
          n + " slices are no history for an average of 30: ask for a smaller fraction inside");
    }
    double largest = ensemble.gyration().largestMagneticMoment();
    return new MagneticMomentHistory(
        Arrays.copyOf(divided(slices.time(), 2 * Math.PI), n),
        Arrays.copyOf(divided(slices.meanMoment(), largest), n));
  }

  private static double[] divided(double[] values, double unit) {
    return Arrays.stream(values).map(v -> v / unit).toArray();
  }

  /** Ω0 t/2π of the slices. */
  public double[] gyrations() {
    return gyrations.clone();
  }

  /** µ̄ over the largest µ the particles can have in the reference field. */
  public double[] means() {
    return means.clone();
  }

  /** Ω0 t/2π in the middle of each window of 30 slices. */
  public double[] averageGyrations() {
    return windows(gyrations);
  }

  /** Moving average of 30 slices, in the unit of {@link #means}. */
  public double[] averages() {
    return windows(means);
  }

  private static double[] windows(double[] values) {
    double[] averages = new double[values.length - WINDOW + 1];
    for (int k = 0; k < averages.length; k++) {
      averages[k] = Arrays.stream(values, k, k + WINDOW).sum() / WINDOW;
    }
    return averages;
  }

  /**
   * By how much µ̄ changes from a time to the end of the history, as a fraction of its mean, by a
   * straight line through the slices between.
   *
   * @param from Ω0 t/2π after the initial transient
   */
  public double trend(double from) {
    double sum = 0;
    double t = 0;
    double m = 0;
    for (int k = 0; k < means.length; k++) {
      if (gyrations[k] >= from) {
        sum++;
        t += gyrations[k];
        m += means[k];
      }
    }
    double tt = 0;
    double tm = 0;
    for (int k = 0; k < means.length; k++) {
      if (gyrations[k] >= from) {
        tt += (gyrations[k] - t / sum) * (gyrations[k] - t / sum);
        tm += (gyrations[k] - t / sum) * (means[k] - m / sum);
      }
    }
    return tm / tt * (gyrations[gyrations.length - 1] - from) / (m / sum);
  }

  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        "mean magnetic moment over %.3g gyrations: %.3g of the largest at the start, %.3g at the end",
        gyrations[gyrations.length - 1],
        means[0],
        means[means.length - 1]);
  }
}
