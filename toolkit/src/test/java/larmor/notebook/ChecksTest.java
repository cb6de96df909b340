package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
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
  void aValueWithinItsToleranceAgrees() {
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
  void aFailedExpectationIsWrittenAndThrows() throws IOException {
    Checks checks = checks();
    CheckFailed failed =
        assertThrows(CheckFailed.class, () -> checks.expect("energy drift", 0, 0.2, 1e-6));
    assertEquals("fails: energy drift: expected 0 ± 1e-6, ours 0.200", failed.getMessage());
    assertEquals("fig5,energy drift,0,0.200,± 1e-6,fails,,,", written().get(1));
    assertThrows(CheckFailed.class, () -> checks.expect("falls", false));
    assertThrows(CheckFailed.class, () -> checks.expect("number", 1, Double.NaN, 1));
  }

  @Test
  void aDifferenceFromThePaperIsWrittenWithItsReason() throws IOException {
    Check check =
        checks()
            .compare("λ [pc]", AcceptedRange.between(1.5, 3), 4.125, "a field of 128³, not 512³");
    assertEquals(
        "differs: λ [pc]: expected 1.5 to 3, ours 4.13 (a field of 128³, not 512³)",
        check.toString());
    assertEquals(
        List.of(
            "notebook,check,accepted,ours,tolerance,verdict,why,place,sample",
            "fig5,λ [pc],1.5 to 3,4.13,,differs,\"a field of 128³, not 512³\",,"),
        written());
  }

  /** The range is 48 to 72: twice the error decides, both ends of the interval count. */
  @Test
  void aValueWithAnErrorAgreesDiffersOrIsNotDecided() {
    AcceptedRange range = AcceptedRange.about(60, 12);
    Checks checks = checks();
    assertEquals(Verdict.AGREES, checks.compare("a", range, 60, 6, "w").verdict());
    assertEquals(Verdict.NOT_DECIDED, checks.compare("b", range, 60, 6.1, "w").verdict());
    assertEquals(Verdict.NOT_DECIDED, checks.compare("c", range, 45, 1.6, "w").verdict());
    assertEquals(Verdict.DIFFERS, checks.compare("d", range, 45, 1.4, "w").verdict());
    assertEquals(Verdict.DIFFERS, checks.compare("e", range, 80, 3.9, "w").verdict());
    Check unknown = checks.compare("f", range, 60, Double.NaN, "w");
    assertEquals(Verdict.NOT_DECIDED, unknown.verdict());
    assertEquals("60, error unknown", unknown.ours());
    AcceptedRange positive = AcceptedRange.atLeast(0);
    assertEquals(Verdict.AGREES, checks.compare("g", positive, 0.26, 0.1, "w").verdict());
    assertEquals(
        "not decided: h: expected ≥ 0, ours 0.10 ± 0.10 (few observers)",
        checks.compare("h", positive, 0.1, 0.1, "few observers").toString());
    assertEquals("fig5: 8 checks, 2 agree, 2 differ, 4 not decided, 0 fail", checks.toString());
  }

  @Test
  void aClaimOfThePaperHasItsPlaceAndSampleAndBelongsToTheSameChecks() throws IOException {
    Checks checks = checks();
    Checks table = checks.forClaim("§4.1, Table 1", "two cubes, 48 observers");
    table.compare("λ [pc]", AcceptedRange.about(60, 12), 56.4, 1.1, "");
    checks.expect("no claim", true);
    checks.forClaim("Appendix A, Figure 7", "").expect("drift", 0, 0, 1);
    assertEquals(3, table.all().size());
    assertEquals(
        List.of(
            "notebook,check,accepted,ours,tolerance,verdict,why,place,sample",
            "fig5,λ [pc],60,56.4 ± 1.1,± 12,agrees,,\"§4.1, Table 1\",\"two cubes, 48 observers\"",
            "fig5,no claim,yes,yes,,agrees,,,",
            "fig5,drift,0,0,± 1,agrees,,\"Appendix A, Figure 7\","),
        written());
    assertEquals(
        "the place \"Table 1\" names no section of the paper: begin it with § and a number, or with"
            + " \"Appendix\"",
        assertThrows(IllegalArgumentException.class, () -> checks.forClaim("Table 1", ""))
            .getMessage());
    assertEquals(
        "the sample is missing: give one, such as \"mhd-128-a, one observer\"",
        assertThrows(IllegalArgumentException.class, () -> checks.forClaim("§4.1", null))
            .getMessage());
  }

  @Test
  void theReasonIsKeptOnlyForADifference() {
    assertEquals("", checks().compare("slope falls", true, "too few protons").why());
    assertEquals("", checks().compare("slope", 2, 2.1, 0.2, "too few protons").why());
    Check differs = checks().compare("slope rises", false, "too few protons");
    assertEquals("no", differs.ours());
    assertEquals("too few protons", differs.why());
  }

  @Test
  void aCheckOfTheSameNameIsReplacedAndANewRunStartsEmpty() throws IOException {
    Checks checks = checks();
    checks.compare("a", 1, 2, 0.5, "");
    checks.compare("a", 1, 1, 0.5, "");
    assertEquals(1, checks.all().size());
    assertEquals("fig5: 1 checks, 1 agree, 0 differ, 0 not decided, 0 fail", checks.toString());
    checks();
    assertEquals(1, written().size());
  }

  @Test
  void everyCheckIsOneLineOfCsvWithItsFieldsQuotedWhereNeeded() throws IOException {
    checks().compare("say \"b\"", AcceptedRange.between(1, 2), 3, "c, d\r\n e");
    assertEquals("fig5,\"say \"\"b\"\"\",1 to 2,3,,differs,\"c, d e\",,", written().get(1));
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(folder.resolve("checks/fig5.csv"), StandardCharsets.UTF_8, format)) {
      CSVRecord read = parser.iterator().next();
      assertEquals("say \"b\"", read.get("check"));
      assertEquals("c, d e", read.get("why"));
    }
  }

  @Test
  void htmlShowsEveryVerdictAndEscapesText() {
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
  void acceptedRangesContainTheirEndsAndPrintThemselves() {
    assertEquals("2 ± 0.1", AcceptedRange.about(2, 0.1).toString());
    assertEquals("10 × or ÷ 2", AcceptedRange.withinFactor(10, 2).toString());
    assertEquals("≤ 3", AcceptedRange.atMost(3).toString());
    assertEquals("≥ 3", AcceptedRange.atLeast(3).toString());
    AcceptedRange factor = AcceptedRange.withinFactor(10, 2);
    assertTrue(factor.contains(5) && factor.contains(20));
    assertFalse(factor.contains(4.999) || factor.contains(20.001));
    assertTrue(AcceptedRange.atMost(3).contains(-1e9) && AcceptedRange.atMost(3).contains(3));
    assertTrue(AcceptedRange.atLeast(3).contains(1e9) && AcceptedRange.atLeast(3).contains(3));
    assertFalse(AcceptedRange.atLeast(3).contains(Double.NaN));
    IllegalArgumentException empty =
        assertThrows(IllegalArgumentException.class, () -> AcceptedRange.between(3, 1));
    assertEquals(
        "the range from 3.0 to 1.0 is empty: give the lower end first", empty.getMessage());
  }

  @Test
  void errorNamesTheFileThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    UncheckedIOException e =
        assertThrows(
            UncheckedIOException.class, () -> Checks.of("a", file.resolve("checks/a.csv")));
    assertTrue(e.getMessage().endsWith("a.csv: make the folder writable"), e.getMessage());
  }
}
