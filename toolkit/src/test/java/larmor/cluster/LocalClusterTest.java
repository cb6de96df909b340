package larmor.cluster;

import static larmor.cluster.SmallScan.assertSameBits;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import larmor.liouville.Liouville;
import larmor.numeric.Progress;
import larmor.orbit.LaunchDirections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop's file system needs winutils there")
class LocalClusterTest {
  private static Cluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws InterruptedException {
    StandaloneCluster.assumePossible("127.0.0.1");
    cluster = Cluster.local(2);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private String results() {
    return folder.resolve("results").toString();
  }

  @Test
  void skiesHaveTheBitsOfOneMachineForAnySizeOfThePartitions() {
    Scan scan = SmallScan.of(700);
    List<Double> fractions = new ArrayList<>();
    ScanResult result = cluster.withPartition(97).run(scan, results(), fractions::add);
    assertEquals(8 + 4, result.partitions());
    assertEquals(12, result.traced());
    assertEquals(12, result.attempts());
    assertEquals(0, result.lostAttempts() + result.repeatedAttempts());
    assertTrue(result.toString().contains(" core hours (12 attempts, none lost); "));
    assertSameBits(scan, result);
    assertEquals(0, fractions.get(0));
    assertEquals(1, fractions.get(fractions.size() - 1));
    assertSameBits(scan, cluster.withPartition(500).run(scan, results(), Progress.NONE));
    assertEquals(0, cluster.withPartition(97).run(scan, results(), Progress.NONE).traced());
  }

  @Test
  void whatIsNotCompleteOrDamagedIsTracedAgain() throws IOException {
    Scan scan = SmallScan.of(600);
    Cluster small = cluster.withPartition(100);
    ScanResult first = small.run(scan, results(), Progress.NONE);
    Path parts = Path.of(java.net.URI.create(first.folder("uniform")));
    byte[] whole = Files.readAllBytes(parts.resolve("part-000001.parquet"));
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 4;
    Files.write(parts.resolve("part-000001.parquet"), flipped);
    Files.write(parts.resolve("part-000003.parquet"), new byte[0]);
    Files.delete(parts.resolve("_part-000004.parquet.commit"));
    Files.write(parts.resolve("_part-000005.parquet.0.half"), new byte[7]);
    assertTrue(
        assertThrows(
                UncheckedIOException.class, () -> first.sky("uniform", SmallScan.FIRST, 30 * pc))
            .getMessage()
            .endsWith(
                "part-000001.parquet cannot be read (it is missing, or its checksum fails): run the"
                    + " scan again, which traces these particles again"));
    ScanResult second = small.run(scan, results(), Progress.NONE);
    assertEquals(3, second.traced());
    assertSameBits(scan, second);
    assertEquals(
        -1,
        java.util.Arrays.mismatch(whole, Files.readAllBytes(parts.resolve("part-000001.parquet"))));
    try (Stream<Path> files = Files.list(parts)) {
      assertEquals(List.of(), files.filter(f -> f.toString().endsWith(".half")).toList());
    }
  }

  @Test
  void attemptsAtTheSamePartitionLeaveOneWholeFile() throws Exception {
    PartFolder parts = new PartFolder(results(), Map.of());
    byte[] bytes = new byte[300_000];
    AtomicReference<Throwable> failed = new AtomicReference<>();
    List<Thread> attempts = new ArrayList<>();
    for (int a = 0; a < 4; a++) {
      Thread attempt =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 20; i++) {
                    parts.commit("p/part", bytes, "0");
                    PartFolder.Content read = parts.read("p/part");
                    assertEquals(bytes.length, read.bytes().length);
                  }
                } catch (IOException | RuntimeException | Error e) {
                  failed.set(e);
                }
              });
      attempt.start();
      attempts.add(attempt);
    }
    for (Thread attempt : attempts) {
      attempt.join();
    }
    assertNull(failed.get());
    try (Stream<Path> files = Files.list(folder.resolve("results/p"))) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void anInterruptCancelsTheJobAndTheNextRunContinues() throws Exception {
    Scan scan = SmallScan.of(6_000);
    Cluster small = cluster.withPartition(100);
    AtomicReference<Throwable> end = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread run =
        new Thread(
            () -> {
              try {
                small.run(
                    scan,
                    results(),
                    f -> {
                      if (f > 0.05) {
                        begun.countDown();
                      }
                    });
              } catch (RuntimeException e) {
                end.set(e);
              }
            });
    run.start();
    begun.await();
    run.interrupt();
    run.join();
    assertEquals(CancellationException.class, end.get().getClass());
    ScanResult result = small.run(scan, results(), Progress.NONE);
    assertTrue(result.traced() > 0 && result.traced() < result.partitions(), result.toString());
    assertSameBits(scan, result);
  }

  /** Each socket that this process listens on, from the tables of the Linux kernel. */
  @Test
  void nothingListensOutsideTheLoopbackInterface() throws IOException {
    if (!Files.isReadable(Path.of("/proc/self/net/tcp"))) {
      return;
    }
    List<String> own = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            own.add(target.substring(8, target.length() - 1));
          }
        } catch (IOException closed) {
          // the descriptor of this listing
        }
      }
    }
    int listening = 0;
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields[3].equals("0A") && own.contains(fields[9])) {
          listening++;
          assertTrue(address(fields[1].split(":", -1)[0]).isLoopbackAddress(), line);
        }
      }
    }
    assertTrue(listening > 0);
  }

  /** An address as in /proc/net/tcp: words of four bytes, each in the order of this machine. */
  private static InetAddress address(String hex) throws IOException {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);
    for (int w = 0; w < bytes.length; w += 4) {
      byte a = bytes[w];
      byte b = bytes[w + 1];
      bytes[w] = bytes[w + 3];
      bytes[w + 1] = bytes[w + 2];
      bytes[w + 2] = b;
      bytes[w + 3] = a;
    }
    return InetAddress.getByAddress(bytes);
  }

  @Test
  void refusals() {
    assertMessage(
        "the scan has no ensemble: add one by .with(name, tracer, directions)",
        IllegalArgumentException.class,
        () -> cluster.run(Scan.EMPTY, results(), Progress.NONE));
    assertMessage(
        "the scan has an ensemble \"uniform\" already: give each ensemble its own name",
        IllegalArgumentException.class,
        () -> SmallScan.of(10).with("uniform", SmallScan.tracer(), LaunchDirections.uniform(1, 1)));
    assertMessage(
        "the number of particles in a partition, 0, is below 1: give 1 or more",
        IllegalArgumentException.class,
        () -> cluster.withPartition(0));
    assertMessage(
        "the number of cores, 0, is below 1: use 1 or more",
        IllegalArgumentException.class,
        () -> Cluster.local(0));
    assertMessage(
        "the number of threads, 5000, is above 4096: use as many as the machine has cores",
        IllegalArgumentException.class,
        () -> Cluster.local(5000));
    assertMessage(
        "there is no Spark master: start this program by spark-submit --master ..., or use"
            + " Cluster.local(2)",
        IllegalStateException.class,
        Cluster::submitted);
    Scan scan = SmallScan.of(50);
    ScanResult result = cluster.run(scan, results(), Progress.NONE);
    assertMessage(
        "the scan has no ensemble \"iron\": it has [uniform, stratified]",
        IllegalArgumentException.class,
        () -> result.lost("iron"));
    assertMessage(
        "sphere R = 20.0 pc was not recorded (recorded: 10.0 30.0 pc): add it to .withSpheres(radii) and"
            + " run again",
        IllegalArgumentException.class,
        () -> result.sky("uniform", Liouville.paper(), 20 * pc));
    assertTrue(
        result
            .toString()
            .startsWith(
                "434 particles of 2 ensembles in 2 partitions, 2 of them traced in this run"),
        result.toString());
    assertTrue(cluster.toString().startsWith("Spark 4."), cluster.toString());
  }

  @Test
  void outputsThatCannotBeWrittenAreRefusedBeforeTheWork() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertMessage(
        "the results of a scan cannot be kept in "
            + file.toUri()
            + "/results (Parent path is not a directory: "
            + file.toFile().toURI()
            + "): choose a folder that can be written",
        UncheckedIOException.class,
        () -> cluster.run(SmallScan.of(50), file + "/results", Progress.NONE));
    String remedy = "): choose another file in a folder that exists";
    Path missing = folder.resolve("no/spectra.csv");
    assertMessage(
        missing + " cannot be written (" + missing.getParent() + " is no folder" + remedy,
        UncheckedIOException.class,
        () -> ScanCommand.requireWritable(missing));
    assertMessage(
        folder + " cannot be written (it is a folder" + remedy,
        UncheckedIOException.class,
        () -> ScanCommand.requireWritable(folder));
    Map<String, String> options =
        ScanCommand.options("cubes=missing.fits", "folder=" + results(), "spectra=" + folder);
    assertMessage(
        folder + " cannot be written (it is a folder" + remedy,
        UncheckedIOException.class,
        () -> ScanCommand.run(cluster, options, System.out));
    ScanCommand.requireWritable(file);
    assertEquals(0, Files.size(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  private static void assertMessage(
      String message,
      Class<? extends Throwable> type,
      org.junit.jupiter.api.function.Executable call) {
    assertEquals(message, assertThrows(type, call).getMessage());
  }
}
