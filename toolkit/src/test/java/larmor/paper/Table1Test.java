package larmor.paper;

import static larmor.units.Units.PeV;
import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.MeanFreePath;
import larmor.orbit.Species;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class Table1Test {
  private static final Ensemble HELICES =
      Backtracker.of(Species.PROTON, new UniformField(new Vec3(3 * muG, 0, 0)))
          .withGyroradius(10 * pc, 3 * muG)
          .withStopAfterGyrations(1)
          .run(LaunchDirections.uniform(40, 6));
  private static final PaperSet FOURTH = PaperSet.of("set 4", 20 * pc);
  private static final Table1 TABLE =
      Table1.empty()
          .withRow(PaperSet.SET_1, HELICES, "helices")
          .withRow(PaperSet.SET_2, HELICES, "helices")
          .withRow(PaperSet.SET_3, HELICES, "helices")
          .withRow(FOURTH, HELICES, "other helices");

  @Test
  void aFourthRowHasEmptyPrintedColumnsAndComputedOthers() {
    Table table = TABLE.table();
    assertEquals(4, table.rowCount());
    for (String printed : List.of("E_p, paper [PeV]", "r_L, paper [pc]", "L_mfp, paper [pc]")) {
      for (int row = 0; row < 3; row++) {
        assertFalse(table.column(printed).isMissing(row), printed);
      }
      assertTrue(table.column(printed).isMissing(3), printed);
    }
    assertEquals("set 4", table.stringColumn("set").get(3));
    assertEquals(20, table.doubleColumn("r_L [pc]").get(3), 1e-12);
    assertEquals(FOURTH.energy() / PeV, table.doubleColumn("E of r_L in B0 [PeV]").get(3));
    assertEquals(100, table.doubleColumn("L_inj [pc]").get(3), 1e-12);
    assertEquals(40, table.intColumn("particles").get(3));
    assertEquals("other helices", table.stringColumn("field").get(3));
    MeanFreePath path = MeanFreePath.of(HELICES);
    for (int row = 0; row < 4; row++) {
      assertEquals(path.turn().mean() / pc, table.doubleColumn("L_mfp [pc]").get(row));
      assertEquals(path.turn().standardError() / pc, table.doubleColumn("± [pc]").get(row));
    }
  }

  @Test
  void theRowsOfThePaperHaveThePrintedNumbers() {
    Table table = TABLE.table();
    double[][] printed = {{0.75, 0.24, 5}, {7.5, 2.4, 50}, {30, 10, 60}};
    for (int row = 0; row < 3; row++) {
      assertEquals(printed[row][0], table.doubleColumn("E_p, paper [PeV]").get(row), 1e-12);
      assertEquals(printed[row][1], table.doubleColumn("r_L, paper [pc]").get(row), 1e-12);
      assertEquals(printed[row][2], table.doubleColumn("L_mfp, paper [pc]").get(row), 1e-12);
    }
  }

  @Test
  void definitionsAreInInjectionScalesWithAColumnForEachSet() {
    Table definitions = TABLE.definitions();
    MeanFreePath path = MeanFreePath.of(HELICES);
    assertEquals(
        List.of("definition", "set 1", "set 2", "set 3", "set 4", "paper"),
        definitions.columnNames());
    assertEquals(6, definitions.rowCount());
    double[] lengths = {
      path.turn().mean(),
      path.turn().median(),
      path.turnDisplacement().mean(),
      path.pitchReversal().mean(),
      path.axisReversal().mean(),
      path.autocorrelation().mean()
    };
    for (int row = 0; row < lengths.length; row++) {
      assertEquals(lengths[row] / (100 * pc), definitions.doubleColumn("set 4").getDouble(row));
      assertEquals(lengths[row] / (10 * pc), definitions.doubleColumn("set 1").getDouble(row));
    }
    assertEquals("0.50, 0.50, 0.60, –", definitions.stringColumn("paper").get(0));
  }

  @Test
  void meanFreePathsAreThoseOfTheRowOfTheSet() {
    assertEquals(MeanFreePath.of(HELICES), TABLE.meanFreePath(FOURTH));
    assertEquals(
        "the table has no row \"set 5\": add it with .withRow",
        assertThrows(
                IllegalArgumentException.class, () -> TABLE.meanFreePath(FOURTH.withName("set 5")))
            .getMessage());
  }

  @Test
  void aSecondRowOfTheSameNameIsRefusedAndATableIsNotChangedByAdding() {
    assertEquals(
        "the table already has a row \"set 4\": give the set another name with .withName(name)",
        assertThrows(
                IllegalArgumentException.class, () -> TABLE.withRow(FOURTH, HELICES, "helices"))
            .getMessage());
    Table1 longer = TABLE.withRow(FOURTH.withName("set 5"), HELICES, "helices");
    assertEquals(5, longer.table().rowCount());
    assertEquals(4, TABLE.table().rowCount());
    assertEquals(0, Table1.empty().table().rowCount());
  }

  @Test
  void aTablePrintsItsRows() {
    String printed = TABLE.toString();
    assertTrue(printed.contains("Table 1") && printed.contains("L_mfp, paper [pc]"), printed);
    assertTrue(printed.contains("set 4") && printed.contains("other helices"), printed);
  }
}
