package larmor.orbit;

import larmor.units.Constants;

/**
 * The check of the paper's appendix (Figure 7): in a static magnetic field the energy of a particle
 * is constant, so its change is an error of the integration. {@code
 * larmor.paper.EnergyErrorHistory} gives the mean of this error over the particles as a function of
 * time.
 */
final class EnergyError {
  private final double beta2;

  /** Makes a check for particles with the launch speed of a given gyration. */
  EnergyError(Gyration gyration) {
    double beta = gyration.speed() / Constants.SPEED_OF_LIGHT;
    beta2 = beta * beta;
  }

  /**
   * Returns the relative error E/E0 − 1 from the change of |p|, without cancellation.
   *
   * @param y state whose elements 3 to 5 are the momentum in p0. Not modified.
   */
  double at(double[] y) {
    double change = beta2 * (y[3] * y[3] + y[4] * y[4] + y[5] * y[5] - 1);
    return change / (1 + Math.sqrt(1 + change));
  }
}
