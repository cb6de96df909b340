package larmor.numeric;

import java.util.Locale;

/**
 * The counts of values in bins of equal width. Immutable.
 *
 * @param edges bin edges in ascending order, one more than there are bins
 * @param counts number of values in each bin. A value at an edge belongs to the bin above it; the
 *     upper edge of the last bin belongs to this bin.
 * @param outside number of values that are NaN, below the first edge or above the last
 */
public record Histogram(double[] edges, double[] counts, int outside) {
  /**
   * Makes a histogram from copies of the edges and the counts.
   *
   * @param edges bin edges
   * @param counts number of values in each bin
   * @param outside number of values in no bin
   */
  public Histogram {
    Given.require(edges, "the array of edges", "new double[] {0, 1, 2}");
    Given.require(counts, "the array of counts", "new double[] {3, 4}");
    edges = edges.clone();
    counts = counts.clone();
    if (edges.length != counts.length + 1) {
      throw new IllegalArgumentException(
          edges.length + " edges do not fit " + counts.length + " bins: give one edge more");
    }
  }

  /**
   * Counts values in bins of equal width.
   *
   * @param values the values to count. Not modified.
   * @param low lower edge of the first bin
   * @param high upper edge of the last bin
   * @param bins number of bins
   * @return the counts
   * @throws IllegalArgumentException if {@code low} is not below {@code high}, one of them is not
   *     finite, or there is no bin
   */
  public static Histogram of(double[] values, double low, double high, int bins) {
    Given.require(values, "the array of values", "new double[] {1, 2}");
    if (!(low < high) || bins < 1 || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          bins
              + " bins from "
              + low
              + " to "
              + high
              + " do not define a histogram: give one bin or more and a lower end below the upper");
    }
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = low + (high - low) * i / bins;
    }
    double[] counts = new double[bins];
    int outside = 0;
    for (double v : values) {
      if (v >= low && v <= high) {
        counts[Math.min(bins - 1, (int) ((v - low) / (high - low) * bins))]++;
      } else {
        outside++;
      }
    }
    return new Histogram(edges, counts, outside);
  }

  /**
   * Returns the bin edges.
   *
   * @return a copy
   */
  @Override
  public double[] edges() {
    return edges.clone();
  }

  /**
   * Returns the number of values in each bin.
   *
   * @return a copy
   */
  @Override
  public double[] counts() {
    return counts.clone();
  }

  /**
   * Returns the most frequent value: the centre of the bin with the largest count.
   *
   * @return the first such centre if several bins share the largest count
   */
  public double peak() {
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return 0.5 * (edges[most] + edges[most + 1]);
  }

  @Override
  public String toString() {
    double sum = 0;
    for (double c : counts) {
      sum += c;
    }
    return String.format(
        Locale.ROOT,
        "%.0f values in %d bins from %.3g to %.3g, most at %.3g, %d outside",
        sum,
        counts.length,
        edges[0],
        edges[counts.length],
        peak(),
        outside);
  }
}
