package larmor.orbit;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import larmor.field.MagneticField;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Numbered;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.ode.Integration;
import larmor.units.Units;

/**
 * Particles that start at given points within a sphere and are traced until they leave the sphere,
 * in contrast to an {@link Ensemble}, whose particles all start at the observer in its centre. The
 * run records where each particle leaves, and each entry into a small target sphere about the
 * observer. With {@link TimeDirection#FORWARD} and starts on the sphere it is the forward method,
 * which López-Barquero et al. (2016, §2.2) call "highly inefficient because a large fraction of the
 * injected particles would never reach Earth".
 */
public final class SphereRun {
  /** Particles in a part of the work. */
  private static final int CHUNK = 256;

  /** Numbers recorded at the end of a particle: x, y, z [m], ux, uy, uz, path length [m]. */
  private static final int WIDTH = 7;

  private static final double[] UNIT_SCALE = {1, 1, 1, 1, 1, 1};

  private final double[] ends;
  private final boolean[] lost;
  private final RowTable entries;

  private SphereRun(double[] ends, boolean[] lost, RowTable entries) {
    this.ends = ends;
    this.lost = lost;
    this.entries = entries;
  }

  /**
   * The start of a particle.
   *
   * @param position position relative to the observer, within the sphere [m]
   * @param direction direction of motion, of any length but zero
   */
  public record Start(Vec3 position, Vec3 direction) {
    /**
     * Makes a start.
     *
     * @param position position relative to the observer [m]
     * @param direction direction of motion
     */
    public Start {
      Given.require(position, "the position of the start", "new Vec3(0, 0, 0)");
      Given.require(direction, "the direction of the start", "Vec3.X");
    }
  }

