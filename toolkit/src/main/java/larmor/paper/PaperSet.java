package larmor.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
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
 * paper's three sets are constants; {@link #of} and the {@code with} methods, each of which returns
 * a changed copy, make others. Immutable.
 *
 * <p>The paper fixes the gyroradius in grid points (5, 5 and 20 of 512, with 204.8 to an injection
 * scale); the printed gyroradii are these, rounded, and the printed energies are 1.107 times what
 * the gyroradii have in 3 µG.
 */
public final class PaperSet {
  /** ⟨B0⟩ of all sets [T]. */
  public static final double MEAN_FIELD = 3 * Units.muG;

  /** Injection scale over the side of the cube. */
  public static final double INJECTION_FRACTION = 0.4;

  /** Radii of the spheres, in injection scales; the figures of the paper use these. */
  private static final double[] RADII = {0.1, 0.2, 0.4, 0.5, 0.6, 0.9};

  /** Set 1 of Table 1: 750 TeV, L_inj = 10 pc. */
  public static final PaperSet SET_1 =
      published(1, 5, 10, new Published(750 * Units.TeV, 0.24 * Units.pc, 5.0 * Units.pc, 300_000))
          .withQuickParticles(4_000);

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
   * @param energy E_p [J], a label: 1.107 times what the gyroradius has in 3 µG
   * @param gyroradius r_L [m]
   * @param meanFreePath L_mfp [m]
   * @param particles number of protons
   */
  public record Published(double energy, double gyroradius, double meanFreePath, int particles) {}

  private final String name;
  private final Species species;
  private final Physics physics;
  private final int particles;
  private final int quickParticles;
  private final long seed;
  private final Vec3 observer;
  private final double[] radii;
  private final Published published;

  /** Gyroradius and scales, in metres and tesla. */
  private record Physics(double gyroradius, double injectionScale, double meanField) {}

  private PaperSet(
      String name,
      Species species,
      Physics physics,
      int particles,
      int quickParticles,
      long seed,
      Vec3 observer,
      double[] radii,
      Published published) {
    this.name = name;
    this.species = species;
    this.physics = physics;
    this.particles = particles;
    this.quickParticles = quickParticles;
    this.seed = seed;
    this.observer = observer;
    this.radii = radii;
    this.published = published;
  }

  private static PaperSet published(int number, double points, double injection, Published p) {
    double scale = injection * Units.pc;
    double[] radii = RADII.clone();
    for (int i = 0; i < radii.length; i++) {
      radii[i] *= scale;
    }
    return new PaperSet(
        "set " + number,
        Species.PROTON,
        new Physics(points / 204.8 * scale, scale, MEAN_FIELD),
        p.particles(),
        p.particles(),
        number,
        new Vec3(0, 0, 0),
        radii,
        p);
  }

  /** The three sets of Table 1, in order. */
  public static List<PaperSet> all() {
    return List.of(SET_1, SET_2, SET_3);
  }

  /**
   * A further set: protons unless changed, in turbulence of L_inj = 100 pc and a mean field of 3
   * µG, the paper's spheres in injection scales, 100 000 particles, the observer at the centre of
   * the cube.
   *
   * @param name of the row in tables
   * @param gyroradius r_L in the mean field [m]
   * @throws IllegalArgumentException if the gyroradius is not positive and finite
   */
  public static PaperSet of(String name, double gyroradius) {
    PaperSet like = SET_3;
    return new PaperSet(
            name,
            Species.PROTON,
            like.physics,
            like.particles,
            like.quickParticles,
            4,
            like.observer,
            like.radii,
            null)
        .withGyroradius(gyroradius);
  }

  private PaperSet with(Physics changed, double[] spheres, Published printed) {
    return new PaperSet(
        name, species, changed, particles, quickParticles, seed, observer, spheres, printed);
  }

  private PaperSet with(Species s, int n, int quick, long newSeed, Vec3 place) {
    return new PaperSet(name, s, physics, n, quick, newSeed, place, radii, published);
  }

  /** Another name in tables and messages. */
  public PaperSet withName(String newName) {
    return new PaperSet(
        newName, species, physics, particles, quickParticles, seed, observer, radii, published);
  }

  /** Another species with the same gyroradius, and so the same rigidity. */
  public PaperSet withSpecies(Species other) {
    return with(other, particles, quickParticles, seed, observer);
  }

  /**
   * Another gyroradius in the mean field. The printed numbers no longer belong to the set.
   *
   * @param gyroradius [m]
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public PaperSet withGyroradius(double gyroradius) {
    requirePositive(gyroradius, "gyroradius", "m");
    return with(new Physics(gyroradius, physics.injectionScale, physics.meanField), radii, null);
  }

  /**
   * The gyroradius of a total energy per particle, for the set's species and mean field. The
   * printed numbers no longer belong to the set.
   *
   * @param energy [J], above the rest energy
   * @throws IllegalArgumentException if it does not exceed the rest energy
   */
  public PaperSet withEnergy(double energy) {
    return withGyroradius(Gyration.of(species, energy, physics.meanField).gyroradius());
  }

