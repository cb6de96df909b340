package larmor.liouville;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import larmor.numeric.AtomicFile;
import larmor.numeric.Quoted;
import larmor.numeric.RegularFile;
import larmor.numeric.Vec3;
import larmor.orbit.LengthEstimate;
import larmor.sky.PowerSpectrum;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Writes and reads the results of the observers of a {@link SkySurvey} as a CSV file with a heading
 * and one line for each observer, weight and sphere. The last two fields of a line are the number
 * of lines of the file without the heading, so that a file that was cut at the end of a line is
 * found, and the CRC-32 checksum of the fields before it. A line that does not match its checksum,
 * or a file with another heading, is treated as missing. Older files lack the number of lines and
 * are read too.
 */
final class SkySurveyFile {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private static final List<String> FIXED =
      List.of(
          "survey",
          "x [m]",
          "y [m]",
          "z [m]",
          "particles",
          "path to first turn by 90 deg [m]",
          "error [m]",
          "median [m]",
          "turned",
          "of",
          "weight",
          "R [m]",
          "N_l",
          "missing");

  private SkySurveyFile() {}

  static void write(List<SkySurveyResult.Row> rows, Path file) throws IOException {
    String text = text(rows, true);
    AtomicFile.writeOrExplain(file, temporary -> Files.writeString(temporary, text));
  }

  /** Returns the content of a file, with or without the number of lines. */
  private static String text(List<SkySurveyResult.Row> rows, boolean counted) throws IOException {
    int multipoles =
        1
            + rows.stream()
                .flatMap(r -> r.entries().stream())
                .mapToInt(e -> e.spectrum().lmax())
                .max()
                .orElseThrow();
    int lines = rows.stream().mapToInt(r -> r.entries().size()).sum();
    StringBuilder text = new StringBuilder();
    FORMAT.printRecord(text, heading(multipoles, counted).toArray());
    for (SkySurveyResult.Row row : rows) {
      for (SkySurveyResult.Entry entry : row.entries()) {
        List<String> fields = fields(row, entry, multipoles);
        if (counted) {
          fields.add(Integer.toString(lines));
        }
        fields.add(checksum(fields));
        FORMAT.printRecord(text, fields.toArray());
      }
    }
    return text.toString();
  }

  private static List<String> heading(int multipoles, boolean counted) {
    List<String> names = new ArrayList<>(FIXED);
    for (int l = 0; l < multipoles; l++) {
      names.add("C_" + l);
    }
    for (int l = 0; l < multipoles; l++) {
      names.add("axial C_" + l);
    }
    if (counted) {
      names.add("lines");
    }
    names.add("CRC-32");
    return names;
  }

  private static List<String> fields(
      SkySurveyResult.Row row, SkySurveyResult.Entry entry, int multipoles) {
    LengthEstimate turn = row.turn();
    List<String> fields = new ArrayList<>();
    fields.add(row.key());
    add(fields, row.observer().x(), row.observer().y(), row.observer().z());
    fields.add(Integer.toString(row.particles()));
    add(fields, turn.mean(), turn.standardError(), turn.median());
    fields.add(Integer.toString(turn.particles()));
    fields.add(Integer.toString(turn.total()));
    fields.add(entry.weight());
    add(fields, entry.radius(), entry.noise());
    fields.add(Integer.toString(entry.missing()));
    for (PowerSpectrum spectrum : List.of(entry.spectrum(), entry.axial())) {
      add(fields, spectrum.values());
      for (int l = spectrum.lmax() + 1; l < multipoles; l++) {
        fields.add("");
      }
    }
    return fields;
  }

  private static void add(List<String> fields, double... values) {
    for (double v : values) {
      fields.add(Double.toString(v));
    }
  }

  /**
   * Reads results.
   *
   * @return the rows, without damaged lines
   * @throws IOException if the file cannot be read
   */
  static List<SkySurveyResult.Row> read(Path file) throws IOException {
    return rows(content(file));
  }

