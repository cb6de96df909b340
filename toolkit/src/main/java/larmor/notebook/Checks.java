package larmor.notebook;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import larmor.numeric.AtomicFile;
import larmor.numeric.Given;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The checks of one notebook. The notebook page shows each check below its cell, and this class
 * writes it at once to the notebook's own CSV file. A check replaces an earlier check of the same
 * name.
 */
public final class Checks implements HtmlView {
  private final String notebook;
  private final Path file;
  private final Map<String, Check> made;
  private final String place;
  private final String sample;

  private Checks(String notebook, Path file, Map<String, Check> made, String place, String sample) {
    this.notebook = notebook;
    this.file = file;
    this.made = made;
    this.place = place;
    this.sample = sample;
  }

  /**
   * Returns an empty list of checks, and removes the checks of an earlier run from the file.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  static Checks of(String notebook, Path file) {
    Checks checks = new Checks(notebook, file, new LinkedHashMap<>(), "", "");
    checks.write();
    return checks;
  }

  /**
   * Returns a view of these checks for statements of the paper. Each check made with it records the
   * place in the paper and the sample, and {@code reproduce.py} lists it in the table of the
   * paper's claims.
   *
   * @param paperPlace place of the statements in the paper, beginning with the section, such as
   *     "§4.1, Table 1"
   * @param dataSample field, observers and particles that the values come from, such as "mhd-128-a,
   *     one observer, 2000 protons"; empty if the values do not depend on them
   * @return a view to which the same checks belong
   * @throws IllegalArgumentException if the place does not begin with § and a number, or with
   *     "Appendix", or an argument is null
   */
  public Checks forClaim(String paperPlace, String dataSample) {
    Given.require(paperPlace, "the place in the paper", "\"§4.1, Table 1\"");
    Given.require(dataSample, "the sample", "\"mhd-128-a, one observer\"");
    if (!paperPlace.matches("(§\\d|Appendix).*")) {
      throw new IllegalArgumentException(
          "the place \""
              + paperPlace
              + "\" names no section of the paper: begin it with § and a number, or with"
              + " \"Appendix\"");
    }
    return new Checks(notebook, file, made, paperPlace, dataSample);
  }

  /**
   * Requires a value to lie in a range, and stops the notebook otherwise.
   *
   * @param check what is compared, with its unit in square brackets
   * @param expected range the value must lie in, in the unit of {@code ours}
   * @param ours value of this run
   * @return the check, verdict {@link Verdict#AGREES}
   * @throws CheckFailed if {@code ours} is outside the range or not finite
   * @throws UncheckedIOException if the file of checks cannot be written
   */
  public Check expect(String check, AcceptedRange expected, double ours) {
    return must(numeric(check, expected, ours, Verdict.FAILS, ""));
  }

  /**
   * Requires a value to agree within an absolute tolerance, and stops the notebook otherwise.
   *
   * @param check what is compared, with its unit in square brackets
   * @param expected expected value
   * @param ours value of this run, in the unit of {@code expected}
   * @param tolerance largest accepted |ours − expected|, at least 0
   * @return the check, verdict {@link Verdict#AGREES}
   * @throws CheckFailed if |ours − expected| is above {@code tolerance} or not a number
   * @throws UncheckedIOException if the file of checks cannot be written
   */
  public Check expect(String check, double expected, double ours, double tolerance) {
    return expect(check, AcceptedRange.about(expected, tolerance), ours);
  }

  /**
   * Requires a statement to be true, and stops the notebook otherwise.
   *
   * @param claim the statement in words
   * @param holds whether it is true in this run
   * @return the check, verdict {@link Verdict#AGREES}
   * @throws CheckFailed if {@code holds} is false
   * @throws UncheckedIOException if the file of checks cannot be written
   */
  public Check expect(String claim, boolean holds) {
    return must(yesOrNo(claim, holds, Verdict.FAILS, ""));
  }

  /**
   * Compares a value with the range that the paper gives. The notebook continues whatever the
   * verdict.
   *
   * @param check what is compared, with its unit in square brackets
   * @param paper range the paper gives, in the unit of {@code ours}
   * @param ours value of this run
   * @param why reason to show if the value lies outside the range
   * @return the check with the verdict "agrees" inside the range and "differs" outside it or if
   *     {@code ours} is not finite
   * @throws UncheckedIOException if the file of checks cannot be written
   */
  public Check compare(String check, AcceptedRange paper, double ours, String why) {
    return add(numeric(check, paper, ours, Verdict.DIFFERS, why));
  }

  /**
   * Compares a value with the paper's number. The notebook continues whatever the verdict.
   *
   * @param check what is compared, with its unit in square brackets
   * @param paper the paper's number
   * @param ours value of this run, in the unit of {@code paper}
   * @param tolerance largest accepted |ours − paper|, at least 0
   * @param why reason to show if the value differs
   * @return the check with the verdict "agrees" within the tolerance and "differs" otherwise
   * @throws UncheckedIOException if the file of checks cannot be written
   */
  public Check compare(String check, double paper, double ours, double tolerance, String why) {
    return compare(check, AcceptedRange.about(paper, tolerance), ours, why);
  }

