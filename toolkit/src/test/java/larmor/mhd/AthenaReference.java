package larmor.mhd;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Statistics of a snapshot that Athena++ computed, measured with numpy; the files say how, and
 * {@code make_athena_reference.py} beside them makes them.
 */
final class AthenaReference {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setCommentMarker('#').setHeader().setSkipHeaderRecord(true).get();

  /** A value with its statistical error, 0 where there is none. */
  record Value(double value, double error) {}

  private AthenaReference() {}

  private static List<CSVRecord> records(String name) {
    try (Reader in =
        new InputStreamReader(
            AthenaReference.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      return FORMAT.parse(in).getRecords();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The statistics by name. */
  static Map<String, Value> statistics() {
    Map<String, Value> values = new HashMap<>();
    for (CSVRecord r : records("athena-statistics.csv")) {
      values.put(
          r.get("quantity"),
          new Value(Double.parseDouble(r.get("value")), Double.parseDouble(r.get("error"))));
    }
    return values;
  }

  /** E(k) of a column, {@code E_B} or {@code E_V}, from shell 0 to 63; shell 0 is 0. */
  static double[] spectrum(String column) {
    double[] energy = new double[64];
    for (CSVRecord r : records("athena-spectra.csv")) {
      energy[Integer.parseInt(r.get("k"))] = Double.parseDouble(r.get(column));
    }
    return energy;
  }
}
