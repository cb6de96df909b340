package larmor.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first example of README.md prints what the README says it prints. */
class ReadmeTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```java\n(.*?)```\\s+(?:[^`]*\\s)?```\n(.*?)```", Pattern.DOTALL);

  @Test
  void exampleOfTheReadmePrintsWhatItSays(@TempDir Path build) throws IOException {
    Path top = NotebookFile.PROJECT;
    Matcher example = EXAMPLE.matcher(Files.readString(top.resolve("README.md")));
    assertTrue(example.find(), "README.md has no Java block followed by its output");
    String code =
        example.group(1).replace("\"data/", "\"" + top.toString().replace('\\', '/') + "/data/");
    try (CellRunner runner = new CellRunner(build)) {
      runner.run(code);
      assertEquals(example.group(2).strip(), runner.output().strip().replace("\r", ""));
    }
  }
}
