package larmor.cluster;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import larmor.field.MagneticField;
import larmor.numeric.FileError;
import larmor.numeric.Given;
import larmor.numeric.Progress;
import larmor.numeric.Quoted;
import larmor.numeric.Workers;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A connection to Apache Spark, which traces the ensembles of a {@link Scan}. Particles are divided
 * into partitions, and a partition is traced by one core of one executor. Lost executors, stopped
 * drivers and damaged files cost the partitions that were not complete: the same scan in the same
 * folder continues from the others. Close it to free the executors.
 *
 * <pre>{@code
 * try (Cluster cluster = Cluster.local(2)) {          // or Cluster.connect("spark://host:7077")
 *   ScanResult result = cluster.run(scan, "results", Progress.NONE);
 *   WeightedSky sky = result.sky("30 PeV", Liouville.paper(), 60 * pc);
 * }
 * }</pre>
 */
public final class Cluster implements AutoCloseable {
  /** Particles in a partition unless set: twenty partitions or more, none of them too short. */
  private static final int SMALLEST = 1_000;

  private static final int LARGEST = 10_000;
  private static final int PARTITIONS = 20;
  private static final long POLL_MS = 200;

  private final JavaSparkContext context;
  private final Attempts attempts;

  /** Particles in a partition; 0 for a size that follows from that of the ensemble. */
  private final int partition;

  private final int fileFrom;

  private Cluster(JavaSparkContext context, Attempts attempts, int partition, int fileFrom) {
    this.context = context;
    this.attempts = attempts;
    this.partition = partition;
    this.fileFrom = fileFrom;
  }

  /**
   * Spark within this Java virtual machine. Nothing listens outside the loopback interface.
   *
   * @param cores number of threads, 1 or more
   * @return the connection
   * @throws IllegalArgumentException if there are no cores
   * @throws IllegalStateException if Java was not started with the option that Spark needs
   */
  public static Cluster local(int cores) {
    if (cores < 1) {
      throw new IllegalArgumentException(
          "the number of cores, " + cores + ", is below 1: use 1 or more");
    }
    new Workers(cores);
    return of(new SparkConf().setMaster("local[" + cores + ", 4]"));
  }

  /**
   * A cluster that is running.
   *
   * @param master address as Spark takes it, such as {@code spark://host:7077}, {@code yarn} or
   *     {@code k8s://https://host:6443}
   * @return the connection
   * @throws IllegalStateException if Java was not started with the option that Spark needs, or the
   *     cluster does not answer
   */
  public static Cluster connect(String master) {
    Given.require(master, "the address of the cluster", "\"local[2]\"");
    return of(new SparkConf().setMaster(master));
  }

  /**
   * The cluster that {@code spark-submit} names to the program it starts.
   *
   * @return the connection
   * @throws IllegalStateException if the program was not started by {@code spark-submit}
   */
  public static Cluster submitted() {
    SparkConf settings = new SparkConf();
    if (!settings.contains("spark.master")) {
      throw new IllegalStateException(
          "there is no Spark master: start this program by spark-submit --master ..., or use"
              + " Cluster.local(2)");
    }
    return of(settings);
  }

  private static Cluster of(SparkConf settings) {
    requireExports();
    settings
        .setIfMissing("spark.app.name", "larmor")
        .setIfMissing("spark.ui.showConsoleProgress", "false")
        // a machine that fails, such as one with a full disk, gets no more partitions
        .setIfMissing("spark.excludeOnFailure.enabled", "true")
        .setIfMissing("spark.task.maxFailures", "8")
        // a slow partition is traced twice, which changes no bits
        .setIfMissing("spark.speculation", "true")
        .setIfMissing("spark.speculation.multiplier", "3")
        .setIfMissing("spark.speculation.quantile", "0.9");
    String master = settings.get("spark.master");
    if (master.startsWith("local")) {
      settings
          .setIfMissing("spark.driver.bindAddress", "127.0.0.1")
          .setIfMissing("spark.driver.host", "127.0.0.1")
          .setIfMissing("spark.ui.enabled", "false");
    } else {
      jar().ifPresent(jar -> settings.setIfMissing("spark.jars", jar));
    }
    JavaSparkContext context = connected(settings, master);
    Attempts attempts = new Attempts();
    context.sc().addSparkListener(attempts);
    return new Cluster(context, attempts, 0, SentField.FILE_FROM);
  }

