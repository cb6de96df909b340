package larmor.bench;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import larmor.field.CubeScale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.field.MappedSplineField;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Observers;
import larmor.orbit.Species;
import larmor.orbit.TrajectoryQuantity;

/**
 * The time of a proton in a cube of up to 1024³ points whose spline coefficients are in a file, and
 * in the cube of 128³ points that it repeats along each axis, in memory. Both fields are the same,
 * so that the path lengths to the first turn by 90° must agree. The trajectories start at places
 * spread over the large cube and are 200 gyroradii long; the times are those of the processor in
 * the tracing thread, from one place in the one field and then the other. Arguments: "write" or
 * "trace", the file, points a side (1024), places (32). Writing 1024³ points needs 14 GB of heap
 * and {@code -XX:+UseParallelGC -Xmn150m}; tracing needs the memory of the file, 12.9 GB, outside
 * the heap. The second writes rows of data/benchmarks.csv.
 */
public final class LargeCube {
  private static final int PROTONS = 64;

  private LargeCube() {}

  public static void main(String[] words) throws IOException {
    String[] arguments = String.join(" ", words).split(" ");
    Path file = Path.of(arguments[1]);
    int points = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1024;
    int places = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 32;
    Path rows = Path.of(System.getProperty("larmor.benchmarks", "data/benchmarks.csv"));
    FieldCube cube = Cubes.read(rows.resolveSibling("mhd-128-a.fits")).cube();
    double side = 250 * pc;
    CubicSplineField small =
        CubicSplineField.of(cube, CubeScale.ofSide(side).withFieldUnit(3 * muG));
    CubeScale scale =
        CubeScale.ofSide(side * points / cube.points()).withFieldUnit(3 * muG);
    if (arguments[0].equals("write")) {
      long begin = System.nanoTime();
      FieldCube large = FieldCube.of(small, points, scale);
      MappedSplineField.write(large, scale, file);
      System.out.printf(
          Locale.ROOT,
          "%d³ points: %.2f GB written in %.0f s%n",
          points,
          1e-9 * Files.size(file),
          1e-9 * (System.nanoTime() - begin));
      return;
    }
    long begin = System.nanoTime();
    MappedSplineField large = MappedSplineField.open(file);
    double opening = 1e-9 * (System.nanoTime() - begin);
    System.out.printf(Locale.ROOT, "opened and checked in %.0f s%n", opening);
    List<Benchmarks.Row> found = new ArrayList<>();
    for (int cells : new int[] {5, 20}) {
      found.addAll(trace(small, large, cells, places));
    }
    Benchmarks.record(rows, found);
  }

  private static List<Benchmarks.Row> trace(
      CubicSplineField small, MappedSplineField large, int cells, int places) {
    double radius = cells * small.spacing();
    Observers observers = Observers.stratified(places, large.side(), 1);
    double[] inMemory = new double[places];
    double[] mapped = new double[places];
    double difference = 0;
    for (int i = -2; i < places; i++) {
      int seed = i;
      Vec3 place = observers.position(Math.max(0, i));
      Backtracker one = tracer(small, radius).withObserver(place);
      Backtracker other = tracer(large, radius).withObserver(place);
      Ensemble[] ends = new Ensemble[2];
      double first = time(one, seed, ends, 0);
      double second = time(other, seed, ends, 1);
      if (i >= 0) {
        inMemory[i] = first;
        mapped[i] = second;
        difference = Math.max(difference, difference(ends[0], ends[1]));
      }
    }
    Arrays.sort(inMemory);
    Arrays.sort(mapped);
    System.out.printf(
        Locale.ROOT,
        "r_L = %d cells: %.3f ms a proton in memory, %.3f mapped; paths to the first turn"
            + " differ by %.2g (largest median of a place)%n",
        cells,
        inMemory[places / 2],
        mapped[places / 2],
        difference);
    String name = "LargeCube points=" + large.points() + " cells=" + cells;
    return List.of(
        new Benchmarks.Row(name + " mapped", mapped[places / 2], "ms/proton"),
        new Benchmarks.Row(name + " 128 in memory", inMemory[places / 2], "ms/proton"));
  }

  private static Backtracker tracer(CubicSplineField field, double radius) {
    return Backtracker.of(Species.PROTON, field)
        .withGyroradius(radius, 3 * muG)
        .withSpheres(10 * pc)
        .withStopAfterGyrations(200 / (2 * Math.PI));
  }

  private static double time(Backtracker tracer, int seed, Ensemble[] ends, int at) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] time = new long[1];
    ends[at] =
        tracer.run(
            LaunchDirections.uniform(PROTONS, 1000 + seed),
            new Workers(1),
            fraction -> time[0] = threads.getCurrentThreadCpuTime());
    return 1e-6 * time[0] / PROTONS;
  }

  /**
   * The median relative difference of the path lengths to the first turn by 90°. The ends differ,
   * because a difference of the coefficients by the round-off of a float grows exponentially.
   */
  private static double difference(Ensemble one, Ensemble other) {
    double[] first = one.column(TrajectoryQuantity.TURN_PATH);
    double[] second = other.column(TrajectoryQuantity.TURN_PATH);
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      differences[i] = Math.abs(second[i] / first[i] - 1);
    }
    Arrays.sort(differences);
    return differences[first.length / 2];
  }
}
