package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  @TempDir Path folder;

  private List<CsvTable.Row> rows(String text) throws IOException {
    return rows(text, StandardCharsets.UTF_8);
  }

  private List<CsvTable.Row> rows(String text, Charset charset) throws IOException {
    return CsvTable.read(Files.writeString(folder.resolve("t.csv"), text, charset), "n", "v")
        .rows();
  }

  private String refused(String text) {
    return assertThrows(IllegalArgumentException.class, () -> rows(text)).getMessage();
  }

  @Test
  void fieldsAreTextNumbersAndWholeNumbers() throws IOException {
    List<CsvTable.Row> rows = rows("n,v\n1, -2.5e-3 \n+007,\n\"a, b\",.5\n");
    assertEquals(3, rows.size());
    assertEquals(1, rows.get(0).wholeNumber(0));
    assertEquals(-2.5e-3, rows.get(0).number(1));
    assertEquals(7, rows.get(1).wholeNumber(0));
    assertTrue(Double.isNaN(rows.get(1).numberOrNaN(1)));
    assertEquals("a, b", rows.get(2).text(0));
    assertEquals(0.5, rows.get(2).numberOrNaN(1));
  }

  @Test
  void commentsEmptyLinesByteOrderMarkAndOtherLineEndsAreAccepted() throws IOException {
    String text =
        "# é, first\r\n\r\nn,v\r\n  # second, with a comma\r\n   \r\n1,2\r\n\"# third, quoted\"\r\n3,4";
    for (String t : new String[] {text, "\uFEFF" + text, text.replace("\r\n", "\n")}) {
      List<CsvTable.Row> rows = rows(t);
      assertEquals(2, rows.size());
      assertEquals(4, rows.get(1).wholeNumber(1));
      assertEquals(
          "line 8 of " + folder.resolve("t.csv") + " is wrong",
          rows.get(1).refusal("is wrong").getMessage());
    }
  }

  @Test
  void otherTablesAreRefused() {
    Path file = folder.resolve("t.csv");
    String line1 = "line 1 of " + file;
    assertEquals(file + " is empty: its first line must be the heading \"n,v\"", refused("# no\n"));
    assertEquals(line1 + " is \"n;v\": the heading must be \"n,v\"", refused("n;v\n1;2\n"));
    assertEquals(line1 + " is \"n,v,w\": the heading must be \"n,v\"", refused("n,v,w\n"));
    String said = refused("n,v\n1,\"2\n");
    assertTrue(
        said.startsWith(file + " is not a CSV table: ") && said.endsWith(": correct its quotes"),
        said);
    for (Charset other : new Charset[] {StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE}) {
      assertEquals(
          file + " is not encoded in UTF-8: save it as CSV in UTF-8",
          assertThrows(
                  IllegalArgumentException.class, () -> rows("\u00ff# \u00e9\nn,v\n1,2\n", other))
              .getMessage());
    }
    Path none = folder.resolve("none.csv");
    assertEquals(
        "there is no file " + none + ": give the path of a CSV table",
        assertThrows(IOException.class, () -> CsvTable.read(none, "n")).getMessage());
  }

  @Test
  void otherNumbersAreRefused() throws IOException {
    for (String word :
        new String[] {"", "x", "1 2", "0x1p3", "NaN", "Infinity", "1e999", "1d", "--1", ".", "١"}) {
      CsvTable.Row row = rows("n,v\n1,\"" + word + "\"\n").get(0);
      assertEquals(
          "line 2 of "
              + folder.resolve("t.csv")
              + " has \""
              + word
              + "\" as v: write a finite number with a decimal point, such as 1.5e-6",
          assertThrows(IllegalArgumentException.class, () -> row.number(1)).getMessage());
    }
    for (String word : new String[] {"1.5", "3e9", "1e-9"}) {
      CsvTable.Row row = rows("n,v\n" + word + ",2\n").get(0);
      assertEquals(
          "line 2 of "
              + folder.resolve("t.csv")
              + " has \""
              + word
              + "\" as n: write a whole number",
          assertThrows(IllegalArgumentException.class, () -> row.wholeNumber(0)).getMessage());
    }
  }
}
