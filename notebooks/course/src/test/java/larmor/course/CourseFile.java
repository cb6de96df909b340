package larmor.course;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notebooks of the course and of its solutions: exercises asked and answered, texts. */
final class CourseFile {
  private static final Pattern ANSWER =
      Pattern.compile("(?m)^exercises\\.answer\\(\"(\\d\\.\\d)\"(?:, (.*))?\\)$");

  /**
   * @param number of the exercise
   * @param value the expression that answers it, null if it is left open
   */
  record GivenAnswer(String number, String value) {}

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
  static List<GivenAnswer> given(NotebookFile notebook) {
    List<GivenAnswer> all = new ArrayList<>();
    for (NotebookFile.Cell cell : notebook.cells()) {
      Matcher m = ANSWER.matcher(cell.isCode() ? cell.source() : "");
      while (m.find()) {
        all.add(new GivenAnswer(m.group(1), m.group(2)));
      }
    }
    return all;
  }

  /**
   * @param cell code that gives a wrong answer
   * @param feedback text that its output must contain
   */
  record WrongAnswer(String cell, String feedback) {}

  /**
   * Wrong answers to give after a notebook of solutions: each answer times 1.125, and each common
   * mistake.
   */
  static List<WrongAnswer> wrongAnswers(NotebookFile notebook) {
    List<WrongAnswer> all = new ArrayList<>();
    for (GivenAnswer given : isSolutions(notebook) ? given(notebook) : List.<GivenAnswer>of()) {
      int place = Integer.parseInt(given.number().substring(2)) - 1;
      String start = "exercises.answer(\"" + given.number() + "\", ";
      all.add(new WrongAnswer(start + "1.125 * (" + given.value() + "))", "is not right yet"));
      List<CommonMistake> mistakes = Course.unit(unit(notebook)).get(place).mistakes();
      for (int i = 0; i < mistakes.size(); i++) {
        String mistake =
            String.format(
                "larmor.course.Course.unit(%d).get(%d).mistakes().get(%d)",
                unit(notebook), place, i);
        String value = mistake + ".value().applyAsDouble(" + given.value() + "))";
        all.add(new WrongAnswer(start + value, "is not right yet. " + mistakes.get(i).feedback()));
      }
    }
    return all;
  }

  /** All text of the markdown cells. */
  static String text(NotebookFile notebook) {
    StringBuilder text = new StringBuilder();
    for (NotebookFile.Cell cell : notebook.cells()) {
      text.append(cell.isCode() ? "" : cell.source()).append("\n\n");
    }
    return text.toString();
  }
}
