package larmor.notebook;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import larmor.field.CubeScale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import larmor.units.Units;

/**
 * A row of Table 1 of López-Barquero et al. (2016): the paper's numbers, and how the notebooks run
 * it. Lengths follow from the gyroradius in grid points (5, 5 and 20 of 512, with 204.8 to an
 * injection scale); the printed gyroradii are these, rounded.
 */
public enum PaperSet {
  SET_1(1, 750 * Units.TeV, 5, 10 * Units.pc, 0.24 * Units.pc, 5.0 * Units.pc, 300_000, 4_000),
  SET_2(2, 7.5 * Units.PeV, 5, 100 * Units.pc, 2.4 * Units.pc, 50 * Units.pc, 100_000, 4_000),
  SET_3(3, 30 * Units.PeV, 20, 100 * Units.pc, 10 * Units.pc, 60 * Units.pc, 100_000, 20_000);

  /** ⟨B0⟩ [T]. */
  public static final double MEAN_FIELD = 3 * Units.muG;

  /** Injection scale over the side of the cube. */
  public static final double INJECTION = 0.4;

  /** Spheres of all sets, in injection scales. */
  private static final double[] RADII = {0.1, 0.2, 0.4, 0.5, 0.6, 0.9};

  private static final long TURBULENCE_SEED = 20161101;

  private static final int SYNTHETIC_POINTS = 256;
  private static final String SHIPPED = "mhd-128-a.fits";

  private static SoftReference<FieldCube> lastOwn = new SoftReference<>(null);
  private static Path lastOwnFile;
  private static SoftReference<CubicSplineField> last = new SoftReference<>(null);
  private static String lastKey;

  private final int number;
  private final double energy;
  private final double points;
  private final double injectionScale;
  private final double printedGyroradius;
  private final double paperMeanFreePath;
  private final int paperParticles;
  private final int quickParticles;

  PaperSet(
      int number,
      double energy,
      double points,
      double injectionScale,
      double printedGyroradius,
      double paperMeanFreePath,
      int paperParticles,
      int quickParticles) {
    this.number = number;
    this.energy = energy;
    this.points = points;
    this.injectionScale = injectionScale;
    this.printedGyroradius = printedGyroradius;
    this.paperMeanFreePath = paperMeanFreePath;
    this.paperParticles = paperParticles;
    this.quickParticles = quickParticles;
  }

  public int number() {
    return number;
  }

  /** E_p as printed [J]: a label, 1.107 times what the gyroradius has in 3 µG. */
  public double energy() {
    return energy;
  }

  /** L_inj [m]. */
  public double injectionScale() {
    return injectionScale;
  }

  /** r_L in the mean field [m]. */
  public double gyroradius() {
    return points / 204.8 * injectionScale;
  }

  /** r_L as printed [m]. */
  public double printedGyroradius() {
    return printedGyroradius;
  }

  /** L_mfp as printed [m]. */
  public double paperMeanFreePath() {
    return paperMeanFreePath;
  }

  /** Protons: the paper's number, or fewer at the quick scale. */
  public int particles(RunScale scale) {
    return scale.pick(quickParticles, paperParticles);
  }

  /** Radii of the spheres recorded [m], among them all that the paper's figures show. */
  public double[] radii() {
    double[] radii = RADII.clone();
    for (int i = 0; i < radii.length; i++) {
      radii[i] *= injectionScale;
    }
    return radii;
  }

  /**
   * The cube named by the environment variable LARMOR_CUBE, made free of divergence, if it resolves
   * this set's gyroradius by two cells. Else for set 3 the one that comes with the project, and for
   * sets 1 and 2, whose gyroradius that one does not resolve, synthetic turbulence on 256³ points.
   */
  public CubicSplineField field() {
    return field(this == SET_3).withScale(scale(injectionScale));
  }

  private static CubeScale scale(double injectionScale) {
    return CubeScale.ofInjectionScale(injectionScale, INJECTION).withMeanField(MEAN_FIELD);
  }

