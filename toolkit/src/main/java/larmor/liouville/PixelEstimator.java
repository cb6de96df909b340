package larmor.liouville;

/** How the value of a pixel is computed from the weights w of the trajectories launched into it. */
public enum PixelEstimator {
  /**
   * The sum of the weights relative to the mean of all pixels. This is the paper's estimator: "a
   * pixel in which many particles pass through will be represented in a stronger red". Random
   * launch directions add the shot noise 4π Σw²/(Σw)² to every C_ℓ.
   */
  SUM,

  /**
   * The mean of the weights relative to the mean of all pixels. It does not depend on the number of
   * launches in a pixel, so it has no shot noise from the launch; a pixel without a trajectory is
   * empty.
   */
  MEAN
}
