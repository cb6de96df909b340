package larmor.cluster;

import static larmor.cluster.SmallScan.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import larmor.numeric.Progress;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A standalone cluster of Spark: a master and two workers as processes, and what can fail. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a loopback address for each worker")
class StandaloneClusterTest {
  private static final String SECOND = "127.0.0.3";
  private static final int SIZE = 50;

  @TempDir static Path shared;
  private static StandaloneCluster processes;
  private static Process second;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.driver.host", "127.0.0.1",
          "spark.ui.enabled", "false",
          "spark.executor.memory", "512m",
          "spark.executor.cores", "1",
          "spark.executor.extraClassPath", StandaloneCluster.classFolders());

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    StandaloneCluster.assumePossible("127.0.0.1", "127.0.0.2", SECOND, "127.0.0.4");
    SETTINGS.forEach(System::setProperty);
    processes = StandaloneCluster.start(shared);
    processes.worker("127.0.0.2", 0);
    second = processes.worker(SECOND, 0);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    SETTINGS.keySet().forEach(System::clearProperty);
    if (processes != null) {
      processes.close();
    }
  }

  private String results() {
    return folder.resolve("results").toString();
  }

  private static Cluster connect(int executors) throws InterruptedException {
    Cluster cluster = Cluster.connect(processes.address()).withPartition(SIZE);
    for (int tries = 0; executors(cluster) < executors; tries++) {
      assertTrue(tries < 3600, "the executors do not start");
      Thread.sleep(50);
    }
    return cluster;
  }

  private static int executors(Cluster cluster) {
    return cluster.context().statusTracker().getExecutorInfos().length - 1; // and the driver
  }

  /** Does something once, when a fraction of the partitions is complete. */
  private static Progress at(double fraction, Step step) {
    AtomicBoolean done = new AtomicBoolean();
    return reached -> {
      if (reached >= fraction && reached < 1 && done.compareAndSet(false, true)) {
        try {
          step.run();
        } catch (IOException | InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  @Test
  void twoExecutorsGiveTheBitsOfOneMachineAndADamagedFileIsTracedAgain() throws Exception {
    Scan scan = SmallScan.of(1000);
    try (Cluster cluster = connect(2)) {
      ScanResult broadcast = cluster.run(scan, results(), Progress.NONE);
      assertTrue(broadcast.toString().contains("20³ points, broadcast to each executor"));
      assertSameBits(scan, broadcast);
      Path file = Path.of(URI.create(broadcast.folder("uniform"))).resolve("part-000007.parquet");
      byte[] whole = Files.readAllBytes(file);
      byte[] damaged = whole.clone();
      damaged[1000]++;
      Files.write(file, damaged);
      assertEquals(1, cluster.run(scan, results(), Progress.NONE).traced());
      assertEquals(-1, java.util.Arrays.mismatch(whole, Files.readAllBytes(file)));
    }
  }

  @Test
  void aLargeFieldIsMappedFromTheFolderOfTheResultsOrFromACopyOnEachMachine() throws Exception {
    Scan scan = SmallScan.of(1000);
    // a file system with another address than a path, as HDFS has one
    String mount = "spark.hadoop.fs.viewfs.mounttable.larmor.link./data";
    System.setProperty(mount, folder.toUri().toString());
    try (Cluster cluster = connect(2).withFileFrom(20)) {
      ScanResult shared = cluster.run(scan, results(), Progress.NONE);
      assertTrue(
          shared.toString().contains("20³ points, mapped by each executor from a file in file:"),
          shared.toString());
      assertSameBits(scan, shared);
      assertEquals(2, mapping(folder.toString()));
      ScanResult fetched = cluster.run(scan, "viewfs://larmor/data/fetched", Progress.NONE);
      assertTrue(
          fetched
              .toString()
              .contains("20³ points, fetched by each machine from a file in viewfs://larmor/data"),
          fetched.toString());
      assertSameBits(scan, fetched);
      // a worker gives its executors a local folder of such a name
      assertEquals(2, mapping("/executor-"));
      try (var files = Files.walk(folder)) {
        assertEquals(List.of(), files.filter(f -> f.toString().contains(".spline")).toList());
      }
    } finally {
      System.clearProperty(mount);
    }
  }

  /** The number of executors that map the file of a field in a folder of this name. */
  private static int mapping(String place) throws IOException {
    int executors = 0;
    for (ProcessHandle executor : processes.executors().toList()) {
      try (var lines = Files.lines(Path.of("/proc/" + executor.pid() + "/maps"))) {
        executors +=
            lines.anyMatch(line -> line.contains(".spline") && line.contains(place)) ? 1 : 0;
      }
    }
    return executors;
  }

  @Test
  void aKilledWorkerCostsItsUnfinishedPartitions() throws Exception {
    Scan scan = SmallScan.of(5000);
    AtomicInteger left = new AtomicInteger();
    try (Cluster cluster = connect(2)) {
      ScanResult result =
          cluster.run(
              scan,
              results(),
              at(
                  0.2,
                  () -> {
                    StandaloneCluster.kill(second);
                    left.set(1);
                  }));
      assertEquals(1, left.get());
      assertEquals(result.partitions(), result.traced());
      assertTrue(result.lostAttempts() > 0, result.toString());
      assertTrue(result.attempts() > result.partitions(), result.toString());
      assertSameBits(scan, result);
    } finally {
      second = processes.worker(SECOND, 0);
    }
  }

  /** An executor that stands still keeps its partition, which only a duplicate can complete. */
  @Test
  void aPartitionOfAnExecutorThatStandsStillIsTracedTwice() throws Exception {
    Scan scan = SmallScan.of(5000);
    AtomicInteger stopped = new AtomicInteger();
    try (Cluster cluster = connect(2)) {
      ScanResult result =
          cluster.run(
              scan,
              results(),
              at(
                  0.5,
                  () -> {
                    StandaloneCluster.signal("STOP", second);
                    stopped.set(1);
                  }));
      assertEquals(1, stopped.get());
      assertTrue(result.repeatedAttempts() > 0, result.toString());
      assertEquals(
          result.partitions() + result.repeatedAttempts() + result.lostAttempts(),
          result.attempts(),
          result.toString());
      assertSameBits(scan, result);
      StandaloneCluster.signal("CONT", second);
      Thread.sleep(500); // the first attempt ends too
      assertSameBits(scan, result);
    } finally {
      StandaloneCluster.signal("CONT", second);
    }
  }

  @Test
  void aWorkerWithAFullDiskGetsNoMorePartitions() throws Exception {
    StandaloneCluster.kill(second);
    second = processes.worker("127.0.0.4", 16);
    Scan scan = SmallScan.of(1000);
    AtomicInteger failures = new AtomicInteger();
    try (Cluster cluster = connect(2)) {
      cluster.context().sc().addSparkListener(counting(failures, "File too large"));
      ScanResult result = cluster.run(scan, results(), Progress.NONE);
      assertSameBits(scan, result);
      assertEquals(failures.get(), result.lostAttempts(), result.toString());
    } finally {
      StandaloneCluster.kill(second);
      second = processes.worker(SECOND, 0);
    }
    assertTrue(failures.get() > 0 && failures.get() <= 4, failures + " failed attempts");
  }

  private static SparkListener counting(AtomicInteger failures, String reason) {
    return new SparkListener() {
      @Override
      public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.reason() instanceof TaskFailedReason failed
            && failed.toErrorString().contains(reason)) {
          failures.incrementAndGet();
        }
      }
    };
  }

  /** The program that a killed driver ran. */
  public static final class Driver {
    private Driver() {}

    public static void main(String[] arguments) {
      try (Cluster cluster = Cluster.connect(arguments[0]).withPartition(SIZE)) {
        cluster.run(SmallScan.of(5000), arguments[1], Progress.NONE);
      }
    }
  }

  @Test
  void aRestartedDriverContinues() throws Exception {
    Process driver =
        processes.java(
            List.of(
                "env",
                "JDK_JAVA_OPTIONS="
                    + String.join(
                        " ",
                        SETTINGS.entrySet().stream()
                            .map(e -> "-D" + e.getKey() + "=" + e.getValue())
                            .toList())),
            Driver.class.getName(),
            List.of(processes.address(), results()),
            "127.0.0.1");
    for (int tries = 0; committed() < 20; tries++) {
      assertTrue(tries < 3600 && driver.isAlive(), processes.log(driver));
      Thread.sleep(50);
    }
    StandaloneCluster.kill(driver);
    Scan scan = SmallScan.of(5000);
    try (Cluster cluster = connect(2)) {
      ScanResult result = cluster.run(scan, results(), Progress.NONE);
      assertTrue(
          result.traced() > 0 && result.traced() <= result.partitions() - 20, result.toString());
      assertSameBits(scan, result);
    }
  }

  private long committed() throws IOException {
    if (!Files.exists(Path.of(results()))) {
      return 0;
    }
    try (var files = Files.walk(Path.of(results()))) {
      return files.filter(f -> f.toString().endsWith(".commit")).count();
    }
  }
}
