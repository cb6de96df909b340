package larmor.orbit;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Numbered;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * One trajectory, sampled 32 times in each gyration in the reference field and at its end. The
 * points are numbered from 0 at the observer to {@code size() - 1} at the end. Every method that
 * returns an array returns a copy with one number for each point.
 */
public final class Trajectory {
  /** The interval of Ω0 t between two points. */
  static final double SPACING = 2 * Math.PI / 32;

  private static final int WIDTH = 9;

  private double[] rows = new double[64 * WIDTH];
  private int size;
  private StopReason stopReason;
  private long evaluations;

  Trajectory() {}

  /**
   * Adds a point with its path length and position [m], velocity direction, magnetic moment [J/T]
   * and energy error E/E0 − 1.
   */
  void add(double path, Vec3 position, double ux, double uy, double uz, double moment, double e) {
    if ((size + 1) * WIDTH > rows.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
    }
    double norm = Math.sqrt(ux * ux + uy * uy + uz * uz);
    double[] row = {
      path, position.x(), position.y(), position.z(), ux / norm, uy / norm, uz / norm, moment, e
    };
    System.arraycopy(row, 0, rows, size * WIDTH, WIDTH);
    size++;
  }

  /** Sets the reason why the trajectory ended and the number of evaluations of the force. */
  void complete(StopReason reason, long forceEvaluations) {
    stopReason = reason;
    evaluations = forceEvaluations;
  }

  private double[] column(int c) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = rows[i * WIDTH + c];
    }
    return values;
  }

  /**
   * Returns the number of points.
   *
   * @return the number
   */
  public int size() {
    return size;
  }

  /**
   * Returns the path length from the observer to each point.
   *
   * @return path lengths [m]
   */
  public double[] path() {
    return column(0);
  }

  /**
   * Returns the x coordinate of each point.
   *
   * @return x [m]
   */
  public double[] x() {
    return column(1);
  }

  /**
   * Returns the y coordinate of each point.
   *
   * @return y [m]
   */
  public double[] y() {
    return column(2);
  }

  /**
   * Returns the z coordinate of each point.
   *
   * @return z [m]
   */
  public double[] z() {
    return column(3);
  }

  /**
   * Returns the position of a point.
   *
   * @param i number of the point
   * @return position [m]
   * @throws IllegalArgumentException if the point is beyond those in memory
   */
  public Vec3 position(int i) {
    Numbered.require(i, rows.length / WIDTH, "point");
    return new Vec3(rows[i * WIDTH + 1], rows[i * WIDTH + 2], rows[i * WIDTH + 3]);
  }

  /**
   * Returns the direction of the velocity at a point.
   *
   * @param i number of the point
   * @return unit vector
   * @throws IllegalArgumentException if the point is beyond those in memory
   */
  public Vec3 direction(int i) {
    Numbered.require(i, rows.length / WIDTH, "point");
    return new Vec3(rows[i * WIDTH + 4], rows[i * WIDTH + 5], rows[i * WIDTH + 6]);
  }

  /**
   * Returns the magnetic moment (equation 8 of the paper) at each point.
   *
   * @return µ [J/T]
   */
  public double[] magneticMoment() {
    return column(7);
  }

  /**
   * Returns the relative energy error at the last completed step before each point.
   *
   * @return E/E0 − 1, with E = γ m c²
   */
  public double[] energyError() {
    return column(8);
  }

  /**
   * Returns the length of the trajectory.
   *
   * @return path length from the observer to the end [m]
   */
  public double length() {
    return rows[(size - 1) * WIDTH];
  }

  /**
   * Returns why the trajectory ended.
   *
   * @return the stop condition that was met
   */
  public StopReason stopReason() {
    return stopReason;
  }

  /**
   * Returns the number of evaluations of the force by the solver.
   *
   * @return the number for the whole trajectory
   */
  public long evaluations() {
    return evaluations;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "trajectory of %.3g pc in %d points, ends %.3g pc from the observer: it %s",
        length() / Units.pc,
        size,
        position(size - 1).minus(position(0)).norm() / Units.pc,
        stopReason.words());
  }
}
