package larmor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks whose names match the arguments, all without, those like {@code nside=16,64}
 * being values of their parameters, and puts medians into {@code data/benchmarks.csv}: rows of what
 * was measured are replaced, others stay.
 */
public final class Benchmarks {
  private static final String HEAD = "what,value,unit,low,high,machine,commit";

  private Benchmarks() {}

  public static void main(String[] arguments) throws RunnerException, IOException {
    OptionsBuilder options = new OptionsBuilder();
    for (String word : String.join(" ", arguments).split(" ")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        options.param(word.substring(0, equals), word.substring(equals + 1).split(","));
      } else {
        options.include(word);
      }
    }
    List<String> rows = new ArrayList<>();
    for (RunResult result : new Runner(options.build()).run()) {
      var s = result.getPrimaryResult().getStatistics();
      String unit = result.getPrimaryResult().getScoreUnit();
      rows.add(line(name(result), s.getPercentile(50), unit, s.getMin(), s.getMax()));
    }
    put(Path.of(System.getProperty("larmor.benchmarks", "data/benchmarks.csv")), rows);
  }

  /** One measurement that is not JMH's. */
  record Row(String what, double value, String unit) {}

  /** Puts rows into the file, in place of those of the same name, and makes the page anew. */
  static void record(Path file, List<Row> rows) throws IOException {
    put(file, rows.stream().map(r -> line(r.what, r.value, r.unit, r.value, r.value)).toList());
  }

  private static String line(String what, double value, String unit, double low, double high) {
    return String.join(
        ",",
        what,
        number(value),
        unit,
        number(low),
        number(high),
        machine(),
        System.getProperty("larmor.commit", "?"));
  }

  private static void put(Path file, List<String> fresh) throws IOException {
    TreeMap<String, String> rows = new TreeMap<>();
    if (Files.exists(file)) {
      List<String> lines = Files.readAllLines(file);
      for (String line : lines.subList(1, lines.size())) {
        rows.put(line.substring(0, line.indexOf(',')), line);
      }
    }
    for (String line : fresh) {
      rows.put(line.substring(0, line.indexOf(',')), line);
      System.out.println(line);
    }
    List<String> lines = new ArrayList<>(List.of(HEAD));
    lines.addAll(rows.values());
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    Files.write(beside, lines);
    Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Path page = file.resolveSibling("benchmarks.md");
    Files.write(page, BenchmarkPage.of(List.copyOf(rows.values())));
    System.out.println(file + " and " + page);
  }

  private static String name(RunResult result) {
    String label = result.getParams().getBenchmark();
    StringBuilder name = new StringBuilder(label.substring("larmor.bench.".length()));
    for (String key : result.getParams().getParamsKeys()) {
      name.append(' ').append(key).append('=').append(result.getParams().getParam(key));
    }
    return name.toString();
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, "%.4g", x);
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%s %d cores Java %s",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"));
  }

  /** The processor's own name where the system tells it, else its kind. */
  private static String processor() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).trim().replace(',', ' ');
        }
      }
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
    return System.getProperty("os.arch");
  }
}
