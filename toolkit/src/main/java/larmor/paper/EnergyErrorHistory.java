package larmor.paper;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.orbit.Ensemble;
import larmor.orbit.TimeSlices;

/**
 * The relative energy error |E/E0 − 1| as a function of time, as in Figure 7 (right) of the paper:
 * its mean and its largest value over the particles that are still being traced, from the end of
 * the first gyration on. {@code larmor.orbit.EnergyError} computes the error of each particle from
 * |p|, and {@link TimeSlices} averages it. Every method that returns an array returns a copy with
 * one number for each slice.
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
   * Computes the history of an ensemble for as long as enough particles are still being traced.
   *
   * @param ensemble the trajectories
   * @param fraction fraction of the particles that must still be traced, from 0 to 1
   * @return the history
   * @throws IllegalArgumentException if fewer particles are still being traced after one gyration
   */
  public static EnergyErrorHistory of(Ensemble ensemble, double fraction) {
    Given.require(ensemble, "the ensemble", "that of Backtracker.run");
    TimeSlices slices = ensemble.slices();
    int first = (int) Math.ceil(2 * Math.PI / TimeSlices.SPACING);
    int end = slices.sizeWith(fraction * ensemble.size());
    if (end <= first) {
      throw new IllegalArgumentException(
          "after one gyration fewer than the fraction "
              + fraction
              + " of the particles are still being traced: give a smaller fraction");
    }
    return new EnergyErrorHistory(
        Arrays.copyOfRange(slices.gyrations(), first, end),
        Arrays.copyOfRange(slices.meanEnergyError(), first, end),
        Arrays.copyOfRange(slices.largestEnergyError(), first, end));
  }

  /**
   * Returns the time of each slice.
   *
   * @return Ω0 t/2π
   */
  public double[] gyrations() {
    return gyrations.clone();
  }

  /**
   * Returns the mean energy error at each slice.
   *
   * @return ⟨|E/E0 − 1|⟩
   */
  public double[] means() {
    return means.clone();
  }

  /**
   * Returns the largest energy error at each slice.
   *
   * @return the largest |E/E0 − 1|
   */
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
