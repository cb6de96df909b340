package larmor.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import larmor.field.CubeScale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.liouville.Liouville;
import larmor.liouville.WeightedSky;
import larmor.numeric.Progress;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Ensemble;
import larmor.orbit.Species;
import larmor.sky.PowerSpectrum;
import larmor.units.Units;

/**
 * The outlook of the paper: very many protons of its set 3, back to nine spheres, R = 10 to 90 pc,
 * in the project's own MHD field, kept on disk, and their skies. Arguments: how many, threads, and
 * optionally after which fraction to stop as an interrupt would (2, never) and the tolerance (1e-6).
 * Writes rows of data/benchmarks.csv, and the skies of first crossings into data/protons; at another
 * tolerance than 1e-6 it compares its spectra with those of the skies there instead.
 */
public final class Protons {
  private static final double TOLERANCE = 1e-6;

  private Protons() {}

  public static void main(String[] words) throws IOException {
    String[] arguments = String.join(" ", words).split(" ");
    int count = (int) Double.parseDouble(arguments[0]);
    Workers workers = new Workers(Integer.parseInt(arguments[1]));
    double stop = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 2;
    double tolerance = arguments.length > 3 ? Double.parseDouble(arguments[3]) : TOLERANCE;
    Path rows = Path.of(System.getProperty("larmor.benchmarks", "data/benchmarks.csv"));
    CubicSplineField field =
        CubicSplineField.of(
            Cubes.read(rows.resolveSibling("mhd-128-a.fits")).cube(),
            CubeScale.ofInjectionScale(100 * Units.pc, 0.4).withFieldUnit(3 * Units.muG));
    double[] radii = new double[9];
    for (int i = 0; i < 9; i++) {
      radii[i] = 10 * (i + 1) * Units.pc;
    }
    Backtracker tracer =
        Backtracker.of(Species.PROTON, field)
            .withGyroradius(9.766 * Units.pc, 3 * Units.muG)
            .withTolerance(tolerance)
            .withSpheres(radii)
            .withStopOutsideSphere(90.001 * Units.pc);
    // the compiler's own time is no proton's
    tracer.run(LaunchDirections.uniform(20_000, 2), workers, Progress.NONE);
    Thread caller = Thread.currentThread();
    long begin = System.nanoTime();
    long[] said = {begin};
    Path folder = rows.resolveSibling("cache").resolve("protons");
    Ensemble ensemble =
        tracer.cached(
            folder,
            LaunchDirections.uniform(count, 1),
            workers,
            fraction -> {
              if (System.nanoTime() - said[0] > 20e9) {
                said[0] = System.nanoTime();
                double spent = 1e-9 * (said[0] - begin);
                System.out.printf(
                    Locale.ROOT,
                    "%.1f %%, %.0f s left%n",
                    100 * fraction,
                    spent * (1 - fraction) / fraction);
              }
              if (fraction > stop) {
                caller.interrupt();
              }
            });
    double seconds = 1e-9 * (System.nanoTime() - begin);
    long heap = 0;
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      heap += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    System.out.println(ensemble);
    skies(rows.resolveSibling("protons"), ensemble, tolerance == TOLERANCE);
    long bytes;
    try (var files = Files.list(folder)) {
      bytes = files.mapToLong(f -> f.toFile().length()).max().orElse(0);
    }
    String name = String.format(Locale.ROOT, "Protons count=%d threads=%d", count, workers.threads());
    name += tolerance == TOLERANCE ? "" : " tolerance=" + tolerance;
    Benchmarks.record(
        rows,
        List.of(
            new Benchmarks.Row(name + " time", seconds, "s"),
            new Benchmarks.Row(name + " time a proton", 1e6 * seconds / count, "us"),
            new Benchmarks.Row(name + " peak heap", 1e-6 * heap, "MB"),
            new Benchmarks.Row(name + " file", (double) bytes / count, "B/proton")));
  }

  private static void compare(int pc, PowerSpectrum here, PowerSpectrum there) {
    for (int[] band : new int[][] {{1, 1}, {2, 4}, {5, 10}, {11, 20}}) {
      System.out.printf(
          Locale.ROOT,
          "R = %d pc, l = %d to %d: C_l over that of data/protons %.4f%n",
          pc,
          band[0],
          band[1],
          here.mean(band[0], band[1]) / there.mean(band[0], band[1]));
    }
  }

  private static void skies(Path folder, Ensemble ensemble, boolean write) throws IOException {
    Files.createDirectories(folder);
    for (int pc : new int[] {10, 20, 60, 90}) {
      WeightedSky sky = Liouville.paper().sky(ensemble, pc * Units.pc);
      System.out.println(sky + "\n" + sky.spectrum());
      Path file = folder.resolve("R" + pc + ".fits.gz");
      if (write) {
        sky.write(file);
      } else {
        compare(pc, sky.spectrum(), WeightedSky.read(file).spectrum());
      }
    }
  }
}
