package larmor.liouville;

import larmor.numeric.Vec3;
import larmor.sky.SkyFrame;

/**
 * The sky of trajectories that are added one after another, for an ensemble that is not in memory
 * as a whole. Added in order of the particles, it has the bits of {@link Liouville#sky}. For one
 * thread.
 */
public final class SkySum {
  private final SkyFrame frame;
  private final PixelEstimator estimator;
  private final BoundaryWeight weight;
  private final Vec3 observer;
  private final double radius;
  private final PixelWeights pixels;
  private int missing;

  SkySum(
      Liouville method,
      BoundaryWeight weight,
      PixelEstimator estimator,
      int nside,
      Vec3 observer,
      double radius) {
    frame = method.frame();
    this.estimator = estimator;
    this.weight = weight.seenFrom(observer);
    this.observer = observer;
    this.radius = radius;
    pixels = new PixelWeights(nside);
  }

  /**
   * Adds a trajectory that reaches the sphere.
   *
   * @param launch launch direction
   * @param position place of the crossing [m]
   * @param direction unit vector of the velocity at the crossing
   * @throws IllegalArgumentException if its boundary weight is negative or not finite
   */
  public void add(Vec3 launch, Vec3 position, Vec3 direction) {
    Vec3 seen = frame.toEquatorial(launch);
    pixels.addLaunch(seen);
    pixels.addWeight(seen, weight.at(position.minus(observer), direction));
  }

  /**
   * Counts a trajectory that never reaches the sphere.
   *
   * @param launch launch direction
   */
  public void addMissing(Vec3 launch) {
    pixels.addLaunch(frame.toEquatorial(launch));
    missing++;
  }

  /**
   * The sky of the trajectories added so far.
   *
   * @return the sky map, its counts and its noise
   * @throws IllegalStateException if no trajectory reached the sphere, or all weights are zero
   */
  public WeightedSky sky() {
    return pixels.sky(estimator, radius, missing);
  }
}
