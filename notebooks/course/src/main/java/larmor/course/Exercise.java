package larmor.course;

import java.io.IOException;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import larmor.notebook.Notebook;

/**
 * An exercise of the course whose answer is a number. The right answer is not stored. When the
 * first answer is assessed, the toolkit computes the right answer from the runs that the notebook
 * also uses.
 *
 * @param number number of the unit and of the exercise within the unit, such as 4.2
 * @param question what is asked for, as a noun phrase with the unit of the answer in brackets
 * @param tolerance largest relative error of a right answer, above 0 to 0.1
 * @param hint what to consider next, without the right answer
 * @param solution code that computes the right answer
 * @param mistakes common wrong answers, each with its own feedback
 */
public record Exercise(
    String number,
    String question,
    double tolerance,
    String hint,
    Solution solution,
    List<CommonMistake> mistakes) {
  /** A function that computes the right answer to an exercise. */
  @FunctionalInterface
  public interface Solution {
    /**
     * Returns the right answer.
     *
     * @param notebook notebook that provides the data, the cache and the scale of the run
     * @return the answer in the unit that the exercise names
     * @throws IOException if the data or the cache cannot be read or written
     */
    double compute(Notebook notebook) throws IOException;
  }

  /**
   * Creates an exercise and copies the list of mistakes.
   *
   * @param number number of the unit and of the exercise within the unit, such as 4.2
   * @param question what is asked for, as a noun phrase with the unit of the answer in brackets
   * @param tolerance largest relative error of a right answer, above 0 to 0.1
   * @param hint what to consider next, without the right answer
   * @param solution code that computes the right answer
   * @param mistakes common wrong answers, each with its own feedback
   * @throws IllegalArgumentException if the tolerance is not above 0 and at most 0.1
   */
  public Exercise {
    mistakes = List.copyOf(mistakes);
    if (!(tolerance > 0 && tolerance <= 0.1)) {
      throw new IllegalArgumentException(
          "the tolerance of exercise " + number + " is " + tolerance + ": give one above 0 to 0.1");
    }
  }

  Exercise(String number, String question, double tolerance, String hint, Solution solution) {
    this(number, question, tolerance, hint, solution, List.of());
  }

  /** Returns this exercise with one more common mistake. */
  Exercise withMistake(String feedback, DoubleUnaryOperator value) {
    List<CommonMistake> more =
        Stream.concat(mistakes.stream(), Stream.of(new CommonMistake(feedback, value))).toList();
    return new Exercise(number, question, tolerance, hint, solution, more);
  }

  /**
   * Returns the unit of the course that this exercise belongs to.
   *
   * @return 1 to 8
   */
  public int unit() {
    return Integer.parseInt(number.substring(0, number.indexOf('.')));
  }

  /** Returns the tolerance in per cent, such as "2 %". */
  String percentage() {
    double percent = Math.rint(1000 * tolerance) / 10;
    return (percent == Math.rint(percent) ? "" + (int) percent : "" + percent) + " %";
  }

  /** Returns the open state of this exercise, which has no answer yet. */
  Answer open() {
    return new Answer(this, Answer.State.OPEN, Double.NaN, "");
  }

  /**
   * Assesses an answer.
   *
   * @param given the reader's answer, not NaN
   * @param right the answer computed by the toolkit
   */
  Answer assess(double given, double right) {
    if (Math.abs(given - right) <= tolerance * Math.abs(right)) {
      return new Answer(this, Answer.State.RIGHT, given, "");
    }
    return new Answer(this, Answer.State.NOT_YET, given, feedback(given, right));
  }

  /**
   * Returns the feedback on a wrong answer. It is the feedback of the common mistake that the
   * answer matches, or else the hint.
   */
  private String feedback(double given, double right) {
    for (CommonMistake mistake : mistakes) {
      if (mistake.isMadeBy(given, right, tolerance)) {
        return mistake.feedback();
      }
    }
    double ratio = given / right;
    if (ratio < 0) {
      return "The sign is wrong. " + hint;
    }
    boolean near = ratio > 0.1 && ratio < 10;
    return near ? hint : "The answer is off by more than a factor of ten: check the unit. " + hint;
  }

  @Override
  public String toString() {
    return number + " " + question;
  }
}
