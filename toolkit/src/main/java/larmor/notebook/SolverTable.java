package larmor.notebook;

import larmor.numeric.Given;
import larmor.orbit.SolverComparison;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * A table of the numbers of evaluations and the errors of one solver, with a row for each
 * tolerance.
 */
public final class SolverTable {
  private SolverTable() {}

  /**
   * Returns the comparison as a table whose title is the solver's name.
   *
   * @param comparison comparison of one solver with the reference
   * @return the columns "tolerance", "evaluations per gyration", "position error [r_L]" and "energy
   *     error"
   */
  public static Table of(SolverComparison comparison) {
    Given.require(comparison, "the comparison", "SolverComparison.of(tracer, 1, solver, 1e-6)");
    return Table.create(
        comparison.solver(),
        DoubleColumn.create("tolerance", comparison.tolerances()),
        DoubleColumn.create("evaluations per gyration", comparison.evaluationsPerGyration()),
        DoubleColumn.create("position error [r_L]", comparison.positionErrors()),
        DoubleColumn.create("energy error", comparison.energyErrors()));
  }
}