  private static String content(Path file) throws IOException {
    RegularFile.require(file, "the result of a survey");
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static List<SkySurveyResult.Row> rows(String content) throws IOException {
    return rows(lines(content));
  }

  private static List<SkySurveyResult.Row> rows(List<CSVRecord> lines) {
    if (lines.isEmpty()
        || !heading(multipoles(lines.get(0)), isCounted(lines)).equals(lines.get(0).toList())) {
      return List.of();
    }
    Map<String, SkySurveyResult.Row> rows = new LinkedHashMap<>();
    for (CSVRecord line : lines.subList(1, lines.size())) {
      List<String> fields = line.toList();
      int last = fields.size() - 1;
      if (fields.size() == lines.get(0).size()
          && fields.get(last).equals(checksum(fields.subList(0, last)))) {
        try {
          rows.merge(line.get(0), row(line), SkySurveyFile::joined);
        } catch (IllegalArgumentException e) {
          // a line of another program, whose numbers cannot be read
          rows.remove(line.get(0));
        }
      }
    }
    return List.copyOf(rows.values());
  }

  /**
   * Reads a result of which nothing may be missing.
   *
   * @return the rows
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the file is not one that this class writes, or is damaged
   */
  static List<SkySurveyResult.Row> readWhole(Path file) throws IOException {
    String content = content(file);
    List<CSVRecord> lines = lines(content);
    List<SkySurveyResult.Row> rows = rows(lines);
    boolean whole =
        rows.stream().map(SkySurveyFile::recorded).distinct().count() == 1
            && text(rows, isCounted(lines)).equals(content);
    if (whole) {
      return rows;
    }
    if (!rows.isEmpty() && isCounted(lines) && lines.get(1).size() == lines.get(0).size()) {
      String stated = lines.get(1).get(lines.get(1).size() - 2);
      if (!stated.equals(Integer.toString(lines.size() - 1))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s has %d lines of a survey instead of %s: restore it",
                file,
                lines.size() - 1,
                Quoted.printable(stated, 20)));
      }
    }
    throw new IllegalArgumentException(
        file + " is damaged or is not the result of a survey: restore it");
  }

  /** Weight and sphere of each spectrum of an observer, which are the same for all observers. */
  private static List<String> recorded(SkySurveyResult.Row row) {
    return row.entries().stream().map(e -> e.radius() + " " + e.weight()).toList();
  }

  private static boolean isCounted(List<CSVRecord> lines) {
    return !lines.isEmpty() && (lines.get(0).size() - FIXED.size()) % 2 == 0;
  }

  /** The lines, or none if quotes are damaged so that the text is not CSV. */
  private static List<CSVRecord> lines(String content) throws IOException {
    try {
      return FORMAT.parse(new StringReader(content)).getRecords();
    } catch (UncheckedIOException | IllegalStateException e) {
      return List.of();
    }
  }

  private static int multipoles(CSVRecord heading) {
    return Math.max(0, (heading.size() - FIXED.size() - 1) / 2);
  }

  private static SkySurveyResult.Row row(CSVRecord line) {
    LengthEstimate turn =
        new LengthEstimate(
            real(line, 5), real(line, 6), real(line, 7), whole(line, 8), whole(line, 9));
    int first = FIXED.size();
    int multipoles = multipoles(line);
    SkySurveyResult.Entry entry =
        new SkySurveyResult.Entry(
            line.get(10),
            real(line, 11),
            real(line, 12),
            whole(line, 13),
            spectrum(line, first, multipoles),
            spectrum(line, first + multipoles, multipoles));
    Vec3 observer = new Vec3(real(line, 1), real(line, 2), real(line, 3));
    return new SkySurveyResult.Row(line.get(0), observer, List.of(entry), turn, whole(line, 4));
  }

  private static SkySurveyResult.Row joined(SkySurveyResult.Row a, SkySurveyResult.Row b) {
    List<SkySurveyResult.Entry> entries = new ArrayList<>(a.entries());
    entries.addAll(b.entries());
    return new SkySurveyResult.Row(a.key(), a.observer(), entries, a.turn(), a.particles());
  }

  private static PowerSpectrum spectrum(CSVRecord line, int first, int most) {
    int count = 0;
    while (count < most && !line.get(first + count).isEmpty()) {
      count++;
    }
    double[] c = new double[count];
    for (int l = 0; l < count; l++) {
      c[l] = real(line, first + l);
    }
    return PowerSpectrum.of(c);
  }

  private static double real(CSVRecord line, int column) {
    return Double.parseDouble(line.get(column));
  }

  private static int whole(CSVRecord line, int column) {
    return Integer.parseInt(line.get(column));
  }

  private static String checksum(List<String> fields) {
    CRC32 crc = new CRC32();
    crc.update(String.join("\n", fields).getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
