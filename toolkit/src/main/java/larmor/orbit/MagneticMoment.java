package larmor.orbit;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Given;

/**
 * The magnetic moment µ = p_⊥²/(2 m |B|), equation 8 of López-Barquero et al. (2016), and its
 * statistics in an ensemble (§3, Figure 1). For isotropic pitch angles and constant |B| the ratio
 * σ_µ/µ̄ over the particles is 1/√5 = 0.447, whether or not µ is conserved.
 */
public final class MagneticMoment {
  private final Ensemble ensemble;

  private MagneticMoment(Ensemble ensemble) {
    this.ensemble = ensemble;
  }

  /**
   * Computes equation 8 of the paper in scaled variables: µ = p_⊥²/(2 m |B|) = u_⊥² (B0/|B|) p0²/(2
   * m B0).
   *
   * @param state position [r_L] and momentum u [p0], six numbers. Not modified.
   * @param bx B_x/B0; the common sign of the three components does not matter
   * @param by B_y/B0
   * @param bz B_z/B0
   * @return u_⊥² B0/|B|, the moment in units of p0²/(2 m B0); 0 where B is zero
   */
  static double scaled(double[] state, double bx, double by, double bz) {
    double b2 = bx * bx + by * by + bz * bz;
    double cx = state[4] * bz - state[5] * by;
    double cy = state[5] * bx - state[3] * bz;
    double cz = state[3] * by - state[4] * bx;
    double c2 = cx * cx + cy * cy + cz * cz;
    return b2 > 0 ? c2 / (b2 * Math.sqrt(b2)) : 0;
  }

  /**
   * Computes the statistics of µ in an ensemble.
   *
   * @param ensemble the trajectories
   * @return the statistics
   * @throws IllegalStateException if more than 1 % of the trajectories are lost
   */
  public static MagneticMoment of(Ensemble ensemble) {
    Given.require(ensemble, "the ensemble", "that of Backtracker.run");
    return new MagneticMoment(ensemble.requireComplete());
  }

  /**
   * Returns σ_µ/µ̄ of each particle over its whole trajectory, sampled uniformly in time (Figure 1,
   * right).
   *
   * @return a copy, one ratio for each particle
   */
  public double[] ratios() {
    double[] ratios = ensemble.column(TrajectoryQuantity.MOMENT_DEVIATION);
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] /= ensemble.value(TrajectoryQuantity.MOMENT_MEAN, i);
    }
    return ratios;
  }

  /**
   * Returns the mean of {@link #ratios} over the particles.
   *
   * @return ⟨σ_µ/µ̄⟩
   */
  public double meanRatio() {
    double sum = 0;
    double[] ratios = ratios();
    for (double r : ratios) {
      sum += r;
    }
    return sum / ratios.length;
  }

  /**
   * Returns the ratio at which the distribution of {@link #ratios} has its peak: the maximum of the
   * density of the ratios after smoothing with a Gaussian, located to a fiftieth of the Gaussian's
   * width.
   *
   * @param width standard deviation of the Gaussian, above 0; 0.05 is suitable for some thousands
   *     of particles
   * @return the ratio at the maximum
   * @throws IllegalArgumentException if the width is not above 0
   */
  public double peakRatio(double width) {
    if (!(width > 0)) {
      throw new IllegalArgumentException(
          "the smoothing width " + width + " is not positive: give a value above 0");
    }
    double[] ratios = ratios();
    double[] sorted = Arrays.stream(ratios).sorted().toArray();
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double step = width / 50;
    // the counts in fine bins are smoothed, so the cost does not grow with the number of particles
    double[] counts = new double[(int) Math.min(1e6, (high - low) / step) + 1];
    for (double r : ratios) {
      counts[(int) Math.min(counts.length - 1, (r - low) / step)]++;
    }
    double peak = low;
    double largest = 0;
    int reach = 200;
    for (int i = 0; i < counts.length; i++) {
      double density = 0;
      for (int j = Math.max(0, i - reach); j <= Math.min(counts.length - 1, i + reach); j++) {
        double t = (j - i) * step / width;
        density += counts[j] * Math.exp(-0.5 * t * t);
      }
      if (density > largest) {
        largest = density;
        peak = low + (i + 0.5) * step;
      }
    }
    return peak;
  }

  /**
   * Returns σ_µ/µ̄ over the particles still being traced, at each time of {@link TimeSlices} (§3 of
   * the paper).
   *
   * @return a copy, one ratio for each slice
   */
  public double[] sliceRatios() {
    double[] ratios = ensemble.slices().momentDeviation();
    double[] mean = ensemble.slices().meanMoment();
    for (int k = 0; k < ratios.length; k++) {
      ratios[k] /= mean[k];
    }
    return ratios;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "magnetic moment of %d particles: σ_µ/µ̄ along a trajectory %.3g on average, over particles %.3g at the start",
        ensemble.size(),
        meanRatio(),
        sliceRatios()[0]);
  }
}