  /**
   * Another injection scale; the spheres scale with it and the gyroradius stays.
   *
   * @param injectionScale L_inj [m]
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public PaperSet withInjectionScale(double injectionScale) {
    requirePositive(injectionScale, "injection scale", "m");
    double[] scaled = radii.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= injectionScale / physics.injectionScale;
    }
    return with(new Physics(physics.gyroradius, injectionScale, physics.meanField), scaled, null);
  }

  /**
   * Another mean field; the gyroradius stays, so the energy changes.
   *
   * @param meanField B0 [T]
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public PaperSet withMeanField(double meanField) {
    requirePositive(meanField, "mean field", "T");
    return with(new Physics(physics.gyroradius, physics.injectionScale, meanField), radii, null);
  }

  /** Another number of particles, 1 or more. */
  public PaperSet withParticles(int number) {
    return with(species, number, Math.min(number, quickParticles), seed, observer);
  }

  /** Another number of particles for short runs, 1 or more. */
  public PaperSet withQuickParticles(int number) {
    return with(species, particles, number, seed, observer);
  }

  /** Another seed of the launch directions. */
  public PaperSet withSeed(long newSeed) {
    return with(species, particles, quickParticles, newSeed, observer);
  }

  /**
   * Another observer.
   *
   * @param position relative to the centre of the cube [m]
   */
  public PaperSet withObserver(Vec3 position) {
    return with(species, particles, quickParticles, seed, position);
  }

  /**
   * Other spheres on which crossings are recorded.
   *
   * @param newRadii R [m]
   */
  public PaperSet withSpheres(double... newRadii) {
    return with(physics, newRadii.clone(), published);
  }

  private static void requirePositive(double value, String what, String unit) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s %s %s is not positive and finite: give one above 0",
              what,
              value,
              unit));
    }
  }

  /** Name of the row. */
  public String name() {
    return name;
  }

  /** What is traced. */
  public Species species() {
    return species;
  }

  /** Total energy per particle that belongs to gyroradius, species and mean field [J]. */
  public double energy() {
    return gyration().energy();
  }

  /** Gyroradius, energy and period in the mean field. */
  public Gyration gyration() {
    return Gyration.ofGyroradius(species, physics.gyroradius, physics.meanField);
  }

  /** r_L in the mean field [m]. */
  public double gyroradius() {
    return physics.gyroradius;
  }

  /** L_inj [m]. */
  public double injectionScale() {
    return physics.injectionScale;
  }

  /** B0 [T]. */
  public double meanField() {
    return physics.meanField;
  }

  /** Number of particles; of the paper's sets the paper's. */
  public int particles() {
    return particles;
  }

  /** Number of particles of a run that takes about a minute. */
  public int quickParticles() {
    return quickParticles;
  }

  /** The observer's position relative to the centre of the cube [m]. */
  public Vec3 observer() {
    return observer;
  }

  /** Radii of the spheres on which crossings are recorded [m]: a copy. */
  public double[] radii() {
    return radii.clone();
  }

  /** The numbers Table 1 prints for this set; empty for a set that is not the paper's. */
  public Optional<Published> published() {
    return Optional.ofNullable(published);
  }

  /** Gyroradius in cells of a cube of so many points a side. */
  public double cells(int cubePoints) {
    return physics.gyroradius / physics.injectionScale * INJECTION_FRACTION * cubePoints;
  }

  /** Side of a cube whose injection scale is this set's [m]. */
  public double side() {
    return physics.injectionScale / INJECTION_FRACTION;
  }

  /**
   * The scale of a cube of turbulence for this set: L_inj is 0.4 of the side, and the mean field.
   */
  public CubeScale scale() {
    return CubeScale.ofInjectionScale(physics.injectionScale, INJECTION_FRACTION)
        .withMeanField(physics.meanField);
  }

  /**
   * The field of a cube of turbulence, scaled to this set.
   *
   * @throws IllegalArgumentException if the cube has no mean field to scale to
   */
  public CubicSplineField field(FieldCube cube) {
    return CubicSplineField.of(cube, scale());
  }

  /**
   * The tracer of this set: from the observer to the edge of 3 by 3 by 3 cubes (§2.2 of the paper),
   * with the spheres recorded on the way, at the tolerance 1e-6.
   */
  public Backtracker tracer(CubicSplineField field) {
    return Backtracker.of(species, field)
        .withGyroradius(physics.gyroradius, physics.meanField)
        .withObserver(observer)
        .withTolerance(1e-6)
        .withSpheres(radii)
        .withStopOutsideBox(1.5 * field.side());
  }

  /** Launch directions uniform on the sphere; each of the paper's sets has a seed of its own. */
  public LaunchDirections directions() {
    return LaunchDirections.uniform(particles, seed);
  }

  /**
   * The trajectories of this set, computed once and kept as a file.
   *
   * @param folder of the files, made if missing
   * @throws IOException if the folder cannot be read or written
   */
  public Ensemble ensemble(CubicSplineField field, Path folder, Workers workers, Progress progress)
      throws IOException {
    return tracer(field).cached(folder, directions(), workers, progress);
  }

  @Override
  public String toString() {
    double energy = published == null ? energy() : published.energy();
    return String.format(
        Locale.ROOT,
        "%s: %d %ss of %s, r_L = %.3g pc, L_inj = %.3g pc",
        name,
        particles,
        species.name(),
        energy < Units.PeV
            ? String.format(Locale.ROOT, "%.3g TeV", energy / Units.TeV)
            : String.format(Locale.ROOT, "%.3g PeV", energy / Units.PeV),
        physics.gyroradius / Units.pc,
        physics.injectionScale / Units.pc);
  }
}
