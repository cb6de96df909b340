package larmor.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.Gyration;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.units.Units;

/**
 * A set of particles as in a row of Table 1 of López-Barquero et al. (2016): species, gyroradius,
 * injection scale of the turbulence, mean field, number of particles, observer and spheres. The
 * paper's three sets are constants. {@link #of} makes a further set, and each {@code with} method
 * returns a changed copy. Immutable.
 *
 * <p>The paper defines the gyroradii in grid points: 5, 5 and 20 points of a cube with 512 points a
 * side, in which the injection scale is 204.8 points. The gyroradii in Table 1 are these values,
 * rounded; the energies in Table 1 are 1.107 times the energies of these gyroradii in 3 µG.
 */
public final class PaperSet {
  /** The mean field ⟨B0⟩ of all sets of the paper [T]. */
  public static final double MEAN_FIELD = 3 * Units.muG;

  /** The injection scale in sides of the cube, L_inj/L_box (§2.1). */
  public static final double INJECTION_FRACTION = 0.4;

  /** The number of grid points of the paper's cube in an injection scale. */
  private static final double PAPER_POINTS = 204.8;

  /** The radii of the spheres in the figures of the paper, in injection scales. */
  private static final double[] PAPER_RADII = {0.1, 0.2, 0.4, 0.5, 0.6, 0.9};

  /**
   * Set 1 of Table 1: 750 TeV, L_inj = 10 pc. A short run has so many particles that Figure 6 can
   * keep the paper's ratio, a third as many of set 3, with a signal above the noise.
   */
  public static final PaperSet SET_1 =
      published(1, 5, 10, new Published(750 * Units.TeV, 0.24 * Units.pc, 5.0 * Units.pc, 300_000))
          .withQuickParticles(15_000);

  /** Set 2 of Table 1: 7.5 PeV, L_inj = 100 pc. */
  public static final PaperSet SET_2 =
      published(2, 5, 100, new Published(7.5 * Units.PeV, 2.4 * Units.pc, 50 * Units.pc, 100_000))
          .withQuickParticles(4_000);

  /** Set 3 of Table 1: 30 PeV, L_inj = 100 pc. */
  public static final PaperSet SET_3 =
      published(3, 20, 100, new Published(30 * Units.PeV, 10 * Units.pc, 60 * Units.pc, 100_000))
          .withQuickParticles(20_000);

  /**
   * The numbers that Table 1 prints.
   *
   * @param energy E_p [J], which serves as a label; it is 1.107 times the energy of the gyroradius
   *     in 3 µG
   * @param gyroradius r_L [m]
   * @param meanFreePath mean free path L_mfp [m]
   * @param particles number of protons
   */
  public record Published(double energy, double gyroradius, double meanFreePath, int particles) {}

  /**
   * The particle and the turbulence in which it is traced.
   *
   * @param species species of the particle
   * @param gyroradius r_L in the mean field [m]
   * @param injectionScale injection scale L_inj [m]
   * @param meanField B0 [T]
   */
  private record Physics(
      Species species, double gyroradius, double injectionScale, double meanField) {
    Physics {
      requirePositive(gyroradius, "gyroradius", "m");
      requirePositive(injectionScale, "injection scale", "m");
      requirePositive(meanField, "mean field", "T");
    }
  }

  /**
   * The number of particles that are launched.
   *
   * @param particles number in a full run
   * @param quickParticles number in a short run
   * @param seed seed of the launch directions
   */
  private record Launch(int particles, int quickParticles, long seed) {
    Launch {
      if (particles < 1 || quickParticles < 1) {
        throw new IllegalArgumentException(
            "the number of particles, "
                + Math.min(particles, quickParticles)
                + ", is below 1: give 1 or more");
      }
    }
  }

  /**
   * The observer, from whom trajectories start, and the spheres on which their crossings are
   * recorded.
   *
   * @param observer position relative to the centre of the cube [m]
   * @param radii radii of the spheres about the observer [m]
   */
  private record Places(Vec3 observer, List<Double> radii) {
    Places scaledSpheres(double factor) {
      return new Places(observer, radii.stream().map(r -> r * factor).toList());
    }
  }

  private final String name;
  private final Physics physics;
  private final Launch launch;
  private final Places places;

  /** The numbers of Table 1, or null for a set that is not in the paper. */
  private final Published published;

