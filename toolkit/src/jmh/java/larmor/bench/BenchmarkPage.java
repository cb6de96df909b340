package larmor.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The rows of {@code data/benchmarks.csv} as a page of tables, one to a benchmark. */
final class BenchmarkPage {
  private record Row(
      String what, double value, String unit, String low, String high, String run) {}

  private BenchmarkPage() {}

  static List<String> of(List<String> rows) {
    TreeMap<String, List<Row>> groups = new TreeMap<>();
    for (String line : rows) {
      String[] cells = line.split(",");
      Row row =
          new Row(
              cells[0],
              Double.parseDouble(cells[1]),
              cells[2],
              cells[3],
              cells[4],
              cells[5] + ", commit " + cells[6]);
      groups
          .computeIfAbsent(cells[0].split("[. ]")[0], k -> new ArrayList<>())
          .add(row);
    }
    List<String> page =
        new ArrayList<>(
            List.of(
                "# Benchmarks",
                "",
                "Medians with the least and the greatest of a run, made from"
                    + " [benchmarks.csv](benchmarks.csv) by `./mvnw -q -Pbenchmarks verify`."
                    + " [The notes](../toolkit/src/jmh/NOTES.md) say what the figures mean."
                    + " Compare only what has the same machine and commit."));
    groups.forEach((name, group) -> table(page, name, group));
    return page;
  }

  private static void table(List<String> page, String name, List<Row> group) {
    page.addAll(List.of("", "## " + name, ""));
    page.add("| what | median | least – greatest | measured on |");
    page.add("|---|---|---|---|");
    for (Row row : group) {
      page.add(
          String.format(
              Locale.ROOT,
              "| %s | %s %s%s | %s – %s | %s |",
              row.what().substring(name.length() + 1),
              number(row.value()),
              row.unit(),
              rate(row),
              row.low(),
              row.high(),
              row.run()));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  /** What a physicist asks for: zones a second, microseconds a proton. */
  private static String rate(Row row) {
    int at = row.what().indexOf("points=");
    if (row.what().startsWith("MhdStep.step") && at > 0) {
      double points = Double.parseDouble(row.what().substring(at + 7).split(" ")[0]);
      double rate = points * points * points / (1e-3 * row.value());
      return String.format(Locale.ROOT, " (%.3g M zones/s)", 1e-6 * rate);
    }
    if (row.what().startsWith("Ensembles.")) {
      return String.format(Locale.ROOT, " (%.3g µs a proton)", row.value() / 2);
    }
    return "";
  }
}
