package larmor.cluster;

import static larmor.cluster.SmallScan.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import larmor.numeric.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A standalone cluster with the settings of {@code src/cluster/spark.properties} and a secret. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a loopback address for each worker")
class SecureClusterTest {
  /** What differs from the file, because the machine of the tests is small. */
  private static final Map<String, String> SMALL =
      Map.of(
          "spark.executor.memory", "512m",
          "spark.executor.cores", "1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.driver.host", "127.0.0.1",
          "spark.executor.extraClassPath", StandaloneCluster.classFolders(),
          // a worker that is refused ends after two attempts instead of sixteen
          "spark.worker.maxRegistrationRetries", "1");

  @TempDir Path folder;

  /** Writes settings that only their user can read. */
  private Path settings(String name, String secret) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Properties all = shipped();
    SMALL.forEach(all::setProperty);
    all.setProperty("spark.authenticate.secret", secret);
    try (Writer out = Files.newBufferedWriter(file)) {
      all.store(out, null);
    }
    return file;
  }

  private static Properties shipped() throws IOException {
    Properties all = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of("src/cluster/spark.properties"))) {
      all.load(in);
    }
    return all;
  }

  @Test
  void anEncryptedClusterGivesTheSameBitsAndRefusesAWorkerWithAnotherSecret() throws Exception {
    StandaloneCluster.assumePossible("127.0.0.1", "127.0.0.2", "127.0.0.3");
    Path right = settings("right.properties", "a secret of the cluster");
    Path wrong = settings("wrong.properties", "a secret of another cluster");
    Properties driver = new Properties();
    try (Reader in = Files.newBufferedReader(right)) {
      driver.load(in);
    }
    Set<String> names = driver.stringPropertyNames();
    StandaloneCluster processes = StandaloneCluster.start(folder.resolve("spark"), right);
    try {
      Process refused = processes.worker("127.0.0.3", 0, wrong);
      Process accepted = processes.worker("127.0.0.2", 0, right);
      names.forEach(name -> System.setProperty(name, driver.getProperty(name)));
      Scan scan = SmallScan.of(1000);
      try (Cluster cluster = Cluster.connect(processes.address()).withPartition(200)) {
        ScanResult result =
            cluster.withFileFrom(20).run(scan, folder.resolve("results").toString(), Progress.NONE);
        assertSameBits(scan, result);
        var used = cluster.context().getConf();
        for (String name : shipped().stringPropertyNames()) {
          assertEquals(driver.getProperty(name), used.get(name), name);
        }
        // the driver and one executor
        assertEquals(2, cluster.context().statusTracker().getExecutorInfos().length);
      }
      assertTrue(refused.waitFor(3, TimeUnit.MINUTES), "the worker is still there");
      assertNotEquals(0, refused.exitValue());
      assertTrue(accepted.isAlive());
    } finally {
      names.forEach(System::clearProperty);
      processes.close();
    }
  }
}
