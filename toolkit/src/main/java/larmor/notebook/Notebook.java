package larmor.notebook;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.ImportedCube;
import larmor.liouville.SkySurvey;
import larmor.liouville.SkySurveyResult;
import larmor.numeric.Given;
import larmor.numeric.Progress;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.paper.ObserverSurvey;
import larmor.paper.PaperFields;
import larmor.paper.PaperSet;
import tech.tablesaw.api.Table;

/**
 * One run of one notebook. It gives the fields and ensembles of the paper's particle sets, the
 * scale of the run, its checks and its wall time. A notebook begins with {@code import static
 * larmor.notebook.Notebook.*} and {@code var notebook = start("fig5-power-spectra")}.
 */
public final class Notebook implements HtmlView {
  private final String name;
  private final RunScale scale;
  private final Checks checks;
  private final PaperFields fields;
  private final PaperFields smallFields;
  private final boolean ownCube;
  private final Map<String, SoftReference<CubicSplineField>> projectFields = new HashMap<>();
  private final long start = System.nanoTime();

  private Notebook(String name, RunScale scale, Checks checks, String cube) {
    this.name = name;
    this.scale = scale;
    this.checks = checks;
    ownCube = cube != null && !cube.isBlank();
    PaperFields small = PaperFields.small(dataFolder());
    smallFields = ownCube ? small.withCube(Path.of(cube)) : small;
    fields = ownCube ? smallFields : scale.pick(smallFields, PaperFields.large(dataFolder()));
  }

  /**
   * Starts a run of a notebook. It starts the measurement of the wall time and deletes the checks
   * of an earlier run.
   *
   * @param name name of the notebook's file without .ipynb
   * @return the run
   * @throws IllegalArgumentException if the name cannot be a file name, LARMOR_SCALE is neither
   *     "quick" nor "paper", or the cube that LARMOR_CUBE names cannot be used
   * @throws IllegalStateException if the project's folder is not found
   * @throws java.io.UncheckedIOException if the file of checks cannot be written
   */
  public static Notebook start(String name) {
    return start(name, System.getenv("LARMOR_CUBE"));
  }

