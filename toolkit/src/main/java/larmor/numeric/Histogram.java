package larmor.numeric;

import java.util.Locale;

/**
 * Counts of values in bins of equal width. Immutable.
 *
 * @param edges of the bins, ascending, one more than the counts
 * @param counts of values in [edge, next edge); the last bin holds its upper edge too
 * @param outside values below the first or above the last edge, or not a number
 */
public record Histogram(double[] edges, double[] counts, int outside) {
  public Histogram {
    edges = edges.clone();
    counts = counts.clone();
  }

  /**
   * @param values Not modified.
   */
  public static Histogram of(double[] values, double low, double high, int bins) {
    if (!(low < high) || bins < 1 || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          bins + " bins from " + low + " to " + high + " hold nothing: give the lower end first");
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

  @Override
  public double[] edges() {
    return edges.clone();
  }

  @Override
  public double[] counts() {
    return counts.clone();
  }

  /** The middle of the fullest bin, the first of them if there are several. */
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
