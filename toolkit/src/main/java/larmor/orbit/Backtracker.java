package larmor.orbit;

import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import larmor.field.MagneticField;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Progress;
import larmor.numeric.Sha256;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.ode.Hermite;
import larmor.ode.Solver;
import larmor.units.Units;

/**
 * Traces particles back in time through a static magnetic field (López-Barquero et al. 2016, §2.2,
 * equations 1 and 2). A particle of reversed charge leaves the observer in the launch direction,
 * the direction in which one looks to see the particle arrive. A tracer needs a gyroradius or an
 * energy, and a stop condition; spheres on which crossings are recorded are optional.
 *
 * <pre>{@code
 * Backtracker.of(Species.PROTON, field).withEnergy(30 * PeV, 3 * muG)
 *     .withSpheres(60 * pc).withStopOutsideBox(375 * pc)
 *     .run(LaunchDirections.uniform(10_000, 1))
 * }</pre>
 *
 * <p>The momentum is not renormalised after a step, so its drift measures the accuracy. The
 * tolerance bounds the error of each step in position relative to the gyroradius and in momentum
 * relative to p0; the paper (appendix) calls both tolerances "relative" without saying to what.
 * Immutable: each {@code with} method returns a changed copy. Several threads can share one object.
 * An object is serialised without the field, which is large: {@link #withField} sets it again.
 *
 * @see LorentzForce the equation of motion
 * @see TimeDirection the reversal of the charge
 */
public final class Backtracker implements Serializable {
  private static final long serialVersionUID = 1;

  /** The largest step of the solver [1/Ω0]. */
  private static final double LARGEST_STEP = 1.0;

  private final transient MagneticField field;
  private final TracerSettings settings;

  private Backtracker(MagneticField field, TracerSettings settings) {
    this.field = field;
    this.settings = settings;
  }

  /**
   * Returns a tracer with default settings: observer at the origin, at most 10 000 gyrations, the
   * {@link Hermite} solver at the paper's tolerance of 1e-6. The paper's own solver is {@link
   * larmor.ode.BulirschStoer}.
   *
   * @param species species of the particles
   * @param field the magnetic field
   * @return the tracer
   */
  public static Backtracker of(Species species, MagneticField field) {
    Given.require(species, "the species", "Species.PROTON");
    Given.require(field, "the magnetic field", "a CubicSplineField");
    return new Backtracker(field, TracerSettings.of(species, bounded(Hermite.of(1e-6))));
  }

  private Backtracker with(TracerSettings changed) {
    return new Backtracker(field, changed);
  }

  /**
   * Returns a copy with a given gyroradius.
   *
   * @param gyroradius p/(|q| B) [m], positive and finite
   * @param reference the reference field B [T], positive and finite; also defines Ω0, in which time
   *     is measured
   * @return the changed copy
   * @throws IllegalArgumentException if a parameter is not positive and finite
   */
  public Backtracker withGyroradius(double gyroradius, double reference) {
    return with(
        settings.withGyration(Gyration.ofGyroradius(settings.species(), gyroradius, reference)));
  }

  /**
   * Returns a copy with a given energy.
   *
   * @param energy total energy γ m c² [J], above the rest energy
   * @param reference the reference field B [T], positive and finite; also defines Ω0, in which time
   *     is measured
   * @return the changed copy
   * @throws IllegalArgumentException if the energy does not exceed the rest energy, or the field is
   *     not positive and finite
   */
  public Backtracker withEnergy(double energy, double reference) {
    return with(settings.withGyration(Gyration.of(settings.species(), energy, reference)));
  }

  /**
   * Returns a copy that traces in another field.
   *
   * @param other the magnetic field
   * @return the changed copy
   */
  public Backtracker withField(MagneticField other) {
    Given.require(other, "the magnetic field", "a CubicSplineField");
    return new Backtracker(other, settings);
  }