  /** Starts a run, with the path of a cube in the place of LARMOR_CUBE, or null. */
  static Notebook start(String name, String cube) {
    Given.require(name, "the name of the notebook", "\"fig5-power-spectra\"");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" cannot be the name of a notebook: use its file name without .ipynb");
    }
    Kernels.registerWithIjava();
    Path file = ProjectFolders.build().resolve("checks").resolve(name + ".csv");
    return new Notebook(name, RunScale.current(), Checks.of(name, file), cube);
  }

  /**
   * Returns a progress bar that is shown below the current cell, for a computation that takes a
   * {@link Progress}.
   *
   * @param what name of the computation, shown beside the bar
   * @return a new progress bar
   */
  public static Progress progress(String what) {
    Given.require(what, "the name of the computation", "\"particles\"");
    return new ProgressBar(what);
  }

  /**
   * Lists the public methods of a class or of an object's class: {@code help(Backtracker.class)},
   * {@code help(ensemble)}.
   *
   * @param what a class or an object, not null
   * @return one line for each method, with a link to the API reference
   */
  public static Help help(Object what) {
    Given.require(what, "the class or object", "Backtracker.class");
    return Help.of(what instanceof Class<?> c ? c : what.getClass());
  }

  /**
   * Converts values to a unit, for a plot or a table: {@code inUnits(trajectory.x(), pc)}.
   *
   * @param values SI values. Not modified.
   * @param unit one of {@link larmor.units.Units}, or any other number to divide by
   * @return a new array, {@code values[i] / unit}
   */
  public static double[] inUnits(double[] values, double unit) {
    Given.require(values, "the array of values", "trajectory.x()");
    return Arrays.stream(values).map(v -> v / unit).toArray();
  }

  /**
   * Returns the name of the notebook.
   *
   * @return the file name without .ipynb
   */
  public String name() {
    return name;
  }

  /**
   * Returns the scale of this run.
   *
   * @return quick or paper
   */
  public RunScale scale() {
    return scale;
  }

  /**
   * Returns the checks of this run. The notebook adds checks with the methods of the returned
   * object.
   *
   * @return the checks, in the order in which they were made
   */
  public Checks checks() {
    return checks;
  }

  /**
   * Returns the folder of the project's input data.
   *
   * @return the folder "data"
   */
  public Path dataFolder() {
    return ProjectFolders.home().resolve("data");
  }

  /**
   * Returns the folder of stored results, such as ensembles, that later runs read.
   *
   * @return the folder "data/cache"; it may not exist yet
   */
  public Path cacheFolder() {
    return dataFolder().resolve("cache");
  }

  /**
   * Returns the folder of tables that notebooks export, and creates it if it is missing.
   *
   * @return the folder "tables" beside the figures, in notebooks/build
   * @throws IOException if the folder cannot be created
   */
  public Path tableFolder() throws IOException {
    return Files.createDirectories(ProjectFolders.build().resolve("tables"));
  }

  /**
   * Returns the cube in which the particles of all sets are traced, before it is scaled to a set,
   * with the report of its import. It is the project's MHD cube of the scale, or the cube that the
   * environment variable LARMOR_CUBE names. The divergence of the project's larger cube and of a
   * named cube is removed.
   *
   * @return the cube and its report
   * @throws IllegalArgumentException if the cube cannot be read
   */
  public ImportedCube cube() {
    return fields.cube();
  }

  /**
   * Returns the magnetic field of a particle set. It is the project's MHD cube, or the cube that
   * the environment variable LARMOR_CUBE names, scaled to the set. The particles of all sets are
   * traced in this cube.
   *
   * @param set one of the paper's sets or another set
   * @return the field, interpolated by cubic splines
   * @throws IllegalArgumentException if the cube cannot be read or has no mean field
   */
  public CubicSplineField field(PaperSet set) {
    return fields.field(set);
  }

  /**
   * Returns the fields of the particle sets in the project's smaller cube at both scales, for
   * notebooks whose stored results are of this cube, or in the cube that LARMOR_CUBE names.
   *
   * @return the fields
   */
  public PaperFields smallFields() {
    return smallFields;
  }

  /**
   * Describes the magnetic field of a particle set.
   *
   * @param set one of the paper's sets or another set
   * @return the origin of the field in words
   */
  public String fieldSource(PaperSet set) {
    return fields.source(set);
  }

  /**
   * Returns the ensemble of a particle set. The first call traces the particles back and stores the
   * ensemble in {@link #cacheFolder()}; later calls, also from other notebooks, read the stored
   * ensemble. At the quick scale fewer particles are traced. A gyroradius below two cells of the
   * cube is allowed; {@link #fieldSource} states how many cells the gyroradius spans.
   *
   * @param set one of the paper's sets or another set
   * @return the ensemble
   * @throws IOException if the stored ensemble cannot be read or written
   */
  public Ensemble ensemble(PaperSet set) throws IOException {
    Given.require(set, "the particle set", "PaperSet.SET_1");
    PaperSet run = set.withParticles(scale.pick(set.quickParticles(), set.particles()));
    Backtracker tracer = run.tracer(field(set));
    return (fields.resolves(set) ? tracer : tracer.withUnderResolvedAllowed())
        .cached(
            cacheFolder(), run.directions(), Workers.all(), progress("particles of " + set.name()));
  }

  /**
   * Returns the folder of the survey results that come with the project.
   *
   * @return the folder "data/surveys"
   */
  public Path surveyFolder() {
    return dataFolder().resolve("surveys");
  }

  /**
   * Returns the result of a survey. At the quick scale this method reads the result from {@link
   * #surveyFolder()} if that folder has a result of the same survey; otherwise it computes a survey
   * of the first two observers. At the paper scale it computes the whole survey and writes the
   * result to that folder, unless a file there already has it. It stores the result of each
   * observer in {@link #cacheFolder()}, so that an interrupted survey resumes.
   *
   * @param file name of the result's file without .csv
   * @param survey the survey
   * @return spectra and mean free paths of the observers
   * @throws IOException if the result cannot be written
   * @throws java.io.UncheckedIOException if a stored result cannot be read or written
   * @throws IllegalStateException under the conditions of {@link SkySurvey#run()}
   */
  public SkySurveyResult survey(String file, SkySurvey survey) throws IOException {
    Given.require(file, "the name of the file", "\"beta\"");
    Given.require(survey, "the survey", "SkySurvey.of(tracer, observers)");
    FigureFiles.requireName(file);
    Path kept = surveyFolder().resolve(file + ".csv");
    Path cache = cacheFolder().resolve("surveys");
    if (scale == RunScale.QUICK) {
      Optional<SkySurveyResult> result = survey.read(kept);
      return result.isPresent()
          ? result.get()
          : survey.first(2).run(cache, Workers.all(), progress("observers of " + file));
    }
    SkySurveyResult result = survey.run(cache, Workers.all(), progress("observers of " + file));
    // the file may have more observers of the same survey, which another notebook computed
    if (survey.read(kept).filter(result::hasSameRows).isEmpty()) {
      Files.createDirectories(surveyFolder());
      result.write(kept);
    }
    return result;
  }

  /**
   * Returns a table of results. At the quick scale this method reads the table from "data/results"
   * if that folder has one with the same settings; otherwise it makes the computation, which should
   * then be a short one. At the paper scale it makes the computation and writes the table with its
   * settings to that folder, unless a file there already has it or LARMOR_CUBE names another cube.
   *
   * @param file name of the table's file without .csv
   * @param settings one line with everything that the numbers at the paper scale depend on, the
   *     same at both scales: observers, launch directions and the like, the meaning of the columns,
   *     and {@link Backtracker#fingerprint}, which contains the field
   * @param computation computation of the table, whose columns are of whole numbers, doubles and
   *     texts without # and line ends
   * @return the table, in all digits
   * @throws IllegalArgumentException if an argument is missing, the settings are not one line, the
   *     stored table is damaged, or a column cannot be stored
   * @throws IOException if the table cannot be read or written
   * @throws Exception if the computation throws it
   */
  public Table table(String file, String settings, Callable<Table> computation) throws Exception {
    Given.require(file, "the name of the file", "\"waves-diffusion\"");
    Given.require(computation, "the computation of the table", "() -> rows(24)");
    FigureFiles.requireName(file);
    StoredTable.requireLine(settings);
    Path kept = dataFolder().resolve("results").resolve(file + ".csv");
    if (scale == RunScale.QUICK) {
      Optional<Table> table = StoredTable.read(kept, settings);
      return table.isPresent() ? table.get() : computation.call();
    }
    Files.createDirectories(kept.getParent());
    Table table = computation.call();
    if (!ownCube) {
      StoredTable.write(table, settings, kept);
    }
    return table;
  }

  /**
   * Returns the spectra and the mean free paths of many observers of a particle set in several MHD
   * cubes, see {@link ObserverSurvey}; LARMOR_CUBE does not change them. For a cube whose file is
   * in {@link #dataFolder()}, {@link #survey} says when they are read and when they are computed;
   * for the others the result in {@link #surveyFolder()} is read.
   *
   * @param set one of the paper's sets or another set. At the paper scale the result replaces that
   *     of another set of the same {@link ObserverSurvey#name}.
   * @return the result for the observers of all cubes
   * @throws IOException if a result cannot be written
   * @throws IllegalArgumentException if a cube cannot be read, or if neither a cube nor its result
   *     is there
   * @throws java.io.UncheckedIOException if a stored result cannot be read or written
   */
  public SkySurveyResult observers(PaperSet set) throws IOException {
    Given.require(set, "the particle set", "PaperSet.SET_1");
    List<SkySurveyResult> results = new ArrayList<>();
    for (String cube : ObserverSurvey.cubes()) {
      if (Files.exists(dataFolder().resolve(cube + ".fits"))) {
        CubicSplineField field = projectField(cube).withScale(set.scale());
        SkySurvey observers = ObserverSurvey.of(set, field).first(ObserverSurvey.observers(cube));
        results.add(survey(ObserverSurvey.name(cube, set), observers));
      } else {
        results.add(ObserverSurvey.read(surveyFolder(), cube, set));
      }
    }
    return SkySurveyResult.together(results);
  }

  /** Returns the field of one of the project's cubes, which is kept while there is memory. */
  private synchronized CubicSplineField projectField(String cube) {
    CubicSplineField field = projectFields.getOrDefault(cube, new SoftReference<>(null)).get();
    if (field == null) {
      field = PaperSet.SET_3.field(Cubes.read(dataFolder().resolve(cube + ".fits")).cube());
      projectFields.put(cube, new SoftReference<>(field));
    }
    return field;
  }

  /**
   * Returns the record of how the numbers of this run were computed.
   *
   * @return toolkit, Java, machine, scale, wall time so far, and what to cite
   */
  public Provenance provenance() {
    return Provenance.of(name, scale, seconds());
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public String html() {
    return HtmlTable.escape(toString());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s at the %s scale, Larmor %s, Java %s, %d cores, heap up to %d MB",
        name,
        scale,
        Provenance.version(),
        Runtime.version().feature(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
  }
}