  /** What {@link #field} is made from, in words. */
  public String source() {
    return ownCube(this == SET_3)
        .map(own -> own.getFileName() + ", made free of divergence")
        .orElse(
            this == SET_3
                ? SHIPPED
                : "synthetic Goldreich–Sridhar turbulence, "
                    + SYNTHETIC_POINTS
                    + "³, seed "
                    + TURBULENCE_SEED);
  }

  /** Sets 1 and 2 share a cube; the last one used is kept as long as memory allows. */
  private static synchronized CubicSplineField field(boolean coarse) {
    Optional<Path> own = ownCube(coarse);
    String key = coarse + " " + own;
    CubicSplineField kept = last.get();
    if (kept == null || !key.equals(lastKey)) {
      last.clear();
      FieldCube cube = own.isPresent() ? cubeOf(own.get()).divergenceFree() : cube(coarse);
      if (!(cube.mean().norm() > 1e-3 * cube.fluctuation())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the cube's mean field is %.3g of its fluctuations, and the paper's sets are scaled"
                    + " to a mean of 3 µG: bring a cube with a mean field",
                cube.mean().norm() / cube.fluctuation()));
      }
      kept = CubicSplineField.of(cube, scale(1));
      last = new SoftReference<>(kept);
      lastKey = key;
    }
    return kept;
  }

  private static FieldCube cube(boolean coarse) {
    return coarse
        ? Cubes.read(ProjectFolders.home().resolve("data").resolve(SHIPPED)).cube()
        : GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), SYNTHETIC_POINTS)
            .cube(TURBULENCE_SEED);
  }

  /** The reader's own cube, if there is one and it resolves the set's gyroradius. */
  private static Optional<Path> ownCube(boolean coarse) {
    String named = System.getenv("LARMOR_CUBE");
    if (named == null || named.isBlank()) {
      return Optional.empty();
    }
    Path file = Path.of(named).toAbsolutePath().normalize();
    boolean resolved = (coarse ? SET_3 : SET_1).cells(cubeOf(file).points()) >= 2;
    return resolved ? Optional.of(file) : Optional.empty();
  }

  private static synchronized FieldCube cubeOf(Path file) {
    FieldCube kept = lastOwn.get();
    if (kept == null || !file.equals(lastOwnFile)) {
      kept = Cubes.read(file).cube();
      lastOwn = new SoftReference<>(kept);
      lastOwnFile = file;
    }
    return kept;
  }

  /** Gyroradius in cells of a cube of so many points a side. */
  public double cells(int cubePoints) {
    return points / 512 * cubePoints;
  }

  /**
   * From the centre of the cube to the edge of 3 by 3 by 3 of them, spheres recorded on the way.
   */
  public Backtracker tracker(CubicSplineField field) {
    return Backtracker.of(Species.PROTON, field)
        .withGyroradius(gyroradius(), MEAN_FIELD)
        .withTolerance(1e-6)
        .recording(radii())
        .untilOutsideBox(1.5 * field.side());
  }

  /** Launch directions, uniform on the sphere, every set with a seed of its own. */
  public LaunchDirections directions(RunScale scale) {
    return LaunchDirections.uniform(particles(scale), number);
  }

  /**
   * The protons of this set, traced once and then kept in {@code data/cache}: every figure of a set
   * is made from the same ensemble.
   */
  public Ensemble ensemble(Notebook notebook) throws IOException {
    return tracker(field())
        .cached(
            notebook.cache(),
            directions(notebook.scale()),
            Workers.all(),
            Notebook.progress("protons of set " + number));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "set %d: %s, r_L = %.3g pc, L_inj = %.3g pc",
        number,
        energy < Units.PeV
            ? String.format(Locale.ROOT, "%.3g TeV", energy / Units.TeV)
            : String.format(Locale.ROOT, "%.3g PeV", energy / Units.PeV),
        gyroradius() / Units.pc,
        injectionScale / Units.pc);
  }
}
