package larmor.course;

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

  /**
   * @param cell a wrong answer
   * @param hears what is said to it
   */
  record Wrong(String cell, String hears) {}

  /** Cells to run after a notebook of solutions: every answer off by an eighth, and every slip. */
  static List<Wrong> wrongAnswers(NotebookFile notebook) {
    List<Wrong> all = new ArrayList<>();
    for (Given given : isSolutions(notebook) ? given(notebook) : List.<Given>of()) {
      int place = Integer.parseInt(given.number().substring(2)) - 1;
      String start = "exercises.answer(\"" + given.number() + "\", ";
      all.add(new Wrong(start + "1.125 * (" + given.value() + "))", "is not right yet"));
      List<CommonMistake> slips = Course.unit(unit(notebook)).get(place).slips();
      for (int i = 0; i < slips.size(); i++) {
        String slip =
            String.format(
                "larmor.course.Course.unit(%d).get(%d).slips().get(%d)", unit(notebook), place, i);
        String value = slip + ".value().applyAsDouble(" + given.value() + "))";
        all.add(new Wrong(start + value, "is not right yet. " + slips.get(i).remark()));
      }
    }
    return all;
  }

  static String text(NotebookFile notebook) {
    StringBuilder text = new StringBuilder();
    for (NotebookFile.Cell cell : notebook.cells()) {
      text.append(cell.isCode() ? "" : cell.source()).append("\n\n");
    }
    return text.toString();
  }
}
