package larmor.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A notebook's comparisons, each shown, kept and written at once to the notebook's own file of
 * comma-separated values. A check made again under the same name replaces the former.
 */
public final class Checks implements HtmlView {
  private final String notebook;
  private final Path file;
  private final Map<String, Check> made = new LinkedHashMap<>();

  private Checks(String notebook, Path file) {
    this.notebook = notebook;
    this.file = file;
  }

  /** Starts without checks and removes what an earlier run wrote to the file. */
  static Checks of(String notebook, Path file) {
    Checks checks = new Checks(notebook, file);
    checks.write();
    return checks;
  }

  /**
   * Must hold.
   *
   * @param check what is compared, its unit in brackets
   * @param expected what ours may be
   * @throws CheckFailed if {@code ours} is outside or not a number
   */
  public Check expect(String check, AcceptedRange expected, double ours) {
    return must(numeric(check, expected, ours, Verdict.FAILS, ""));
  }

  /**
   * Must hold to an absolute tolerance.
   *
   * @throws CheckFailed if |ours − expected| is above {@code tolerance} or not a number
   */
  public Check expect(String check, double expected, double ours, double tolerance) {
    return expect(check, AcceptedRange.about(expected, tolerance), ours);
  }

  /**
   * Must hold.
   *
   * @throws CheckFailed if it does not
   */
  public Check expect(String claim, boolean holds) {
    return must(yesOrNo(claim, holds, Verdict.FAILS, ""));
  }

  /**
   * Compares with the paper and reports: agrees inside, differs outside.
   *
   * @param check what is compared, its unit in brackets
   * @param paper what the paper allows
   * @param why shown where it differs
   */
  public Check compare(String check, AcceptedRange paper, double ours, String why) {
    return add(numeric(check, paper, ours, Verdict.DIFFERS, why));
  }

  /**
   * Compares with the paper's number.
   *
   * @param tolerance absolute
   * @param why shown where it differs
   */
  public Check compare(String check, double paper, double ours, double tolerance, String why) {
    return compare(check, AcceptedRange.about(paper, tolerance), ours, why);
  }

  /**
   * Compares with what the paper claims in words.
   *
   * @param why shown where it differs
   */
  public Check compare(String claim, boolean holds, String why) {
    return add(yesOrNo(claim, holds, Verdict.DIFFERS, why));
  }

  /** All of them, in the order made. */
  public List<Check> all() {
    return List.copyOf(made.values());
  }

  private Check numeric(
      String check, AcceptedRange expected, double ours, Verdict not, String why) {
    boolean holds = expected.holds(ours);
    return new Check(
        notebook,
        check,
        expected.text(),
        NumberFormatting.to(ours, expected.width() / 2),
        expected.tolerance(),
        holds ? Verdict.AGREES : not,
        holds ? "" : why);
  }

  private Check yesOrNo(String claim, boolean holds, Verdict not, String why) {
    return new Check(
        notebook,
        claim,
        "yes",
        holds ? "yes" : "no",
        "",
        holds ? Verdict.AGREES : not,
        holds ? "" : why);
  }

  private Check must(Check check) {
    add(check);
    if (check.verdict() == Verdict.FAILS) {
      throw new CheckFailed(check);
    }
    return check;
  }

  private Check add(Check check) {
    made.put(check.check(), check);
    write();
    return check;
  }

  private void write() {
    List<String> lines = new ArrayList<>();
    lines.add(Check.csv(Check.COLUMNS));
    made.values().forEach(c -> lines.add(Check.csv(c.cells())));
    try {
      Files.createDirectories(file.getParent());
      Path half = file.resolveSibling(file.getFileName() + ".half");
      Files.write(half, lines);
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the checks cannot be written to " + file + ": make the folder writable", e);
    }
  }

  @Override
  public String html() {
    return html("Checks of " + notebook, all());
  }

  static String html(String caption, List<Check> checks) {
    HtmlTable table =
        HtmlTable.of(caption, "check", "expected", "ours", "", "").alignedRight(1).alignedRight(2);
    for (Check c : checks) {
      String mark =
          switch (c.verdict()) {
            case AGREES -> "✓ agrees";
            case DIFFERS -> "≠ differs";
            case FAILS -> "✗ fails";
          };
      String expected = c.tolerance().isEmpty() ? c.paper() : c.paper() + " " + c.tolerance();
      table = table.row(List.of(c.check(), expected, c.ours(), mark, c.why()));
    }
    return table.html();
  }

  @Override
  public String toString() {
    Map<Verdict, Long> count =
        all().stream().collect(Collectors.groupingBy(Check::verdict, Collectors.counting()));
    return String.format(
        Locale.ROOT,
        "%s: %d checks, %d agree, %d differ, %d fail",
        notebook,
        made.size(),
        count.getOrDefault(Verdict.AGREES, 0L),
        count.getOrDefault(Verdict.DIFFERS, 0L),
        count.getOrDefault(Verdict.FAILS, 0L));
  }
}
