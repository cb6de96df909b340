package larmor.orbit;

import java.util.Arrays;
import java.util.Locale;

/**
 * The magnetic moment µ = p_⊥²/(2 m |B|) (eq. 8) of an ensemble: the paper's Fig. 1. Isotropic
 * pitch angles in a field of constant strength have σ_µ/µ̄ = 1/√5 = 0.447 whether or not µ is
 * conserved.
 */
public final class MagneticMoment {
  private final Ensemble ensemble;

  private MagneticMoment(Ensemble ensemble) {
    this.ensemble = ensemble;
  }

  /**
   * Equation 8 of the paper in scaled variables: µ = p_⊥²/(2 m |B|) = u_⊥² (B0/|B|) p0²/(2 m B0).
   *
   * @param state Not modified. Position [r_L] and momentum u [p0], six numbers.
   * @param bx B_x/B0, likewise {@code by} and {@code bz}; a common sign does not matter
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
   * The statistics of µ in an ensemble.
   *
   * @throws IllegalStateException if more than 1 % of the trajectories are lost
   */
  public static MagneticMoment of(Ensemble ensemble) {
    return new MagneticMoment(ensemble.requireComplete());
  }

  /** σ_µ/µ̄ of each particle over its whole track (Fig. 1, right): a copy. */
  public double[] ratios() {
    double[] ratios = ensemble.column(TrajectoryQuantity.MOMENT_DEVIATION);
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] /= ensemble.value(TrajectoryQuantity.MOMENT_MEAN, i);
    }
    return ratios;
  }

  /** Mean of {@link #ratios}. */
  public double meanRatio() {
    double sum = 0;
    double[] ratios = ratios();
    for (double r : ratios) {
      sum += r;
    }
    return sum / ratios.length;
  }

  /**
   * Where {@link #ratios} lie densest: the mode of their density, smoothed with a Gaussian, to a
   * fiftieth of its width.
   *
   * @param width standard deviation of the Gaussian; 0.05 suits some thousands of particles
   */
  public double peakRatio(double width) {
    if (!(width > 0)) {
      throw new IllegalArgumentException(
          "a smoothing of width " + width + " finds no peak: give a width above 0");
    }
    double[] ratios = ratios();
    double[] ends = Arrays.stream(ratios).sorted().toArray();
    double best = ends[0];
    double most = 0;
    double step = width / 50;
    double high = ends[ends.length - 1];
    // counts in fine bins first, so that many particles cost no more than few
    double[] fine = new double[(int) Math.min(1e6, (high - ends[0]) / step) + 1];
    for (double r : ratios) {
      fine[(int) Math.min(fine.length - 1, (r - ends[0]) / step)]++;
    }
    int reach = 200;
    for (int i = 0; i < fine.length; i++) {
      double density = 0;
      for (int j = Math.max(0, i - reach); j <= Math.min(fine.length - 1, i + reach); j++) {
        double t = (j - i) * step / width;
        density += fine[j] * Math.exp(-0.5 * t * t);
      }
      if (density > most) {
        most = density;
        best = ends[0] + (i + 0.5) * step;
      }
    }
    return best;
  }

  /** σ_µ/µ̄ over the particles still under way, in every slice (§3 of the paper). */
  public double[] sliceRatios() {
    double[] ratios = ensemble.slices().momentDeviation();
    double[] mean = ensemble.slices().meanMoment();
    for (int k = 0; k < ratios.length; k++) {
      ratios[k] /= mean[k];
    }
    return ratios;
  }

  /** µ̄ in every slice [J/T] (Fig. 1, left, points). */
  public double[] sliceMeans() {
    return ensemble.slices().meanMoment();
  }

  /**
   * Moving average of {@link #sliceMeans} (Fig. 1, left, line; the paper takes 30 steps): element k
   * is the mean of slices k … k + length - 1.
   */
  public double[] movingAverage(int length) {
    double[] mean = sliceMeans();
    if (length < 1 || length > mean.length) {
      throw new IllegalArgumentException(
          "a moving average of "
              + length
              + " slices does not fit "
              + mean.length
              + ": give a length from 1 to that");
    }
    double[] average = new double[mean.length - length + 1];
    for (int k = 0; k < average.length; k++) {
      for (int i = k; i < k + length; i++) {
        average[k] += mean[i] / length;
      }
    }
    return average;
  }

  @Override
  public String toString() {
    double[] ratios = sliceRatios();
    return String.format(
        Locale.ROOT,
        "magnetic moment of %d particles: sigma/mean over tracks %.3g on average, over particles %.3g at the start",
        ensemble.size(),
        meanRatio(),
        ratios[0]);
  }
}