  /**
   * Returns a copy with another observer, the point the trajectories start from.
   *
   * @param observer position of the observer [m]
   * @return the changed copy
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public Backtracker withObserver(Vec3 observer) {
    Given.require(observer, "the observer's position", "new Vec3(0, 0, 0)");
    if (!Double.isFinite(observer.x() + observer.y() + observer.z())) {
      throw new IllegalArgumentException(
          "the observer's position "
              + observer
              + " m is not finite: give three finite coordinates");
    }
    return with(settings.withObserver(observer));
  }

  /**
   * Returns a copy with another tolerance.
   *
   * @param tolerance error of one step, relative to the gyroradius and to p0; above 1e-14 and below
   *     0.1
   * @return the changed copy
   * @throws IllegalArgumentException if the tolerance is outside this range
   */
  public Backtracker withTolerance(double tolerance) {
    return with(settings.withSolver(settings.solver().withTolerance(tolerance)));
  }

  /**
   * Returns a copy with another solver and its tolerance. No step is longer than 1/Ω0. A step of
   * {@link Hermite} on a grid is also no longer than two cells, because it evaluates the field only
   * at the ends of a step.
   *
   * @param solver the method of integration
   * @return the changed copy
   */
  public Backtracker withSolver(Solver solver) {
    Given.require(solver, "the solver", "Hermite.of(1e-6)");
    return with(settings.withSolver(bounded(solver)));
  }

  private static Solver bounded(Solver solver) {
    return solver.withLargestStep(Math.min(LARGEST_STEP, solver.largestStep()));
  }