  /**
   * Traces particles until they leave the sphere. The result has the same bits on any number of
   * threads.
   *
   * @param tracer tracer with a gyroradius or energy, an observer, a tolerance and a direction of
   *     time; its spheres and stop conditions are replaced, except the maximum number of gyrations
   * @param sphere radius R of the sphere about the observer [m]
   * @param target radius of the target sphere about the observer, below R [m]; 0 for no target
   * @param particles number of particles, 1 or more
   * @param starts start of each particle, by its number from 0; called by several threads
   * @param workers the threads to use
   * @param progress receiver of the fraction of the work that is done
   * @return the run
   * @throws IllegalArgumentException if a number is out of range, or a particle does not start
   *     within the sphere
   * @throws IllegalStateException under the conditions of {@link Backtracker#trajectory}, such as a
   *     field that is not finite, or if the memory is too small
   * @throws CancellationException if the calling thread is interrupted
   */
  public static SphereRun of(
      Backtracker tracer,
      double sphere,
      double target,
      int particles,
      IntFunction<Start> starts,
      Workers workers,
      Progress progress) {
    Given.require(
        starts, "the function of the starts", "i -> new SphereRun.Start(position, direction)");
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    Given.require(tracer, "the tracer", "a Backtracker");
    PositiveNumber.require(sphere, "radius of the sphere", "m");
    if (!(target >= 0 && target < sphere) || particles < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d particles in a sphere of %.3g pc with a target of %.3g pc cannot be traced: give 1"
                  + " particle or more and a target smaller than the sphere",
              particles,
              sphere / Units.pc,
              target / Units.pc));
    }
    TracerSettings given = tracer.settings();
    TracerSettings settings =
        given
            .withStops(
                StopConditions.DEFAULT
                    .withRadius(sphere)
                    .withMaximumGyrations(given.stops().maximumGyrations()))
            .withRadii(target == 0 ? List.of() : List.of(target))
            .withAllCrossings();
    settings.check(tracer.field());
    Memory.require(
        particles + " particles within a sphere",
        (8L * WIDTH + 1) * particles,
        "trace fewer at a time");
    double[] ends = new double[WIDTH * particles];
    boolean[] lost = new boolean[particles];
    int chunks = (particles + CHUNK - 1) / CHUNK;
    RowTable[] parts = new RowTable[chunks];
    workers.forEach(
        chunks,
        progress,
        c -> {
          One one = new One(settings, tracer.field());
          RowTable crossings = RowTable.empty(EnsembleTables.CROSSING_WIDTH);
          int last = (int) Math.min(particles, (c + 1L) * CHUNK);
          for (int i = c * CHUNK; i < last; i++) {
            one.trace(requireInside(starts.apply(i), i, sphere));
            lost[i] = one.recordEnd(ends, WIDTH * i);
            one.spheres.addTo(i, List.of(crossings));
          }
          parts[c] = crossings;
        });
    RowTable entries = RowTable.empty(EnsembleTables.CROSSING_WIDTH);
    for (RowTable part : parts) {
      entries.addAll(part);
    }
    return new SphereRun(ends, lost, entries);
  }

  private static Start requireInside(Start start, int i, double sphere) {
    Given.require(start, "start " + i, "new SphereRun.Start(position, direction)");
    if (!(start.position().norm() < sphere)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "particle %d starts %.9g pc from the observer, not within the sphere of %.9g pc: start"
                  + " it a billionth of the radius inside",
              i,
              start.position().norm() / Units.pc,
              sphere / Units.pc));
    }
    return start;
  }

  /** Traces the particles of one thread, one after another. */
  private static final class One {
    private final LorentzForce force;
    private final Integration integration;
    private final SphereCrossingFinder spheres;
    private final StopConditions.Search end;
    private final double gyroradius;
    private final double[] state = new double[6];

    One(TracerSettings settings, MagneticField field) {
      gyroradius = settings.gyration().gyroradius();
      force =
          new LorentzForce(
              field, settings.gyration(), settings.observer(), settings.timeDirection());
      integration = settings.solverIn(field).on(force, UNIT_SCALE);
      spheres = new SphereCrossingFinder(settings, integration);
      end = new StopConditions.Search(settings, integration, new StepSearch(integration));
    }

    void trace(Start start) {
      Vec3 r = start.position().times(1 / gyroradius);
      Vec3 u = start.direction().unit();
      integration.start(0, new double[] {r.x(), r.y(), r.z(), u.x(), u.y(), u.z()}, 0.1);
      spheres.begin();
      end.begin();
      while (end.stopReason() == null) {
        if ((integration.steps() & 63) == 0) {
          Workers.stopIfInterrupted();
        }
        if (!integration.step(end.limit())) {
          force.requireFiniteAhead(integration.y());
          end.stepFailed();
          break;
        }
        end.searchStep();
        if (spheres.hasSpheres()) {
          spheres.searchStep(end.endTau());
        }
      }
    }

    /** Writes the end of the last particle, and returns whether it did not leave the sphere. */
    boolean recordEnd(double[] ends, int at) {
      integration.at(end.endTau(), state);
      double norm = Math.sqrt(state[3] * state[3] + state[4] * state[4] + state[5] * state[5]);
      for (int c = 0; c < 3; c++) {
        ends[at + c] = gyroradius * state[c];
        ends[at + 3 + c] = state[3 + c] / norm;
      }
      ends[at + 6] = gyroradius * end.endTau();
      return end.stopReason() != StopReason.SPHERE;
    }
  }

  /**
   * Returns the number of particles.
   *
   * @return the number that was traced
   */
  public int size() {
    return lost.length;
  }

  /**
   * Returns the number of particles that did not leave the sphere within the maximum number of
   * gyrations, or that no step could take farther within the tolerance.
   *
   * @return lost particles
   */
  public int lost() {
    int n = 0;
    for (boolean l : lost) {
      n += l ? 1 : 0;
    }
    return n;
  }

  /**
   * Returns where a particle ended.
   *
   * @param i number of the particle, from 0
   * @return position relative to the observer [m]
   * @throws IllegalArgumentException if there is no such particle
   */
  public Vec3 endPosition(int i) {
    return vector(at(i));
  }

  /**
   * Returns the direction of motion of a particle at its end.
   *
   * @param i number of the particle, from 0
   * @return unit vector
   * @throws IllegalArgumentException if there is no such particle
   */
  public Vec3 endDirection(int i) {
    return vector(at(i) + 3);
  }

  private int at(int i) {
    return WIDTH * Numbered.require(i, lost.length, "particle");
  }

  private Vec3 vector(int at) {
    return new Vec3(ends[at], ends[at + 1], ends[at + 2]);
  }

  /**
   * Returns the path length of a particle within the sphere.
   *
   * @param i number of the particle, from 0
   * @return path length [m]
   * @throws IllegalArgumentException if there is no such particle
   */
  public double path(int i) {
    return ends[at(i) + 6];
  }

  /**
   * Returns whether a particle was given up before it left the sphere.
   *
   * @param i number of the particle, from 0
   * @return true if it is lost
   * @throws IllegalArgumentException if there is no such particle
   */
  public boolean isLost(int i) {
    return lost[Numbered.require(i, lost.length, "particle")];
  }

  /**
   * Returns the number of crossings of the target's surface, inward and outward.
   *
   * @return the number; 0 without a target
   */
  public int crossings() {
    return entries.size();
  }

  /**
   * Returns the particle of a crossing of the target. Crossings are in the order of the particles
   * and, for each of them, of the path length.
   *
   * @param crossing number of the crossing, from 0
   * @return number of the particle, from 0
   */
  public int particle(int crossing) {
    return entries.intAt(crossing, EnsembleTables.PARTICLE);
  }

  /**
   * Returns whether a particle enters the target at a crossing.
   *
   * @param crossing number of the crossing, from 0
   * @return true for an entry, false where the particle leaves the target
   */
  public boolean isEntry(int crossing) {
    return (entries.intAt(crossing, EnsembleTables.FLAGS) & EnsembleTables.OUTWARD) == 0;
  }

  /**
   * Returns the direction of motion at a crossing of the target.
   *
   * @param crossing number of the crossing, from 0
   * @return unit vector
   */
  public Vec3 direction(int crossing) {
    int at = EnsembleTables.DIRECTION;
    return new Vec3(
        entries.doubleAt(crossing, at),
        entries.doubleAt(crossing, at + 8),
        entries.doubleAt(crossing, at + 16));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d particles, %d lost, %d crossings of the target",
        size(),
        lost(),
        crossings());
  }
}
