package larmor.course;

import java.io.IOException;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import larmor.notebook.Notebook;

/**
 * A question of the course whose answer is a number. The number is not kept but computed by the
 * toolkit when an answer is looked at, from the same runs as the notebook's.
 *
 * @param number unit and place in it, such as 4.2
 * @param question what is asked, the unit of the answer in brackets
 * @param within relative tolerance, above 0 to 0.1
 * @param hint what to think of next; never the answer
 * @param expected computes the answer
 * @param slips wrong answers that many give
 */
public record Exercise(
    String number,
    String question,
    double within,
    String hint,
    Expected expected,
    List<CommonMistake> slips) {
  /** Computes the number a right answer comes near. */
  @FunctionalInterface
  public interface Expected {
    double in(Notebook notebook) throws IOException;
  }

  public Exercise {
    slips = List.copyOf(slips);
    if (!(within > 0 && within <= 0.1)) {
      throw new IllegalArgumentException(
          "exercise " + number + " within " + within + " of its answer: use above 0 to 0.1");
    }
  }

  Exercise(String number, String question, double within, String hint, Expected expected) {
    this(number, question, within, hint, expected, List.of());
  }

  /** With one more slip. */
  Exercise slip(String remark, DoubleUnaryOperator value) {
    List<CommonMistake> more =
        Stream.concat(slips.stream(), Stream.of(new CommonMistake(remark, value))).toList();
    return new Exercise(number, question, within, hint, expected, more);
  }

  /** The unit of the course it belongs to. */
  public int unit() {
    return Integer.parseInt(number.substring(0, number.indexOf('.')));
  }

  /** In words: 2 %. */
  String tolerance() {
    double percent = Math.rint(1000 * within) / 10;
    return (percent == Math.rint(percent) ? "" + (int) percent : "" + percent) + " %";
  }

  /**
   * What an answer is worth.
   *
   * @param given NaN where there is none
   * @param right the answer computed
   */
  Answer judge(double given, double right) {
    if (Double.isNaN(given)) {
      return new Answer(this, Answer.State.OPEN, given, "");
    }
    if (Math.abs(given - right) <= within * Math.abs(right)) {
      return new Answer(this, Answer.State.RIGHT, given, "");
    }
    return new Answer(this, Answer.State.NOT_YET, given, remark(given, right));
  }

  /** What a wrong answer hears: its own slip if many make it, else the hint. */
  private String remark(double given, double right) {
    for (CommonMistake slip : slips) {
      if (slip.isMadeBy(given, right, within)) {
        return slip.remark();
      }
    }
    double ratio = given / right;
    if (ratio < 0) {
      return "The sign is wrong. " + hint;
    }
    boolean near = ratio > 0.1 && ratio < 10;
    return near ? hint : "It is off by more than a factor of ten: look at the unit. " + hint;
  }

  @Override
  public String toString() {
    return number + " " + question;
  }
}
