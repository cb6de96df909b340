package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** Runs healpy on a file, where the Python of the property larmor.healpy.python has it. */
final class Healpy {
  private Healpy() {}

  /**
   * @param script lines after {@code import healpy as hp, sys}; the file is sys.argv[1]
   * @param last takes the last line that was printed
   */
  static void check(String script, Path file, Consumer<String> last) throws Exception {
    String python = System.getProperty("larmor.healpy.python", "python3");
    String start =
        "import sys\ntry:\n    import healpy as hp\nexcept ImportError:\n    sys.exit(77)\n";
    int end = 77;
    String said = "";
    try {
      Process p =
          new ProcessBuilder(python, "-c", start + script, file.toString())
              .redirectErrorStream(true)
              .start();
      said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      end = p.waitFor(60, TimeUnit.SECONDS) ? p.exitValue() : -1;
    } catch (IOException e) {
      said = e.getMessage();
    }
    if (end == 77) {
      System.out.println("SKIPPED healpy's side of a test: no healpy in " + python);
    }
    Assumptions.assumeTrue(end != 77, "no healpy in " + python);
    assertEquals(0, end, said);
    String[] lines = said.trim().split("\n", -1);
    last.accept(lines[lines.length - 1].trim());
  }
}
