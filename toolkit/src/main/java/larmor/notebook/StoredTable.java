package larmor.notebook;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import larmor.numeric.AtomicFile;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Quoted;
import larmor.numeric.RegularFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table of results in a CSV file with the settings of the computation. The first lines begin with
 * #, as comments do: the settings, the title of the table, and the type of each column. The last
 * line is a comment too, with the CRC-32 checksum of all lines before it. Between them are a
 * heading and the rows. Numbers have all their digits, and a cell without a value is empty.
 *
 * <pre>
 * # settings: 24 observers …
 * # title: Skies of displacements
 * # columns: whole, real
 * observer,noise [pc^2]
 * 0,0.012345678901234567
 * # CRC-32 of the lines above: 89abcdef
 * </pre>
 */
final class StoredTable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private static final String SETTINGS = "# settings: ";
  private static final String TITLE = "# title: ";
  private static final String COLUMNS = "# columns: ";
  private static final String CHECKSUM = "# CRC-32 of the lines above: ";

  private StoredTable() {}

  /**
   * Writes a table and its settings to a file, which is replaced as a whole. A file that has the
   * same table and settings is left as it is.
   *
   * @param table columns of whole numbers, doubles and texts. Not modified.
   * @param settings one line that says what was computed
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if the settings are missing or more than one line, a text has
   *     a line end or a #, which a comment begins with, or a column has another type
   */
  static void write(Table table, String settings, Path file) throws IOException {
    String text = text(table, requireLine(settings));
    if (!isThere(text, settings, file)) {
      AtomicFile.write(file, temporary -> Files.writeString(temporary, text));
    }
  }

  /**
   * Returns settings after checking that they are one line.
   *
   * @throws IllegalArgumentException if they are missing, empty or more than one line
   */
  static String requireLine(String settings) {
    Given.require(settings, "the settings of a table", "\"24 observers, tolerance 1e-5\"");
    if (settings.isBlank() || !settings.equals(settings.strip()) || !isLine(settings)) {
      throw new IllegalArgumentException(
          "the settings "
              + Quoted.of(settings)
              + " cannot be stored with a table: give one line without spaces at its ends");
    }
    return settings;
  }

  private static boolean isLine(String text) {
    return text.equals(Quoted.printable(text, text.length()));
  }

  /** Returns whether a file has the numbers of a text, which another Java may write differently. */
  private static boolean isThere(String text, String settings, Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      Optional<Table> kept = read(file, settings);
      return kept.isPresent() && text(kept.get(), settings).equals(text);
    } catch (IllegalArgumentException damaged) {
      return false;
    }
  }

  private static String text(Table table, String settings) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(SETTINGS).append(settings).append('\n');
    text.append(TITLE).append(requireText(table.name() == null ? "" : table.name())).append('\n');
    text.append(COLUMNS)
        .append(table.columns().stream().map(StoredTable::type).collect(Collectors.joining(", ")))
        .append('\n');
    FORMAT.printRecord(text, table.columnNames().stream().map(StoredTable::requireText).toArray());
    for (int row = 0; row < table.rowCount(); row++) {
      List<String> cells = new ArrayList<>();
      for (Column<?> column : table.columns()) {
        cells.add(requireText(FigureTable.cell(column, row)));
      }
      FORMAT.printRecord(text, cells.toArray());
    }
    return text + CHECKSUM + checksum(text.toString()) + '\n';
  }

  private static String type(Column<?> column) {
    if (column instanceof IntColumn) {
      return "whole";
    }
    if (column instanceof DoubleColumn) {
      return "real";
    }
    if (column instanceof StringColumn) {
      return "text";
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "the column \"%s\" has the type %s, which a stored table cannot have: use an IntColumn,"
                + " a DoubleColumn or a StringColumn",
            column.name(),
            column.type().name()));
  }

  private static String requireText(String text) {
    if (text.contains("#") || !isLine(text)) {
      throw new IllegalArgumentException(
          "the text "
              + Quoted.of(text)
              + " cannot be stored in a table, because a line end or a # ends it for the programs"
              + " that read the file: write it without");
    }
    return text;
  }

  /**
   * Reads the table in a file, if it was computed with the same settings.
   *
   * @param settings the settings that the table must have
   * @return the table; empty if there is no file, or its settings are others
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the settings are not one line, or the file is damaged, cut
   *     or not such a table
   */
  static Optional<Table> read(Path file, String settings) throws IOException {
    requireLine(settings);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    RegularFile.require(file, "a stored table");
    Memory.require(file + " as a table", 20 * Files.size(file), "restore the file");
    String content =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
    int last = content.lastIndexOf(CHECKSUM);
    if (last < 0
        || !content.startsWith(SETTINGS)
        || !content
            .substring(last)
            .equals(CHECKSUM + checksum(content.substring(0, last)) + '\n')) {
      throw damaged(file, "its last line is not the checksum of the lines before it", null);
    }
    List<String> lines = List.of(content.substring(0, last).split("\n", -1));
    if (!lines.get(0).equals(SETTINGS + settings)) {
      return Optional.empty();
    }
    try {
      return Optional.of(table(lines));
    } catch (UncheckedIOException | IllegalStateException | IndexOutOfBoundsException e) {
      throw damaged(file, "its rows do not fit its heading", e);
    } catch (IllegalArgumentException e) {
      throw damaged(file, "a cell does not have the type of its column", e);
    }
  }

  private static IllegalArgumentException damaged(Path file, String what, Exception cause) {
    return new IllegalArgumentException(
        file
            + " is damaged, cut or not a stored table, because "
            + what
            + ": restore it, or delete it so that the table is computed again",
        cause);
  }

  private static Table table(List<String> lines) throws IOException {
    String[] types = lines.get(2).substring(COLUMNS.length()).split(", ", -1);
    List<CSVRecord> records =
        FORMAT
            .parse(new StringReader(String.join("\n", lines.subList(3, lines.size()))))
            .getRecords();
    Table table = Table.create(lines.get(1).substring(TITLE.length()));
    for (int c = 0; c < types.length; c++) {
      Column<?> column = empty(types[c], records.get(0).get(c));
      for (CSVRecord row : records.subList(1, records.size())) {
        append(row.get(c), column);
      }
      table.addColumns(column);
    }
    return table;
  }

  private static Column<?> empty(String type, String name) {
    return switch (type) {
      case "whole" -> IntColumn.create(name);
      case "real" -> DoubleColumn.create(name);
      case "text" -> StringColumn.create(name);
      default -> throw new IllegalArgumentException("no column has the type " + type);
    };
  }

  /** Appends a cell to a column, which is modified. */
  private static void append(String cell, Column<?> column) {
    if (cell.isEmpty()) {
      column.appendMissing();
    } else if (column instanceof IntColumn whole) {
      whole.append(Integer.parseInt(cell));
    } else if (column instanceof DoubleColumn real) {
      real.append(Double.parseDouble(cell));
    } else if (column instanceof StringColumn text) {
      text.append(cell);
    }
  }

  private static String checksum(String lines) {
    CRC32 crc = new CRC32();
    crc.update(lines.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
