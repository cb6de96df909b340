package larmor.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import larmor.numeric.Given;
import larmor.numeric.VectorInstructions;

/**
 * The record of how a notebook's numbers were computed: toolkit, Java, machine, scale, wall time
 * and what to cite. Immutable.
 */
public final class Provenance implements HtmlView {
  private final String notebook;
  private final Map<String, String> facts;

  private Provenance(String notebook, Map<String, String> facts) {
    this.notebook = notebook;
    this.facts = facts;
  }

  /**
   * Returns the record of a notebook's run.
   *
   * @param seconds wall time since the start of the run [s]
   */
  static Provenance of(String notebook, RunScale scale, double seconds) {
    Runtime runtime = Runtime.getRuntime();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("toolkit", "Larmor " + version());
    facts.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put(
        "machine",
        String.format(
            Locale.ROOT,
            "%s %s, %d cores, heap up to %d MB",
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            runtime.availableProcessors(),
            runtime.maxMemory() >> 20));
    facts.put("vector instructions", VectorInstructions.state());
    facts.put("scale", scale.toString());
    facts.put("wall time", NumberFormatting.duration(seconds));
    facts.put(
        "cite", "López-Barquero et al. 2016, ApJ 830, 19, and this toolkit as in CITATION.cff");
    return new Provenance(notebook, facts);
  }

  /**
   * Returns this record with one more entry, such as the seed. The new entry replaces an entry of
   * the same name.
   *
   * @param what name of the entry
   * @param value value of the entry
   * @return a new record
   */
  public Provenance with(String what, Object value) {
    Given.require(what, "the name of the entry", "\"seed\"");
    Given.require(value, "the value", "42");
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(what, String.valueOf(value));
    return new Provenance(notebook, more);
  }

  /**
   * Returns the version of the toolkit, followed by the commit if the environment variable
   * LARMOR_COMMIT names it.
   */
  static String version() {
    Properties built = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("toolkit.properties")) {
      built.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = System.getenv("LARMOR_COMMIT");
    String at = commit == null || commit.isBlank() ? "" : " (commit " + commit + ")";
    return built.getProperty("version") + at;
  }

  @Override
  public String html() {
    HtmlTable table = HtmlTable.of("Provenance of " + notebook, "", "");
    return table
        .withRows(facts.entrySet().stream().map(f -> List.of(f.getKey(), f.getValue())).toList())
        .html();
  }

  @Override
  public String toString() {
    return facts.entrySet().stream()
        .map(f -> f.getKey() + ": " + f.getValue())
        .collect(Collectors.joining("; ", notebook + ": ", ""));
  }
}
