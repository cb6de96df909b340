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
 * The estimated heap of a computation compared with the heap in which it succeeds, in a Java
 * virtual machine of its own. The machine gets 5 % more, for itself.
 */
class MemoryNeedTest {
  @TempDir Path folder;

  private static DrivenTurbulence plan(int points) {
    DrivenTurbulence paper = DrivenTurbulence.ofPaper(points, 1);
    return paper.withScheme(paper.scheme().withWorkers(new Workers(2)));
  }

  /** A computation with steps, refinements, checkpoints and file, but for a short time. */
  public static final class ShortComputation {
    private ShortComputation() {}

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
  void theEstimateIs161BytesACellWith256CubedBelow12GigabytesAnd512CubedBelow24() {
    assertTrue(plan(256).bytes() < 12e9);
    assertTrue(plan(512).bytes() < 24e9);
    assertEquals(161, plan(512).bytes() / Math.pow(512, 3), 0.5);
  }

  @Test
  void aComputationSucceedsWithItsEstimatedHeap() throws Exception {
    assertEquals("", errors(1.05));
    assertEquals(128, MhdSnapshot.read(folder.resolve("field.fits")).points());
  }

  @Test
  void withLessHeapItIsRefusedBeforeTheFirstStep() throws Exception {
    String error = errors(0.9);
    assertTrue(error.contains("MHD on 128 x 128 x 128 cells needs 0.36 GB of memory"), error);
    assertTrue(Files.notExists(folder.resolve("run")));
  }

  private String errors(double fraction) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.txt");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (long) (fraction * plan(128).bytes()),
                "-cp",
                System.getProperty("java.class.path"),
                ShortComputation.class.getName(),
                "128",
                folder.toString())
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    java.waitFor();
    return Files.readString(errors);
  }
}
