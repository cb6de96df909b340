package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.ode.Hermite;
import larmor.orbit.Backtracker;
import larmor.orbit.SolverComparison;
import larmor.orbit.Species;
import larmor.units.Units;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class SolverTableTest {
  @Test
  void rowsAreTheTolerancesAndColumnsTheComparison() {
    Backtracker helix =
        Backtracker.of(Species.PROTON, new UniformField(Vec3.X)).withGyroradius(Units.pc, 1);
    SolverComparison found = SolverComparison.of(helix, 1, Hermite.of(1e-6), 1e-4, 1e-6, 1e-8);
    Table table = SolverTable.of(found);
    assertEquals("Hermite, order 4", table.name());
    assertEquals(
        List.of("tolerance", "evaluations per gyration", "position error [r_L]", "energy error"),
        table.columnNames());
    double[][] columns = {
      found.tolerances(),
      found.evaluationsPerGyration(),
      found.positionErrors(),
      found.energyErrors()
    };
    for (int c = 0; c < columns.length; c++) {
      assertArrayEquals(columns[c], table.doubleColumn(c).asDoubleArray());
    }
  }
}
