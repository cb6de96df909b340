package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
  @TempDir Path folder;

  private Checks checks() {
    return Checks.of("fig5", folder.resolve("checks/fig5.csv"));
  }

  private List<String> written() throws IOException {
    return Files.readAllLines(folder.resolve("checks/fig5.csv"));
  }

  @Test
  void whatHoldsAgreesAndSaysSo() {
    Check check = checks().expect("1 pc [au]", 206265, 206264.806, 1);
    assertEquals(Verdict.AGREES, check.verdict());
    assertEquals("agrees: 1 pc [au]: expected 206265 ± 1, ours 206264.8", check.toString());
  }

  @Test
  void bothEndsOfTheToleranceAgree() {
    assertEquals(Verdict.AGREES, checks().compare("a", 2, 3, 1, "").verdict());
    assertEquals(Verdict.AGREES, checks().compare("b", 2, 1, 1, "").verdict());
    assertEquals(Verdict.DIFFERS, checks().compare("c", 2, 3.001, 1, "").verdict());
  }

  @Test
  void whatMustHoldAndDoesNotStopsTheNotebookAndIsWritten() throws IOException {
    Checks checks = checks();
    CheckFailed failed =
        assertThrows(CheckFailed.class, () -> checks.expect("energy drift", 0, 0.2, 1e-6));
    assertEquals("fails: energy drift: expected 0 ± 1e-6, ours 0.200", failed.getMessage());
    assertEquals("fig5,energy drift,0,0.200,± 1e-6,fails,", written().get(1));
    assertThrows(CheckFailed.class, () -> checks.expect("falls", false));
    assertThrows(CheckFailed.class, () -> checks.expect("number", 1, Double.NaN, 1));
  }

  @Test
  void differenceFromThePaperIsReportedWithItsReason() throws IOException {
    Check check =
        checks()
            .compare("λ [pc]", AcceptedRange.between(1.5, 3), 4.125, "a field of 128³, not 512³");
    assertEquals(
        "differs: λ [pc]: expected 1.5 to 3, ours 4.13 (a field of 128³, not 512³)",
        check.toString());
    assertEquals(
        List.of(
            "notebook,check,paper,ours,tolerance,verdict,why",
            "fig5,λ [pc],1.5 to 3,4.13,,differs,\"a field of 128³, not 512³\""),
        written());
  }

  @Test
  void reasonIsLeftOutWhereThePaperIsMet() {
    assertEquals("", checks().compare("slope falls", true, "too few protons").why());
    assertEquals("no", checks().compare("slope rises", false, "too few protons").ours());
  }

  @Test
  void sameNameReplacesAndANewRunForgets() throws IOException {
    Checks checks = checks();
    checks.compare("a", 1, 2, 0.5, "");
    checks.compare("a", 1, 1, 0.5, "");
    assertEquals(1, checks.all().size());
    assertEquals("fig5: 1 checks, 1 agree, 0 differ, 0 fail", checks.toString());
    checks();
    assertEquals(1, written().size());
  }

  @Test
  void quotesAndLineBreaksSurviveInOneLine() {
    assertEquals(
        "a,\"say \"\"b\"\"\",\"c, d\",e f",
        Check.csv(List.of("a", "say \"b\"", "c, d", "e\r\n f")));
  }

  @Test
  void pageMarksEveryVerdictAndEscapes() {
    Checks checks = checks();
    checks.compare("C_1 < C_2", false, "why & how");
    checks.compare("b", true, "");
    assertThrows(CheckFailed.class, () -> checks.expect("c", false));
    String page = checks.html();
    assertTrue(
        page.contains("C<sub>1</sub> &lt; C<sub>2</sub>") && page.contains("why &amp; how"), page);
    assertTrue(
        page.contains("✓ agrees") && page.contains("≠ differs") && page.contains("✗ fails"), page);
  }

  @Test
  void intervalsSayWhatTheyHold() {
    assertEquals("2 ± 0.1", AcceptedRange.about(2, 0.1).toString());
    assertEquals("10 × or ÷ 2", AcceptedRange.factor(10, 2).toString());
    assertEquals("≤ 3", AcceptedRange.atMost(3).toString());
    assertEquals("≥ 3", AcceptedRange.atLeast(3).toString());
    assertTrue(AcceptedRange.factor(10, 2).holds(5) && !AcceptedRange.factor(10, 2).holds(4.9));
    assertTrue(AcceptedRange.atMost(3).holds(-1e9) && !AcceptedRange.atLeast(3).holds(Double.NaN));
    IllegalArgumentException empty =
        assertThrows(IllegalArgumentException.class, () -> AcceptedRange.between(3, 1));
    assertEquals(
        "an interval from 3.0 to 1.0 holds nothing: give the lower end first", empty.getMessage());
  }

  @Test
  void folderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    UncheckedIOException e =
        assertThrows(
            UncheckedIOException.class, () -> Checks.of("a", file.resolve("checks/a.csv")));
    assertTrue(e.getMessage().endsWith("a.csv: make the folder writable"), e.getMessage());
  }
}
