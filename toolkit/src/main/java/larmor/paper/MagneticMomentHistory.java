package larmor.paper;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.orbit.Ensemble;
import larmor.orbit.TimeSlices;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The mean magnetic moment (equation 8) as a function of time, as in Figure 1 (left) of the paper:
 * µ̄ over the particles that are still being traced at each slice (points), and a moving average
 * (line) over 30 slices, as in the paper, or another number of slices. {@link
 * larmor.orbit.MagneticMoment#ratios} returns σ_µ/µ̄ of each particle, which Figure 1 (right)
 * shows. Immutable.
 */
public final class MagneticMomentHistory {
  private static final int PAPER_WINDOW = 30;

  private final double[] gyrations;
  private final double[] means;
  private final int window;

  private MagneticMomentHistory(double[] gyrations, double[] means, int window) {
    if (window < 1 || window > means.length) {
      throw new IllegalArgumentException(
          "a moving average over "
              + window
              + " slices is not possible with a history of "
              + means.length
              + ": give a window from 1 to that number, or a smaller fraction of particles");
    }
    this.gyrations = gyrations;
    this.means = means;
    this.window = window;
  }

  /**
   * Computes the history of an ensemble for as long as enough particles are still being traced.
   *
   * @param ensemble the trajectories
   * @param fraction fraction of the particles that must still be traced, from 0 to 1
   * @return the history, with a moving average over 30 slices
   * @throws IllegalArgumentException if this condition leaves fewer than 30 slices
   */
  public static MagneticMomentHistory of(Ensemble ensemble, double fraction) {
    Given.require(ensemble, "the ensemble", "that of Backtracker.run");
    TimeSlices slices = ensemble.slices();
    int n = slices.sizeWith(fraction * ensemble.size());
    double largest = ensemble.gyration().largestMagneticMoment();
    return new MagneticMomentHistory(
        Arrays.copyOf(slices.gyrations(), n),
        Arrays.stream(slices.meanMoment(), 0, n).map(m -> m / largest).toArray(),
        PAPER_WINDOW);
  }

  /**
   * Returns a copy with a moving average over another number of slices.
   *
   * @param slices number of slices to average, from 1 to the length of the history
   * @return the changed copy
   * @throws IllegalArgumentException if the number is outside this range
   */
  public MagneticMomentHistory withWindow(int slices) {
    return new MagneticMomentHistory(gyrations, means, slices);
  }

  /**
   * Returns the time of each slice.
   *
   * @return a copy of the times Ω0 t/2π
   */
  public double[] gyrations() {
    return gyrations.clone();
  }

  /**
   * Returns the mean magnetic moment at each slice.
   *
   * @return a copy of µ̄ in units of the largest µ in the reference field, p²/(2 m B0)
   */
  public double[] means() {
    return means.clone();
  }

  /**
   * Returns the time in the middle of each window of the moving average.
   *
   * @return Ω0 t/2π; element k is for the window that begins at slice k
   */
  public double[] averageGyrations() {
    return movingAverage(gyrations);
  }

  /**
   * Returns the moving average of {@link #means}.
   *
   * @return averages in the same unit; element k is for the window that begins at slice k
   */
  public double[] averages() {
    return movingAverage(means);
  }

  private double[] movingAverage(double[] values) {
    double[] averages = new double[values.length - window + 1];
    for (int k = 0; k < averages.length; k++) {
      averages[k] = Arrays.stream(values, k, k + window).sum() / window;
    }
    return averages;
  }

  /**
   * Returns the relative change of µ̄ from a given time to the end of the history, computed from a
   * straight line fitted to the slices of this interval. The paper (§3) finds "no trend".
   *
   * @param from time Ω0 t/2π at which the interval begins, after the initial transient
   * @return change of the fitted line divided by the mean of the slices
   * @throws IllegalArgumentException if fewer than two slices follow that time
   */
  public double trend(double from) {
    int first = 0;
    while (first < gyrations.length && gyrations[first] < from) {
      first++;
    }
    int n = gyrations.length - first;
    if (n < 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a trend from %.3g gyrations has fewer than two slices, since the history ends at %.3g:"
                  + " give an earlier time",
              from,
              gyrations[gyrations.length - 1]));
    }
    SimpleRegression line = new SimpleRegression();
    for (int k = first; k < gyrations.length; k++) {
      line.addData(gyrations[k], means[k]);
    }
    double duration = gyrations[gyrations.length - 1] - from;
    return line.getSlope() * duration / StatUtils.mean(means, first, n);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "mean magnetic moment over %.3g gyrations: %.3g of the largest at the start, %.3g at the end",
        gyrations[gyrations.length - 1],
        means[0],
        means[means.length - 1]);
  }
}
