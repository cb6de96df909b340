package larmor.notebook;

import java.util.List;

/**
 * One line of the comparison with the paper.
 *
 * @param notebook name without ending
 * @param check what is compared, its unit in brackets
 * @param paper the expectation
 * @param ours what came out
 * @param tolerance may be empty
 * @param verdict agrees, differs or fails
 * @param why reason of a difference, else empty
 */
public record Check(
    String notebook,
    String check,
    String paper,
    String ours,
    String tolerance,
    Verdict verdict,
    String why)
    implements HtmlView {
  static final List<String> COLUMNS =
      List.of("notebook", "check", "paper", "ours", "tolerance", "verdict", "why");

  List<String> cells() {
    return List.of(notebook, check, paper, ours, tolerance, verdict.toString(), why);
  }

  /** One line of comma-separated values, quoted where needed. */
  static String csv(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      String flat = cell.replaceAll("\\s*[\\r\\n]+\\s*", " ");
      boolean quoted = flat.contains(",") || flat.contains("\"");
      line.append(line.isEmpty() ? "" : ",")
          .append(quoted ? '"' + flat.replace("\"", "\"\"") + '"' : flat);
    }
    return line.toString();
  }

  @Override
  public String html() {
    return Checks.html("", List.of(this));
  }

  @Override
  public String toString() {
    String expected = tolerance.isEmpty() ? paper : paper + " " + tolerance;
    String reason = why.isEmpty() ? "" : " (" + why + ")";
    return verdict + ": " + check + ": expected " + expected + ", ours " + ours + reason;
  }
}
