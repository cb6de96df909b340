package larmor.course;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;

/**
 * Runs notebook cells as a Java kernel does, with the JDK's JShell in a process of its own: a cell
 * is divided into snippets, each must compile and run without an exception, and the last expression
 * is rendered.
 */
final class CellRunner implements AutoCloseable {
  private static final List<String> KERNEL =
      List.of(
          "String display(Object o, String... as) {"
              + " larmor.notebook.Rendering.of(o); return \"shown\"; }",
          "void updateDisplay(String id, Object o, String... as) {"
              + " larmor.notebook.Rendering.of(o); }",
          "String render(Object o) { return larmor.notebook.Rendering.of(o).toString(); }");

  private static final Set<Snippet.SubKind> SHOWN =
      Set.of(
          Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND,
          Snippet.SubKind.VAR_VALUE_SUBKIND,
          Snippet.SubKind.ASSIGNMENT_SUBKIND);

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final JShell shell;

  /** Starts the process with these options of Java in addition to those that all cells need. */
  CellRunner(Path build, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(
        List.of(
            "-Xmx1400m",
            "--add-exports",
            "java.base/sun.nio.ch=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Dlarmor.scale=quick",
            "-Dlarmor.home=" + NotebookFile.PROJECT,
            "-Dlarmor.build=" + build));
    shell =
        JShell.builder()
            .out(new PrintStream(output, true, StandardCharsets.UTF_8))
            .err(new PrintStream(errors, true, StandardCharsets.UTF_8))
            .remoteVMOptions(all.toArray(String[]::new))
            .build();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      shell.addToClasspath(path);
    }
    KERNEL.forEach(this::run);
  }

  /** Runs one cell and returns the rendering of its last expression, or an empty text. */
  String run(String cell) {
    String rest = cell;
    SnippetEvent last = null;
    while (!rest.isBlank()) {
      SourceCodeAnalysis.CompletionInfo part = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (!part.completeness().isComplete()) {
        throw new AssertionError(part.completeness() + ": " + rest.strip());
      }
      last = evaluate(part.source());
      rest = part.remaining();
    }
    if (last != null && SHOWN.contains(last.snippet().subKind())) {
      String name =
          last.snippet() instanceof ExpressionSnippet old
              ? old.name()
              : ((VarSnippet) last.snippet()).name();
      return evaluate("render(" + name + ")").value();
    }
    return "";
  }

  /** The standard output of all cells so far. */
  String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  /** The standard error of all cells so far. */
  String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  private SnippetEvent evaluate(String source) {
    SnippetEvent last = null;
    for (SnippetEvent event : shell.eval(source)) {
      if (event.causeSnippet() != null) {
        continue;
      }
      if (event.status() != Snippet.Status.VALID) {
        String why =
            shell
                .diagnostics(event.snippet())
                .filter(Diag::isError)
                .map(d -> d.getMessage(Locale.ROOT))
                .findFirst()
                .orElse(event.status().toString());
        throw new AssertionError(why + "\n" + source.strip());
      }
      if (event.exception() != null) {
        throw new AssertionError(message(event.exception()) + "\n" + source.strip());
      }
      last = event;
    }
    if (last == null) {
      throw new AssertionError("the process ended\n" + source.strip());
    }
    return last;
  }

  private static String message(JShellException e) {
    return e instanceof EvalException thrown
        ? thrown.getExceptionClassName() + ": " + thrown.getMessage()
        : e.toString();
  }

  @Override
  public void close() {
    shell.close();
  }
}
