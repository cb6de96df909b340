package larmor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import larmor.cluster.Cluster;
import larmor.cluster.Scan;
import larmor.cluster.ScanResult;
import larmor.field.CubeScale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.liouville.Liouville;
import larmor.liouville.SkySum;
import larmor.liouville.WeightedSky;
import larmor.numeric.Progress;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.SphereCrossings;
import larmor.units.Units;

/**
 * What Spark costs: protons of the paper's set 3 traced back to R = 60 and 90 pc and made to two
 * skies, by threads and by Spark on the same cores, in turn, so that other work on the machine
 * disturbs both. Arguments: pairs of protons and cores, such as {@code 1e4x1 1e5x2}, and a number of
 * rounds; the word {@code spark} before them leaves out the threads, whose columns are then empty. Appends a row to data/cluster.csv after each round: times of the clock, and processor
 * times of the whole process, which other work disturbs less. Threads keep a million protons in
 * memory at a time, so that ten million need a heap of 4 GB; the files of Spark need 409 B a proton
 * in the folder of temporary files. Progress is printed every twenty seconds.
 */
public final class ClusterCost {
  private static final double[] RADII = {60 * Units.pc, 90 * Units.pc};

  /** Protons that threads trace before they are added to the skies. */
  private static final int TOGETHER = 1_000_000;

  private ClusterCost() {}

  /**
   * One measurement.
   *
   * @param clock elapsed time [s]
   * @param processor time of all processors [s]
   */
  private record Cost(double clock, double processor) {
    String text() {
      return String.format(Locale.ROOT, "%.3f,%.3f", clock, processor);
    }
  }

  public static void main(String[] words) throws IOException {
    List<String> all = List.of(String.join(" ", words).split(" "));
    boolean alone = all.get(0).equals("spark");
    List<String> arguments = all.subList(alone ? 1 : 0, all.size());
    int rounds = Integer.parseInt(arguments.get(arguments.size() - 1));
    Path rows =
        Path.of(System.getProperty("larmor.benchmarks", "data/benchmarks.csv"))
            .resolveSibling("cluster.csv");
    CubicSplineField field =
        CubicSplineField.of(
            Cubes.read(rows.resolveSibling("mhd-128-a.fits")).cube(),
            CubeScale.ofInjectionScale(100 * Units.pc, 0.4).withFieldUnit(3 * Units.muG));
    Backtracker tracer =
        Backtracker.of(Species.PROTON, field)
            .withGyroradius(9.766 * Units.pc, 3 * Units.muG)
            .withSpheres(RADII)
            .withStopOutsideSphere(90.001 * Units.pc);
    Path folder = Files.createTempDirectory("larmor-cluster-cost");
    for (String pair : arguments.subList(0, arguments.size() - 1)) {
      int protons = (int) Double.parseDouble(pair.substring(0, pair.indexOf('x')));
      int cores = Integer.parseInt(pair.substring(pair.indexOf('x') + 1));
      LaunchDirections directions = LaunchDirections.uniform(protons, 1);
      try (Cluster cluster = Cluster.local(cores)) {
        // the compiler's own time is no proton's
        if (!alone) {
          byThreads(tracer, LaunchDirections.uniform(20_000, 2), cores);
        }
        bySpark(cluster, tracer, LaunchDirections.uniform(20_000, 2), folder);
        for (int round = 1; round <= rounds; round++) {
          Cost threads = alone ? null : cost(() -> byThreads(tracer, directions, cores));
          ScanResult[] result = new ScanResult[1];
          Cost spark =
              cost(() -> result[0] = bySpark(cluster, tracer, directions, folder));
          Cost reading = cost(() -> skies(result[0]));
          append(
              rows,
              String.format(
                  Locale.ROOT,
                  "%d,%d,%d,%d,%s,%.3f,%.3f,%.3f,%.3f,%.3f,%.0f%n",
                  protons,
                  cores,
                  round,
                  result[0].partitions(),
                  alone ? "," : threads.text(),
                  spark.clock(),
                  spark.processor(),
                  reading.clock(),
                  reading.processor(),
                  result[0].coreSeconds(),
                  (double) result[0].bytes() / protons));
          delete(folder);
        }
      }
    }
  }

  private static void byThreads(Backtracker tracer, LaunchDirections directions, int cores) {
    List<SkySum> sums =
        Arrays.stream(RADII)
            .mapToObj(radius -> Liouville.paper().sum(tracer.observer(), radius))
            .toList();
    int size = directions.size();
    Printed progress = new Printed("threads");
    for (int from = 0; from < size; from += TOGETHER) {
      int first = from;
      int count = Math.min(TOGETHER, size - from);
      Ensemble ensemble =
          tracer.run(
              directions.part(first, first + count),
              new Workers(cores),
              f -> progress.at((first + f * count) / size));
      for (int r = 0; r < RADII.length; r++) {
        add(ensemble, RADII[r], sums.get(r));
      }
    }
    sums.forEach(SkySum::sky);
  }

  private static void add(Ensemble ensemble, double radius, SkySum sum) {
    SphereCrossings crossings = ensemble.crossings(radius, Liouville.paper().crossing());
    int row = 0;
    for (int i = 0; i < ensemble.size(); i++) {
      if (row < crossings.size() && crossings.particle(row) == i) {
        sum.add(ensemble.direction(i), crossings.position(row), crossings.direction(row));
        row++;
      } else {
        sum.addMissing(ensemble.direction(i));
      }
    }
  }

  /** Prints the fraction that is done and the time left, at most every twenty seconds. */
  private static final class Printed implements Progress {
    private final String what;
    private final long begin = System.nanoTime();
    private long said = begin;

    Printed(String what) {
      this.what = what;
    }

    @Override
    public synchronized void at(double fraction) {
      long now = System.nanoTime();
      if (fraction > 0 && now - said > 20e9) {
        said = now;
        double left = 1e-9 * (now - begin) * (1 - fraction) / fraction;
        System.out.printf(Locale.ROOT, "%s: %.1f %%, %.0f s left%n", what, 100 * fraction, left);
      }
    }
  }

  private static ScanResult bySpark(
      Cluster cluster, Backtracker tracer, LaunchDirections directions, Path folder) {
    Scan scan = Scan.EMPTY.with("protons", tracer, directions);
    ScanResult result = cluster.run(scan, folder.toString(), new Printed("Spark"));
    skies(result);
    return result;
  }

  private static void skies(ScanResult result) {
    for (double radius : RADII) {
      WeightedSky sky = result.sky("protons", Liouville.paper(), radius);
      if (sky.particles() == 0) {
        throw new IllegalStateException("a sky without particles");
      }
    }
  }

  private static Cost cost(Runnable work) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long clock = System.nanoTime();
    long processor = system.getProcessCpuTime();
    work.run();
    return new Cost(
        1e-9 * (System.nanoTime() - clock), 1e-9 * (system.getProcessCpuTime() - processor));
  }

  private static void append(Path rows, String row) throws IOException {
    if (!Files.exists(rows)) {
      Files.writeString(
          rows,
          "protons,cores,round,partitions,threads [s],threads CPU [s],Spark [s],Spark CPU [s],skies of"
              + " Spark again [s],the same CPU [s],core time of partitions [s],file [B/proton]\n");
    }
    Files.writeString(rows, row, java.nio.file.StandardOpenOption.APPEND);
    System.out.print(row);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
