package larmor.liouville;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import larmor.numeric.AtomicFile;
import larmor.numeric.Vec3;
import larmor.orbit.LengthEstimate;
import larmor.sky.PowerSpectrum;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Writes and reads the result of one observer of a survey as a CSV file: a first line with the
 * SHA-256 of the rest, a line for the observer and the path length to the first turn by 90°, and a
 * line for each spectrum. Lengths are in metres, numbers have all their digits. A file that does
 * not match its checksum counts as missing, and its observer is computed again.
 */
final class SkySurveyFile {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private SkySurveyFile() {}

  /** The file of an observer of the survey with a given fingerprint. */
  static Path in(Path folder, String fingerprint) {
    return folder.resolve("survey-" + sha256(fingerprint).substring(0, 32) + ".csv");
  }

  static void write(SkySurveyResult.Row row, Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    LengthEstimate turn = row.turn();
    FORMAT.printRecord(
        text,
        row.observer().x(),
        row.observer().y(),
        row.observer().z(),
        row.particles(),
        turn.mean(),
        turn.standardError(),
        turn.median(),
        turn.particles(),
        turn.total());
    for (SkySurveyResult.Entry entry : row.entries()) {
      List<Object> cells = new ArrayList<>();
      cells.add(entry.weight());
      cells.add(entry.radius());
      cells.add(entry.noise());
      cells.add(entry.missing());
      for (double c : entry.spectrum().values()) {
        cells.add(c);
      }
      FORMAT.printRecord(text, cells.toArray());
    }
    String content = sha256(text.toString()) + "\n" + text;
    AtomicFile.write(file, temporary -> Files.writeString(temporary, content));
  }

  /**
   * Reads a result.
   *
   * @return the result, or null if the file is damaged
   * @throws IOException if the file cannot be read
   */
  static SkySurveyResult.Row read(Path file) throws IOException {
    String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    int end = content.indexOf('\n');
    if (end < 0 || !sha256(content.substring(end + 1)).equals(content.substring(0, end))) {
      return null;
    }
    List<CSVRecord> lines = FORMAT.parse(new StringReader(content.substring(end + 1))).getRecords();
    CSVRecord first = lines.get(0);
    LengthEstimate turn =
        new LengthEstimate(
            real(first, 4), real(first, 5), real(first, 6), whole(first, 7), whole(first, 8));
    List<SkySurveyResult.Entry> entries = new ArrayList<>();
    for (CSVRecord line : lines.subList(1, lines.size())) {
      double[] c = new double[line.size() - 4];
      for (int l = 0; l < c.length; l++) {
        c[l] = real(line, 4 + l);
      }
      entries.add(
          new SkySurveyResult.Entry(
              line.get(0), real(line, 1), PowerSpectrum.of(c), real(line, 2), whole(line, 3)));
    }
    Vec3 observer = new Vec3(real(first, 0), real(first, 1), real(first, 2));
    return new SkySurveyResult.Row(observer, entries, turn, whole(first, 3));
  }

  private static double real(CSVRecord line, int column) {
    return Double.parseDouble(line.get(column));
  }

  private static int whole(CSVRecord line, int column) {
    return Integer.parseInt(line.get(column));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
