package larmor.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorInstructionsTest {
  /** Prints the state in a Java of its own. */
  public static void main(String[] none) {
    System.out.println(VectorInstructions.offered() + " " + VectorInstructions.state());
  }

  private static String stateOf(List<String> options) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new java.util.ArrayList<>(List.of(java));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), VectorInstructionsTest.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void stateNamesTheOptionWhereTheModuleIsNotLoaded() throws IOException {
    assertEquals(
        "false not offered: start Java with" + " --add-modules jdk.incubator.vector",
        stateOf(List.of()));
    assertTrue(
        stateOf(List.of("--add-modules", "jdk.incubator.vector"))
            .endsWith("true offered by this Java"));
  }
}