  private PaperSet(
      String name, Physics physics, Launch launch, Places places, Published published) {
    this.name = name;
    this.physics = physics;
    this.launch = launch;
    this.places = places;
    this.published = published;
  }

  private static PaperSet published(int number, double points, double injection, Published p) {
    double scale = injection * Units.pc;
    return new PaperSet(
        "set " + number,
        new Physics(Species.PROTON, points / PAPER_POINTS * scale, scale, MEAN_FIELD),
        new Launch(p.particles(), p.particles(), number),
        new Places(new Vec3(0, 0, 0), Arrays.stream(PAPER_RADII).boxed().toList())
            .scaledSpheres(scale),
        p);
  }

  /**
   * Returns the three sets of Table 1, in order.
   *
   * @return sets 1, 2 and 3
   */
  public static List<PaperSet> all() {
    return List.of(SET_1, SET_2, SET_3);
  }

  /**
   * Returns a further set with a given gyroradius. By default it has protons, turbulence of L_inj =
   * 100 pc with a mean field of 3 µG, the spheres of the paper in injection scales, 100 000
   * particles, the seed 4, and the observer at the centre of the cube.
   *
   * @param name name of the row in tables
   * @param gyroradius r_L in the mean field [m]
   * @return the set
   * @throws IllegalArgumentException if the gyroradius is not positive and finite
   */
  public static PaperSet of(String name, double gyroradius) {
    Given.require(name, "the name of the set", "\"set 4\"");
    return SET_3.withName(name).withSeed(4).withGyroradius(gyroradius);
  }

  private PaperSet with(Physics changed) {
    return new PaperSet(name, changed, launch, places, null);
  }

  private PaperSet with(Launch changed) {
    return new PaperSet(name, physics, changed, places, published);
  }

  private PaperSet with(Places changed) {
    return new PaperSet(name, physics, launch, changed, published);
  }

  /**
   * Returns a copy with another name.
   *
   * @param newName name in tables and messages
   * @return the changed copy
   */
  public PaperSet withName(String newName) {
    Given.require(newName, "the name of the set", "\"set 4\"");
    return new PaperSet(newName, physics, launch, places, published);
  }

  /**
   * Returns a copy with another species of the same gyroradius and therefore the same rigidity. The
   * copy has no printed numbers.
   *
   * @param species species of the particle
   * @return the changed copy
   */
  public PaperSet withSpecies(Species species) {
    Given.require(species, "the species", "Species.PROTON");
    return with(
        new Physics(species, physics.gyroradius, physics.injectionScale, physics.meanField));
  }

  /**
   * Returns a copy with another gyroradius in the mean field. The copy has no printed numbers.
   *
   * @param gyroradius r_L [m]
   * @return the changed copy
   * @throws IllegalArgumentException if {@code gyroradius} is not positive and finite
   */
  public PaperSet withGyroradius(double gyroradius) {
    return with(
        new Physics(physics.species, gyroradius, physics.injectionScale, physics.meanField));
  }

  /**
   * Returns a copy with the gyroradius of particles of a given total energy in the mean field. The
   * copy has no printed numbers.
   *
   * @param energy γ m c² [J], above the rest energy
   * @return the changed copy
   * @throws IllegalArgumentException if the energy does not exceed the rest energy
   */
  public PaperSet withEnergy(double energy) {
    return withGyroradius(Gyration.of(physics.species, energy, physics.meanField).gyroradius());
  }

  /**
   * Returns a copy with another injection scale. The radii of the spheres change in proportion and
   * the gyroradius remains the same. The copy has no printed numbers.
   *
   * @param injectionScale injection scale L_inj [m]
   * @return the changed copy
   * @throws IllegalArgumentException if {@code injectionScale} is not positive and finite
   */
  public PaperSet withInjectionScale(double injectionScale) {
    Physics changed =
        new Physics(physics.species, physics.gyroradius, injectionScale, physics.meanField);
    Places scaled = places.scaledSpheres(injectionScale / physics.injectionScale);
    return new PaperSet(name, changed, launch, scaled, null);
  }

  /**
   * Returns a copy with another mean field. The gyroradius remains the same, so the energy changes.
   * The copy has no printed numbers.
   *
   * @param meanField B0 [T]
   * @return the changed copy
   * @throws IllegalArgumentException if {@code meanField} is not positive and finite
   */
  public PaperSet withMeanField(double meanField) {
    return with(
        new Physics(physics.species, physics.gyroradius, physics.injectionScale, meanField));
  }

