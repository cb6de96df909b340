import java.nio.file.Files;
import java.nio.file.Path;

/** Prints the total of a table of JaCoCo: java Coverage.java MODULE jacoco.csv. */
class Coverage {
  public static void main(String[] arguments) throws Exception {
    Path table = Path.of(arguments[1]);
    if (!Files.exists(table)) {
      return; // no test was run
    }
    long missed = 0;
    long covered = 0;
    for (String line : Files.readAllLines(table).stream().skip(1).toList()) {
      String[] cells = line.split(",");
      missed += Long.parseLong(cells[7]);
      covered += Long.parseLong(cells[8]);
    }
    System.out.printf(
        "Line coverage of %s: %.1f %% (%d of %d lines); by class in %s%n",
        arguments[0],
        100.0 * covered / (missed + covered),
        covered,
        missed + covered,
        table.resolveSibling("index.html"));
  }
}