  /**
   * Returns a copy that records, for given spheres about the observer, the first and the last
   * outward crossing of each. These spheres replace all spheres that were given before.
   *
   * @param radii radii R [m], positive, finite and different from each other; may be empty
   * @return the changed copy
   * @throws IllegalArgumentException if a radius is not positive and finite, or is given twice
   */
  public Backtracker withSpheres(double... radii) {
    Given.require(radii, "the list of radii", "30 * pc");
    List<Double> list = new ArrayList<>();
    for (double r : radii) {
      PositiveNumber.require(r, "sphere radius", "m");
      if (list.contains(r)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "sphere R = %.3g pc is given twice: give it once", r / Units.pc));
      }
      list.add(r);
    }
    return with(settings.withRadii(List.copyOf(list)));
  }

  /**
   * Returns a copy that records every crossing of the spheres, not only the first and the last
   * outward one.
   *
   * @return the changed copy
   */
  public Backtracker withAllCrossings() {
    return with(settings.withAllCrossings());
  }

  /**
   * Returns a copy that ends a trajectory where it leaves a box about the origin.
   *
   * @param halfSide half side of the box [m]: the trajectory ends where |x|, |y| or |z| exceeds it;
   *     in the paper 1.5 sides of the cube (§2.2)
   * @return the changed copy
   * @throws IllegalArgumentException if the half side is not positive and finite
   */
  public Backtracker withStopOutsideBox(double halfSide) {
    return with(settings.withStops(settings.stops().withHalfSide(halfSide)));
  }

  /**
   * Returns a copy that ends a trajectory where it leaves a sphere about the observer.
   *
   * @param radius radius of the sphere [m]
   * @return the changed copy
   * @throws IllegalArgumentException if the radius is not positive and finite
   */
  public Backtracker withStopOutsideSphere(double radius) {
    return with(settings.withStops(settings.stops().withRadius(radius)));
  }

  /**
   * Returns a copy that ends a trajectory after a time.
   *
   * @param gyrations duration Ω0 t/2π
   * @return the changed copy
   * @throws IllegalArgumentException if the number is not positive and finite
   */
  public Backtracker withStopAfterGyrations(double gyrations) {
    return with(settings.withStops(settings.stops().withGyrations(gyrations)));
  }

  /**
   * Returns a copy with another maximum time, after which a trajectory counts as lost.
   *
   * @param gyrations maximum duration Ω0 t/2π
   * @return the changed copy
   * @throws IllegalArgumentException if the number is not positive and finite
   */
  public Backtracker withMaximumGyrations(double gyrations) {
    return with(settings.withStops(settings.stops().withMaximumGyrations(gyrations)));
  }

  /**
   * Returns a copy that traces particles even if the gyroradius is below two grid cells. Without
   * this option such a gyroradius is refused.
   *
   * @return the changed copy
   */
  public Backtracker withUnderResolvedAllowed() {
    return with(settings.withUnderResolvedAllowed());
  }

  /**
   * Returns a copy that traces particles in another direction of time.
   *
   * @param direction back in time, the default, or forward
   * @return the changed copy
   */
  public Backtracker withTimeDirection(TimeDirection direction) {
    Given.require(direction, "the direction of time", "TimeDirection.BACKWARD");
    return with(settings.withTimeDirection(direction));
  }

  /**
   * Returns the gyroradius, energy and period of the particles in the reference field.
   *
   * @return the gyration
   * @throws IllegalStateException if neither gyroradius nor energy has been set
   */
  public Gyration gyration() {
    settings.requireGyration();
    return settings.gyration();
  }

  /**
   * Returns the field in which particles are traced.
   *
   * @return the field
   */
  public MagneticField field() {
    return field;
  }

  /**
   * Returns the radii of the spheres on which crossings are recorded.
   *
   * @return a copy of the radii R [m], in the order in which they were given
   */
  public double[] radii() {
    return settings.radii().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Returns the position of the observer, the point from which trajectories start.
   *
   * @return position [m]
   */
  public Vec3 observer() {
    return settings.observer();
  }

  /**
   * Traces one particle.
   *
   * @param direction launch direction, any length but zero
   * @return the trajectory, from the observer to where a stop condition is met
   * @throws IllegalStateException if a setting is missing or the settings contradict each other: no
   *     gyroradius, no stop condition, a gyroradius below two grid cells, the observer outside the
   *     box, or a sphere beyond the end of the trajectories
   * @throws CancellationException if the calling thread is interrupted
   */
  public Trajectory trajectory(Vec3 direction) {
    Given.require(direction, "the launch direction", "Vec3.X");
    settings.check(field);
    double gyroradius = settings.gyration().gyroradius();
    double largestMoment = settings.gyration().largestMagneticMoment();
    Trajectory trajectory = new Trajectory();
    double[] last = new double[2];
    Tracer.SampleListener addPoint =
        (k, tau, y, moment, energyError) -> {
          Vec3 r = new Vec3(y[0], y[1], y[2]).times(gyroradius).plus(settings.observer());
          trajectory.add(
              gyroradius * tau, r, y[3], y[4], y[5], largestMoment * moment, energyError);
          last[0] = tau;
          last[1] = energyError;
        };
    Tracer tracer = Tracer.of(settings, field, Trajectory.SPACING);
    tracer.trace(direction.unit(), addPoint);
    if (tracer.endTau() > last[0]) {
      addPoint.sample(-1, tracer.endTau(), tracer.endState(), tracer.endMoment(), last[1]);
    }
    trajectory.complete(tracer.stopReason(), tracer.evaluations());
    return trajectory;
  }

  /** Returns the settings of this tracer. */
  TracerSettings settings() {
    return settings;
  }

  /**
   * Returns the magnetic field at the observer.
   *
   * @return B [T]
   */
  public Vec3 fieldAtObserver() {
    return field.at(settings.observer());
  }

  /**
   * Traces one particle for each direction on all processors and keeps the results in memory.
   *
   * @param directions launch directions
   * @return the ensemble
   * @throws IllegalStateException under the conditions of {@link #trajectory}, or if the memory is
   *     too small
   * @throws CancellationException if the calling thread is interrupted
   */
  public Ensemble run(LaunchDirections directions) {
    return run(directions, Workers.all(), Progress.NONE);
  }

  /**
   * Traces one particle for each direction and keeps the results in memory. The result has the same
   * bits on any number of threads.
   *
   * @param directions launch directions
   * @param workers the threads to use
   * @param progress receiver of the fraction of the work that is done
   * @return the ensemble
   * @throws IllegalStateException under the conditions of {@link #trajectory}, or if the memory is
   *     too small: then use {@link #cached}
   * @throws CancellationException if the calling thread is interrupted
   */
  public Ensemble run(LaunchDirections directions, Workers workers, Progress progress) {
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    Given.require(directions, "the list of launch directions", "LaunchDirections.uniform(1000, 1)");
    settings.check(field);
    int spheres = settings.radii().size();
    long row = EnsembleTables.particleWidth(spheres) + 2L * spheres * EnsembleTables.CROSSING_WIDTH;
    Memory.require(
        String.format(
            Locale.ROOT, "an ensemble of %d particles and %d spheres", directions.size(), spheres),
        row * directions.size(),
        "keep it in a file with .cached(folder, directions, workers, progress)");
    EnsembleTables tables = EnsembleTables.empty(settings.gyration(), spheres);
    new EnsembleRun(settings, field, directions, 0, tables::addAll).run(workers, progress);
    return new Ensemble(settings.manifest(field, directions), tables, false);
  }

  /**
   * Reads the ensemble that an earlier call with the same field, settings and directions stored in
   * a folder, or traces the particles and stores a new ensemble there. Results are written to the
   * disk while they are computed, about 160 bytes for a particle and 64 for a crossing, so even ten
   * million particles need little memory. A run that was stopped continues at the last saved state
   * and gives the same bits. If the file is damaged, the particles are traced again.
   *
   * @param folder folder of the files, which is created if it does not exist
   * @param directions launch directions
   * @param workers the threads to use
   * @param progress receiver of the fraction of the work that is done
   * @return the ensemble; the rows of a large ensemble are read from the file when they are needed
   * @throws IOException if the folder cannot be read or written, or the disk has too little space
   * @throws IllegalStateException under the conditions of {@link #trajectory}, or if rows cannot be
   *     written
   * @throws CancellationException if the calling thread is interrupted
   */
  public Ensemble cached(
      Path folder, LaunchDirections directions, Workers workers, Progress progress)
      throws IOException {
    Given.require(folder, "the folder", "Path.of(\"runs\")");
    Given.require(directions, "the list of launch directions", "LaunchDirections.uniform(1000, 1)");
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    settings.check(field);
    Map<String, String> manifest = settings.manifest(field, directions);
    String name = "ensemble-" + Sha256.of(manifest.toString());
    Path file = folder.resolve(name + ".fits");
    Path runFolder = folder.resolve(name + ".run");
    try {
      Ensemble kept = readIfValid(file, manifest);
      if (kept != null) {
        EnsembleFolder.removeLeftover(runFolder);
        return kept;
      }
      EnsembleFolder.requireDiskSpace(runFolder, manifest);
      try (EnsembleFolder run = EnsembleFolder.open(runFolder)) {
        // another process may have finished the ensemble while this one waited for the folder
        if (readIfValid(file, manifest) == null) {
          run.begin(manifest);
          trace(run, directions, workers, progress);
          run.finish(file);
        }
        run.remove();
      }
      return Ensemble.read(file);
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("an interrupt stopped the reading of " + file);
    }
  }

  /**
   * Returns a hash that identifies the trajectories of a run. It is computed from the field, the
   * particle, the observer, the solver, the stop conditions, the spheres and the launch directions.
   * Two runs with the same fingerprint have the same bits.
   *
   * @param directions launch directions
   * @return 32 hexadecimal digits
   * @throws IllegalStateException if a setting is missing or the gyroradius is not resolved
   */
  public String fingerprint(LaunchDirections directions) {
    Given.require(directions, "the list of launch directions", "LaunchDirections.uniform(1000, 1)");
    settings.check(field);
    return Sha256.of(settings.manifest(field, directions).toString());
  }

  private void trace(
      EnsembleFolder run, LaunchDirections directions, Workers workers, Progress progress) {
    try {
      new EnsembleRun(settings, field, directions, run.chunks(), run::append)
          .run(workers, progress);
    } catch (RuntimeException | Error stopped) {
      saveAfter(stopped, run);
      throw stopped;
    }
  }

  private static void saveAfter(Throwable stopped, EnsembleFolder run) {
    try {
      run.save();
    } catch (IOException e) {
      stopped.addSuppressed(e);
    }
  }

  /**
   * Reads the ensemble in a file, or returns null if the file is missing, damaged or belongs to
   * another run.
   */
  private static Ensemble readIfValid(Path file, Map<String, String> manifest) throws IOException {
    try {
      Ensemble kept = Files.exists(file) ? Ensemble.read(file) : null;
      return kept != null && kept.manifest().equals(manifest) ? kept : null;
    } catch (ClosedByInterruptException stopped) {
      throw stopped;
    } catch (IOException damaged) {
      return null;
    }
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
