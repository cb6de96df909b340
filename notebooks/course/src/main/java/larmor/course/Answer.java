package larmor.course;

import java.util.Locale;
import larmor.notebook.HtmlTable;
import larmor.notebook.HtmlView;

/**
 * An answer to an exercise with its assessment.
 *
 * @param exercise the exercise answered
 * @param state right, not yet right, or open
 * @param given the reader's number, in the unit that the exercise names; NaN if the reader gave no
 *     number
 * @param feedback what to consider next, without the right answer; empty if the answer is right or
 *     the reader gave no number
 */
public record Answer(Exercise exercise, State state, double given, String feedback)
    implements HtmlView {
  /** The assessment of an answer. */
  public enum State {
    /** The number is within the tolerance of the right answer. */
    RIGHT("✓ right"),
    /** The number is outside the tolerance of the right answer. */
    NOT_YET("not yet right"),
    /** The reader has given no number. */
    OPEN("open");

    private final String words;

    State(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * Returns whether the reader's number is within the tolerance of the right answer.
   *
   * @return true if the state is {@link State#RIGHT}
   */
  public boolean isRight() {
    return state == State.RIGHT;
  }

  /** Returns the reader's number to five digits, or an empty text if the reader gave no number. */
  String number() {
    return Double.isNaN(given) ? "" : String.format(Locale.ROOT, "%.5g", given);
  }

  @Override
  public String html() {
    return "<p>" + HtmlTable.escape(toString()) + "</p>";
  }

  @Override
  public String toString() {
    return switch (state) {
      case OPEN ->
          String.format(
              Locale.ROOT,
              "Exercise %s asks for %s. Answer with exercises.answer(\"%s\", number); a relative"
                  + " error of up to %s is accepted.",
              exercise.number(),
              exercise.question(),
              exercise.number(),
              exercise.percentage());
      case RIGHT -> "Exercise " + exercise.number() + ": " + number() + " is right.";
      case NOT_YET ->
          "Exercise " + exercise.number() + ": " + number() + " is not right yet. " + feedback;
    };
  }
}
