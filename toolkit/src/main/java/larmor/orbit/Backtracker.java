package larmor.orbit;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import larmor.field.MagneticField;
import larmor.numeric.Memory;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.ode.Hermite;
import larmor.ode.Solver;
import larmor.units.Units;

/**
 * Traces particles back in time through a static magnetic field (López-Barquero et al. 2016, §2.2,
 * eqs. 1 and 2): a particle of reversed charge leaves the start with the velocity of its track, so
 * the initial direction is where one looks to see the particle arrive. Immutable; each method
 * returns a new object.
 *
 * <p>Momentum is not renormalised: its drift is the measure of accuracy. The tolerance bounds the
 * error of each step in position relative to the gyroradius and in momentum relative to p0; the
 * paper says only "relative" of both.
 */
public final class Backtracker {
  /** The largest step, in 1/Ω0. */
  private static final double LARGEST_STEP = 1.0;

  private final MagneticField field;
  private final TracerSettings settings;

  private Backtracker(MagneticField field, TracerSettings settings) {
    this.field = field;
    this.settings = settings;
  }

  /**
   * Starts at the origin, at most 10 000 gyrations, {@link Hermite} at the paper's tolerance 1e-6.
   * The paper's own method is {@link larmor.ode.BulirschStoer}.
   */
  public static Backtracker of(Species species, MagneticField field) {
    return new Backtracker(
        field,
        new TracerSettings(
            species,
            null,
            new Vec3(0, 0, 0),
            TimeDirection.BACKWARD,
            bounded(Hermite.of(1e-6)),
            StopConditions.DEFAULT,
            List.of(),
            false,
            false));
  }

  private Backtracker with(TracerSettings changed) {
    return new Backtracker(field, changed);
  }

  /**
   * @param gyroradius p/(|q| B) [m]
   * @param reference B [T], which also sets the gyrations that time is counted in
   */
  public Backtracker withGyroradius(double gyroradius, double reference) {
    return with(
        settings.withGyration(Gyration.ofGyroradius(settings.species(), gyroradius, reference)));
  }

  /**
   * @param energy total energy [J]
   * @param reference B [T], which also sets the gyrations that time is counted in
   */
  public Backtracker withEnergy(double energy, double reference) {
    return with(settings.withGyration(Gyration.of(settings.species(), energy, reference)));
  }

  /** Starts here [m]. */
  public Backtracker withObserver(Vec3 observer) {
    if (!Double.isFinite(observer.x() + observer.y() + observer.z())) {
      throw new IllegalArgumentException(
          "the observer's position "
              + observer
              + " m is not finite: give three finite coordinates");
    }
    return with(settings.withObserver(observer));
  }

  /** Error of one step, relative to the gyroradius and to p0; above 1e-14 and below 0.1. */
  public Backtracker withTolerance(double tolerance) {
    return with(settings.withSolver(settings.solver().withTolerance(tolerance)));
  }

  /**
   * Another method of integration, with its own tolerance; no step is longer than 1/Ω0, nor one of
   * {@link Hermite}, which sees a field at the ends of its steps alone, than two cells of a grid.
   */
  public Backtracker withSolver(Solver solver) {
    return with(settings.withSolver(bounded(solver)));
  }

  private static Solver bounded(Solver solver) {
    return solver.withLargestStep(Math.min(LARGEST_STEP, solver.largestStep()));
  }

