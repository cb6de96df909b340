package larmor.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class StoredTableTest {
  private static final String SETTINGS = "2 observers, r_L = 10 pc, tolerance 1e-5";
  private static final double[] REALS = {0.1 + 0.2, -0.0, Double.NaN, 5, Double.MIN_VALUE, 1e300};

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("table.csv");
  }

  private static Table table() {
    return Table.create(
        "Skies [pc²]",
        IntColumn.create("observer", new Integer[] {0, null, 2, 3, 4, 5}),
        DoubleColumn.create("noise [pc²]", REALS),
        StringColumn.create("field", "Alfvén, slow", "", "a \"quoted\" one", "4", " ", "x"));
  }

  private Table read() throws IOException {
    return StoredTable.read(file, SETTINGS).orElseThrow();
  }

  @Test
  void theFileIsAsItIsDocumented() throws IOException {
    StoredTable.write(table().first(3), SETTINGS, file);
    String[] lines = Files.readString(file).split("\n");
    assertArrayEquals(
        new String[] {
          "# settings: 2 observers, r_L = 10 pc, tolerance 1e-5",
          "# title: Skies [pc²]",
          "# columns: whole, real, text",
          "observer,noise [pc²],field",
          "0,0.30000000000000004,\"Alfvén, slow\"",
          "\"\",-0.0,",
          "2,,\"a \"\"quoted\"\" one\""
        },
        Arrays.copyOf(lines, lines.length - 1));
    assertTrue(lines[7].matches("# CRC-32 of the lines above: [0-9a-f]{8}"), lines[7]);
  }

  @Test
  void everyCellComesBackToTheBit() throws IOException {
    StoredTable.write(table(), SETTINGS, file);
    Table read = read();
    assertEquals("Skies [pc²]", read.name());
    assertEquals(table().columnNames(), read.columnNames());
    for (int i = 0; i < REALS.length; i++) {
      assertEquals(
          Double.doubleToLongBits(REALS[i]),
          Double.doubleToLongBits(read.doubleColumn("noise [pc²]").getDouble(i)));
    }
    assertEquals(table().intColumn("observer").asList(), read.intColumn("observer").asList());
    assertTrue(read.intColumn("observer").isMissing(1));
    assertEquals(table().stringColumn("field").asList(), read.stringColumn("field").asList());
  }

  @Test
  void aTableWithoutRowsAndOneWithASingleMissingCellComeBack() throws IOException {
    StoredTable.write(table().emptyCopy(), SETTINGS, file);
    assertEquals(0, read().rowCount());
    StoredTable.write(Table.create("t", StringColumn.create("x", "", "y")), SETTINGS, file);
    assertEquals(2, read().rowCount());
  }

  @Test
  void aTableOfOtherSettingsIsNotReadAndNoFileIsNoTable() throws IOException {
    assertTrue(StoredTable.read(file, SETTINGS).isEmpty());
    StoredTable.write(table(), SETTINGS, file);
    assertTrue(StoredTable.read(file, SETTINGS + "0").isEmpty());
    assertTrue(StoredTable.read(file, SETTINGS.substring(2)).isEmpty());
  }

  @Test
  void aFileWithLineEndsOfWindowsIsRead() throws IOException {
    StoredTable.write(table(), SETTINGS, file);
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    assertEquals(6, read().rowCount());
  }

  @Test
  void everyCutAndEveryChangedByteIsRefused() throws IOException {
    StoredTable.write(table(), SETTINGS, file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("its last line is not the checksum of the lines before it");
    }
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertRefused("its last line is not the checksum of the lines before it");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertRefused("its last line is not the checksum of the lines before it");
  }

  @Test
  void aFileOfAnotherProgramWhoseChecksumHoldsIsRefused() throws IOException {
    String start = "# settings: " + SETTINGS + "\n# title: t\n# columns: ";
    String rows = "its rows do not fit its heading";
    String cell = "a cell does not have the type of its column";
    for (String[] wrong :
        new String[][] {
          {"whole, real\na,b\n1\n", rows},
          {"whole, real\na\n1,2\n", rows},
          {"whole\n", rows},
          {"whole\na\n\"1\n", rows},
          {"whole\na\n1.5\n", cell},
          {"real\na\nx\n", cell},
          {"whole, real\na,a\n1,2\n", cell},
          {"date\na\n1\n", cell}
        }) {
      String text = start + wrong[0];
      Files.writeString(file, text + "# CRC-32 of the lines above: " + checksum(text) + "\n");
      assertRefused(wrong[1]);
    }
    Files.writeString(file, "# CRC-32 of the lines above: 00000000\n");
    assertRefused("its last line is not the checksum of the lines before it");
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  private void assertRefused(String why) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> StoredTable.read(file, SETTINGS));
    assertEquals(
        file
            + " is damaged, cut or not a stored table, because "
            + why
            + ": restore it, or delete it so that the table is computed again",
        e.getMessage());
  }

  @Test
  void aFileWithTheSameTableIsLeftAndAnyOtherIsReplaced() throws IOException {
    StoredTable.write(table(), SETTINGS, file);
    FileTime past = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, past);
    StoredTable.write(table(), SETTINGS, file);
    assertEquals(past, Files.getLastModifiedTime(file));

    StoredTable.write(table().first(2), SETTINGS, file);
    assertEquals(2, read().rowCount());
    StoredTable.write(table().first(2), "others", file);
    assertTrue(StoredTable.read(file, SETTINGS).isEmpty());
    Files.writeString(file, "damaged");
    StoredTable.write(table(), SETTINGS, file);
    assertEquals(6, read().rowCount());
  }

  @Test
  void whatTheFileCannotHoldIsRefused() {
    assertNotWritten(
        "the settings \"two lines\" cannot be stored with a table: give one line without spaces at"
            + " its ends",
        table(),
        "two\nlines");
    assertNotWritten(
        "the settings \" x\" cannot be stored with a table: give one line without spaces at its"
            + " ends",
        table(),
        " x");
    assertNotWritten(
        "the settings of a table is missing: give one, such as \"24 observers, tolerance 1e-5\"",
        table(),
        null);
    String text =
        " cannot be stored in a table, because a line end or a # ends it for the programs that read"
            + " the file: write it without";
    assertNotWritten(
        "the text \"no. #1\"" + text, Table.create(StringColumn.create("a", "no. #1")), SETTINGS);
    assertNotWritten("the text \"a b\"" + text, Table.create(IntColumn.create("a\nb")), SETTINGS);
    assertNotWritten(
        "the column \"a\" has the type BOOLEAN, which a stored table cannot have: use an IntColumn,"
            + " a DoubleColumn or a StringColumn",
        Table.create(BooleanColumn.create("a")),
        SETTINGS);
  }

  private void assertNotWritten(String message, Table table, String settings) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> StoredTable.write(table, settings, file));
    assertEquals(message, e.getMessage());
    assertTrue(Files.notExists(file));
  }
}
