package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import larmor.field.MagneticField;
import larmor.numeric.Progress;
import larmor.numeric.Workers;
import larmor.ode.Hermite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class EnsembleFolderTest {
  private static final double B = 3 * muG;
  private static final MagneticField WAVES = TestFields.waves(12, B, 0.7 * B, 60 * pc, 10 * pc, 13);
  private static final LaunchDirections SKY = LaunchDirections.uniform(1000, 21);
  private static final Workers TWO = new Workers(2);

  private static final Gyration GYRATION = Gyration.ofGyroradius(Species.PROTON, 5 * pc, B);
  private static final TracerSettings SETTINGS =
      TracerSettings.of(Species.PROTON, Hermite.of(1e-6))
          .withGyration(GYRATION)
          .withStops(StopConditions.DEFAULT.withHalfSide(50 * pc))
          .withRadii(List.of(10 * pc, 30 * pc))
          .withAllCrossings();

  private static Backtracker tracer(MagneticField field) {
    return Backtracker.of(Species.PROTON, field)
        .withGyroradius(5 * pc, B)
        .withSpheres(10 * pc, 30 * pc)
        .withStopOutsideBox(50 * pc);
  }

  private static MagneticField counted(AtomicInteger evaluations) {
    return (x, y, z, b) -> {
      evaluations.incrementAndGet();
      WAVES.at(x, y, z, b);
    };
  }

  /** Interrupts a run after some of the particles; returns the folder it leaves. */
  private static Path stopped(Path folder) throws IOException {
    Thread caller = Thread.currentThread();
    AtomicBoolean once = new AtomicBoolean();
    Progress interrupting =
        fraction -> {
          if (fraction > 0.4 && !once.getAndSet(true)) {
            caller.interrupt();
          }
        };
    assertThrows(
        CancellationException.class, () -> tracer(WAVES).cached(folder, SKY, TWO, interrupting));
    assertTrue(Thread.interrupted());
    return only(folder);
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> found = all.toList();
      assertEquals(1, found.size(), found.toString());
      return found.get(0);
    }
  }

  private static void assertEqualsUninterruptedRun(Ensemble kept) {
    Ensemble whole = tracer(WAVES).run(SKY, new Workers(1), Progress.NONE);
    EnsembleTest.assertSame(whole, kept);
  }

  @Test
  void aStoppedRunContinuesAndGivesTheSameBits(@TempDir Path folder) throws IOException {
    Path run = stopped(folder);
    assertTrue(Files.size(run.resolve("particles")) > 0);
    AtomicInteger all = new AtomicInteger();
    tracer(counted(all)).run(SKY, TWO, Progress.NONE);
    AtomicInteger rest = new AtomicInteger();
    Ensemble kept = tracer(counted(rest)).cached(folder, SKY, TWO, Progress.NONE);
    assertTrue(rest.get() < 0.8 * all.get(), rest.get() + " of " + all.get() + " evaluations");
    assertEqualsUninterruptedRun(kept);
    assertTrue(only(folder).toString().endsWith(".fits"));
  }

  @Test
  void rowsWrittenAfterTheLastSavedStateAreDropped(@TempDir Path folder) throws IOException {
    Path run = stopped(folder);
    for (String file : List.of("particles", "crossings-2")) {
      Files.write(run.resolve(file), new byte[12_345], StandardOpenOption.APPEND);
    }
    assertEqualsUninterruptedRun(tracer(WAVES).cached(folder, SKY, TWO, Progress.NONE));
  }

  @Test
  void anInterruptWhileTheFileIsWrittenOrReadCancelsTheRunAndLosesNothing(@TempDir Path folder)
      throws IOException {
    Thread caller = Thread.currentThread();
    Progress atTheEnd =
        fraction -> {
          if (fraction == 1) {
            caller.interrupt();
          }
        };
    assertThrows(
        CancellationException.class, () -> tracer(WAVES).cached(folder, SKY, TWO, atTheEnd));
    assertTrue(Thread.interrupted());
    assertEqualsUninterruptedRun(tracer(WAVES).cached(folder, SKY, TWO, Progress.NONE));
    caller.interrupt();
    assertThrows(
        CancellationException.class, () -> tracer(WAVES).cached(folder, SKY, TWO, Progress.NONE));
    assertTrue(Thread.interrupted());
    assertTrue(only(folder).toString().endsWith(".fits"), "the ensemble is computed again");
  }

  /** A chunk of rows with values that depend on its number. */
  private static EnsembleTables chunk(int number) {
    EnsembleTables tables = EnsembleTables.empty(GYRATION, 2);
    for (int i = 0; i < EnsembleRun.CHUNK; i++) {
      int row = tables.particles().add();
      tables.particles().put(row, 0, 1000.0 * number + i);
      tables.crossings().get(i % 2).add();
    }
    return tables;
  }

  @Test
  void aChunkThatWasNotWrittenCompletelyIsTracedAgain(@TempDir Path folder) throws IOException {
    Map<String, String> manifest = SETTINGS.manifest(WAVES, LaunchDirections.uniform(128, 1));
    EnsembleTables half =
        new EnsembleTables(
            chunk(1).particles(),
            Arrays.asList(chunk(1).crossings().get(0), null),
            chunk(1).slices());
    EnsembleFolder stopped = EnsembleFolder.open(folder.resolve("run"));
    stopped.begin(manifest);
    stopped.append(chunk(0));
    assertThrows(NullPointerException.class, () -> stopped.append(half));
    stopped.save();
    stopped.close();
    stopped.append(chunk(1));
    Path file = folder.resolve("file");
    try (EnsembleFolder run = EnsembleFolder.open(folder.resolve("run"))) {
      run.begin(manifest);
      assertEquals(1, run.chunks());
      run.append(chunk(1));
      run.finish(file);
      run.remove();
    }
    assertEquals(file, only(folder));
    EnsembleTables read = Ensemble.read(file).tables();
    assertEquals(128, read.particles().size());
    assertEquals(64, read.crossings().get(0).size());
    for (int i = 0; i < 128; i++) {
      assertEquals(i < 64 ? i : 936 + i, read.particles().doubleAt(i, 0));
    }
  }

  @Test
  void theFolderLeftByAKillAfterTheFileWasWrittenIsRemoved(@TempDir Path folder)
      throws IOException {
    Path run = stopped(folder);
    Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
    Files.move(run, aside);
    tracer(WAVES).cached(folder, SKY, TWO, Progress.NONE);
    Files.move(aside, run);
    assertEqualsUninterruptedRun(tracer(WAVES).cached(folder, SKY, TWO, Progress.NONE));
    assertTrue(only(folder).toString().endsWith(".fits"));
  }

  @Test
  void aRunWithADamagedStateOrAShortTableBeginsAgain(@TempDir Path folder) throws IOException {
    for (int damage = 0; damage < 4; damage++) {
      Path run = stopped(folder);
      Path state = run.resolve("state");
      byte[] bytes = Files.readAllBytes(state);
      switch (damage) {
        case 0 -> bytes[bytes.length / 2] ^= 1;
        case 1 -> bytes = Arrays.copyOf(bytes, 5);
        case 2 -> bytes = new byte[0];
        default -> Files.write(run.resolve("crossings-1"), new byte[10]);
      }
      Files.write(state, bytes);
      assertEqualsUninterruptedRun(tracer(WAVES).cached(folder, SKY, TWO, Progress.NONE));
      Files.delete(only(folder));
    }
  }

  /** What the logger of the folder says while work runs. */
  private static List<String> logged(Executable work) throws Throwable {
    List<String> said = new ArrayList<>();
    Logger logger = Logger.getLogger(EnsembleFolder.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            said.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      work.execute();
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    return said;
  }

  @Test
  void aTableWhoseRowsWereChangedIsTracedAgainAndNamed(@TempDir Path folder) throws Throwable {
    for (String table : List.of("particles", "crossings-1", "crossings-2")) {
      Path run = stopped(folder);
      byte[] bytes = Files.readAllBytes(run.resolve(table));
      switch (table) {
        case "particles" -> bytes[bytes.length / 3] ^= 4;
        case "crossings-1" -> Arrays.fill(bytes, (byte) 0);
        default -> bytes[bytes.length - 1] ^= 1;
      }
      Files.write(run.resolve(table), bytes);
      List<String> said =
          logged(
              () ->
                  assertEqualsUninterruptedRun(
                      tracer(WAVES).cached(folder, SKY, TWO, Progress.NONE)));
      assertEquals(
          List.of(
              "the rows in "
                  + run.resolve(table)
                  + " do not match the checksum that was saved with them: all particles of this"
                  + " run are traced again"),
          said);
      Files.delete(only(folder));
    }
  }

  @Test
  void rowsThatChangeWhileTheRunContinuesAreNotPutIntoAFile(@TempDir Path folder)
      throws IOException {
    Path run = folder.resolve("run");
    Map<String, String> manifest = SETTINGS.manifest(WAVES, LaunchDirections.uniform(64, 1));
    try (EnsembleFolder open = EnsembleFolder.open(run)) {
      open.begin(manifest);
      open.append(chunk(0));
      byte[] bytes = Files.readAllBytes(run.resolve("crossings-2"));
      bytes[100] ^= 2;
      Files.write(run.resolve("crossings-2"), bytes);
      Path file = folder.resolve("file");
      assertEquals(
          "the rows in "
              + run.resolve("crossings-2")
              + " changed on the disk after they were written: check the disk, and run again, which"
              + " traces the particles again",
          assertThrows(IOException.class, () -> open.finish(file)).getMessage());
      assertFalse(Files.exists(file));
    }
  }

  /** A run of format 1, whose tables have no checksums. */
  @Test
  void aRunThatAnEarlierVersionStoppedIsTracedAgain(@TempDir Path folder) throws Throwable {
    Path run = stopped(folder);
    Path state = run.resolve("state");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("LARMOR ENSEMBLE RUN 1");
    out.writeUTF(tracer(WAVES).fingerprint(SKY));
    out.writeInt(EnsembleRun.CHUNK);
    out.writeInt(1);
    for (int f = 0; f < 3; f++) {
      out.writeLong(0);
    }
    out.writeInt(0);
    CRC32 crc = new CRC32();
    crc.update(bytes.toByteArray());
    out.writeLong(crc.getValue());
    Files.write(state, bytes.toByteArray());
    List<String> said =
        logged(
            () ->
                assertEqualsUninterruptedRun(
                    tracer(WAVES).cached(folder, SKY, TWO, Progress.NONE)));
    assertEquals(
        List.of(
            state
                + " is of an earlier version of Larmor, without checksums of the rows: all particles"
                + " of this run are traced again"),
        said);
  }

  @Test
  void theProgressOfAResumedRunStartsAtWhatIsDone(@TempDir Path folder) throws IOException {
    Path run = stopped(folder);
    double done =
        (double) Files.size(run.resolve("particles"))
            / EnsembleTables.particleWidth(2)
            / SKY.size();
    assertTrue(done > 0.1, done + " is done");
    List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
    tracer(WAVES).cached(folder, SKY, new Workers(1), fractions::add);
    assertEquals(done, fractions.get(0), 0.05);
    for (int i = 1; i < fractions.size(); i++) {
      assertTrue(fractions.get(i) >= fractions.get(i - 1), fractions.toString());
    }
    assertEquals(1, fractions.get(fractions.size() - 1));
  }

  @Test
  void filesThatAKillLeftInTheFolderAreDeletedBeforeTheRunContinues(@TempDir Path folder)
      throws IOException {
    Path run = stopped(folder);
    Path left = run.resolve("whole.fits.0f0f.part");
    Files.write(left, new byte[2880]);
    List<Boolean> found = new ArrayList<>();
    tracer(WAVES).cached(folder, SKY, new Workers(1), f -> found.add(Files.exists(left)));
    assertFalse(found.get(0), "the file of the killed run takes up disk space");
  }

  @Test
  void anEnsembleThatTwoThreadsAskForIsComputedOnce(@TempDir Path folder)
      throws InterruptedException {
    AtomicInteger alone = new AtomicInteger();
    tracer(counted(alone)).run(SKY, TWO, Progress.NONE);
    AtomicInteger together = new AtomicInteger();
    List<Ensemble> kept = new ArrayList<>();
    Runnable ask =
        () -> {
          try {
            Ensemble e = tracer(counted(together)).cached(folder, SKY, TWO, Progress.NONE);
            synchronized (kept) {
              kept.add(e);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    Thread first = new Thread(ask);
    Thread second = new Thread(ask);
    first.start();
    second.start();
    first.join();
    second.join();
    assertEquals(2, kept.size());
    EnsembleTest.assertSame(kept.get(0), kept.get(1));
    assertTrue(together.get() < 1.1 * alone.get(), together + " evaluations, alone " + alone);
  }

  @Test
  void aDiskThatIsTooSmallIsRefusedBeforeTracing(@TempDir Path folder) {
    AtomicInteger evaluations = new AtomicInteger();
    Path cache = folder.resolve("a/b");
    String said =
        assertThrows(
                IOException.class,
                () ->
                    tracer(counted(evaluations))
                        .cached(
                            cache,
                            LaunchDirections.uniform(Integer.MAX_VALUE, 1),
                            TWO,
                            Progress.NONE))
            .getMessage();
    assertTrue(
        said.startsWith(
            "2147483647 particles and 2 spheres need 1.82e+03 GB of disk space and " + cache),
        said);
    assertTrue(said.endsWith("GB left: free some space or trace fewer particles"), said);
    assertEquals(
        257, evaluations.get(), "evaluations beyond the check and the fingerprint of the field");
    assertFalse(Files.exists(folder.resolve("a")), "a refused run leaves a folder");
  }

  @Test
  void aLargeTableIsReadFromTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rows");
    int width = 64;
    int rows = (1 << 26) / width + 5;
    ByteBuffer bytes = ByteBuffer.allocate(rows * width);
    for (int r = 0; r < rows; r++) {
      bytes.putDouble(r * width + 8, 0.5 * r).putInt(r * width, r);
    }
    Files.write(file, bytes.array());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      RowTable table = RowTable.of(channel, 0, width, rows);
      for (int r = 0; r < rows; r += 997) {
        assertEquals(0.5 * r, table.doubleAt(r, 8));
        assertEquals(r, table.intAt(r, 0));
      }
      RowTable last = RowTable.of(channel, (rows - 3L) * width, width, 3);
      assertEquals(rows - 1, last.intAt(2, 0));
      long sum = 0;
      for (int at = 0; at < bytes.capacity(); at += 4) {
        sum += Integer.toUnsignedLong(bytes.getInt(at));
      }
      while (sum > 0xFFFFFFFFL) {
        sum = (sum & 0xFFFFFFFFL) + (sum >>> 32);
      }
      assertEquals(sum, table.checksum());
    }
  }
}
