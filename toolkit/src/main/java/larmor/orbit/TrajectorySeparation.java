package larmor.orbit;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The distance between two trajectories that leave one observer at a small angle to each other. In
 * a turbulent field this distance grows exponentially until it is about a gyroradius; the inverse
 * of the path length per e-folding is the largest Lyapunov exponent of the pair.
 */
public final class TrajectorySeparation {
  private final double[] pathLengths;
  private final double[] distances;

  TrajectorySeparation(double[] pathLengths, double[] distances) {
    this.pathLengths = pathLengths;
    this.distances = distances;
  }

  /**
   * Traces both particles and computes the distance of their trajectories at equal path lengths,
   * until the shorter trajectory ends.
   *
   * @param tracer tracer with a gyroradius or energy, an observer and a stop condition; its
   *     tolerance must be far below the angle
   * @param direction launch direction of the first trajectory, of any length but zero
   * @param angle angle between the two launch directions [rad]
   * @return the distances
   * @throws IllegalStateException if the tracer has neither gyroradius nor energy
   * @throws IllegalArgumentException if the shorter trajectory has fewer than three samples
   */
  public static TrajectorySeparation of(Backtracker tracer, Vec3 direction, double angle) {
    Given.require(tracer, "the tracer", "a Backtracker");
    Given.require(direction, "the launch direction", "Vec3.X");
    double gyroradius = tracer.gyration().gyroradius();
    Vec3 u = direction.unit();
    Vec3 aside = u.cross(Math.abs(u.x()) < 0.6 ? Vec3.X : Vec3.Y).unit();
    Trajectory one = tracer.trajectory(u);
    Trajectory other =
        tracer.trajectory(u.times(Math.cos(angle)).plus(aside.times(Math.sin(angle))));
    // the common start is left out, and so are the ends, which may lie between two samples
    int n = Math.min(one.size(), other.size()) - 2;
    if (n < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the shorter trajectory has %d samples and a separation needs 3: trace for at least a"
                  + " sixteenth of a gyration",
              n + 2));
    }
    double[] distances = new double[n];
    double[] pathLengths = Arrays.copyOfRange(one.path(), 1, n + 1);
    for (int i = 0; i < n; i++) {
      distances[i] = one.position(i + 1).minus(other.position(i + 1)).norm() / gyroradius;
      pathLengths[i] /= gyroradius;
    }
    return new TrajectorySeparation(pathLengths, distances);
  }

  /**
   * Returns the path lengths at which the distance was computed.
   *
   * @return a copy [r_L], rising
   */
  public double[] pathLengths() {
    return pathLengths.clone();
  }

  /**
   * Returns the distance between the two trajectories at each path length.
   *
   * @return a copy [r_L]
   */
  public double[] distances() {
    return distances.clone();
  }

  /**
   * Returns the path length in which the distance grows by a factor e, from a straight line fitted
   * to the logarithm of the distance. The fit begins where the distance first exceeds {@code low}
   * and ends where it first exceeds {@code high}.
   *
   * @param low distance at which the fit begins [r_L]
   * @param high distance at which the fit ends [r_L]
   * @return the e-folding length [r_L]
   * @throws IllegalStateException if fewer than three distances lie in that range
   */
  public double eFoldingLength(double low, double high) {
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < pathLengths.length && distances[i] <= high; i++) {
      if (line.getN() > 0 || distances[i] > low) {
        line.addData(pathLengths[i], Math.log(distances[i]));
      }
    }
    if (line.getN() < 3) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d samples of the distance lie between %.3g and %.3g r_L and a fit needs 3: give a"
                  + " wider range, or trace longer trajectories",
              line.getN(),
              low,
              high));
    }
    return 1 / line.getSlope();
  }

  @Override
  public String toString() {
    int last = pathLengths.length - 1;
    return String.format(
        Locale.ROOT,
        "two trajectories, %.2e r_L apart after a path of %.3g r_L and %.2e r_L apart after %.3g r_L",
        distances[0],
        pathLengths[0],
        distances[last],
        pathLengths[last]);
  }
}
