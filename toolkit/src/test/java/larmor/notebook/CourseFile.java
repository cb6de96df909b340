package larmor.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the course and its solutions are made of. */
final class CourseFile {
  private static final Pattern ANSWER =
      Pattern.compile("(?m)^exercises\\.answer\\(\"(\\d\\.\\d)\"(?:, (.*))?\\)$");

  /**
   * @param number of the exercise
   * @param value the expression that answers it, null if it is left open
   */
  record Given(String number, String value) {}

  private CourseFile() {}

  static boolean isUnit(NotebookFile notebook) {
    return notebook.name().matches("course-0\\d-.*") && !isSolutions(notebook);
  }

  static boolean isSolutions(NotebookFile notebook) {
    return notebook.name().matches("course-0\\d-solutions");
  }

  static int unit(NotebookFile notebook) {
    return Integer.parseInt(notebook.name().substring("course-0".length()).substring(0, 1));
  }

  /** The exercises a notebook answers or leaves open, in order. */
  static List<Given> given(NotebookFile notebook) {
    List<Given> all = new ArrayList<>();
    for (NotebookFile.Cell cell : notebook.cells()) {
      Matcher m = ANSWER.matcher(cell.isCode() ? cell.source() : "");
      while (m.find()) {
        all.add(new Given(m.group(1), m.group(2)));
      }
    }
    return all;
  }

  /** Cells to run after a notebook of solutions: every answer made wrong by an eighth. */
  static List<String> wrongAnswers(NotebookFile notebook) {
    return isSolutions(notebook)
        ? given(notebook).stream()
            .map(g -> "exercises.answer(\"" + g.number() + "\", 1.125 * (" + g.value() + "))")
            .toList()
        : List.of();
  }

  static String text(NotebookFile notebook) {
    StringBuilder text = new StringBuilder();
    for (NotebookFile.Cell cell : notebook.cells()) {
      text.append(cell.isCode() ? "" : cell.source()).append("\n\n");
    }
    return text.toString();
  }
}
