package larmor.orbit;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.ode.DormandPrince;
import larmor.ode.Solver;

/**
 * The work and the accuracy of one solver at several tolerances. For each tolerance 16 trajectories
 * are compared with the same trajectories computed by Dormand–Prince at a tolerance of 1e-12.
 * Solvers should be compared at equal error or at equal work and not at equal tolerance, because a
 * tolerance bounds the error of a single step, in units that differ from solver to solver.
 */
public final class SolverComparison {
  private static final int TRAJECTORIES = 16;
  private static final double REFERENCE_TOLERANCE = 1e-12;

  private final String solver;
  private final double[] tolerances;
  private final double[] evaluations;
  private final double[] positionErrors;
  private final double[] energyErrors;

  private SolverComparison(Solver solver, double[] tolerances) {
    this.solver = solver.toString().replaceFirst(", tolerance.*", "");
    this.tolerances = tolerances.clone();
    this.evaluations = new double[tolerances.length];
    this.positionErrors = new double[tolerances.length];
    this.energyErrors = new double[tolerances.length];
  }

  /**
   * Traces particles in 16 isotropically distributed launch directions (seed 1) with the reference
   * solver and with the given solver at each tolerance.
   *
   * @param tracer tracer with a gyroradius or energy and an observer; its solver and the number of
   *     gyrations after which it stops are replaced, and no other stop condition should end a
   *     trajectory earlier
   * @param gyrations length of each trajectory, Ω0 t/2π; it should be a few, because neighbouring
   *     trajectories separate exponentially in a turbulent field
   * @param solver the solver; its tolerance is replaced by each of the following ones
   * @param tolerances one or more tolerances. Not modified, and copied.
   * @return the comparison
   * @throws IllegalStateException if the tracer has neither gyroradius nor energy
   * @throws IllegalArgumentException if there is no tolerance, or the solver refuses one of them
   */
  public static SolverComparison of(
      Backtracker tracer, double gyrations, Solver solver, double... tolerances) {
    Given.require(tracer, "the tracer", "a Backtracker");
    Given.require(solver, "the solver", "Hermite.of(1e-6)");
    Given.require(tolerances, "the list of tolerances", "1e-6");
    if (tolerances.length == 0) {
      throw new IllegalArgumentException(
          "no tolerance to compare " + solver + " at: give one or more, 1e-6 and 1e-8 for example");
    }
    double gyroradius = tracer.gyration().gyroradius();
    Backtracker timed = tracer.withStopAfterGyrations(gyrations);
    Vec3[] reference = new Vec3[TRAJECTORIES];
    Backtracker exact = timed.withSolver(DormandPrince.of(REFERENCE_TOLERANCE));
    Arrays.setAll(reference, i -> end(exact.trajectory(direction(i))));
    SolverComparison found = new SolverComparison(solver, tolerances);
    for (int t = 0; t < tolerances.length; t++) {
      Backtracker tested = timed.withSolver(solver.withTolerance(tolerances[t]));
      double[] distances = new double[TRAJECTORIES];
      for (int i = 0; i < TRAJECTORIES; i++) {
        Trajectory trajectory = tested.trajectory(direction(i));
        distances[i] = end(trajectory).minus(reference[i]).norm() / gyroradius;
        found.evaluations[t] += trajectory.evaluations() / (TRAJECTORIES * gyrations);
        double[] energy = trajectory.energyError();
        found.energyErrors[t] =
            Math.max(found.energyErrors[t], Math.abs(energy[energy.length - 1]));
      }
      Arrays.sort(distances);
      found.positionErrors[t] =
          0.5 * (distances[TRAJECTORIES / 2 - 1] + distances[TRAJECTORIES / 2]);
    }
    return found;
  }

  private static Vec3 direction(int i) {
    return RandomStream.of(1, i).direction();
  }

  private static Vec3 end(Trajectory trajectory) {
    return trajectory.position(trajectory.size() - 1);
  }

  /**
   * Returns the name of the solver that was compared.
   *
   * @return the name, without a tolerance
   */
  public String solver() {
    return solver;
  }

  /**
   * Returns the tolerances at which the solver was compared.
   *
   * @return a copy of the tolerances, in the order in which they were given
   */
  public double[] tolerances() {
    return tolerances.clone();
  }

  /**
   * Returns the number of evaluations of the force per gyration at each tolerance, averaged over
   * the trajectories.
   *
   * @return a copy, in the order of the tolerances
   */
  public double[] evaluationsPerGyration() {
    return evaluations.clone();
  }

  /**
   * Returns the position error at each tolerance: the median, over the trajectories, of the
   * distance between the ends of a trajectory and of its reference.
   *
   * @return a copy [r_L], in the order of the tolerances
   */
  public double[] positionErrors() {
    return positionErrors.clone();
  }

  /**
   * Returns the energy error at each tolerance: the largest |E/E0 − 1| at the ends of the
   * trajectories.
   *
   * @return a copy, in the order of the tolerances
   */
  public double[] energyErrors() {
    return energyErrors.clone();
  }

  @Override
  public String toString() {
    int last = tolerances.length - 1;
    return String.format(
        Locale.ROOT,
        "%s at tolerance %.0e: %.0f evaluations per gyration, position error %.2e r_L",
        solver,
        tolerances[last],
        evaluations[last],
        positionErrors[last]);
  }
}
