package larmor.liouville;

import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.SphereRun;
import larmor.orbit.TimeDirection;
import larmor.units.Units;

/**
 * The sky of a small spherical target about the observer, from particles traced forward from the
 * sphere R to the target, or back from the target to the sphere R. The two are equal by Liouville's
 * theorem, which the paper uses to replace the first, "highly inefficient" method by the second
 * (López-Barquero et al. 2016, §2.2).
 *
 * <p>Forward, particles start on the sphere R as an isotropic intensity enters it: places are
 * distributed uniformly, and directions with the density cos θ/π about the inward normal. Each
 * entry into the target is an arrival and has the {@link BoundaryWeight} at its start. Each
 * particle is traced until it leaves the sphere R, so that the start is the first crossing of the
 * back-traced trajectory. As the flow of an isotropic intensity through a closed surface does not
 * depend on the magnetic field, exactly (a/R)² arrivals are expected for each particle, with the
 * radius a of the target.
 *
 * <p>Back in time, particles start on the target with the directions of an isotropic intensity that
 * enters it. Directions are in the frame of the box.
 */
public final class TargetSky {
  /** Starts lie inside the surface by this fraction of its radius. */
  private static final double INSIDE = 1e-9;

  private final SphereRun run;
  private final boolean forward;
  private final double sphere;
  private final double target;
  private final long seed;
  private final Vec3 observer;

  private TargetSky(
      SphereRun run, boolean forward, double sphere, double target, long seed, Vec3 observer) {
    this.run = run;
    this.forward = forward;
    this.observer = observer;
    this.sphere = sphere;
    this.target = target;
    this.seed = seed;
  }

  /**
   * Traces particles forward in time from the sphere R.
   *
   * @param tracer tracer with a gyroradius or energy, the observer and a tolerance
   * @param sphere radius R of the sphere about the observer [m]
   * @param target radius a of the target about the observer, above 0 and below R [m]; the sky is
   *     that of a point if it does not change over this length
   * @param particles number of particles, 1 or more
   * @param seed seed of the starts; that of particle i is drawn from stream i
   * @param workers the threads to use
   * @param progress receiver of the fraction of the work that is done
   * @return the sky
   * @throws IllegalArgumentException if a number is out of range
   * @throws IllegalStateException under the conditions of {@link Backtracker#trajectory}, or if the
   *     memory is too small
   */
  public static TargetSky forward(
      Backtracker tracer,
      double sphere,
      double target,
      int particles,
      long seed,
      Workers workers,
      Progress progress) {
    requireTarget(target);
    Given.require(tracer, "the tracer", "a Backtracker");
    SphereRun run =
        SphereRun.of(
            tracer.withTimeDirection(TimeDirection.FORWARD),
            sphere,
            target,
            particles,
            i -> entering(sphere * (1 - INSIDE), seed, i),
            workers,
            progress);
    return new TargetSky(run, true, sphere, target, seed, tracer.observer());
  }

  /**
   * Traces particles back in time from the surface of the target.
   *
   * @param tracer tracer with a gyroradius or energy, the observer and a tolerance
   * @param sphere radius R of the sphere about the observer [m]
   * @param target radius a of the target about the observer, above 0 and below R [m]
   * @param particles number of particles, 1 or more
   * @param seed seed of the starts; that of particle i is drawn from stream i
   * @param workers the threads to use
   * @param progress receiver of the fraction of the work that is done
   * @return the sky
   * @throws IllegalArgumentException if a number is out of range
   * @throws IllegalStateException under the conditions of {@link Backtracker#trajectory}, or if the
   *     memory is too small
   */
  public static TargetSky backward(
      Backtracker tracer,
      double sphere,
      double target,
      int particles,
      long seed,
      Workers workers,
      Progress progress) {
    requireTarget(target);
    Given.require(tracer, "the tracer", "a Backtracker");
    SphereRun run =
        SphereRun.of(
            tracer.withTimeDirection(TimeDirection.BACKWARD),
            sphere,
            0,
            particles,
            i -> {
              SphereRun.Start arrival = entering(target, seed, i);
              return new SphereRun.Start(arrival.position(), arrival.direction().times(-1));
            },
            workers,
            progress);
    return new TargetSky(run, false, sphere, target, seed, tracer.observer());
  }