  /**
   * Returns a copy with another number of particles. If the number of particles in a short run is
   * larger, it is reduced to this number.
   *
   * @param number number of particles, 1 or more
   * @return the changed copy
   * @throws IllegalArgumentException if {@code number} is below 1
   */
  public PaperSet withParticles(int number) {
    return with(new Launch(number, Math.min(number, launch.quickParticles), launch.seed));
  }

  /**
   * Returns a copy with another number of particles for short runs.
   *
   * @param number 1 or more
   * @return the changed copy
   * @throws IllegalArgumentException if {@code number} is below 1
   */
  public PaperSet withQuickParticles(int number) {
    return with(new Launch(launch.particles, number, launch.seed));
  }

  /**
   * Returns a copy with another seed of the launch directions.
   *
   * @param seed any number
   * @return the changed copy
   */
  public PaperSet withSeed(long seed) {
    return with(new Launch(launch.particles, launch.quickParticles, seed));
  }

  /**
   * Returns a copy with another observer.
   *
   * @param position position relative to the centre of the cube [m]
   * @return the changed copy
   */
  public PaperSet withObserver(Vec3 position) {
    Given.require(position, "the observer's position", "new Vec3(0, 0, 0)");
    FiniteNumber.require(position, "an observer's position", " m");
    return with(new Places(position, places.radii));
  }

  /**
   * Returns a copy with other spheres on which crossings are recorded.
   *
   * @param radii radii R [m], positive and different from each other
   * @return the changed copy
   */
  public PaperSet withSpheres(double... radii) {
    Given.require(radii, "the list of radii", "30 * pc");
    for (double radius : radii) {
      requirePositive(radius, "sphere radius", "m");
    }
    return with(new Places(places.observer, Arrays.stream(radii).boxed().toList()));
  }

