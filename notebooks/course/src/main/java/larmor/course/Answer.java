package larmor.course;

import java.util.Locale;
import larmor.notebook.HtmlTable;
import larmor.notebook.HtmlView;

/**
 * What came of an exercise.
 *
 * @param exercise the question
 * @param state right, not yet, or open
 * @param given the number given, NaN for none
 * @param remark what to think of next, empty if there is nothing to say
 */
public record Answer(Exercise exercise, State state, double given, String remark)
    implements HtmlView {
  /** How far a reader has come with an exercise. */
  public enum State {
    RIGHT("✓ right"),
    NOT_YET("not yet"),
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

  public boolean isRight() {
    return state == State.RIGHT;
  }

  /** The number as given, empty if none was. */
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
              "Exercise %s is open: %s? Write .answer(\"%s\", your number); within %s is right.",
              exercise.number(),
              exercise.question(),
              exercise.number(),
              exercise.tolerance());
      case RIGHT -> "Exercise " + exercise.number() + ": " + number() + " is right.";
      case NOT_YET ->
          "Exercise " + exercise.number() + ": " + number() + " is not right yet. " + remark;
    };
  }
}
