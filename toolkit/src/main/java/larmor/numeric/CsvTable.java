package larmor.numeric;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table read from a file of comma-separated values with a known heading. The file is UTF-8, with
 * or without a byte order mark; lines that start with # and empty lines are skipped; a field that
 * contains a comma must be in double quotes. Every message names the file and the line. Immutable.
 */
public final class CsvTable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setCommentMarker('#')
          .setIgnoreSurroundingSpaces(true)
          .setTrim(true)
          .get();

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final List<Row> rows;

  private CsvTable(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * Reads a table.
   *
   * @param file the file
   * @param heading the names of all columns in their order
   * @return the table, without its heading
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the file is not in UTF-8, has another heading, or has a
   *     line with another number of fields
   */
  public static CsvTable read(Path file, String... heading) throws IOException {
    RegularFile.require(file, "a CSV table");
    Memory.require(file + " as a table", 20 * Files.size(file), "give a table with fewer lines");
    List<Row> rows = new ArrayList<>();
    String expected = String.join(",", heading);
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
        CSVParser parser = CSVParser.parse(withoutByteOrderMark(in), FORMAT)) {
      boolean headingRead = false;
      for (CSVRecord record : parser) {
        Row row = new Row(file, parser.getCurrentLineNumber(), heading, record.toList());
        if (row.isComment()) {
          continue;
        }
        if (headingRead) {
          rows.add(row.requireFields());
        } else {
          row.requireHeading(expected);
          headingRead = true;
        }
      }
      if (!headingRead) {
        throw new IllegalArgumentException(
            file + " is empty: its first line must be the heading \"" + expected + "\"");
      }
    } catch (CharacterCodingException e) {
      throw notUtf8(file, e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw notUtf8(file, e);
      }
      throw new IllegalArgumentException(
          file + " is not a CSV table: " + Quoted.reason(e.getCause()) + ": correct its quotes", e);
    }
    return new CsvTable(List.copyOf(rows));
  }

  private static BufferedReader withoutByteOrderMark(BufferedReader in) throws IOException {
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) {
      in.reset();
    }
    return in;
  }

  private static IllegalArgumentException notUtf8(Path file, Exception cause) {
    return new IllegalArgumentException(
        file + " is not encoded in UTF-8: save it as CSV in UTF-8", cause);
  }

  /** {@return the rows below the heading, in their order} */
  public List<Row> rows() {
    return rows;
  }

  /** One row of a table. Columns are counted from 0. */
  public static final class Row {
    private final Path file;
    private final long line;
    private final String[] heading;
    private final List<String> fields;

    private Row(Path file, long line, String[] heading, List<String> fields) {
      this.file = file;
      this.line = line;
      this.heading = heading;
      this.fields = fields;
    }

    private boolean isComment() {
      String first = fields.get(0);
      return first.startsWith("#") || (fields.size() == 1 && first.isEmpty());
    }

    private void requireHeading(String expected) {
      if (!String.join(",", fields).equals(expected)) {
        throw refusal(
            "is "
                + Quoted.of(String.join(",", fields))
                + ": the heading must be \""
                + expected
                + "\"");
      }
    }

    private Row requireFields() {
      if (fields.size() != heading.length) {
        throw refusal(
            "has "
                + fields.size()
                + " fields and the heading "
                + heading.length
                + ": write decimal points, not commas, and put text with a comma in double quotes");
      }
      return this;
    }

    /**
     * Returns a field as text.
     *
     * @param column number of the column, counted from 0
     * @return the text without surrounding spaces, which is empty if the field is empty
     */
    public String text(int column) {
      return fields.get(column);
    }

    /**
     * Returns a field as a number.
     *
     * @param column number of the column, counted from 0
     * @return a finite number
     * @throws IllegalArgumentException if the field is empty, not a number or too large for a
     *     double
     */
    public double number(int column) {
      String text = text(column);
      double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
      if (!Double.isFinite(value)) {
        throw refusal(
            "has "
                + Quoted.of(text)
                + " as "
                + heading[column]
                + ": write a finite number with a decimal point, such as 1.5e-6");
      }
      return value;
    }

    /**
     * Returns the number in a field, or NaN if the field is empty.
     *
     * @param column number of the column, counted from 0
     * @return a finite number, or NaN if the field is empty
     * @throws IllegalArgumentException if the field is neither empty nor a finite number
     */
    public double numberOrNaN(int column) {
      return text(column).isEmpty() ? Double.NaN : number(column);
    }

    /**
     * Returns a field as a whole number.
     *
     * @param column number of the column, counted from 0
     * @return the number
     * @throws IllegalArgumentException if the field is not a whole number that fits an int
     */
    public int wholeNumber(int column) {
      double value = number(column);
      if (value != (int) value) {
        throw refusal(
            "has " + Quoted.of(text(column)) + " as " + heading[column] + ": write a whole number");
      }
      return (int) value;
    }

    /**
     * Makes the exception for a row whose content cannot be used.
     *
     * @param what text that follows the line and the file in the message; it states the error and
     *     how to correct it
     * @return the exception
     */
    public IllegalArgumentException refusal(String what) {
      return new IllegalArgumentException("line " + line + " of " + file + " " + what);
    }
  }
}
