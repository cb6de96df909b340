package larmor;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package imports only packages of lower layers. */
class PackageLayersTest {
  private static final Map<String, Integer> LAYER =
      Map.ofEntries(
          entry("units", 0),
          entry("numeric", 0),
          entry("field.io", 1),
          entry("field", 2),
          entry("ode", 1),
          entry("sky", 1),
          entry("turbulence", 3),
          entry("mhd", 3),
          entry("orbit", 3),
          entry("liouville", 4),
          entry("transport", 4),
          entry("paper", 5),
          entry("cluster", 6),
          entry("notebook", 6),
          entry("notebook.widget", 7),
          entry("course", 8));

  /** Sources of both modules; these tests run in the first. */
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("../notebooks/course/src/main/java"));

  private static final Pattern OURS = Pattern.compile("\\blarmor\\.([a-z]+(?:\\.[a-z]+)*)\\.[A-Z]");
  private static final Pattern DISPLAY_ONLY =
      Pattern.compile("org\\.knowm\\.xchart|jjava|javax\\.swing");
  private static final Pattern NOTEBOOK_ONLY =
      Pattern.compile("tech\\.tablesaw|org\\.knowm\\.xchart|jjava|javax\\.swing");

  @Test
  void packagesImportOnlyLowerLayers() throws IOException {
    TreeSet<String> wrong = new TreeSet<>();
    for (Path file : sources()) {
      String here = packageOf(file);
      String text = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "");
      if (!LAYER.containsKey(here)) {
        wrong.add(file + ": package larmor." + here + " has no layer in this test: add it");
        continue;
      }
      var matcher = OURS.matcher(text);
      while (matcher.find()) {
        String there = matcher.group(1);
        if (!there.equals(here) && LAYER.getOrDefault(there, 99) >= LAYER.get(here)) {
          wrong.add(file + " uses larmor." + there);
        }
      }
      Pattern foreign = here.equals("paper") ? DISPLAY_ONLY : NOTEBOOK_ONLY;
      if (!here.startsWith("notebook") && foreign.matcher(text).find()) {
        wrong.add(file + " uses a library that only larmor.notebook may use");
      }
    }
    assertEquals(new TreeSet<String>(), wrong);
  }

  /** The package of a source without the leading "larmor.". */
  private static String packageOf(Path file) {
    String folder = file.getParent().toString().replace(java.io.File.separatorChar, '.');
    return folder.substring(folder.lastIndexOf(".larmor.") + 8);
  }

  /** The toolkit has no exercises, and the course module has nothing else. */
  @Test
  void exercisesAreInTheCourseModuleOnly() throws IOException {
    for (Path root : SOURCES) {
      boolean course = root.startsWith("..");
      for (Path file : sources(root)) {
        Path folder = root.relativize(file).getParent();
        assertEquals(course, folder.equals(Path.of("larmor", "course")), file.toString());
      }
    }
  }

  /** Messages do not depend on the language of the machine. */
  @Test
  void textIsFormattedInTheRootLocale() throws IOException {
    Pattern anyLocale =
        Pattern.compile(
            "String\\.format\\((?!\\s*(java\\.util\\.)?Locale\\.ROOT)|to(Upper|Lower)Case\\(\\)|\\.formatted\\(");
    for (Path file : sources()) {
      assertFalse(anyLocale.matcher(Files.readString(file)).find(), file.toString());
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path root : SOURCES) {
      all.addAll(sources(root));
    }
    return all;
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      List<Path> files = walk.filter(p -> p.toString().endsWith(".java")).toList();
      assertTrue(files.size() > 5, "too few sources found below " + root.toAbsolutePath());
      return files;
    }
  }
}
