package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** When {@link Notebook#table} reads, computes and writes a table, in a project of its own. */
class NotebookTableTest {
  @TempDir Path project;
  private int computations;

  @BeforeEach
  void useATemporaryProject() {
    System.setProperty("larmor.home", project.toString());
    System.setProperty("larmor.build", project.resolve("build").toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty("larmor.home");
    System.clearProperty("larmor.build");
    System.clearProperty("larmor.scale");
  }

  private static Notebook at(String scale, String cube) {
    System.setProperty("larmor.scale", scale);
    return Notebook.start("tables", cube);
  }

  private Path file() {
    return project.resolve("data/results/waves.csv");
  }

  private Table computed(double value) {
    computations++;
    return Table.create("t", DoubleColumn.create("x", value));
  }

  private double value(String scale, String cube, String settings, double computed)
      throws Exception {
    Table table = at(scale, cube).table("waves", settings, () -> computed(computed));
    return table.doubleColumn("x").getDouble(0);
  }

  @Test
  void thePaperScaleWritesWhatTheQuickScaleReads() throws Exception {
    assertEquals(1, value("paper", null, "24 observers", 1));
    assertEquals(1, value("quick", null, "24 observers", 2));
    assertEquals(1, computations, "nothing is computed at the quick scale");
  }

  @Test
  void theQuickScaleComputesWhatIsNotStoredAndWritesNothing() throws Exception {
    assertEquals(2, value("quick", null, "24 observers", 2));
    assertFalse(Files.exists(file().getParent()));
    value("paper", null, "24 observers", 1);
    String text = Files.readString(file());
    assertEquals(2, value("quick", null, "24 observers, another field", 2));
    assertEquals(text, Files.readString(file()));
  }

  @Test
  void thePaperScaleComputesAgainAndReplacesTheFile() throws Exception {
    value("paper", null, "24 observers", 1);
    assertEquals(3, value("paper", null, "24 observers", 3));
    assertEquals(3, value("quick", null, "24 observers", 2));
  }

  @Test
  void thePaperScaleWritesNothingForAnotherCube() throws Exception {
    value("paper", null, "24 observers", 1);
    String text = Files.readString(file());
    assertEquals(4, value("paper", "cube.fits", "24 observers of cube.fits", 4));
    assertEquals(text, Files.readString(file()));
    value("paper", " ", "24 observers of no cube", 5);
    assertTrue(Files.readString(file()).contains("no cube"), "a blank name is no cube");
  }

  @Test
  void damageAndWrongSettingsAreRefusedBeforeAnyWork() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "x\n1\n");
    IllegalArgumentException damaged =
        assertThrows(IllegalArgumentException.class, () -> value("quick", null, "24 observers", 2));
    assertTrue(
        damaged.getMessage().startsWith(file() + " is damaged, cut or not a stored table"),
        damaged.getMessage());
    assertThrows(IllegalArgumentException.class, () -> value("paper", null, "two\nlines", 2));
    assertEquals(0, computations);
  }

  @Test
  void missingArgumentsAreRefused() {
    Notebook notebook = at("quick", null);
    IllegalArgumentException file =
        assertThrows(
            IllegalArgumentException.class,
            () -> notebook.table(null, "24 observers", () -> computed(1)));
    assertEquals(
        "the name of the file is missing: give one, such as \"waves-diffusion\"",
        file.getMessage());
    IllegalArgumentException computation =
        assertThrows(
            IllegalArgumentException.class, () -> notebook.table("waves", "24 observers", null));
    assertEquals(
        "the computation of the table is missing: give one, such as () -> rows(24)",
        computation.getMessage());
    assertEquals(0, computations);
  }

  @Test
  void theSmallFieldsAreTheSameAtBothScalesUnlessACubeIsNamed() {
    assertEquals("mhd-128-a.fits", at("quick", null).smallFields().toString());
    assertEquals("mhd-128-a.fits", at("paper", null).smallFields().toString());
    assertTrue(at("paper", "c.fits").smallFields().toString().contains("c.fits"));
  }
}
