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

/** Where a notebook's numbers come from: what to state beside them. */
public final class Provenance implements HtmlView {
  private final String notebook;
  private final Map<String, String> facts;

  private Provenance(String notebook, Map<String, String> facts) {
    this.notebook = notebook;
    this.facts = facts;
  }

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
    facts.put("scale", scale.toString());
    facts.put("wall time", NumberFormatting.duration(seconds));
    facts.put(
        "cite", "López-Barquero et al. 2016, ApJ 830, 19, and this toolkit as in CITATION.cff");
    return new Provenance(notebook, facts);
  }

  /** A further fact, the seed for one; replaces a former of the same name. */
  public Provenance with(String what, Object value) {
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(what, String.valueOf(value));
    return new Provenance(notebook, more);
  }

  /** The toolkit's version, and the commit it was built from where known. */
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
        .rows(facts.entrySet().stream().map(f -> List.of(f.getKey(), f.getValue())).toList())
        .html();
  }

  @Override
  public String toString() {
    return facts.entrySet().stream()
        .map(f -> f.getKey() + ": " + f.getValue())
        .collect(Collectors.joining("; ", notebook + ": ", ""));
  }
}
