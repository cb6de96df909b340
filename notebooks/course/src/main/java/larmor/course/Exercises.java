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
 * The exercises of one unit of the course, as far as a reader has come. Looking at an answer never
 * stops a notebook.
 */
public final class Exercises implements HtmlView {
  private static final Pattern NAME = Pattern.compile("course-0(\\d)-.*");

  private final Notebook notebook;
  private final Map<String, Exercise> exercises = new LinkedHashMap<>();
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final Map<String, Double> expected = new HashMap<>();

  private Exercises(Notebook notebook, List<Exercise> all) {
    this.notebook = notebook;
    for (Exercise exercise : all) {
      exercises.put(exercise.number(), exercise);
      answers.put(exercise.number(), exercise.judge(Double.NaN, Double.NaN));
    }
  }

  /**
   * Those of the unit the notebook is of.
   *
   * @param notebook called course-0N- and anything
   */
  public static Exercises of(Notebook notebook) {
    Matcher name = NAME.matcher(notebook.name());
    int unit = name.matches() ? Integer.parseInt(name.group(1)) : 0;
    return new Exercises(notebook, Course.unit(unit));
  }

  /** The questions, in order. */
  public List<Exercise> all() {
    return List.copyOf(exercises.values());
  }

  /** An exercise not answered yet: says what is asked. */
  public Answer answer(String number) {
    return keep(exercise(number).judge(Double.NaN, Double.NaN));
  }

  /**
   * Looks at an answer; the toolkit computes the right one the first time.
   *
   * @param value in the unit the exercise names
   */
  public Answer answer(String number, double value) {
    Exercise exercise = exercise(number);
    return keep(exercise.judge(value, Double.isNaN(value) ? value : right(exercise)));
  }

  private Answer keep(Answer answer) {
    answers.put(answer.exercise().number(), answer);
    return answer;
  }

  private Exercise exercise(String number) {
    Exercise found = exercises.get(number);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no exercise "
              + number
              + " here: there are "
              + String.join(", ", exercises.keySet()));
    }
    return found;
  }

  private double right(Exercise exercise) {
    return expected.computeIfAbsent(
        exercise.number(),
        n -> {
          try {
            return exercise.expected().in(notebook);
          } catch (IOException e) {
            throw new UncheckedIOException("exercise " + n + " cannot be looked at", e);
          }
        });
  }

  /**
   * This, if every exercise is answered right: what a notebook of solutions must reach.
   *
   * @throws IllegalStateException otherwise, with the numbers of the others
   */
  public Exercises requireAllRight() {
    String others =
        answers.values().stream()
            .filter(a -> !a.isRight())
            .map(a -> a.exercise().number() + " (" + a.state() + ")")
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw new IllegalStateException("not answered right: " + others + "; answer these too");
    }
    return this;
  }

  @Override
  public String html() {
    HtmlTable table =
        HtmlTable.of("Exercises", "", "question", "answer", "", "").withRightAligned(2);
    for (Answer a : answers.values()) {
      Exercise e = a.exercise();
      table =
          table.withRow(
              List.of(e.number(), e.question(), a.number(), a.state().toString(), a.remark()));
    }
    return table.html();
  }

  @Override
  public String toString() {
    long right = answers.values().stream().filter(Answer::isRight).count();
    return right + " of " + answers.size() + " exercises answered right";
  }
}
