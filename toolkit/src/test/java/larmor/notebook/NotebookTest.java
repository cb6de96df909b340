package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import larmor.units.Units;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {
  @TempDir Path build;

  @BeforeEach
  void writeIntoATemporaryFolder() {
    System.setProperty("larmor.build", build.toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty("larmor.build");
    System.clearProperty("larmor.scale");
    System.clearProperty("larmor.home");
  }

  @Test
  void aNotebookPrintsItsScaleVersionAndMachine() {
    System.setProperty("larmor.scale", "paper");
    Notebook notebook = Notebook.start("fig5-power-spectrum");
    assertTrue(
        notebook
            .toString()
            .matches(
                "fig5-power-spectrum at the paper scale, Larmor "
                    + Pattern.quote(System.getProperty("larmor.version"))
                    + ".*, Java \\d+, \\d+ cores,"
                    + " heap up to \\d+ MB"),
        notebook.toString());
    assertTrue(Files.exists(build.resolve("checks/fig5-power-spectrum.csv")));
  }

  @Test
  void aNameWithAFolderIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Notebook.start("../fig5"));
    assertEquals(
        "\"../fig5\" cannot be the name of a notebook: use its file name without .ipynb",
        e.getMessage());
  }

  @Test
  void scalePicksItsValueAndOtherWordsAreRefused() {
    assertEquals(RunScale.QUICK, RunScale.of(null));
    assertEquals(RunScale.PAPER, RunScale.of(" Paper "));
    assertEquals(7, RunScale.PAPER.pick(3, 7));
    assertEquals(0.5, RunScale.QUICK.pick(0.5, 0.1));
    assertEquals("a", RunScale.QUICK.pick("a", "b"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RunScale.of("huge"));
    assertEquals("LARMOR_SCALE is \"huge\": use \"quick\" or \"paper\"", e.getMessage());
  }

  @Test
  void provenanceHoldsVersionScaleTimeAndAddedEntries() {
    Provenance provenance = Notebook.start("a").provenance().with("seed", 42);
    String text = provenance.toString();
    String version = System.getProperty("larmor.version");
    assertTrue(text.startsWith("a: toolkit: Larmor " + version), text);
    assertTrue(text.contains("; scale: quick; wall time: 0.") && text.endsWith("; seed: 42"), text);
    assertTrue(provenance.html().contains(">seed</td>"), provenance.html());
  }

  @Test
  void theProjectIsFoundAboveTheWorkingFolderOrByItsProperty() {
    assertTrue(Files.exists(ProjectFolders.home().resolve("notebooks/reproduce.py")));
    assertTrue(Notebook.start("a").cacheFolder().endsWith("data/cache"));
    System.setProperty("larmor.home", build.toString());
    System.clearProperty("larmor.build");
    assertEquals(build.toAbsolutePath().resolve("notebooks/build"), ProjectFolders.build());
  }

  @Test
  void exportedTablesHaveAFolderBesideTheFigures() throws IOException {
    System.setProperty("larmor.build", build.toString());
    assertEquals(build.toAbsolutePath().resolve("tables"), Notebook.start("a").tableFolder());
    assertTrue(Files.isDirectory(build.resolve("tables")));
  }

  @Test
  void progressShowsElapsedAndRemainingTime() {
    assertEquals(
        "protons 0 %, 0.5 s", new ProgressBar.State("protons", 0, 0.5, Double.NaN).toString());
    assertEquals(
        "protons 25 %, 10 s, 30 s left",
        new ProgressBar.State("protons", 0.25, 10, 0.025).toString());
    assertEquals("protons: done in 40 s", new ProgressBar.State("protons", 1, 40, 0.1).toString());
    assertTrue(new ProgressBar.State("a<b", 0.25, 1, 0.25).html().contains("width:25.0%"));
    assertTrue(new ProgressBar.State("a<b", 0.25, 1, 0.25).html().contains("a&lt;b"));
    Notebook.progress("silent without a kernel").at(0.5);
  }

  @Test
  void theRemainingTimeOfAResumedComputationFollowsFromWhatWasDoneSince() {
    ProgressBar.State begins = new ProgressBar.State("protons", 0.9, 2, Double.NaN);
    assertEquals("protons 90 %, 2.0 s", begins.toString());
    ProgressBar.State continues = new ProgressBar.State("protons", 0.92, 4, 0.02 / 2);
    assertEquals("protons 92 %, 4.0 s, 8.0 s left", continues.toString());
  }

  @Test
  void valuesAreDividedByTheirUnitInANewArray() {
    double[] metres = {3 * Units.pc, 0};
    assertArrayEquals(new double[] {3, 0}, Notebook.inUnits(metres, Units.pc), 1e-15);
    assertEquals(3 * Units.pc, metres[0], 0);
  }

  @Test
  void progressKeepsTheInterruptOfItsThread() {
    Thread.currentThread().interrupt();
    Notebook.progress("interrupted").at(0.5);
    assertTrue(Thread.interrupted());
  }
}
