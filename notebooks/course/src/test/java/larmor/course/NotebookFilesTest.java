package larmor.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import larmor.course.NotebookFile.Cell;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Notebooks have no outputs, short cells, and the kernel "java". */
class NotebookFilesTest {
  private static final int LONGEST = 24;
  private static final Pattern MAGIC = Pattern.compile("(?m)^\\s*%");
  private static final Pattern ONE_KERNEL =
      Pattern.compile("(?i)jjava|ijava|dflib|spencerpark|kernelInstance|\\b(line|cell)Magic");

  @TestFactory
  Stream<DynamicTest> notebooksFollowTheRulesOfTheirForm() {
    List<NotebookFile> all = NotebookFile.all();
    assertFalse(all.isEmpty(), "no notebooks found in " + NotebookFile.PROJECT);
    return all.stream()
        .map(n -> DynamicTest.dynamicTest(n.name(), () -> assertEquals(List.of(), faults(n))));
  }

  static List<String> faults(NotebookFile notebook) {
    List<String> wrong = new ArrayList<>();
    JsonObject json = notebook.json();
    if (json.get("nbformat").getAsInt() != 4) {
      wrong.add("is not of format 4");
    }
    String kernel =
        json.getAsJsonObject("metadata").getAsJsonObject("kernelspec").get("name").getAsString();
    if (!kernel.equals("java")) {
      wrong.add("has the kernel " + kernel);
    }
    List<Cell> cells = notebook.cells();
    if (cells.get(0).isCode() || !cells.get(0).source().startsWith("# ")) {
      wrong.add("does not begin with a title");
    }
    String start = "start(\"" + notebook.name() + "\")";
    if (cells.stream().noneMatch(c -> c.isCode() && c.source().contains(start))) {
      wrong.add("does not " + start);
    }
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      if (cell.isCode()) {
        for (String fault : faults(cell)) {
          wrong.add("cell " + (i + 1) + " " + fault);
        }
      }
    }
    return wrong;
  }

  private static List<String> faults(Cell cell) {
    List<String> wrong = new ArrayList<>();
    long lines = cell.source().lines().filter(l -> !l.startsWith("import ")).count();
    if (lines > LONGEST) {
      wrong.add("has " + lines + " lines");
    }
    if (MAGIC.matcher(cell.source()).find()) {
      wrong.add("has a kernel magic");
    }
    if (ONE_KERNEL.matcher(cell.source()).find()) {
      wrong.add("works on one Java kernel only");
    }
    if (!cell.json().getAsJsonArray("outputs").isEmpty()) {
      wrong.add("has outputs");
    }
    if (!cell.json().get("execution_count").isJsonNull()) {
      wrong.add("has an execution count");
    }
    return wrong;
  }

  @Test
  void everyFaultIsFound() {
    String source = "int i;\\n%maven x\\nJJava.x()\\n" + "x\\n".repeat(22);
    String bad =
        """
        {"nbformat": 3, "metadata": {"kernelspec": {"name": "python3"}}, "cells": [
          {"cell_type": "markdown", "source": ["no title"]},
          {"cell_type": "code", "source": "%s", "outputs": [{}], "execution_count": 3}]}
        """
            .formatted(source);
    assertEquals(
        List.of(
            "is not of format 4",
            "has the kernel python3",
            "does not begin with a title",
            "does not start(\"bad\")",
            "cell 2 has 25 lines",
            "cell 2 has a kernel magic",
            "cell 2 works on one Java kernel only",
            "cell 2 has outputs",
            "cell 2 has an execution count"),
        faults(new NotebookFile("bad", JsonParser.parseString(bad).getAsJsonObject())));
  }
}
