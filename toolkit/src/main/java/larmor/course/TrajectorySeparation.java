package larmor.course;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.Trajectory;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How two tracks that start at one place, a small angle apart, part from each other: in a turbulent
 * field exponentially, until they are a gyroradius or so apart.
 */
public final class TrajectorySeparation {
  private final double[] paths;
  private final double[] distances;

  TrajectorySeparation(double[] paths, double[] distances) {
    this.paths = paths;
    this.distances = distances;
  }

  /**
   * @param tracker with species, gyroradius, start and stops set; its tolerance must be far below
   *     the angle
   * @param gyroradius of the tracker [m]
   * @param direction of the first track, any length but zero
   * @param angle between the two at the start [rad]
   */
  public static TrajectorySeparation of(
      Backtracker tracker, double gyroradius, Vec3 direction, double angle) {
    Vec3 u = direction.unit();
    Vec3 aside = u.cross(Math.abs(u.x()) < 0.6 ? Vec3.X : Vec3.Y).unit();
    Trajectory one = tracker.trajectory(u);
    Trajectory other =
        tracker.trajectory(u.times(Math.cos(angle)).plus(aside.times(Math.sin(angle))));
    // not the common start, nor the ends, which may lie between two samples
    int n = Math.min(one.size(), other.size()) - 2;
    double[] distances = new double[n];
    double[] paths = Arrays.copyOfRange(one.path(), 1, n + 1);
    for (int i = 0; i < n; i++) {
      distances[i] = one.position(i + 1).minus(other.position(i + 1)).norm() / gyroradius;
      paths[i] /= gyroradius;
    }
    return new TrajectorySeparation(paths, distances);
  }

  /** Path of the tracks [r_L]. */
  public double[] paths() {
    return paths.clone();
  }

  /** Distance of the two [r_L]. */
  public double[] distances() {
    return distances.clone();
  }

  /**
   * The path in which the distance grows by e, by a straight line through its logarithm from the
   * first time it exceeds {@code low} to the first time it exceeds {@code high} [r_L].
   */
  public double eFolding(double low, double high) {
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < paths.length && distances[i] <= high; i++) {
      if (line.getN() > 0 || distances[i] > low) {
        line.addData(paths[i], Math.log(distances[i]));
      }
    }
    if (line.getN() < 3) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the two tracks are between %.3g and %.3g r_L apart at %d points, and a slope needs 3:"
                  + " take a wider range or longer tracks",
              low,
              high,
              line.getN()));
    }
    return 1 / line.getSlope();
  }

  @Override
  public String toString() {
    int last = paths.length - 1;
    return String.format(
        Locale.ROOT,
        "two tracks, %.2e r_L apart after %.3g r_L and %.2e after %.3g",
        distances[0],
        paths[0],
        distances[last],
        paths[last]);
  }
}
