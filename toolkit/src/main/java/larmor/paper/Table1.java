package larmor.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import larmor.numeric.Given;
import larmor.orbit.Ensemble;
import larmor.orbit.LengthEstimate;
import larmor.orbit.MeanFreePath;
import larmor.units.Units;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Table 1 of the paper with the computed numbers. It has a row for each particle set, in which the
 * printed numbers stand next to the computed ones, and gives the mean free paths by five
 * definitions. Rows of further sets can be added; the columns of printed numbers are empty for
 * these. Immutable.
 */
public final class Table1 {
  private record Row(PaperSet set, Ensemble ensemble, String field) {}

  private final List<Row> rows;

  private Table1(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * Returns a table without rows.
   *
   * @return the empty table
   */
  public static Table1 empty() {
    return new Table1(List.of());
  }

  /**
   * Returns a copy with one more row.
   *
   * @param set one of the paper's sets or another
   * @param ensemble the trajectories of the set
   * @param field description of the field, see {@link PaperFields#source}
   * @return the longer table
   * @throws IllegalArgumentException if a row already has the name of this set
   */
  public Table1 withRow(PaperSet set, Ensemble ensemble, String field) {
    Given.require(set, "the particle set", "PaperSet.SET_1");
    Given.require(ensemble, "the ensemble", "that of Backtracker.run");
    Given.require(field, "the description of the field", "paperFields.source(set)");
    if (rows.stream().anyMatch(r -> r.set().name().equals(set.name()))) {
      throw new IllegalArgumentException(
          "the table already has a row \""
              + set.name()
              + "\": give the set another name with .withName(name)");
    }
    List<Row> more = new ArrayList<>(rows);
    more.add(new Row(set, ensemble, field));
    return new Table1(more);
  }

  /**
   * Returns the mean free paths of one row.
   *
   * @param set the set of the row, found by its name
   * @return mean free paths by five definitions
   * @throws IllegalArgumentException if the table has no row of this name
   * @throws IllegalStateException if more than 1 % of the trajectories of the set are lost
   */
  public MeanFreePath meanFreePath(PaperSet set) {
    Given.require(set, "the particle set", "PaperSet.SET_1");
    return MeanFreePath.of(
        rows.stream()
            .filter(r -> r.set().name().equals(set.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the table has no row \"" + set.name() + "\": add it with .withRow"))
            .ensemble());
  }

  /**
   * Returns the columns of Table 1, printed and computed.
   *
   * @return a row for each set; the printed numbers are missing values for a set that is not in the
   *     paper
   * @throws IllegalStateException if more than 1 % of the trajectories of a set are lost
   */
  public Table table() {
    StringColumn name = StringColumn.create("set");
    DoubleColumn printed = DoubleColumn.create("E_p, paper [PeV]");
    DoubleColumn energy = DoubleColumn.create("E of r_L in B0 [PeV]");
    DoubleColumn rPrinted = DoubleColumn.create("r_L, paper [pc]");
    DoubleColumn r = DoubleColumn.create("r_L [pc]");
    DoubleColumn injection = DoubleColumn.create("L_inj [pc]");
    DoubleColumn pathPrinted = DoubleColumn.create("L_mfp, paper [pc]");
    DoubleColumn path = DoubleColumn.create("L_mfp [pc]");
    DoubleColumn error = DoubleColumn.create("± [pc]");
    IntColumn particles = IntColumn.create("particles");
    StringColumn field = StringColumn.create("field");
    rows.forEach(
        row -> {
          PaperSet set = row.set();
          Optional<PaperSet.Published> paper = set.published();
          LengthEstimate turn = meanFreePath(set).turn();
          name.append(set.name());
          printed.append(printed(paper, PaperSet.Published::energy, Units.PeV));
          energy.append(set.energy() / Units.PeV);
          rPrinted.append(printed(paper, PaperSet.Published::gyroradius, Units.pc));
          r.append(set.gyroradius() / Units.pc);
          injection.append(set.injectionScale() / Units.pc);
          pathPrinted.append(printed(paper, PaperSet.Published::meanFreePath, Units.pc));
          path.append(turn.mean() / Units.pc);
          error.append(turn.standardError() / Units.pc);
          particles.append(row.ensemble().size());
          field.append(row.field());
        });
    return Table.create(
        "Table 1",
        name,
        printed,
        energy,
        rPrinted,
        r,
        injection,
        pathPrinted,
        path,
        error,
        particles,
        field);
  }

  /** Returns a printed number in a unit, or null if the set is not in the paper. */
  private static Double printed(
      Optional<PaperSet.Published> paper,
      ToDoubleFunction<PaperSet.Published> number,
      double unit) {
    return paper.map(p -> number.applyAsDouble(p) / unit).orElse(null);
  }

  /**
   * Returns the mean free path of every set by every definition, in injection scales.
   *
   * @return a row for each definition and a column for each set
   * @throws IllegalStateException if more than 1 % of the trajectories of a set are lost
   */
  public Table definitions() {
    StringColumn definition = StringColumn.create("definition");
    Table table = Table.create("Mean free paths in units of L_inj", definition);
    definition.append("path to the first v·v0 ≤ 0, the paper's definition");
    definition.append("  its median");
    definition.append("displacement there");
    definition.append("path to the first reversal of v·B");
    definition.append("path to the first reversal of v_x");
    definition.append("∫⟨v_x v_x0⟩ds / ⟨v_x0²⟩");
    rows.forEach(
        row -> {
          PaperSet set = row.set();
          MeanFreePath m = meanFreePath(set);
          double unit = set.injectionScale();
          table.addColumns(
              DoubleColumn.create(
                  set.name(),
                  m.turn().mean() / unit,
                  m.turn().median() / unit,
                  m.turnDisplacement().mean() / unit,
                  m.pitchReversal().mean() / unit,
                  m.axisReversal().mean() / unit,
                  m.autocorrelation().mean() / unit));
        });
    StringColumn paper = StringColumn.create("paper", publishedPaths(), "", "", "", "", "");
    return table.addColumns(paper);
  }

  private String publishedPaths() {
    return rows.stream()
        .map(
            row ->
                row.set()
                    .published()
                    .map(p -> p.meanFreePath() / row.set().injectionScale())
                    .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                    .orElse("–"))
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return table().print();
  }
}
