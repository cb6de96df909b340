package larmor.paper;

import java.util.Arrays;
import java.util.Locale;
import larmor.orbit.Ensemble;
import larmor.orbit.TimeSlices;

/**
 * The error of the energy in time as in Figure 7 of the paper, right: mean and largest |E/E0 − 1|
 * of the particles still inside, from the first gyration on.
 */
public final class EnergyErrorHistory {
  private final double[] gyrations;
  private final double[] means;
  private final double[] largest;

  private EnergyErrorHistory(double[] gyrations, double[] means, double[] largest) {
    this.gyrations = gyrations;
    this.means = means;
    this.largest = largest;
  }

  /**
   * @param fraction of the particles that must still be inside, above 0 to 1
   */
  public static EnergyErrorHistory of(Ensemble ensemble, double fraction) {
    TimeSlices slices = ensemble.slices();
    double[] inside = slices.particles();
    int first = (int) Math.ceil(2 * Math.PI / TimeSlices.SPACING);
    int end = first;
    while (end < inside.length && inside[end] >= Math.max(1, fraction * ensemble.size())) {
      end++;
    }
    if (end == first) {
      throw new IllegalArgumentException(
          "after one gyration fewer than "
              + fraction
              + " of the particles are inside: ask for a smaller fraction");
    }
    return new EnergyErrorHistory(
        Arrays.copyOfRange(divided(slices.time(), 2 * Math.PI), first, end),
        Arrays.copyOfRange(slices.meanEnergyError(), first, end),
        Arrays.copyOfRange(slices.largestEnergyError(), first, end));
  }

  private static double[] divided(double[] values, double unit) {
    return Arrays.stream(values).map(v -> v / unit).toArray();
  }

  /** Ω0 t/2π. */
  public double[] gyrations() {
    return gyrations.clone();
  }

  /** Mean |E/E0 − 1|. */
  public double[] means() {
    return means.clone();
  }

  /** Largest |E/E0 − 1|. */
  public double[] largest() {
    return largest.clone();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "energy error over %.3g gyrations: mean up to %.3g, one particle up to %.3g",
        gyrations[gyrations.length - 1],
        Arrays.stream(means).max().getAsDouble(),
        Arrays.stream(largest).max().getAsDouble());
  }
}
