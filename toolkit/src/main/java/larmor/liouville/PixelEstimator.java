package larmor.liouville;

/** What a pixel of the sky holds, from the weights w of the trajectories launched in it. */
public enum PixelEstimator {
  /**
   * The sum of weights over its mean, the paper's: "a pixel in which many particles pass through
   * will be represented in a stronger red". Launch directions drawn at random add their Poisson
   * noise 4π Σw²/(Σw)² to every C_l.
   */
  SUM,

  /**
   * The mean weight over the sky's mean. The number of launches in a pixel drops out; a pixel
   * without one is empty.
   */
  MEAN
}
