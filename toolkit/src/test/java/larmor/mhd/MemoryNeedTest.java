package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import larmor.numeric.Progress;
import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a computation says it needs against what it gets by on, in a Java of its own, which has a
 * twentieth more for itself.
 */
class MemoryNeedTest {
  @TempDir Path folder;

  private static DrivenTurbulence plan(int points) {
    DrivenTurbulence paper = DrivenTurbulence.paper(points, 1);
    return paper.withScheme(paper.scheme().withWorkers(new Workers(2)));
  }

  /** A whole computation, cut short in time only: steps, refinements, checkpoints, file. */
  public static final class Whole {
    private Whole() {}

    public static void main(String[] a) {
      Path folder = Path.of(a[1]);
      DrivenTurbulence.Outcome out =
          plan(Integer.parseInt(a[0]))
              .withTimes(0.02, 0.001)
              .run(folder.resolve("run"), Progress.NONE, r -> {});
      out.snapshot().write(folder.resolve("field.fits"), Map.of());
    }
  }

  @Test
  void theEstimateHoldsFor256In12GigabytesAnd512In24() {
    assertTrue(plan(256).bytes() < 12e9);
    assertTrue(plan(512).bytes() < 24e9);
    assertEquals(161, plan(512).bytes() / Math.pow(512, 3), 0.5);
  }

  @Test
  void aWholeComputationGetsByOnItsEstimate() throws Exception {
    assertEquals("", errors(1.05));
    assertEquals(128, MhdSnapshot.read(folder.resolve("field.fits")).points());
  }

  @Test
  void withLessItIsRefusedBeforeTheFirstStep() throws Exception {
    String said = errors(0.9);
    assertTrue(said.contains("MHD on 128 x 128 x 128 cells needs 0.36 GB of memory"), said);
    assertTrue(Files.notExists(folder.resolve("run")));
  }

  private String errors(double share) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.txt");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (long) (share * plan(128).bytes()),
                "-cp",
                System.getProperty("java.class.path"),
                Whole.class.getName(),
                "128",
                folder.toString())
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    java.waitFor();
    return Files.readString(errors);
  }
}
