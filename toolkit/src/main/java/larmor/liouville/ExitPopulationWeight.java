package larmor.liouville;

import java.util.function.IntPredicate;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.SphereCrossings;
import larmor.sky.Healpix;
import larmor.sky.SkyFrame;

/**
 * A boundary weight divided by the number of trajectories whose directions at the crossing lie in
 * the same pixel, in units of the mean number over all pixels. A pixel without a trajectory has no
 * weight to divide.
 */
final class ExitPopulationWeight implements BoundaryWeight {
  private final BoundaryWeight weight;
  private final Healpix pixels;
  private final SkyFrame frame;

  /** The number of trajectories in each pixel over the mean number of all pixels. */
  private final double[] population;

  private ExitPopulationWeight(
      BoundaryWeight weight, Healpix pixels, SkyFrame frame, double[] population) {
    this.weight = weight;
    this.pixels = pixels;
    this.frame = frame;
    this.population = population;
  }

  /**
   * Counts the directions of crossings.
   *
   * @param weight boundary weight that is divided
   * @param crossings one crossing for each trajectory that reaches the sphere
   * @param counted which particles are counted
   * @param nside HEALPix nside of the pixels
   * @param frame orientation of the box in the sky
   */
  static ExitPopulationWeight of(
      BoundaryWeight weight,
      SphereCrossings crossings,
      IntPredicate counted,
      int nside,
      SkyFrame frame) {
    Healpix pixels = Healpix.of(nside);
    double[] population = new double[pixels.pixels()];
    int number = 0;
    for (int i = 0; i < crossings.size(); i++) {
      Workers.stopIfInterrupted(i);
      if (counted.test(crossings.particle(i))) {
        population[pixels.pixel(frame.toEquatorial(crossings.direction(i)))]++;
        number++;
      }
    }
    for (int p = 0; p < population.length; p++) {
      population[p] *= (double) population.length / number;
    }
    return new ExitPopulationWeight(weight, pixels, frame, population);
  }

  @Override
  public double at(Vec3 position, Vec3 direction) {
    return weight.at(position, direction) / population[pixels.pixel(frame.toEquatorial(direction))];
  }

  @Override
  public BoundaryWeight seenFrom(Vec3 observer) {
    return new ExitPopulationWeight(weight.seenFrom(observer), pixels, frame, population);
  }
}
