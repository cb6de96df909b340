package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import larmor.field.MagneticField;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.ode.BulirschStoer;
import larmor.ode.Solver;
import nom.tam.fits.Fits;
import nom.tam.fits.NullDataHDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest {
  private static final double B = 3 * muG;
  private static final MagneticField WAVES = TestFields.waves(12, B, 0.7 * B, 60 * pc, 10 * pc, 13);
  private static final Backtracker TRACER =
      Backtracker.of(Species.PROTON, WAVES)
          .withGyroradius(5 * pc, B)
          .withSpheres(10 * pc, 30 * pc)
          .withAllCrossings()
          .withStopOutsideBox(50 * pc);
  private static final LaunchDirections SKY = LaunchDirections.uniform(300, 21);

  static void assertSame(Ensemble a, Ensemble b) {
    for (TrajectoryQuantity quantity : TrajectoryQuantity.values()) {
      assertArrayEquals(a.column(quantity), b.column(quantity), quantity.name());
    }
    assertArrayEquals(a.slices().sums(), b.slices().sums());
    EnsembleTables one = a.tables();
    EnsembleTables two = b.tables();
    assertSame(one.particles(), two.particles());
    assertEquals(one.crossings().size(), two.crossings().size());
    for (int sphere = 0; sphere < one.crossings().size(); sphere++) {
      assertSame(one.crossings().get(sphere), two.crossings().get(sphere));
    }
    assertEquals(a.manifest(), b.manifest());
  }

  private static void assertSame(RowTable a, RowTable b) {
    assertEquals(a.width(), b.width());
    assertEquals(a.size(), b.size());
    for (int row = 0; row < a.size(); row++) {
      for (int place = 0; place < a.width(); place += 4) {
        assertEquals(a.intAt(row, place), b.intAt(row, place), "row " + row);
      }
    }
  }

  @Test
  void oneThreadGivesTheSameBitsAsEight() {
    Ensemble one = TRACER.run(SKY, new Workers(1), Progress.NONE);
    Ensemble eight = TRACER.run(SKY, new Workers(8), Progress.NONE);
    assertSame(one, eight);
    assertEquals(300, one.count(StopReason.BOX));
    assertEquals(300, one.slices().particles()[0]);
  }

  /** 200 particles are four chunks of at most 64. */
  @Test
  void progressRunsFromNothingToAll() {
    List<Double> heard = new ArrayList<>();
    TRACER.run(LaunchDirections.uniform(200, 1), new Workers(1), heard::add);
    assertEquals(0, heard.get(0));
    assertEquals(1, heard.get(heard.size() - 1), 1e-12);
    assertEquals(heard.stream().sorted().toList(), heard);
    assertTrue(
        heard.contains(0.25) && heard.contains(0.5) && heard.contains(0.75), heard::toString);
  }

  @Test
  void aParticleHasTheSameTrajectoryAloneAndInAnEnsemble() {
    Ensemble all = TRACER.run(SKY);
    Trajectory alone = TRACER.trajectory(SKY.direction(170));
    int last = alone.size() - 1;
    assertEquals(all.value(TrajectoryQuantity.END_PATH, 170), alone.length());
    assertEquals(all.value(TrajectoryQuantity.END_X, 170), alone.position(last).x());
    assertEquals(all.value(TrajectoryQuantity.EVALUATIONS, 170), (double) alone.evaluations());
    assertEquals(StopReason.BOX, alone.stopReason());
    assertEquals(
        50 * pc,
        Math.max(
            Math.abs(alone.x()[last]),
            Math.max(Math.abs(alone.y()[last]), Math.abs(alone.z()[last]))),
        1e-9 * pc);
  }

  /** The first card, whose comment the library sets to the time at which it was loaded. */
  @Test
  void theFileHoldsNoDate(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ensemble.fits");
    TRACER.run(LaunchDirections.of(Vec3.X)).write(file);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertEquals("SIMPLE  =                    T / FITS", text.substring(0, 80).strip());
    assertFalse(text.contains(Integer.toString(Year.now(ZoneOffset.UTC).getValue())), "a date");
  }

  @Test
  void fileRoundTripKeepsEveryBit(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ensemble.fits");
    Ensemble written = TRACER.run(SKY);
    written.write(file);
    Ensemble read = Ensemble.read(file);
    assertSame(written, read);
    assertEquals(written.gyration(), read.gyration());
    assertEquals(written.radii(), read.radii());
    assertEquals(written.observer(), read.observer());
    assertEquals(written.toString(), read.toString());
    assertEquals(
        written.crossings(30 * pc, CrossingChoice.LAST).position(5),
        read.crossings(30 * pc, CrossingChoice.LAST).position(5));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "a temporary file is left");
    }
    Ensemble none = TRACER.withSpheres().run(LaunchDirections.of(Vec3.X));
    none.write(file);
    assertSame(none, Ensemble.read(file));
  }

  @Test
  void aSolversOwnLargestStepIsKeptAndIsInTheManifest() {
    Backtracker once = TRACER.withSpheres().withStopAfterGyrations(1);
    Ensemble free = once.withSolver(BulirschStoer.of(1e-6)).run(LaunchDirections.of(Vec3.X));
    Solver small = BulirschStoer.of(1e-6).withLargestStep(0.05);
    Ensemble bound = once.withSolver(small).run(LaunchDirections.of(Vec3.X));
    assertEquals(10, free.value(TrajectoryQuantity.STEPS, 0), 2);
    assertEquals(Math.ceil(2 * Math.PI / 0.05), bound.value(TrajectoryQuantity.STEPS, 0));
    assertEquals("1", free.manifest().get("MAXSTEP"));
    assertEquals("0.050000000000000003", bound.manifest().get("MAXSTEP"));
  }

  @Test
  void numbersInTheManifestAreTheSameOnEveryJavaAndLoseNoBit() {
    for (int i = 0; i < 1000; i++) {
      double value = Math.exp(RandomStream.of(9, i).uniform(-80, 80));
      assertEquals(value, Double.parseDouble(TracerSettings.exact(value)));
    }
    // Double.toString gives 3.0856775814913672E16 on Java 17 and 3.085677581491367E16 on Java 19
    assertEquals("30856775814913672", TracerSettings.exact(3.085677581491367E16));
    assertEquals("10000", TracerSettings.exact(10_000));
    assertEquals("3E-10", TracerSettings.exact(3e-10));
    assertEquals("Infinity", TracerSettings.exact(Double.POSITIVE_INFINITY));
    assertEquals("-0.0", TracerSettings.exact(-0.0));
  }

  @Test
  void cacheComputesOnlyWhenTheManifestDiffers(@TempDir Path folder) throws IOException {
    AtomicInteger evaluations = new AtomicInteger();
    MagneticField counted =
        (x, y, z, b) -> {
          evaluations.incrementAndGet();
          WAVES.at(x, y, z, b);
        };
    Backtracker tracer =
        Backtracker.of(Species.PROTON, counted)
            .withGyroradius(5 * pc, B)
            .withSpheres(10 * pc)
            .withStopOutsideBox(50 * pc);
    LaunchDirections few = LaunchDirections.uniform(20, 3);
    Workers two = new Workers(2);
    Ensemble first = tracer.cached(folder, few, two, Progress.NONE);
    int once = evaluations.getAndSet(0);
    Ensemble second = tracer.cached(folder, few, two, Progress.NONE);
    int again = evaluations.getAndSet(0);
    assertTrue(once > 5000, once + " evaluations");
    assertEquals(257, again, "evaluations beyond the check and the fingerprint of the field");
    assertSame(first, second);
    tracer.cached(folder, LaunchDirections.uniform(20, 4), two, Progress.NONE);
    assertTrue(evaluations.getAndSet(0) > 5000, "another seed");
    tracer.withTolerance(1e-7).cached(folder, few, two, Progress.NONE);
    assertTrue(evaluations.getAndSet(0) > 5000, "another tolerance");
    Backtracker other =
        Backtracker.of(Species.PROTON, TestFields.waves(12, B, 0.7 * B, 60 * pc, 10 * pc, 14))
            .withGyroradius(5 * pc, B)
            .withSpheres(10 * pc)
            .withStopOutsideBox(50 * pc);
    other.cached(folder, few, two, Progress.NONE);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(4, files.count());
    }
  }

  @Test
  void aDamagedFileIsRefusedByReadAndComputedAgainByTheCache(@TempDir Path folder)
      throws IOException {
    LaunchDirections few = LaunchDirections.uniform(5, 3);
    Workers one = new Workers(1);
    Ensemble good = TRACER.cached(folder, few, one, Progress.NONE);
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    byte[] flipped = bytes.clone();
    flipped[flipped.length / 2] ^= 1;
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length / 2);
    for (byte[] bad :
        new byte[][] {
          flipped,
          cut,
          new byte[0],
          "no FITS at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII)
        }) {
      Files.write(file, bad);
      IOException e = assertThrows(IOException.class, () -> Ensemble.read(file));
      assertEquals(
          file
              + " is damaged or not an ensemble file (its checksum fails): delete it and run again",
          e.getMessage());
      assertSame(good, TRACER.cached(folder, few, one, Progress.NONE));
      assertSame(good, Ensemble.read(file));
    }
    Path foreign = folder.resolve("foreign.fits");
    try (Fits fits = new Fits()) {
      fits.addHDU(new NullDataHDU());
      fits.setChecksum();
      fits.write(foreign.toFile());
    }
    assertEquals(
        foreign + " is not an ensemble file: give a file written by Ensemble.write",
        assertThrows(IOException.class, () -> Ensemble.read(foreign)).getMessage());
    Path missing = folder.resolve("none.fits");
    assertEquals(
        "there is no ensemble " + missing + ": trace the particles and write their ensemble first",
        assertThrows(IOException.class, () -> Ensemble.read(missing)).getMessage());
  }

  /** The sum of the FITS standard is the same in any order of the rows. */
  @Test
  void rowsInAnotherOrderAreRefusedByReadAndComputedAgainByTheCache(@TempDir Path folder)
      throws IOException {
    LaunchDirections few = LaunchDirections.uniform(5, 3);
    Workers one = new Workers(1);
    Ensemble good = TRACER.cached(folder, few, one, Progress.NONE);
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    String all = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    int table = all.indexOf("XTENSION");
    int rows = (all.indexOf("END     ", table) / 2880 + 1) * 2880;
    int width = EnsembleTables.particleWidth(good.radii().size());
    byte[] swapped = bytes.clone();
    System.arraycopy(bytes, rows, swapped, rows + width, width);
    System.arraycopy(bytes, rows + width, swapped, rows, width);
    Files.write(file, swapped);
    assertEquals(
        file
            + " is damaged or not an ensemble file (the rows of a table are not in the order in"
            + " which they were written): delete it and run again",
        assertThrows(IOException.class, () -> Ensemble.read(file)).getMessage());
    assertSame(good, TRACER.cached(folder, few, one, Progress.NONE));
  }

  @Test
  void aFileThatCannotBeWrittenIsRefusedInOneSentence(@TempDir Path folder) {
    Ensemble e = TRACER.run(LaunchDirections.of(Vec3.X));
    Path file = folder.resolve("missing").resolve("ensemble.fits");
    String message = assertThrows(IOException.class, () -> e.write(file)).getMessage();
    assertTrue(message.startsWith("ensemble " + file + " cannot be written ("), message);
    assertTrue(
        message.endsWith("): free some space or choose another place, and write it again"),
        message);
  }

  /** In a uniform field a particle is lost if 10 gyrations, a path of 20π r_L, end in the box. */
  @Test
  void moreThanOnePercentOfLostTrajectoriesIsRefused() {
    LaunchDirections sky = LaunchDirections.uniform(100, 1);
    int inside = 0;
    for (int i = 0; i < sky.size(); i++) {
      inside += Math.abs(sky.direction(i).x()) * 20 * Math.PI * 5 < 50 ? 1 : 0;
    }
    Ensemble e =
        Backtracker.of(Species.PROTON, TestFields.uniform(B, 0, 0))
            .withGyroradius(5 * pc, B)
            .withSpheres(10 * pc)
            .withStopOutsideBox(50 * pc)
            .withMaximumGyrations(10)
            .run(sky);
    int lost = e.lost();
    assertEquals(inside, lost);
    assertEquals(lost, e.count(StopReason.MAXIMUM_GYRATIONS));
    assertEquals(
        lost
            + " of 100 trajectories ("
            + String.format(java.util.Locale.ROOT, "%.3g", (double) lost)
            + " %) are lost, more than 1 %: "
            + lost
            + " reached the maximum number of gyrations and 0 found no step within the tolerance;"
            + " raise .withMaximumGyrations(10) or evaluate .withLossesAllowed()",
        assertThrows(IllegalStateException.class, () -> e.crossings(10 * pc, CrossingChoice.FIRST))
            .getMessage());
    assertEquals(0, e.withLossesAllowed().crossings(10 * pc, CrossingChoice.FIRST).missing());
    assertThrows(IllegalStateException.class, () -> MeanFreePath.of(e));
    assertThrows(IllegalStateException.class, () -> MagneticMoment.of(e));
  }

  /** A trajectory that enters a region where the field is NaN does not loop for ever. */
  @Test
  void aFieldThatIsNotFiniteWhereAParticleMovesIsRefused() {
    MagneticField hole =
        (x, y, z, b) -> {
          b[0] = x > 20 * pc ? Double.NaN : B;
          b[1] = 0;
          b[2] = 0;
        };
    Backtracker tracer =
        Backtracker.of(Species.PROTON, hole).withGyroradius(5 * pc, B).withStopOutsideBox(50 * pc);
    Ensemble away = tracer.run(LaunchDirections.of(Vec3.X.times(-1)));
    assertEquals(StopReason.BOX, away.stopReason(0));
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> tracer.run(LaunchDirections.of(Vec3.X.times(-1), Vec3.X)))
            .getMessage();
    assertTrue(
        message.matches(
            "the field at \\(20\\.\\d+, 0\\.00000, 0\\.00000\\) pc is \\(NaN, 0\\.0, 0\\.0\\) T: it"
                + " must be finite where particles move"),
        message);
  }

  @Test
  void anInterruptStopsTheTracingOnAllThreads() throws InterruptedException {
    AtomicReference<Throwable> end = new AtomicReference<>();
    AtomicInteger evaluations = new AtomicInteger();
    MagneticField counted =
        (x, y, z, b) -> {
          evaluations.incrementAndGet();
          WAVES.at(x, y, z, b);
        };
    Thread caller =
        new Thread(
            () -> {
              try {
                Backtracker.of(Species.PROTON, counted)
                    .withGyroradius(5 * pc, B)
                    .withStopAfterGyrations(9000)
                    .run(LaunchDirections.uniform(100, 1), new Workers(2), Progress.NONE);
              } catch (CancellationException e) {
                end.set(e);
              }
            });
    caller.start();
    while (evaluations.get() < 1000) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    caller.join(20_000);
    assertFalse(caller.isAlive());
    assertTrue(end.get() instanceof CancellationException);
    Thread.sleep(500);
    int then = evaluations.get();
    Thread.sleep(200);
    assertEquals(then, evaluations.get(), "tracing continues after the interrupt");
  }

  @Test
  void anEnsemblePrintsItsNumbersAndItsEnergyError() {
    Ensemble e =
        Backtracker.of(Species.PROTON, TestFields.uniform(B, 0, 0))
            .withGyroradius(5 * pc, B)
            .withTolerance(1e-12)
            .withStopAfterGyrations(2)
            .run(LaunchDirections.healpix(1));
    assertTrue(
        e.toString()
            .matches(
                "12 trajectories \\(proton\\), r_L = 5\\.00 pc: mean path length 62\\.8 pc, 0 lost"
                    + " \\(0\\.00 %\\), largest energy error \\d\\.\\d\\de-1\\d"),
        e.toString());
    assertEquals(
        "21 time slices to 2.00 gyrations, 12 particles in the first and 12 in the last",
        e.slices().toString());
  }
}
