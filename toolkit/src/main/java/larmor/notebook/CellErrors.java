package larmor.notebook;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;

/**
 * Extends and shortens the kernel's error messages for readers of a notebook. It names the import
 * of a class that is not found, restricts the stack trace to the lines of the cell, and warns if an
 * interrupted cell does not stop. It also ends the progress bars of a failed cell. It removes a
 * variable whose cell failed, so that the next cell reports that the variable does not exist
 * instead of failing with a null pointer.
 */
final class CellErrors {
  /** Longest time between the interrupt of a cell and the warning that the cell still runs [ms]. */
  private static final long PATIENCE = 1500;

  /** Longest time to wait until JShell's index of classes is complete [ms]. */
  private static final long INDEXING = 5000;

  /** The exception that JJava reports for an interrupted cell. */
  private static final String INTERRUPTED = "Execution Interrupted";

  /** Beginning of the names of the threads in which JJava runs cells. */
  private static final String CELL_THREAD = "jjava-exec-";

  /** Beginning of the names of the classes to which JShell compiles cells. */
  private static final String CELL_CLASS = "REPL.";

  private static final Pattern UNKNOWN =
      Pattern.compile("symbol:\\s+(?:class|variable) (\\p{Lu}\\w*)");

  private final JShell shell;
  private final Supplier<PrintStream> out;

  /** Cells that were interrupted and did not stop. */
  private final Set<RunningCell> reported = new HashSet<>();

  private CellErrors(JShell shell, Supplier<PrintStream> out) {
    this.shell = shell;
    this.out = out;
  }

  /**
   * Handles the errors of all cells that a shell runs from now on.
   *
   * @param shell shell that runs the cells
   * @param out function that returns the stream whose text is shown below the cell
   */
  static void follow(JShell shell, Supplier<PrintStream> out) {
    CellErrors errors = new CellErrors(shell, out);
    shell.onSnippetEvent(errors::at);
  }

  private void at(SnippetEvent event) {
    if (event.causeSnippet() != null) {
      return;
    }
    if (event.status() == Snippet.Status.REJECTED) {
      suggestImports(event.snippet());
    }
    if (event.exception() instanceof EvalException e) {
      ProgressBar.stopAll();
      if (e.getExceptionClassName().equals(INTERRUPTED)) {
        warnIfStillRunning();
      }
      shorten(e);
      if (event.snippet() instanceof VarSnippet variable) {
        shell.drop(variable);
        out.get()
            .println(
                "The variable "
                    + variable.name()
                    + " has no value, because this cell failed: correct the cell and run it again.");
      }
    }
  }

  private void suggestImports(Snippet snippet) {
    Set<String> names =
        shell
            .diagnostics(snippet)
            .flatMap(d -> UNKNOWN.matcher(d.getMessage(Locale.ROOT)).results())
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : names) {
      List<String> classes = qualified(name);
      List<String> ours = classes.stream().filter(c -> c.startsWith("larmor.")).toList();
      List<String> found = ours.isEmpty() ? classes : ours;
      if (!found.isEmpty()) {
        out.get()
            .println(
                name
                    + " needs an import: "
                    + found.stream()
                        .limit(3)
                        .map(CellErrors::importOf)
                        .collect(Collectors.joining(" or ")));
      }
    }
  }

  /**
   * Returns the full names of the classes that have a simple name, and waits until JShell has found
   * the classes of the class path.
   */
  private List<String> qualified(String name) {
    long end = System.nanoTime() + INDEXING * 1_000_000;
    SourceCodeAnalysis.QualifiedNames found;
    do {
      found = shell.sourceCodeAnalysis().listQualifiedNames(name, name.length());
    } while (!found.isUpToDate() && System.nanoTime() < end && pause());
    return found.getNames();
  }

  /** Waits for 20 ms, and returns false if the thread is interrupted. */
  private static boolean pause() {
    try {
      Thread.sleep(20);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String importOf(String name) {
    Matcher inPackage = Pattern.compile("(larmor(?:\\.[a-z]\\w*)+)\\.[A-Z]\\w*").matcher(name);
    return "import " + (inPackage.matches() ? inPackage.group(1) + ".*" : name) + ";";
  }

  /**
   * Shortens the stack trace of an exception and of its causes to the line that threw the exception
   * and the lines of the cells.
   */
  private static void shorten(EvalException e) {
    StackTraceElement[] frames = e.getStackTrace();
    if (Arrays.stream(frames).anyMatch(CellErrors::isInCell)) {
      List<StackTraceElement> kept = new ArrayList<>();
      for (int i = 0; i < frames.length; i++) {
        if (i == 0 || isInCell(frames[i])) {
          kept.add(frames[i]);
        }
      }
      e.setStackTrace(kept.toArray(StackTraceElement[]::new));
    } else if (frames.length > 1) {
      e.setStackTrace(Arrays.copyOf(frames, 1));
    }
    if (e.getCause() instanceof EvalException cause) {
      shorten(cause);
    }
  }

  /**
   * Returns whether a line of a stack trace belongs to a cell. JShell gives such a line the file
   * name # followed by a number.
   */
  private static boolean isInCell(StackTraceElement frame) {
    return frame.getFileName() != null && frame.getFileName().startsWith("#");
  }

  /**
   * Warns if the interrupted cell does not stop. A cell that was interrupted earlier, and still
   * runs, was reported then.
   */
  private void warnIfStillRunning() {
    long end = System.nanoTime() + PATIENCE * 1_000_000;
    reported.retainAll(running());
    Set<RunningCell> interrupted = running();
    interrupted.removeAll(reported);
    while (!interrupted.isEmpty()) {
      if (System.nanoTime() > end) {
        reported.addAll(interrupted);
        out.get()
            .println(
                "The interrupted cell does not react to the interrupt and is still running:"
                    + " restart the kernel to end it.");
        return;
      }
      if (!pause()) {
        return;
      }
      interrupted.retainAll(running());
    }
  }

  /** Returns the cells that threads of the kernel run. */
  private static Set<RunningCell> running() {
    Set<RunningCell> cells = new HashSet<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, frames) -> {
              if (thread.getName().startsWith(CELL_THREAD)) {
                Arrays.stream(frames)
                    .map(StackTraceElement::getClassName)
                    .filter(name -> name.startsWith(CELL_CLASS))
                    .reduce((inner, outer) -> outer)
                    .ifPresent(cell -> cells.add(new RunningCell(thread, cell)));
              }
            });
    return cells;
  }

  /** A thread that runs a cell, and the class to which JShell compiled the cell. */
  private record RunningCell(Thread thread, String cell) {}
}
