package larmor.cluster;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Spark's own master and workers as processes on loopback addresses. The workers take Spark and the
 * toolkit from the class path of the tests.
 */
final class StandaloneCluster {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  private StandaloneCluster(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /**
   * Skips the tests, and says why, where Spark's processes cannot run: the name of this machine has
   * no address, a loopback address cannot be bound, or no process of Java can be started.
   */
  static void assumePossible(String... hosts) throws InterruptedException {
    try {
      assertNotNull(InetAddress.getLocalHost());
      for (String host : hosts) {
        new ServerSocket(0, 1, InetAddress.getByName(host)).close();
      }
      new ProcessBuilder(JAVA, "-version")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      System.err.println("NO TEST OF SPARK'S PROCESSES: " + e);
      abort("Spark's processes cannot run here: " + e);
    }
  }

  /** Starts a master and waits until it listens. */
  static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
    return start(folder, null);
  }

  /**
   * Starts a master and waits until it listens.
   *
   * @param settings file of Spark's settings; null for those of Spark
   */
  static StandaloneCluster start(Path folder, Path settings)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path jars = Files.createDirectories(folder.resolve("spark/jars"));
    for (String entry : classPath().split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        Files.createSymbolicLink(jars.resolve(Path.of(entry).getFileName()), Path.of(entry));
      }
    }
    StandaloneCluster cluster = new StandaloneCluster(folder, port);
    Process master =
        cluster.java(
            List.of(),
            "org.apache.spark.deploy.master.Master",
            with(
                settings,
                List.of(
                    "--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0")),
            "127.0.0.1");
    for (int tries = 0; !listens(port); tries++) {
      if (tries > 1800 || !master.isAlive()) {
        cluster.close();
        throw new IOException("the master does not listen");
      }
      Thread.sleep(100);
    }
    return cluster;
  }

  private static List<String> with(Path settings, List<String> arguments) {
    List<String> all = new ArrayList<>();
    if (settings != null) {
      all.addAll(List.of("--properties-file", settings.toString()));
    }
    all.addAll(arguments);
    return all;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Surefire passes the class path in a jar of its own, and its entries in a property. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** The folders of classes on the class path. */
  static String classFolders() {
    return List.of(classPath().split(File.pathSeparator, -1)).stream()
        .filter(entry -> !entry.endsWith(".jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  String address() {
    return "spark://127.0.0.1:" + port;
  }

  /**
   * Starts a worker of one core.
   *
   * @param host a loopback address, another one for each worker
   * @param largestFile size of the largest file that it and its executors can write [KiB], as on a
   *     disk that becomes full; 0 without limit
   */
  Process worker(String host, int largestFile) throws IOException {
    return worker(host, largestFile, null);
  }

  /** Starts a worker with the settings of a file. */
  Process worker(String host, int largestFile, Path settings) throws IOException {
    List<String> before =
        largestFile == 0
            ? List.of()
            : List.of("bash", "-c", "ulimit -f " + largestFile + "; exec \"$0\" \"$@\"");
    return java(
        before,
        "org.apache.spark.deploy.worker.Worker",
        with(
            settings,
            List.of(
                "--host",
                host,
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "600m",
                "--work-dir",
                folder.resolve("work-" + host).toString(),
                address())),
        host);
  }

  /** Starts a process of Java on the class path of the tests. */
  Process java(List<String> before, String mainClass, List<String> arguments, String host)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            JAVA,
            "-Xmx512m",
            "--add-exports",
            "java.base/sun.nio.ch=ALL-UNNAMED",
            "-Dspark.ui.enabled=false",
            "-cp",
            classPath(),
            mainClass));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", folder.resolve("spark").toString());
    builder.environment().put("SPARK_LOCAL_IP", host);
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.redirectErrorStream(true);
    builder.redirectOutput(log(processes.size()).toFile());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private Path log(int process) {
    return folder.resolve("log-" + process + ".txt");
  }

  /** What a process printed. */
  String log(Process process) throws IOException {
    return Files.readString(log(processes.indexOf(process)));
  }

  /** Kills a process and what it started, as a power failure would. */
  static void kill(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** Sends a signal to the executors of a worker. */
  static void signal(String signal, Process worker) throws IOException, InterruptedException {
    for (ProcessHandle executor : worker.descendants().toList()) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(executor.pid())).start().waitFor();
    }
  }

  /** The executors of all workers. */
  Stream<ProcessHandle> executors() {
    return processes.stream().flatMap(process -> process.toHandle().descendants());
  }

  /** Ends all processes. */
  void close() throws IOException, InterruptedException {
    for (Process process : processes) {
      kill(process);
      process.waitFor(10, TimeUnit.SECONDS);
    }
    // JUnit warns of each link in a folder that it deletes
    try (Stream<Path> links = Files.list(folder.resolve("spark/jars"))) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
  }
}
