package larmor.liouville;

import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.Trajectory;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * A numerical test of Liouville's theorem (§3 of the paper) on one trajectory: the factor by which
 * a small volume of phase space changes along it. |p| is constant in a static magnetic field, so
 * the volume is that of position and direction, which has five dimensions. The theorem says that
 * the factor is 1, whether or not the magnetic moment is conserved.
 *
 * @param gyrations time Ω0 t/2π over which the particle was traced
 * @param ratio determinant of the linear map from launch to end; 1 by the theorem
 * @param stretching largest singular value of the map: the factor by which the volume is stretched
 *     along one direction
 */
public record PhaseSpaceVolume(double gyrations, double ratio, double stretching) {
  private static final double[] OFFSETS = {-2, -1, 1, 2};
  private static final double[] WEIGHTS = {1 / 12.0, -2 / 3.0, 2 / 3.0, -1 / 12.0};

  /**
   * Measures the linear map by central differences of fourth order, from twenty neighbouring
   * trajectories.
   *
   * @param tracer tracer with a gyroradius or energy, an observer and a tolerance
   * @param direction launch direction û0, of any length but zero
   * @param gyrations time Ω0 t/2π, above 0
   * @param step step of the differences, in gyroradii and in radians; about 1e-3 at a tolerance of
   *     1e-12
   * @return the measured change of volume
   * @throws IllegalArgumentException if the gyrations are not positive and finite, or the step is
   *     not above 0 and below 0.1
   * @throws IllegalStateException if the tracer has no gyroradius, or for the reasons given at
   *     {@link Backtracker#trajectory}
   */
  public static PhaseSpaceVolume of(
      Backtracker tracer, Vec3 direction, double gyrations, double step) {
    Given.require(tracer, "the tracer", "a Backtracker");
    Given.require(direction, "the launch direction", "Vec3.X");
    if (!(step > 0 && step < 0.1)) {
      throw new IllegalArgumentException(
          "a step of "
              + step
              + " gyroradii is not above 0 and below 0.1: use 1e-3 at a tolerance of 1e-12");
    }
    Backtracker timed = tracer.withStopAfterGyrations(gyrations);
    Vec3 u = direction.unit();
    Vec3[] across = tangents(u);
    Trajectory centre = timed.trajectory(u);
    Vec3[] endAcross = tangents(centre.direction(centre.size() - 1));
    double[][] map = new double[5][5];
    for (int c = 0; c < 5; c++) {
      for (int k = 0; k < OFFSETS.length; k++) {
        double[] end = endOfNeighbour(timed, u, across, c, OFFSETS[k] * step, endAcross);
        for (int r = 0; r < 5; r++) {
          map[r][c] += WEIGHTS[k] / step * end[r];
        }
      }
    }
    Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(map, false);
    double ratio = new LUDecomposition(matrix).getDeterminant();
    double stretching = new SingularValueDecomposition(matrix).getNorm();
    return new PhaseSpaceVolume(gyrations, ratio, stretching);
  }

  /**
   * Returns the five coordinates of the end of a trajectory whose launch differs by a step in one
   * of the five coordinates.
   */
  private static double[] endOfNeighbour(
      Backtracker timed, Vec3 u, Vec3[] across, int coordinate, double step, Vec3[] endAcross) {
    double gyroradius = timed.gyration().gyroradius();
    Vec3 from = timed.observer();
    Vec3 along = u;
    if (coordinate < 3) {
      Vec3 axis = coordinate == 0 ? Vec3.X : coordinate == 1 ? Vec3.Y : Vec3.Z;
      from = from.plus(axis.times(step * gyroradius));
    } else {
      along = u.times(Math.cos(step)).plus(across[coordinate - 3].times(Math.sin(step)));
    }
    Trajectory neighbour = timed.withObserver(from).trajectory(along);
    int last = neighbour.size() - 1;
    Vec3 r = neighbour.position(last).times(1 / gyroradius);
    Vec3 v = neighbour.direction(last);
    return new double[] {r.x(), r.y(), r.z(), v.dot(endAcross[0]), v.dot(endAcross[1])};
  }

  /** Returns two unit vectors that form a right-handed triad with u. */
  private static Vec3[] tangents(Vec3 u) {
    Vec3 aside = Math.abs(u.x()) < 0.6 ? Vec3.X : Vec3.Y;
    Vec3 first = u.cross(aside).unit();
    return new Vec3[] {first, u.cross(first)};
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "phase-space volume after %.3g gyrations: %.9f of the initial one, stretched %.3g times",
        gyrations,
        ratio,
        stretching);
  }
}
