package larmor.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each unit of the course has goals, predictions and exercises, and each exercise a solution. */
class CourseFilesTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+\\.(?:ipynb|md))\\)");
  private static final int PREDICTIONS = 4;

  private static List<NotebookFile> units() {
    return NotebookFile.all().stream().filter(CourseFile::isUnit).toList();
  }

  private static List<NotebookFile> solutions() {
    return NotebookFile.all().stream().filter(CourseFile::isSolutions).toList();
  }

  private static Set<String> numbers(NotebookFile notebook) {
    Set<String> numbers = new HashSet<>();
    Course.unit(CourseFile.unit(notebook)).stream().map(Exercise::number).forEach(numbers::add);
    return numbers;
  }

  @Test
  void everyUnitHasItsNotebookAndItsSolutions() {
    List<Integer> all = IntStream.rangeClosed(1, Course.UNITS).boxed().toList();
    assertEquals(all, units().stream().map(CourseFile::unit).toList());
    assertEquals(all, solutions().stream().map(CourseFile::unit).toList());
  }

  @TestFactory
  Stream<DynamicTest> unitsHaveAllTheirParts() {
    return units().stream()
        .map(n -> DynamicTest.dynamicTest(n.name(), () -> assertEquals(List.of(), faults(n))));
  }

  private static List<String> faults(NotebookFile unit) {
    List<String> wrong = new ArrayList<>();
    String text = CourseFile.text(unit);
    for (String section :
        List.of(
            "**You will learn**",
            "**You need**",
            "**Time** ",
            "## Build it",
            "## Further reading")) {
      if (!text.contains(section)) {
        wrong.add("has no " + section);
      }
    }
    text.substring(Math.max(0, text.indexOf("## Further reading")))
        .lines()
        .filter(line -> line.startsWith("- ") && !line.contains("https://doi.org/10."))
        .forEach(line -> wrong.add("gives no DOI: " + line));
    int predictions = text.split("\\*Predict:\\*", -1).length - 1;
    if (predictions < PREDICTIONS) {
      wrong.add("asks for " + predictions + " predictions");
    }
    Set<String> open = new HashSet<>();
    for (CourseFile.GivenAnswer given : CourseFile.given(unit)) {
      if (given.value() != null || !open.add(given.number())) {
        wrong.add("exercise " + given.number() + " is answered, or asked twice");
      }
    }
    Set<String> numbers = numbers(unit);
    if (!open.equals(numbers)) {
      wrong.add("asks the exercises " + open + " and not " + numbers);
    }
    for (String number : numbers) {
      if (!text.contains("**Exercise " + number + ".**")) {
        wrong.add("has no text for exercise " + number);
      }
    }
    return wrong;
  }

  @TestFactory
  Stream<DynamicTest> solutionsAnswerEveryExercise() {
    return solutions().stream()
        .map(
            n ->
                DynamicTest.dynamicTest(
                    n.name(),
                    () -> {
                      Set<String> answered = new HashSet<>();
                      for (CourseFile.GivenAnswer given : CourseFile.given(n)) {
                        assertTrue(given.value() != null, given.number() + " is left open");
                        answered.add(given.number());
                      }
                      assertEquals(numbers(n), answered);
                      assertTrue(
                          CourseFile.text(n).contains("**Build it.**")
                              && n.cells().stream()
                                  .anyMatch(c -> c.source().endsWith(".requireRight()")),
                          "the building task is not solved");
                      List<NotebookFile.Cell> cells = n.cells();
                      assertEquals(
                          "exercises.requireAllRight()", cells.get(cells.size() - 1).source());
                    }));
  }

  @Test
  void linksBetweenNotebooksPointToFiles() {
    List<String> broken = new ArrayList<>();
    Path top = NotebookFile.PROJECT.resolve("notebooks");
    for (NotebookFile notebook : NotebookFile.all()) {
      Path folder = CourseFile.isSolutions(notebook) ? top.resolve("solutions") : top;
      Matcher link = LINK.matcher(CourseFile.text(notebook));
      while (link.find()) {
        if (!Files.exists(folder.resolve(link.group(1)))) {
          broken.add(notebook.name() + " links to " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), broken);
  }
}
