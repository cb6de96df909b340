package larmor.notebook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import larmor.field.CubicSplineField;
import larmor.numeric.Progress;
import larmor.numeric.Workers;
import larmor.orbit.Ensemble;
import larmor.paper.PaperFields;
import larmor.paper.PaperSet;

/**
 * One run of one notebook: its scale, its checks, its clock. Meant for {@code import static
 * larmor.notebook.Notebook.*} and {@code var notebook = start("fig5-power-spectrum")}.
 */
public final class Notebook implements HtmlView {
  private final String name;
  private final RunScale scale;
  private final Checks checks;
  private final PaperFields fields;
  private final long start = System.nanoTime();

  private Notebook(String name, RunScale scale, Checks checks, PaperFields fields) {
    this.name = name;
    this.scale = scale;
    this.checks = checks;
    this.fields = fields;
  }

  /**
   * Starts the notebook's clock and forgets the checks of its earlier run.
   *
   * @param name the file's name without ending
   * @throws IllegalArgumentException if the name or LARMOR_SCALE is not one
   * @throws IllegalStateException if no project is found
   */
  public static Notebook start(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no notebook's name: use its file name without .ipynb");
    }
    Kernels.registerWithIjava();
    Path file = ProjectFolders.build().resolve("checks").resolve(name + ".csv");
    return new Notebook(name, RunScale.current(), Checks.of(name, file), fields());
  }

  /** The project's fields, or those of the cube that LARMOR_CUBE names. */
  private static PaperFields fields() {
    PaperFields project = PaperFields.of(ProjectFolders.home().resolve("data"));
    String named = System.getenv("LARMOR_CUBE");
    return named == null || named.isBlank() ? project : project.withCube(Path.of(named));
  }

  /** A bar below the cell; hand it to whatever takes a {@link Progress}. */
  public static Progress progress(String what) {
    return new ProgressBar(what);
  }

  /**
   * A copy of values, divided by a unit: {@code in(track.x(), pc)}.
   *
   * @param values Not modified. SI.
   * @param unit of {@link larmor.units.Units}
   */
  public static double[] in(double[] values, double unit) {
    return Arrays.stream(values).map(v -> v / unit).toArray();
  }

  public String name() {
    return name;
  }

  public RunScale scale() {
    return scale;
  }

  public Checks checks() {
    return checks;
  }

  /** The folder of the inputs that come with the project. */
  public Path data() {
    return ProjectFolders.home().resolve("data");
  }

  /** The folder for what a run may keep for the next one. */
  public Path cache() {
    return data().resolve("cache");
  }

  /**
   * The field of a set: the project's MHD cube or the one that the environment variable LARMOR_CUBE
   * names, if it resolves the set's gyroradius by two cells, else synthetic turbulence.
   *
   * @throws IllegalArgumentException if the cube cannot be read or has no mean field
   */
  public CubicSplineField field(PaperSet set) {
    return fields.field(set);
  }

  /** What the field of a set is made from, in words. */
  public String source(PaperSet set) {
    return fields.source(set);
  }

  /**
   * The trajectories of a set, computed once and kept in {@link #cache()}: every figure of a set is
   * made from the same ensemble. At the quick scale fewer particles are traced.
   *
   * @throws IOException if the cache cannot be read or written
   */
  public Ensemble ensemble(PaperSet set) throws IOException {
    int number = scale.pick(set.quickParticles(), set.particles());
    return set.withParticles(number)
        .ensemble(field(set), cache(), Workers.all(), progress("particles of " + set.name()));
  }

  /** Toolkit, Java, machine, scale and wall time so far. */
  public Provenance provenance() {
    return Provenance.of(name, scale, seconds());
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public String html() {
    return HtmlTable.words(toString());
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
