package larmor;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package imports only packages on floors below its own. */
class FloorsTest {
  private static final Map<String, Integer> FLOOR =
      Map.ofEntries(
          entry("units", 0),
          entry("numeric", 0),
          entry("field", 1),
          entry("ode", 1),
          entry("sky", 1),
          entry("turbulence", 2),
          entry("mhd", 2),
          entry("orbit", 2),
          entry("liouville", 3),
          entry("paper", 4),
          entry("notebook", 5),
          entry("course", 6));

  private static final Pattern OURS = Pattern.compile("\\blarmor\\.([a-z]+)\\.[A-Z]");
  private static final Pattern DISPLAY_ONLY =
      Pattern.compile("org\\.knowm\\.xchart|jjava|javax\\.swing");
  private static final Pattern NOTEBOOK_ONLY =
      Pattern.compile("tech\\.tablesaw|org\\.knowm\\.xchart|jjava|javax\\.swing");

  @Test
  void packagesImportOnlyFloorsBelow() throws IOException {
    TreeSet<String> wrong = new TreeSet<>();
    Path root = Path.of("src/main/java/larmor");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(p -> p.toString().endsWith(".java")).toList();
    }
    assertTrue(files.size() > 5, "too few sources found below " + root.toAbsolutePath());
    for (Path file : files) {
      String here = root.relativize(file).getName(0).toString();
      String text = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "");
      if (!FLOOR.containsKey(here)) {
        wrong.add(file + ": package larmor." + here + " stands on no floor");
        continue;
      }
      var matcher = OURS.matcher(text);
      while (matcher.find()) {
        String there = matcher.group(1);
        if (!there.equals(here) && FLOOR.getOrDefault(there, 99) >= FLOOR.get(here)) {
          wrong.add(file + " uses larmor." + there);
        }
      }
      Pattern foreign = here.equals("paper") ? DISPLAY_ONLY : NOTEBOOK_ONLY;
      if (!here.equals("notebook") && foreign.matcher(text).find()) {
        wrong.add(file + " uses a library that only larmor.notebook may know");
      }
    }
    assertEquals(new TreeSet<String>(), wrong);
  }

  /** A message reads the same in every country. */
  @Test
  void textIsFormattedInTheRootLocale() throws IOException {
    Pattern anyLocale =
        Pattern.compile(
            "String\\.format\\((?!\\s*(java\\.util\\.)?Locale\\.ROOT)|to(Upper|Lower)Case\\(\\)|\\.formatted\\(");
    try (Stream<Path> walk = Files.walk(Path.of("src/main/java/larmor"))) {
      for (Path file : walk.filter(p -> p.toString().endsWith(".java")).toList()) {
        assertFalse(anyLocale.matcher(Files.readString(file)).find(), file.toString());
      }
    }
  }
}