  private static void requirePositive(double value, String what, String unit) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s %s %s is not positive and finite: give a value above 0 %s",
              what,
              value,
              unit,
              unit));
    }
  }

  /**
   * Returns the name of the set.
   *
   * @return the name in tables and messages
   */
  public String name() {
    return name;
  }

  /**
   * Returns the species of the particles.
   *
   * @return the particle
   */
  public Species species() {
    return physics.species;
  }

  /**
   * Returns the total energy per particle that belongs to gyroradius, species and mean field.
   *
   * @return γ m c² [J]
   */
  public double energy() {
    return gyration().energy();
  }

  /**
   * Returns the gyration in the mean field: gyroradius, energy and period.
   *
   * @return the gyration
   */
  public Gyration gyration() {
    return Gyration.ofGyroradius(physics.species, physics.gyroradius, physics.meanField);
  }

  /**
   * Returns the gyroradius in the mean field.
   *
   * @return r_L [m]
   */
  public double gyroradius() {
    return physics.gyroradius;
  }

  /**
   * Returns the injection scale of the turbulence.
   *
   * @return L_inj [m]
   */
  public double injectionScale() {
    return physics.injectionScale;
  }

  /**
   * Returns the mean field.
   *
   * @return B0 [T]
   */
  public double meanField() {
    return physics.meanField;
  }

  /**
   * Returns the number of particles in a full run, which is that of Table 1 for the sets of the
   * paper.
   *
   * @return the number
   */
  public int particles() {
    return launch.particles;
  }

  /**
   * Returns the number of particles in a short run, for a class or a test.
   *
   * @return the number
   */
  public int quickParticles() {
    return launch.quickParticles;
  }

  /**
   * Returns the position of the observer, from which trajectories start.
   *
   * @return position relative to the centre of the cube [m]
   */
  public Vec3 observer() {
    return places.observer;
  }

  /**
   * Returns the radii of the spheres on which crossings are recorded.
   *
   * @return a copy of the radii R [m]
   */
  public double[] radii() {
    return places.radii.stream().mapToDouble(r -> r).toArray();
  }

  /**
   * Returns the numbers that Table 1 prints for this set.
   *
   * @return the numbers; empty for a set that is not in the paper
   */
  public Optional<Published> published() {
    return Optional.ofNullable(published);
  }

  /**
   * Returns the gyroradius in cells of a cube that has the injection scale of this set.
   *
   * @param cubePoints number of points a side of the cube
   * @return r_L in cells
   */
  public double cells(int cubePoints) {
    return physics.gyroradius / physics.injectionScale * INJECTION_FRACTION * cubePoints;
  }

  /**
   * Returns the side of a cube that has the injection scale of this set.
   *
   * @return L_inj/0.4 [m]
   */
  public double side() {
    return physics.injectionScale / INJECTION_FRACTION;
  }

  /**
   * Returns the scale of a cube of turbulence for this set, with the injection scale of the set at
   * 0.4 of the side and the mean field of the set.
   *
   * @return the scale
   */
  public CubeScale scale() {
    return CubeScale.ofInjectionScale(physics.injectionScale, INJECTION_FRACTION)
        .withMeanField(physics.meanField);
  }

  /**
   * Makes the field of this set by scaling a cube of turbulence.
   *
   * @param cube samples of a magnetic field in any unit, with a mean field
   * @return the field, which is periodic with the period {@link #side}
   * @throws IllegalArgumentException if the cube has no mean field to scale
   */
  public CubicSplineField field(FieldCube cube) {
    return CubicSplineField.of(cube, scale());
  }

  /**
   * Returns the tracer of this set (§2.2 of the paper). It traces particles from the observer to
   * the border of 3 × 3 × 3 cubes at a tolerance of 1e-6 and records their crossings of the
   * spheres.
   *
   * @param field field of this set, see {@link #field}
   * @return the tracer
   * @throws IllegalArgumentException if a sphere's radius is not positive or is given twice
   */
  public Backtracker tracer(CubicSplineField field) {
    return Backtracker.of(physics.species, field)
        .withGyroradius(physics.gyroradius, physics.meanField)
        .withObserver(places.observer)
        .withTolerance(1e-6)
        .withSpheres(radii())
        .withStopOutsideBox(1.5 * field.side());
  }

  /**
   * Returns the launch directions, uniform on the sphere. Each of the paper's sets has its own
   * seed.
   *
   * @return directions, one for each particle of a full run
   */
  public LaunchDirections directions() {
    return LaunchDirections.uniform(launch.particles, launch.seed);
  }

  /**
   * Returns the trajectories of this set, which are computed once and stored in a file.
   *
   * @param field field of this set, see {@link #field}
   * @param folder folder of the files, which is created if it does not exist
   * @param workers the threads to use
   * @param progress receiver of the fraction of the work that is done
   * @return the ensemble
   * @throws IOException if the folder cannot be read or written, or the disk has too little space
   * @throws IllegalStateException under the conditions of {@link Backtracker#cached}
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public Ensemble ensemble(CubicSplineField field, Path folder, Workers workers, Progress progress)
      throws IOException {
    Given.require(folder, "the folder", "Path.of(\"runs\")");
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    return tracer(field).cached(folder, directions(), workers, progress);
  }

  /**
   * Returns all settings in one line. The energy is that of the gyroradius, followed by the label
   * that Table 1 prints.
   */
  @Override
  public String toString() {
    String spheres =
        places.radii.stream()
            .map(r -> String.format(Locale.ROOT, "%.3g", r / Units.pc))
            .collect(Collectors.joining(", "));
    String label =
        published == null
            ? ""
            : String.format(Locale.ROOT, ", printed as %s", energy(published.energy()));
    return String.format(
        Locale.ROOT,
        "%s: %d particles (%s) of %s%s, r_L = %.3g pc in B0 = %.3g µG, L_inj = %.3g pc,"
            + " observer (%.3g, %.3g, %.3g) pc, spheres R = %s pc, seed %d",
        name,
        launch.particles,
        physics.species.name(),
        energy(energy()),
        label,
        physics.gyroradius / Units.pc,
        physics.meanField / Units.muG,
        physics.injectionScale / Units.pc,
        places.observer.x() / Units.pc,
        places.observer.y() / Units.pc,
        places.observer.z() / Units.pc,
        spheres,
        launch.seed);
  }

  private static String energy(double energy) {
    return energy < Units.PeV
        ? String.format(Locale.ROOT, "%.3g TeV", energy / Units.TeV)
        : String.format(Locale.ROOT, "%.3g PeV", energy / Units.PeV);
  }
}
