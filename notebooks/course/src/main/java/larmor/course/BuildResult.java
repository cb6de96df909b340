package larmor.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import larmor.notebook.HtmlTable;
import larmor.notebook.HtmlView;

/**
 * The results of the tests of a building task, in which the reader writes a function. Each test
 * compares the function with a known answer. If the difference is that of a common mistake, the
 * feedback names the mistake. A wrong function does not stop the notebook.
 */
public final class BuildResult implements HtmlView {
  /**
   * One test of a function.
   *
   * @param name statement that holds for a right function
   * @param feedback description of the mistake; empty if the test passed
   */
  public record Test(String name, String feedback) {}

  private final String task;
  private final List<Test> tests;

  private BuildResult(String task, List<Test> tests) {
    this.task = task;
    this.tests = tests;
  }

  /** Returns the result of a task for which no test has run yet. */
  static BuildResult of(String task) {
    return new BuildResult(task, List.of());
  }

  /**
   * Runs one test and adds its result.
   *
   * @param name a statement that holds for a right function
   * @param check function that calls the reader's function and returns a description of the
   *     mistake, or an empty text; a test fails if the check throws an exception
   * @return this result with one more test
   */
  BuildResult test(String name, Supplier<String> check) {
    String feedback;
    try {
      feedback = check.get();
    } catch (RuntimeException | StackOverflowError e) {
      String words = Objects.requireNonNullElse(e.getMessage(), "no message");
      feedback = "The function throws " + e.getClass().getSimpleName() + ": " + words + ".";
    }
    List<Test> more = new ArrayList<>(tests);
    more.add(new Test(name, feedback));
    return new BuildResult(task, List.copyOf(more));
  }

  /**
   * Returns the results of the tests in the order in which they ran.
   *
   * @return the tests; unmodifiable
   */
  public List<Test> tests() {
    return tests;
  }

  /**
   * Returns whether every test passed.
   *
   * @return true if the function is right
   */
  public boolean isRight() {
    return tests.stream().allMatch(t -> t.feedback().isEmpty());
  }

  /**
   * Requires that every test passed. The notebooks of solutions call this method.
   *
   * @return this result
   * @throws IllegalStateException if a test failed; the message lists the feedback
   */
  public BuildResult requireRight() {
    if (!isRight()) {
      throw new IllegalStateException(toString());
    }
    return this;
  }

  @Override
  public String html() {
    HtmlTable table = HtmlTable.of(task, "test", "", "feedback");
    for (Test t : tests) {
      table =
          table.withRow(
              List.of(t.name(), t.feedback().isEmpty() ? "passed" : "not yet", t.feedback()));
    }
    return table.html();
  }

  @Override
  public String toString() {
    long passed = tests.stream().filter(t -> t.feedback().isEmpty()).count();
    String wrong =
        tests.stream()
            .filter(t -> !t.feedback().isEmpty())
            .map(t -> "\n" + t.name() + ": " + t.feedback())
            .collect(Collectors.joining());
    return task + ": " + passed + " of " + tests.size() + " tests passed" + wrong;
  }
}
