package larmor.liouville;

/**
 * A rule by which the value of a pixel is computed from the weights w of the trajectories launched
 * into it.
 */
public enum PixelEstimator {
  /**
   * The sum of the weights, divided by the mean over all pixels. This is the paper's estimator: "a
   * pixel in which many particles pass through will be represented in a stronger red". Random
   * launch directions add the shot noise 4π Σw²/(Σw)² to every C_ℓ.
   */
  SUM,

  /**
   * The mean of the weights, divided by the mean over all pixels. Its expectation does not depend
   * on the number of launches in a pixel, so it has no shot noise from the launch. A pixel without
   * a trajectory is empty.
   */
  MEAN
}
