package larmor.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs the code of every notebook at the quick scale, without Python, or that of the notebooks
 * whose names match {@code -Dnotebooks=…}.
 */
class NotebookCellsTest {
  private static final Path BUILD = Path.of("target", "notebooks").toAbsolutePath();

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT) // as many at a time as junit-platform.properties says
  Stream<DynamicTest> codeOfEveryNotebookRunsAndWrongAnswersGetTheirFeedback() {
    List<NotebookFile> all = NotebookFile.all();
    assertFalse(all.isEmpty(), "no notebooks found in " + NotebookFile.PROJECT);
    String wanted = System.getProperty("notebooks", ".*");
    return all.stream()
        .filter(n -> n.name().matches(wanted))
        .map(n -> DynamicTest.dynamicTest(n.name(), () -> runs(n)));
  }

  /** Vector instructions as in the kernel of the commands; solutions run as in a plain kernel. */
  private static String[] options(NotebookFile notebook) {
    return notebook.name().endsWith("-solutions")
        ? new String[0]
        : new String[] {"--add-modules", "jdk.incubator.vector"};
  }

  private static void runs(NotebookFile notebook) {
    try (CellRunner runner = new CellRunner(BUILD, options(notebook))) {
      assertTimeoutPreemptively(
          Duration.ofMinutes(10),
          () -> {
            List<NotebookFile.Cell> cells = notebook.cells();
            for (int i = 0; i < cells.size(); i++) {
              if (cells.get(i).isCode()) {
                runs(runner, notebook.name() + ", cell " + (i + 1), cells.get(i).source());
              }
            }
            for (CourseFile.WrongAnswer wrong : CourseFile.wrongAnswers(notebook)) {
              String shown = runner.run(wrong.cell());
              assertTrue(shown.contains(wrong.feedback()), wrong.cell() + ": " + shown);
            }
          });
      assertEquals("", runner.errors(), notebook.name() + " wrote to the error stream");
    }
  }

  private static void runs(CellRunner runner, String where, String source) {
    try {
      runner.run(source);
    } catch (AssertionError e) {
      throw new AssertionError(where + ": " + e.getMessage(), e);
    }
  }

  @Test
  void cellsBehaveAsInTheKernels(@TempDir Path build) {
    try (CellRunner runner = new CellRunner(build)) {
      assertEquals("", runner.run("int a = 3;\nint b = a +\n    4"));
      assertEquals("\"text/plain: 7\"", runner.run("// a comment\nint c = 1;\nb"));
      assertEquals("", runner.run("var id = display(b);\nupdateDisplay(id, c);"));
      runner.run("import static larmor.notebook.Notebook.*; var n = start(\"x\")");
      assertTrue(runner.run("n.checks().expect(\"two\", 2, 2, 0)").contains("agrees: two"));
      AssertionError failed =
          assertThrows(AssertionError.class, () -> runner.run("n.checks().expect(\"no\", false)"));
      assertTrue(failed.getMessage().startsWith("larmor.notebook.CheckFailed: fails: no"));
      AssertionError wrong = assertThrows(AssertionError.class, () -> runner.run("int d = true;"));
      assertTrue(wrong.getMessage().contains("incompatible types"), wrong.getMessage());
      AssertionError open = assertThrows(AssertionError.class, () -> runner.run("int e = ("));
      assertTrue(open.getMessage().contains("INCOMPLETE"), open.getMessage());
      assertThrows(AssertionError.class, () -> runner.run("int f() { return undefined; }"));
      runner.run("System.err.print(\"oh\")");
      assertEquals("oh", runner.errors());
    }
  }
}