  private static void requireTarget(double target) {
    if (!(target > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a target of radius %.3g pc receives no particles: give a radius above 0",
              target / Units.pc));
    }
  }

  /** Returns the start of particle i of an isotropic intensity that enters a sphere. */
  private static SphereRun.Start entering(double radius, long seed, int i) {
    RandomStream random = RandomStream.of(seed, i);
    Vec3 n = random.direction();
    Vec3 aside = Math.abs(n.z()) < 0.9 ? Vec3.Z : Vec3.X;
    Vec3 e = n.cross(aside).unit();
    Vec3 f = n.cross(e);
    double cosine = StrictMath.sqrt(1 - random.uniform());
    double sine = StrictMath.sqrt(Math.max(0, 1 - cosine * cosine));
    double phi = 2 * Math.PI * random.uniform();
    Vec3 u =
        n.times(-cosine)
            .plus(e.times(sine * StrictMath.cos(phi)))
            .plus(f.times(sine * StrictMath.sin(phi)));
    return new SphereRun.Start(n.times(radius), u);
  }

  /**
   * Returns the run of the particles.
   *
   * @return starts on the sphere R or on the target, and ends on the sphere R
   */
  public SphereRun run() {
    return run;
  }

  /**
   * Returns the number of arrivals at the target: the entries of a forward run, which may be
   * several for a particle, or the number of particles traced back.
   *
   * @return the number
   */
  public int arrivals() {
    int n = 0;
    for (int c = 0; c < run.crossings(); c++) {
      n += run.isEntry(c) ? 1 : 0;
    }
    return forward ? n : run.size();
  }

  /**
   * Returns the number of arrivals that an isotropic intensity gives, in any magnetic field.
   *
   * @return (a/R)² for each particle of a forward run; the number of particles traced back
   */
  public double expectedArrivals() {
    return forward ? run.size() * (target / sphere) * (target / sphere) : run.size();
  }

  /**
   * Returns the moments of the sky for a boundary weight.
   *
   * @param weight boundary weight: the intensity on the sphere R
   * @param lmax largest ℓ, from 1 to 8
   * @return the moments and their covariance
   * @throws IllegalArgumentException if lmax is out of range, or a weight is negative or not finite
   * @throws IllegalStateException if more than 1 % of the particles are lost, or no particle with a
   *     positive weight arrived
   */
  public SkyMoments moments(BoundaryWeight weight, int lmax) {
    Given.require(weight, "the boundary weight", "BoundaryWeight.dipole(1, Vec3.X)");
    requireComplete();
    BoundaryWeight here = weight.seenFrom(observer);
    SkyMoments.Sum sum = new SkyMoments.Sum(lmax);
    if (forward) {
      for (int c = 0; c < run.crossings(); c++) {
        Workers.stopIfInterrupted(c);
        if (run.isEntry(c)) {
          int i = run.particle(c);
          SphereRun.Start start = entering(sphere, seed, i);
          double w = here.at(start.position(), start.direction().times(-1));
          sum.add(i, run.direction(c).times(-1), requireWeight(w));
        }
      }
    } else {
      for (int i = 0; i < run.size(); i++) {
        Workers.stopIfInterrupted(i);
        if (!run.isLost(i)) {
          double w = here.at(run.endPosition(i), run.endDirection(i));
          sum.add(i, entering(target, seed, i).direction().times(-1), requireWeight(w));
        }
      }
    }
    return sum.moments();
  }

  private static double requireWeight(double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the boundary weight "
              + weight
              + " is negative or not finite: give a weight that is 0 or more everywhere");
    }
    return weight;
  }

  private void requireComplete() {
    if (run.lost() > 0.01 * run.size()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d of %d particles did not leave the sphere, more than 1 %%: raise the maximum number"
                  + " of gyrations, or use a smaller sphere",
              run.lost(),
              run.size()));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d particles traced %s, R = %.3g pc, target %.3g pc: %d arrivals, %.1f expected, %d lost",
        run.size(),
        forward ? "forward" : "back",
        sphere / Units.pc,
        target / Units.pc,
        arrivals(),
        expectedArrivals(),
        run.lost());
  }
}