  private static JavaSparkContext connected(SparkConf settings, String master) {
    try {
      return new JavaSparkContext(settings);
    } catch (Exception e) { // among them are checked exceptions, which Spark does not declare
      throw new IllegalStateException(
          "the Spark cluster "
              + Quoted.of(master)
              + " cannot be used ("
              + Quoted.reason(e)
              + "): give an address such as \"spark://host:7077\" or \"local[2]\", and check that the"
              + " cluster answers",
          e);
    }
  }

  /** The jar of this class, which executors need; empty if it was loaded from a folder. */
  private static Optional<String> jar() {
    try {
      Path place =
          Path.of(Cluster.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return place.toString().endsWith(".jar") ? Optional.of(place.toString()) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Spark's storage uses a class that Java does not export unless it is told to. */
  private static void requireExports() {
    if (!Object.class.getModule().isExported("sun.nio.ch", Cluster.class.getModule())) {
      throw new IllegalStateException(
          "Java was started without --add-exports java.base/sun.nio.ch=ALL-UNNAMED, which Spark"
              + " needs: start it with this option, or use spark-submit");
    }
  }

  /**
   * A copy with partitions of another size, in place of a twentieth of an ensemble, but at least
   * 1000 and at most 10 000 particles. Bits do not depend on it, but a scan is continued only with
   * partitions of the same size.
   *
   * @param particles in a partition, 1 or more; a partition should take at least a second
   * @return the changed copy, of the same connection
   * @throws IllegalArgumentException if it is below 1
   */
  public Cluster withPartition(int particles) {
    if (particles < 1) {
      throw new IllegalArgumentException(
          "the number of particles in a partition, " + particles + ", is below 1: give 1 or more");
    }
    return new Cluster(context, attempts, particles, fileFrom);
  }

  /** The connection itself. */
  JavaSparkContext context() {
    return context;
  }

  /** A copy that sends fields from that many points a side on as a file. */
  Cluster withFileFrom(int points) {
    return new Cluster(context, attempts, partition, points);
  }

  /**
   * Traces all ensembles of a scan, or what is missing of them in the folder.
   *
   * @param scan the ensembles
   * @param folder of the results, created if missing: a path that all machines see, or an address
   *     of a file system that Hadoop supports, such as hdfs://host/path or s3a://bucket/path
   * @param progress called with the fraction of the partitions that are complete
   * @return the results, which stay in the folder
   * @throws IllegalArgumentException if the scan is empty or a field cannot be sent
   * @throws IllegalStateException as for {@link larmor.orbit.Backtracker#trajectory}, or if a
   *     partition fails repeatedly
   * @throws UncheckedIOException if the folder cannot be read or written
   * @throws CancellationException if the calling thread is interrupted; the job is then cancelled
   */
  public ScanResult run(Scan scan, String folder, Progress progress) {
    Given.require(scan, "the scan", "Scan.EMPTY.with(name, tracer, directions)");
    Given.require(folder, "the folder", "\"hdfs:///scan\"");
    Given.require(progress, "the receiver of the progress", "Progress.NONE");
    if (scan.points().isEmpty()) {
      throw new IllegalArgumentException(
          "the scan has no ensemble: add one by .with(name, tracer, directions)");
    }
    PartFolder results = writable(folder);
    IdentityHashMap<MagneticField, SentField> fields = new IdentityHashMap<>();
    Broadcast<List<PartTask.Parts>> ensembles = null;
    String group = "larmor-" + UUID.randomUUID();
    attempts.begin(group);
    try {
      List<PartTask.Parts> parts = parts(scan, results, fields);
      ensembles = context.broadcast(parts);
      Traced traced = trace(parts, new PartTask(ensembles, results), group, progress);
      for (PartTask.Parts part : parts) {
        results.deleteHalves(part.folder());
      }
      return new ScanResult(
          scan,
          parts,
          results,
          traced.done(),
          traced.attempts(),
          fields.values().stream().map(SentField::toString).distinct().collect(joining(", ")));
    } catch (IOException e) {
      throw unwritable(results, e);
    } finally {
      boolean interrupted = Thread.interrupted(); // Spark cannot free anything while it is set
      attempts.end(group);
      fields.values().forEach(SentField::release);
      if (ensembles != null) {
        ensembles.destroy();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * The folder of the results, in which a file has been written and deleted as a test.
   *
   * @throws UncheckedIOException if that fails
   */
  PartFolder writable(String folder) {
    PartFolder results = new PartFolder(folder, hadoopOptions());
    try {
      results.requireWritable();
      return results;
    } catch (IOException e) {
      throw unwritable(results, e);
    }
  }

  private static UncheckedIOException unwritable(PartFolder results, IOException e) {
    return new UncheckedIOException(
        "the results of a scan cannot be kept in "
            + results
            + " ("
            + FileError.words(e)
            + "): choose a folder that can be written",
        e);
  }

  private Map<String, String> hadoopOptions() {
    Map<String, String> options = new HashMap<>();
    for (var option : context.getConf().getAllWithPrefix("spark.hadoop.")) {
      options.put(option._1(), option._2());
    }
    return options;
  }

  private List<PartTask.Parts> parts(
      Scan scan, PartFolder results, IdentityHashMap<MagneticField, SentField> fields)
      throws IOException {
    List<PartTask.Parts> parts = new ArrayList<>();
    int first = 0;
    for (Scan.Point point : scan.points()) {
      String run = point.tracer().fingerprint(point.directions());
      MagneticField field = point.tracer().field();
      if (!fields.containsKey(field)) {
        fields.put(field, SentField.of(field, context, results, fileFrom));
      }
      int size = partition == 0 ? automatic(point.directions().size()) : partition;
      PartTask.Parts next =
          new PartTask.Parts(
              run + "-" + size, point.tracer(), point.directions(), fields.get(field), first, size);
      parts.add(next);
      first = Math.addExact(first, next.count());
    }
    return parts;
  }

  /** The size depends on the ensemble alone, so that a scan can be continued on another cluster. */
  private static int automatic(int particles) {
    return Math.max(SMALLEST, Math.min(LARGEST, particles / PARTITIONS));
  }

  /**
   * What a job has done.
   *
   * @param done one for each partition
   * @param attempts how many it took
   */
  private record Traced(List<PartTask.Done> done, Attempts.Count attempts) {}

  private Traced trace(List<PartTask.Parts> parts, PartTask task, String group, Progress progress) {
    PartTask.Parts last = parts.get(parts.size() - 1);
    int count = last.firstPart() + last.count();
    context.setJobGroup(group, "tracing of " + parts.size() + " ensembles", true);
    JavaFutureAction<List<PartTask.Done>> job =
        context
            .parallelize(IntStream.range(0, count).boxed().toList(), count)
            .map(task)
            .collectAsync();
    context.clearJobGroup();
    try {
      progress.at(0);
      while (true) {
        try {
          List<PartTask.Done> done = job.get(POLL_MS, TimeUnit.MILLISECONDS);
          progress.at(1);
          return new Traced(done, attempts.count(group));
        } catch (TimeoutException running) {
          progress.at((double) completed(job) / count);
        }
      }
    } catch (InterruptedException e) {
      job.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException(
          "an interrupt stopped the scan: run it again, which continues from what is complete");
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "a partition failed repeatedly ("
              + firstLine(e)
              + "): remove the cause and run the scan"
              + " again, which continues from what is complete",
          e);
    }
  }

  private static String firstLine(ExecutionException e) {
    String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return String.valueOf(message).lines().findFirst().orElse("");
  }

  /** Number of partitions that are complete. */
  private int completed(JavaFutureAction<?> job) {
    int tasks = 0;
    for (int id : job.jobIds()) {
      var info = context.statusTracker().getJobInfo(id);
      for (int stage : info == null ? new int[0] : info.stageIds()) {
        SparkStageInfo state = context.statusTracker().getStageInfo(stage);
        tasks += state == null ? 0 : state.numCompletedTasks();
      }
    }
    return tasks;
  }

  /** Ends the connection and frees the executors. */
  @Override
  public void close() {
    context.close();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Spark %s at %s, partitions of %s particles, fields from %d³ points on as files",
        context.version(),
        context.master(),
        partition == 0 ? SMALLEST + " to " + LARGEST : Integer.toString(partition),
        fileFrom);
  }
}
