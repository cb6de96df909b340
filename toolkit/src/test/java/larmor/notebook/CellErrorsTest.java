package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CellErrorsTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private JShell shell;

  @BeforeEach
  void startShell() {
    shell = JShell.builder().executionEngine("local").build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    CellErrors.follow(shell, () -> out);
  }

  @AfterEach
  void closeShell() {
    shell.close();
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void classThatIsNotFoundIsToldWithItsImport() {
    shell.eval("Cubes.read(null)");
    assertEquals("Cubes needs an import: import larmor.field.*;", shown());
  }

  @Test
  void nameThatNoClassHasIsNotTold() {
    shell.eval("Cubez.read(null)");
    assertEquals("", shown());
  }

  @Test
  void variableOfAFailedCellIsGone() {
    List<SnippetEvent> failed = shell.eval("var x = Integer.parseInt(\"x\");");
    assertTrue(failed.get(0).exception() instanceof EvalException, failed.toString());
    assertEquals(
        "The variable x has no value, because this cell failed: correct the cell and run it again.",
        shown());
    assertEquals(Snippet.Status.REJECTED, shell.eval("x").get(0).status());
    shell.eval("var x = 3;");
    assertEquals("3", shell.eval("x").get(0).value());
  }

  @Test
  void traceHasThePlaceOfTheErrorAndTheCellOnly() {
    EvalException e =
        (EvalException)
            shell
                .eval("java.util.stream.Stream.of(\"a\").map(s -> Integer.parseInt(s)).toList()")
                .get(0)
                .exception();
    StackTraceElement[] frames = e.getStackTrace();
    assertEquals("java.lang.NumberFormatException", frames[0].getClassName());
    assertTrue(frames.length > 1);
    for (int i = 1; i < frames.length; i++) {
      assertTrue(frames[i].getFileName().startsWith("#"), frames[i].toString());
    }
  }
}