  /** Records crossings of spheres of these radii [m] about the start. */
  public Backtracker withSpheres(double... radii) {
    List<Double> list = new ArrayList<>();
    for (double r : radii) {
      if (!(r > 0 && r < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "radius " + r + " m is no sphere: give one that is finite and above 0");
      }
      if (list.contains(r)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "sphere R = %.3g pc is given twice: give it once", r / Units.pc));
      }
      list.add(r);
    }
    return with(settings.withRadii(List.copyOf(list)));
  }

  /** Records every crossing and not only the first and the last outward one. */
  public Backtracker withAllCrossings() {
    return with(settings.withAllCrossings());
  }

  /** Ends a track where |x|, |y| or |z| exceeds this [m]: the paper's box has 1.5 cube sides. */
  public Backtracker withStopOutsideBox(double halfSide) {
    return with(settings.withStops(settings.stops().withHalfSide(halfSide)));
  }

  /** Ends a track where it leaves the sphere of this radius [m] about its start. */
  public Backtracker withStopOutsideSphere(double radius) {
    return with(settings.withStops(settings.stops().withRadius(radius)));
  }

  /** Ends a track at this Ω0 t/2π. */
  public Backtracker withStopAfterGyrations(double gyrations) {
    return with(settings.withStops(settings.stops().withGyrations(gyrations)));
  }

  /** Gives a track up as lost at this Ω0 t/2π. */
  public Backtracker withMaximumGyrations(double gyrations) {
    return with(settings.withStops(settings.stops().withMaximumGyrations(gyrations)));
  }

  /** Traces even where the gyroradius is below two grid cells. */
  public Backtracker withUnderResolvedAllowed() {
    return with(settings.withUnderResolved());
  }

  /** Back in time, the default, or forward. */
  public Backtracker withTimeDirection(TimeDirection direction) {
    return with(settings.withTimeDirection(direction));
  }

  /**
   * The particle's gyration in the reference field: gyroradius, energy, period.
   *
   * @throws IllegalStateException if neither gyroradius nor energy has been set
   */
  public Gyration gyration() {
    settings.requireGyration();
    return settings.gyration();
  }

  /** The field the particles are traced in. */
  public MagneticField field() {
    return field;
  }

  /** Radii of the spheres on which crossings are recorded [m], in the order given: a copy. */
  public double[] radii() {
    return settings.radii().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The position that trajectories start from [m]. */
  public Vec3 observer() {
    return settings.observer();
  }

  /** One track. */
  public Trajectory trajectory(Vec3 direction) {
    settings.check(field);
    double gyroradius = settings.gyration().gyroradius();
    double largest = settings.gyration().largestMagneticMoment();
    Trajectory track = new Trajectory();
    double[] last = new double[2];
    ParticleTracer.Samples points =
        (k, tau, y, moment, energyError) -> {
          Vec3 r = new Vec3(y[0], y[1], y[2]).times(gyroradius).plus(settings.observer());
          track.add(gyroradius * tau, r, y[3], y[4], y[5], largest * moment, energyError);
          last[0] = tau;
          last[1] = energyError;
        };
    ParticleTracer tracer = new ParticleTracer(settings, field, Trajectory.SPACING);
    tracer.trace(direction.unit(), points);
    if (tracer.endTau() > last[0]) {
      points.at(-1, tracer.endTau(), tracer.endState(), tracer.endMoment(), last[1]);
    }
    track.ended(tracer.end(), tracer.evaluations());
    return track;
  }

  public Ensemble run(LaunchDirections directions) {
    return run(directions, Workers.all(), Progress.NONE);
  }

  /**
   * One track for each direction, kept in memory; the same bits on any number of threads.
   *
   * @throws IllegalStateException if the memory does not hold them: see {@link #cached}
   * @throws CancellationException if the calling thread is interrupted
   */
  public Ensemble run(LaunchDirections directions, Workers workers, Progress progress) {
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
   * The ensemble kept in a folder from an earlier run with the same manifest, or else a new one,
   * which is then kept there. Rows go to the disk as they come, some 160 bytes a particle and 64 a
   * crossing, so that ten million particles need little memory; a run that was stopped goes on and
   * ends with the same bits. A damaged file is computed again.
   *
   * @throws CancellationException if the calling thread is interrupted
   */
  public Ensemble cached(
      Path folder, LaunchDirections directions, Workers workers, Progress progress)
      throws IOException {
    settings.check(field);
    Map<String, String> manifest = settings.manifest(field, directions);
    String name = "ensemble-" + LaunchDirections.sha256(manifest.toString());
    Path file = folder.resolve(name + ".fits");
    Path work = folder.resolve(name + ".run");
    try {
      Ensemble kept = kept(file, manifest);
      if (kept != null) {
        EnsembleFolder.removeLeft(work);
        return kept;
      }
      try (EnsembleFolder run = EnsembleFolder.open(work)) {
        // another may have finished it while this one waited
        if (kept(file, manifest) == null) {
          run.begin(manifest);
          trace(run, directions, workers, progress);
          run.finish(file);
        }
        run.remove();
      }
      return Ensemble.read(file);
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("stopped by an interrupt while " + file + " was read");
    }
  }

  /**
   * What distinguishes the trajectories of one run from those of any other: a hash of the field,
   * the particle, the observer, the solver, the stops, the spheres and the launch directions. Two
   * runs with the same fingerprint have the same bits.
   *
   * @return 32 hexadecimal digits
   * @throws IllegalStateException if a setting is missing or the gyroradius is not resolved
   */
  public String fingerprint(LaunchDirections directions) {
    settings.check(field);
    return LaunchDirections.sha256(settings.manifest(field, directions).toString());
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

  /** Null if there is none, or a damaged one. */
  private static Ensemble kept(Path file, Map<String, String> manifest) throws IOException {
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
    return String.format(
        Locale.ROOT,
        "tracing %s a %s, %s",
        settings.timeDirection() == TimeDirection.BACKWARD ? "back" : "forward",
        settings.gyration() == null ? settings.species().name() : settings.gyration(),
        settings.solver());
  }
}
