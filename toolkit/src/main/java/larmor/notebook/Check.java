package larmor.notebook;

import java.util.List;
import java.util.stream.Stream;

/**
 * The comparison of one number or statement of a notebook with the paper, or with a condition that
 * must hold.
 *
 * @param notebook name of the notebook, without .ipynb
 * @param check name of the compared quantity with its unit in square brackets, or the statement
 * @param accepted the accepted value or range in words
 * @param ours the value of this run in words
 * @param tolerance the accepted deviation in words; empty if {@code accepted} is a range
 * @param verdict verdict on the value
 * @param why the reason for a difference; empty if there is none
 * @param place place of the statement in the paper, such as "§4.1, Table 1"; empty if the paper
 *     does not make it
 * @param sample field, observers and particles that the value of this run comes from; empty if it
 *     does not depend on them
 */
public record Check(
    String notebook,
    String check,
    String accepted,
    String ours,
    String tolerance,
    Verdict verdict,
    String why,
    String place,
    String sample)
    implements HtmlView {
  /** Column headings of the file of checks. */
  static final List<String> COLUMNS =
      List.of(
          "notebook",
          "check",
          "accepted",
          "ours",
          "tolerance",
          "verdict",
          "why",
          "place",
          "sample");

  /** Returns the fields under {@link #COLUMNS}; each line break is replaced by a space. */
  List<String> cells() {
    return Stream.of(
            notebook, check, accepted, ours, tolerance, verdict.toString(), why, place, sample)
        .map(cell -> cell.replaceAll("\\s*[\\r\\n]+\\s*", " "))
        .toList();
  }

  @Override
  public String html() {
    return Checks.html("", List.of(this));
  }

  @Override
  public String toString() {
    String expected = tolerance.isEmpty() ? accepted : accepted + " " + tolerance;
    String reason = why.isEmpty() ? "" : " (" + why + ")";
    return verdict + ": " + check + ": expected " + expected + ", ours " + ours + reason;
  }
}
