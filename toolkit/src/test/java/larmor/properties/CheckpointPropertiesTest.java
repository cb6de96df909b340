package larmor.properties;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import larmor.field.MagneticField;
import larmor.mhd.DrivingSettings;
import larmor.mhd.IsothermalMhd;
import larmor.mhd.MhdRun;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.turbulence.PlaneWaves;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

class CheckpointPropertiesTest {
  private static final String SEED = "17";
  private static final double B = 3 * muG;
  private static final MagneticField WAVES =
      PlaneWaves.kolmogorov(60 * pc, 8 * pc).withModes(12).field(new Vec3(B, 0, 0), 0.7 * B, 3);

  private Path folder;

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("larmor-checkpoints");
  }

  @AfterTry
  void deleteFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static IsothermalMhd scheme(int threads) {
    return IsothermalMhd.ofBeta(0.2)
        .withDriver(DrivingSettings.ofMachAlfven(0.77, 11))
        .withWorkers(new Workers(threads));
  }

  @Property(seed = SEED, tries = 6, edgeCases = EdgeCasesMode.NONE)
  void anMhdRunThatIsSavedAndResumedAnyNumberOfTimesEndsWithTheSameBits(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 4) Integer> parts,
      @ForAll @IntRange(min = 1, max = 2) int threads)
      throws IOException {
    MhdRun whole = scheme(1).atRest(8);
    MhdRun parted = scheme(threads).atRest(8);
    for (int part : parts) {
      for (int step = 0; step < part; step++) {
        whole.step();
        parted.step();
      }
      Path file = folder.resolve("run.checkpoint");
      parted.save(file);
      parted = scheme(3 - threads).resume(file);
    }
    whole.step();
    parted.step();
    Path one = folder.resolve("whole");
    Path other = folder.resolve("parted");
    whole.save(one);
    parted.save(other);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
    assertEquals(whole.diagnostics(), parted.diagnostics());
  }

  private static Backtracker tracer() {
    return Backtracker.of(Species.PROTON, WAVES)
        .withGyroradius(8 * pc, B)
        .withTolerance(1e-4)
        .withSpheres(10 * pc, 20 * pc)
        .withAllCrossings()
        .withStopOutsideSphere(25 * pc);
  }

  /** Stops the caller when the progress exceeds a fraction; says whether that happened. */
  private static boolean stops(Path cache, LaunchDirections sky, double fraction)
      throws IOException {
    Thread caller = Thread.currentThread();
    try {
      tracer()
          .cached(
              cache,
              sky,
              new Workers(2),
              done -> {
                if (done > fraction) {
                  caller.interrupt();
                }
              });
      return false;
    } catch (CancellationException e) {
      return true;
    } finally {
      Thread.interrupted();
    }
  }

  private static final AtomicInteger STOPPED = new AtomicInteger();

  @Property(seed = SEED, tries = 6, edgeCases = EdgeCasesMode.NONE)
  void anEnsembleThatIsStoppedAnyNumberOfTimesAndContinuedGivesTheSameFile(
      @ForAll @IntRange(min = 600, max = 1500) int particles,
      @ForAll @Size(min = 1, max = 3) List<@DoubleRange(max = 0.9) @Scale(12) Double> stops,
      @ForAll long seed)
      throws IOException {
    LaunchDirections sky = LaunchDirections.uniform(particles, seed);
    Path cache = folder.resolve("cache");
    for (double fraction : stops) {
      STOPPED.addAndGet(stops(cache, sky, fraction) ? 1 : 0);
    }
    tracer().cached(cache, sky, new Workers(2), Progress.NONE);
    Path fresh = folder.resolve("fresh");
    tracer().cached(fresh, sky, new Workers(1), Progress.NONE);
    assertArrayEquals(only(fresh), only(cache));
  }

  @net.jqwik.api.lifecycle.AfterContainer
  static void ensemblesWereStopped() {
    assertTrue(STOPPED.get() >= 3, "ensembles that were stopped: " + STOPPED.get());
  }

  private static byte[] only(Path cache) throws IOException {
    try (Stream<Path> all = Files.list(cache)) {
      List<Path> files = all.toList();
      assertEquals(1, files.size(), files.toString());
      return Files.readAllBytes(files.get(0));
    }
  }
}