  /**
   * Compares a value that has an error with the range that the paper gives. The verdict is "agrees"
   * if the interval value ± 2 errors lies inside the range, "differs" if the whole interval lies
   * outside, and otherwise "not decided". The notebook continues whatever the verdict.
   *
   * @param check what is compared, with its unit in square brackets
   * @param paper range the paper gives, in the unit of {@code ours}
   * @param ours value of this run
   * @param error standard error of {@code ours}, at least 0, with cosmic variance where it matters;
   *     NaN if it is unknown
   * @param why reason to show if the verdict is not "agrees"
   * @return the check with its verdict, which is "not decided" if {@code ours} or {@code error} is
   *     not finite
   * @throws IllegalArgumentException if the error is negative
   * @throws UncheckedIOException if the file of checks cannot be written
   */
  public Check compare(String check, AcceptedRange paper, double ours, double error, String why) {
    Given.require(check, "the name of the check", "\"C_2\"");
    Given.require(paper, "the accepted range", "AcceptedRange.atMost(1e-3)");
    Given.require(why, "the reason of a difference", "\"fewer particles\"");
    if (error < 0) {
      throw new IllegalArgumentException(
          "the error of the check \""
              + check
              + "\", "
              + error
              + ", is negative: give a standard error of 0 or more, or NaN if it is unknown");
    }
    double low = ours - 2 * error;
    double high = ours + 2 * error;
    Verdict verdict =
        paper.contains(low) && paper.contains(high)
            ? Verdict.AGREES
            : high < paper.low() || low > paper.high() ? Verdict.DIFFERS : Verdict.NOT_DECIDED;
    return add(
        new Check(
            notebook,
            check,
            paper.text(),
            NumberFormatting.withError(ours, error),
            paper.tolerance(),
            verdict,
            verdict == Verdict.AGREES ? "" : why,
            place,
            sample));
  }

  /**
   * Records whether a statement of the paper holds in this run. The notebook continues whatever the
   * verdict.
   *
   * @param claim the statement in words
   * @param holds whether it is true in this run
   * @param why reason to show if it is false
   * @return the check with the verdict "agrees" if the statement holds and "differs" otherwise
   * @throws UncheckedIOException if the file of checks cannot be written
   */
  public Check compare(String claim, boolean holds, String why) {
    return add(yesOrNo(claim, holds, Verdict.DIFFERS, why));
  }

  /**
   * Returns all checks made so far.
   *
   * @return the checks in the order in which they were made; unmodifiable
   */
  public List<Check> all() {
    return List.copyOf(made.values());
  }

  private Check numeric(
      String check, AcceptedRange expected, double ours, Verdict not, String why) {
    Given.require(check, "the name of the check", "\"C_2\"");
    Given.require(expected, "the accepted range", "AcceptedRange.atMost(1e-3)");
    Given.require(why, "the reason of a difference", "\"fewer particles\"");
    boolean holds = expected.contains(ours);
    return new Check(
        notebook,
        check,
        expected.text(),
        NumberFormatting.toTolerance(ours, expected.width() / 2),
        expected.tolerance(),
        holds ? Verdict.AGREES : not,
        holds ? "" : why,
        place,
        sample);
  }

  private Check yesOrNo(String claim, boolean holds, Verdict not, String why) {
    Given.require(claim, "the statement", "\"the dipole is along the field\"");
    Given.require(why, "the reason of a difference", "\"fewer particles\"");
    return new Check(
        notebook,
        claim,
        "yes",
        holds ? "yes" : "no",
        "",
        holds ? Verdict.AGREES : not,
        holds ? "" : why,
        place,
        sample);
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
    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    try {
      Files.createDirectories(file.getParent());
      AtomicFile.write(
          file,
          temporary -> {
            try (BufferedWriter writer = Files.newBufferedWriter(temporary);
                CSVPrinter csv = new CSVPrinter(writer, format)) {
              csv.printRecord(Check.COLUMNS);
              for (Check check : made.values()) {
                csv.printRecord(check.cells());
              }
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the checks cannot be written to " + file + ": make the folder writable", e);
    }
  }

  @Override
  public String html() {
    return html("Checks of " + notebook, all());
  }

  /** Returns checks as an HTML table. */
  static String html(String caption, List<Check> checks) {
    HtmlTable table =
        HtmlTable.of(caption, "check", "expected", "ours", "", "")
            .withRightAligned(1)
            .withRightAligned(2);
    for (Check c : checks) {
      String mark =
          switch (c.verdict()) {
            case AGREES -> "✓ agrees";
            case DIFFERS -> "≠ differs";
            case NOT_DECIDED -> "? not decided";
            case FAILS -> "✗ fails";
          };
      String expected = c.tolerance().isEmpty() ? c.accepted() : c.accepted() + " " + c.tolerance();
      table = table.withRow(List.of(c.check(), expected, c.ours(), mark, c.why()));
    }
    return table.html();
  }

  @Override
  public String toString() {
    Map<Verdict, Long> count =
        all().stream().collect(Collectors.groupingBy(Check::verdict, Collectors.counting()));
    return String.format(
        Locale.ROOT,
        "%s: %d checks, %d agree, %d differ, %d not decided, %d fail",
        notebook,
        made.size(),
        count.getOrDefault(Verdict.AGREES, 0L),
        count.getOrDefault(Verdict.DIFFERS, 0L),
        count.getOrDefault(Verdict.NOT_DECIDED, 0L),
        count.getOrDefault(Verdict.FAILS, 0L));
  }
}
