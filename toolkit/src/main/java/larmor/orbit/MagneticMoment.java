package larmor.orbit;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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
   * @throws IllegalStateException if more than 1 % of the tracks are lost
   */
  public static MagneticMoment of(Ensemble ensemble) {
    return new MagneticMoment(ensemble.requireComplete());
  }

  /** σ_µ/µ̄ of each particle over its whole track (Fig. 1, right): a copy. */
  public double[] ratios() {
    double[] ratios = ensemble.column(Quantity.MOMENT_DEVIATION);
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] /= ensemble.value(Quantity.MOMENT_MEAN, i);
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

  /** The middle of the fullest of bins of this width that {@link #ratios} fill. */
  public double peakRatio(double width) {
    if (!(width > 0)) {
      throw new IllegalArgumentException(
          "bins of width " + width + " hold nothing: give a width above 0");
    }
    Map<Long, Integer> bins = new TreeMap<>();
    for (double r : ratios()) {
      bins.merge((long) Math.floor(r / width), 1, Integer::sum);
    }
    long fullest = 0;
    int most = 0;
    for (var bin : bins.entrySet()) {
      if (bin.getValue() > most) {
        most = bin.getValue();
        fullest = bin.getKey();
      }
    }
    return (fullest + 0.5) * width;
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
