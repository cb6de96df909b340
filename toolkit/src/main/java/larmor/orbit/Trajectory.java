package larmor.orbit;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.units.Units;

/** One track, sampled 32 times a gyration in the reference field and at its end. */
public final class Trajectory {
  static final double SPACING = 2 * Math.PI / 32;
  private static final int WIDTH = 9;

  private double[] rows = new double[64 * WIDTH];
  private int size;
  private StopReason end;
  private long evaluations;

  Trajectory() {}

  /** path, position [m], unit velocity, moment [J/T], energy error. */
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

  void ended(StopReason how, long forceEvaluations) {
    end = how;
    evaluations = forceEvaluations;
  }

  private double[] column(int c) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = rows[i * WIDTH + c];
    }
    return values;
  }

  /** Number of points. */
  public int size() {
    return size;
  }

  /** Path from the start to each point [m]. */
  public double[] path() {
    return column(0);
  }

  /** Position of each point [m]. */
  public double[] x() {
    return column(1);
  }

  public double[] y() {
    return column(2);
  }

  public double[] z() {
    return column(3);
  }

  /** Position of point {@code i} [m]. */
  public Vec3 position(int i) {
    return new Vec3(rows[i * WIDTH + 1], rows[i * WIDTH + 2], rows[i * WIDTH + 3]);
  }

  /** Unit velocity at point {@code i}. */
  public Vec3 direction(int i) {
    return new Vec3(rows[i * WIDTH + 4], rows[i * WIDTH + 5], rows[i * WIDTH + 6]);
  }

  /** Magnetic moment (eq. 8) at each point [J/T]. */
  public double[] magneticMoment() {
    return column(7);
  }

  /** E/E0 - 1 at the last completed step before each point. */
  public double[] energyError() {
    return column(8);
  }

  /** Length of the track [m]. */
  public double length() {
    return rows[(size - 1) * WIDTH];
  }

  public StopReason end() {
    return end;
  }

  /** Evaluations of the force by the solver. */
  public long evaluations() {
    return evaluations;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "track of %.3g pc in %d points, ending %.3g pc from its start: it %s",
        length() / Units.pc,
        size,
        position(size - 1).minus(position(0)).norm() / Units.pc,
        end.words());
  }
}
