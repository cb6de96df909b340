package larmor.course;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import larmor.notebook.HtmlTable;
import larmor.notebook.HtmlView;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.ode.DormandPrince;
import larmor.ode.Solver;
import larmor.orbit.Backtracker;
import larmor.orbit.Trajectory;

/**
 * What an integrator costs and how near it comes, at a row of tolerances: sixteen tracks against
 * the same ones by Dormand–Prince at 1e-12.
 */
public final class SolverComparison implements HtmlView {
  private static final int TRACKS = 16;
  private static final double REFERENCE = 1e-12;

  private final Solver solver;
  private final double[] tolerances;
  private final double[][] rows;

  private SolverComparison(Solver solver, double[] tolerances, double[][] rows) {
    this.solver = solver;
    this.tolerances = tolerances;
    this.rows = rows;
  }

  /**
   * @param tracker with species, gyroradius and start set; its stops are replaced
   * @param gyroradius of the tracker [m]
   * @param gyrations Ω0 t/2π of each track, a few: chaos takes over later
   * @param tolerances Not modified, copied: each is given to the solver in turn
   */
  public static SolverComparison of(
      Backtracker tracker,
      double gyroradius,
      double gyrations,
      Solver solver,
      double... tolerances) {
    Backtracker timed = tracker.withStopAfterGyrations(gyrations);
    Vec3[] exact = new Vec3[TRACKS];
    for (int i = 0; i < TRACKS; i++) {
      exact[i] = end(timed.withSolver(DormandPrince.of(REFERENCE)).trajectory(direction(i)));
    }
    double[][] rows = new double[3][tolerances.length];
    for (int t = 0; t < tolerances.length; t++) {
      Backtracker one = timed.withSolver(solver.withTolerance(tolerances[t]));
      double[] off = new double[TRACKS];
      for (int i = 0; i < TRACKS; i++) {
        Trajectory track = one.trajectory(direction(i));
        off[i] = end(track).minus(exact[i]).norm() / gyroradius;
        rows[0][t] += track.evaluations() / (TRACKS * gyrations);
        double[] energy = track.energyError();
        rows[2][t] = Math.max(rows[2][t], Math.abs(energy[energy.length - 1]));
      }
      Arrays.sort(off);
      rows[1][t] = 0.5 * (off[TRACKS / 2 - 1] + off[TRACKS / 2]);
    }
    return new SolverComparison(solver, tolerances.clone(), rows);
  }

  private static Vec3 direction(int i) {
    return RandomStream.of(1, i).direction();
  }

  private static Vec3 end(Trajectory track) {
    return track.position(track.size() - 1);
  }

  public double[] tolerances() {
    return tolerances.clone();
  }

  /** Evaluations of the force in a gyration, mean of the tracks. */
  public double[] evaluations() {
    return rows[0].clone();
  }

  /** Distance from the reference at the end, median of the tracks [r_L]. */
  public double[] errors() {
    return rows[1].clone();
  }

  /** |E/E0 − 1| at the end, largest of the tracks. */
  public double[] energyErrors() {
    return rows[2].clone();
  }

  private String name() {
    return solver.toString().replaceFirst(", tolerance.*", "");
  }

  @Override
  public String html() {
    HtmlTable table =
        HtmlTable.of(
            name(), "tolerance", "evaluations a gyration", "position error [r_L]", "energy error");
    for (int t = 0; t < tolerances.length; t++) {
      table =
          table
              .alignedRight(1)
              .alignedRight(2)
              .alignedRight(3)
              .row(
                  List.of(
                      String.format(Locale.ROOT, "%.0e", tolerances[t]),
                      String.format(Locale.ROOT, "%.0f", rows[0][t]),
                      String.format(Locale.ROOT, "%.1e", rows[1][t]),
                      String.format(Locale.ROOT, "%.1e", rows[2][t])));
    }
    return table.html();
  }

  @Override
  public String toString() {
    int last = tolerances.length - 1;
    return String.format(
        Locale.ROOT,
        "%s at %.0e: %.0f evaluations a gyration, %.1e r_L off",
        name(),
        tolerances[last],
        rows[0][last],
        rows[1][last]);
  }
}
