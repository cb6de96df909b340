package larmor.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import larmor.notebook.HtmlTable;
import larmor.notebook.HtmlView;
import larmor.notebook.Notebook;

/**
 * The exercises of one unit of the course, with the reader's latest answer to each. A wrong answer
 * does not stop the notebook.
 */
public final class Exercises implements HtmlView {
  private static final Pattern NAME = Pattern.compile("course-0(\\d)-.*");

  private final Notebook notebook;
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final Map<String, Double> solutions = new HashMap<>();

  private Exercises(Notebook notebook, List<Exercise> all) {
    this.notebook = notebook;
    all.forEach(exercise -> keep(exercise.open()));
  }

  /**
   * Returns the exercises of the unit that a notebook belongs to, none of them answered.
   *
   * @param notebook notebook whose name begins with course-01- to course-08-
   * @return the exercises
   * @throws IllegalArgumentException if the notebook has another name
   */
  public static Exercises of(Notebook notebook) {
    Matcher name = NAME.matcher(notebook.name());
    int unit = name.matches() ? Integer.parseInt(name.group(1)) : 0;
    if (unit < 1 || unit > Course.UNITS) {
      throw new IllegalArgumentException(
          "notebook "
              + notebook.name()
              + " is not a unit of the course: begin its name with course-01- to course-08-");
    }
    return new Exercises(notebook, Course.unit(unit));
  }

  /**
   * Returns all exercises of the unit.
   *
   * @return the exercises, in the order of their numbers
   */
  public List<Exercise> all() {
    return answers.values().stream().map(Answer::exercise).toList();
  }

  /**
   * Returns the question of an exercise, and withdraws an earlier answer to it. This method does
   * not compute the right answer.
   *
   * @param number number of the exercise, such as "4.2"
   * @return an answer whose state is {@link Answer.State#OPEN}
   * @throws IllegalArgumentException if the unit has no exercise of this number
   */
  public Answer answer(String number) {
    return keep(exercise(number).open());
  }

  /**
   * Assesses an answer, and stores it in place of an earlier answer. The first call for an exercise
   * computes the right answer.
   *
   * @param number number of the exercise, such as "4.2"
   * @param value the reader's answer in the unit that the exercise names; NaN withdraws the answer
   * @return the answer with its feedback
   * @throws IllegalArgumentException if the unit has no exercise of this number
   * @throws UncheckedIOException if the data or the cache cannot be read or written
   */
  public Answer answer(String number, double value) {
    Exercise exercise = exercise(number);
    return keep(Double.isNaN(value) ? exercise.open() : exercise.assess(value, solution(exercise)));
  }

  private Answer keep(Answer answer) {
    answers.put(answer.exercise().number(), answer);
    return answer;
  }

  private Exercise exercise(String number) {
    Answer found = answers.get(number);
    if (found == null) {
      throw new IllegalArgumentException(
          "this unit has no exercise "
              + number
              + ": give one of "
              + String.join(", ", answers.keySet()));
    }
    return found.exercise();
  }

  private double solution(Exercise exercise) {
    return solutions.computeIfAbsent(
        exercise.number(),
        number -> {
          try {
            return exercise.solution().compute(notebook);
          } catch (IOException e) {
            throw new UncheckedIOException(
                "the answer to exercise " + number + " cannot be computed: " + e.getMessage(), e);
          }
        });
  }

  /**
   * Requires that every exercise is answered right. A notebook of solutions calls this method in
   * its last cell.
   *
   * @return these exercises
   * @throws IllegalStateException if an exercise is open or not answered right. The message lists
   *     all such exercises.
   */
  public Exercises requireAllRight() {
    String others =
        answers.values().stream()
            .filter(a -> !a.isRight())
            .map(a -> a.exercise().number() + " (" + a.state() + ")")
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw new IllegalStateException("exercises not answered right: " + others);
    }
    return this;
  }

  @Override
  public String html() {
    HtmlTable table =
        HtmlTable.of("Exercises", "", "asked for", "answer", "", "feedback").withRightAligned(2);
    for (Answer a : answers.values()) {
      Exercise e = a.exercise();
      table =
          table.withRow(
              List.of(e.number(), e.question(), a.number(), a.state().toString(), a.feedback()));
    }
    return table.html();
  }

  @Override
  public String toString() {
    long right = answers.values().stream().filter(Answer::isRight).count();
    return right + " of " + answers.size() + " exercises answered right";
  }
}
