package larmor.numeric;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean of a sample and its standard error from the bootstrap (Efron 1979, Ann. Statist. 7, 1).
 * If the sample consists of groups (such as the observers of several cubes), whole groups are drawn
 * first and then members of each group, so that the error includes the differences between groups.
 * The bootstrap replaces the variance of the mean of n values by one that is too small by (n−1)/n;
 * the error is corrected by this factor, with n the number of groups if there are several.
 *
 * <p>For groups the error is too large where they do not differ, by a factor of 1.5 for five groups
 * and 1.7 for two, because the scatter of the members is counted twice: in the means of the groups
 * and in the draw of members. The number of groups limits how well the error is known. Of simulated
 * samples of five groups of 24 Gaussian values, the interval of two errors about the mean contains
 * the true mean in 99 % if the groups do not differ, in 97 % if the standard deviation between
 * groups is the standard error of the mean of a group, and in 89 % if it is ten times that; of two
 * groups in 99.6, 98 and 73 %.
 *
 * @param mean arithmetic mean
 * @param error standard error of the mean from 4000 bootstrap samples, corrected for the number of
 *     values; NaN for a single value
 * @param scatter standard deviation of the values; NaN for a single value
 * @param size number of values
 */
public record SampleMean(double mean, double error, double scatter, int size) {
  private static final int SAMPLES = 4000;
  private static final long SEED = 1979;

  /**
   * Computes the mean of independent values.
   *
   * @param values one or more, finite. Not modified.
   * @return mean, error and scatter
   * @throws IllegalArgumentException if there is no value, or a value is not finite
   */
  public static SampleMean of(double[] values) {
    Given.require(values, "the array of values", "new double[] {1, 2}");
    return of(values, new int[values.length]);
  }

  /**
   * Computes the mean of values that belong to groups.
   *
   * @param values one or more, finite. Not modified.
   * @param groups number of the group of each value, from 0 without gaps. Not modified.
   * @return mean, error and scatter
   * @throws IllegalArgumentException if there is no value, a value is not finite, or the lengths of
   *     the arrays differ
   */
  public static SampleMean of(double[] values, int[] groups) {
    Given.require(values, "the array of values", "new double[] {1, 2}");
    Given.require(groups, "the array of groups", "new int[] {0, 1}");
    if (values.length == 0 || groups.length != values.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d values with %d group numbers cannot be averaged: give one or more values, and a"
                  + " group for each",
              values.length,
              groups.length));
    }
    for (double v : values) {
      if (!Double.isFinite(v)) {
        throw new IllegalArgumentException(
            "a sample with the value "
                + v
                + " cannot be averaged: leave this value out, and state that you did");
      }
    }
    int n = values.length;
    double mean = Arrays.stream(values).sum() / n;
    if (n == 1) {
      return new SampleMean(mean, Double.NaN, Double.NaN, 1);
    }
    double squares = 0;
    for (double v : values) {
      squares += (v - mean) * (v - mean);
    }
    return new SampleMean(
        mean, bootstrap(members(values, groups)), Math.sqrt(squares / (n - 1)), n);
  }

  private static double[][] members(double[] values, int[] groups) {
    int count = Arrays.stream(groups).max().getAsInt() + 1;
    double[][] members = new double[count][0];
    for (int i = 0; i < values.length; i++) {
      double[] group = members[groups[i]];
      members[groups[i]] = Arrays.copyOf(group, group.length + 1);
      members[groups[i]][group.length] = values[i];
    }
    return members;
  }

  /**
   * Returns the standard deviation of the means of resamples, for each of which groups are drawn
   * first and then their members.
   */
  private static double bootstrap(double[][] members) {
    double sum = 0;
    double squares = 0;
    for (int s = 0; s < SAMPLES; s++) {
      RandomStream random = RandomStream.of(SEED, s);
      double total = 0;
      int drawn = 0;
      for (int g = 0; g < members.length; g++) {
        double[] group = members[members.length == 1 ? 0 : random.below(members.length)];
        for (int i = 0; i < group.length; i++) {
          total += group[random.below(group.length)];
        }
        drawn += group.length;
      }
      double mean = total / drawn;
      sum += mean;
      squares += mean * mean;
    }
    double mean = sum / SAMPLES;
    double n = members.length == 1 ? members[0].length : members.length;
    return Math.sqrt(Math.max(0, squares / SAMPLES - mean * mean) * n / (n - 1));
  }

  /**
   * Returns half of the distance from the mean to a limit of its 95 % interval, from Student's
   * distribution for the number of values. A comparison at two of these errors is one at 95 %
   * confidence for few values too. It is 6.4 times the error for two values, 1.4 times for five and
   * 1.03 times for 24. For values in groups it is too small, because it counts the values.
   *
   * @return the error times half the 0.975 quantile of Student's distribution with size − 1 degrees
   *     of freedom; NaN for a single value
   */
  public double studentError() {
    if (size < 2) {
      return Double.NaN;
    }
    return error * new TDistribution(size - 1).inverseCumulativeProbability(0.975) / 2;
  }

  /**
   * Returns the difference of the mean from a given value, in standard errors.
   *
   * @param value value with which the mean is compared
   * @return number of standard errors by which the mean lies above the value
   */
  public double above(double value) {
    return (mean - value) / error;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.3g ± %.2g (%d values, scatter %.2g)", mean, error, size, scatter);
  }
}
