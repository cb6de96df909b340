package larmor.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.MappedSplineField;
import larmor.liouville.Liouville;
import larmor.liouville.WeightedSky;
import larmor.numeric.AtomicFile;
import larmor.numeric.FileError;
import larmor.numeric.Progress;
import larmor.orbit.Observers;
import larmor.orbit.Species;
import larmor.paper.PaperSet;
import larmor.sky.PowerSpectrum;
import larmor.units.Units;

/**
 * The program for {@code spark-submit}: every combination of energies, species, observers and cubes
 * is traced as one job, with all spheres in one pass, and the angular power spectra are written as
 * CSV. Options are given as {@code name=value}; lists are separated by commas. The same command
 * resumes a scan that was stopped.
 */
public final class ScanCommand {
  private static final List<String> OPTIONS =
      List.of(
          "cubes",
          "folder",
          "spectra",
          "energies",
          "species",
          "observers",
          "spheres",
          "particles",
          "partition",
          "seed");

  private static final Map<String, Species> SPECIES =
      Map.of("proton", Species.PROTON, "helium", Species.HELIUM, "iron", Species.IRON);

  private ScanCommand() {}

  /**
   * Runs a scan. Ends the Java virtual machine with status 1 and one sentence on the error stream
   * if that is not possible.
   *
   * @param arguments {@code cubes=PATH,...} (one for each realisation; files that the driver can
   *     read, of {@link MappedSplineField} if the name ends in .spline), {@code folder=ADDRESS} (of
   *     the results, which all executors can write), {@code spectra=PATH} (CSV file to write),
   *     {@code energies=} (PeV, 30), {@code species=} ({@code proton}, {@code helium}, {@code
   *     iron}; proton), {@code observers=} (their number, stratified in the cube; 0, the default,
   *     is one at its centre), {@code spheres=} (R in pc, 10,20,40,50,60,90), {@code particles=}
   *     (for each sky, 100000), {@code partition=} (particles of a task, a twentieth of a sky but
   *     1000 to 10000), {@code seed=} (of the launch directions, 1)
   */
  public static void main(String[] arguments) {
    try {
      Map<String, String> options = options(arguments);
      requireWritable(Path.of(options.get("spectra")));
      try (Cluster cluster = Cluster.submitted()) {
        run(cluster, options, System.out);
      }
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * The options of a command.
   *
   * @throws IllegalArgumentException if one is unknown, or cubes, folder or spectra are missing
   */
  static Map<String, String> options(String... arguments) {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (equals < 0 || !OPTIONS.contains(name)) {
        throw new IllegalArgumentException(
            "the option \"" + argument + "\" is unknown: give name=value with one of " + OPTIONS);
      }
      options.put(name, argument.substring(equals + 1));
    }
    for (String name : List.of("cubes", "folder", "spectra")) {
      if (!options.containsKey(name)) {
        throw new IllegalArgumentException("the option " + name + "= is missing: add it");
      }
    }
    return options;
  }

  /**
   * Runs a scan and writes its spectra.
   *
   * @param out receives the scan, the progress and the result
   */
  static void run(Cluster cluster, Map<String, String> options, PrintStream out) {
    requireWritable(Path.of(options.get("spectra")));
    cluster.writable(options.get("folder"));
    double[] radii = numbers(options, "spheres", "10,20,40,50,60,90", Units.pc);
    Scan scan = scan(options, radii);
    Cluster sized =
        options.containsKey("partition")
            ? cluster.withPartition(whole(options, "partition", "10000"))
            : cluster;
    out.println(sized);
    out.println(scan);
    ScanResult result = sized.run(scan, options.get("folder"), progress(out));
    out.println(result);
    StringBuilder csv = new StringBuilder("ensemble,R [pc],particles,missing,N_l");
    for (int l = 0; l <= 47; l++) {
      csv.append(",C_").append(l);
    }
    csv.append('\n');
    for (String name : scan.names()) {
      for (double radius : radii) {
        WeightedSky sky = result.sky(name, Liouville.paper(), radius);
        PowerSpectrum spectrum = sky.spectrum();
        csv.append(String.format(Locale.ROOT, "%s,%s,", name, radius / Units.pc));
        csv.append(sky.particles()).append(',').append(sky.missing()).append(',');
        csv.append(sky.noise());
        for (int l = 0; l <= spectrum.lmax(); l++) {
          csv.append(',').append(spectrum.at(l));
        }
        csv.append('\n');
      }
    }
    write(csv, Path.of(options.get("spectra")));
    out.println("spectra in " + options.get("spectra"));
  }

  private static void write(StringBuilder csv, Path file) {
    try {
      AtomicFile.write(file, temporary -> Files.writeString(temporary, csv));
    } catch (IOException e) {
      throw unwritable(file, FileError.words(e), e);
    }
  }

  /**
   * Checks that a file can be written, before anything is computed for it.
   *
   * @throws UncheckedIOException if not
   */
  static void requireWritable(Path file) {
    if (Files.isDirectory(file)) {
      throw unwritable(file, "it is a folder", null);
    }
    Path probe = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.createFile(probe);
      Files.delete(probe);
    } catch (IOException e) {
      Path parent = file.toAbsolutePath().getParent();
      throw unwritable(
          file, Files.isDirectory(parent) ? FileError.words(e) : parent + " is no folder", e);
    }
  }

  private static UncheckedIOException unwritable(Path file, String why, IOException e) {
    return new UncheckedIOException(
        file + " cannot be written (" + why + "): choose another file in a folder that exists",
        e == null ? new IOException(why) : e);
  }

  private static Scan scan(Map<String, String> options, double[] radii) {
    int observers = whole(options, "observers", "0");
    Scan scan = Scan.EMPTY;
    for (String cube : options.get("cubes").split(",", -1)) {
      CubicSplineField field = field(Path.of(cube));
      Observers places =
          observers == 0
              ? Observers.of(PaperSet.SET_3.observer())
              : Observers.stratified(observers, field.side(), 7);
      for (double energy : numbers(options, "energies", "30", Units.PeV)) {
        for (String species : options.getOrDefault("species", "proton").split(",", -1)) {
          PaperSet set =
              PaperSet.SET_3
                  .withSpecies(species(species))
                  .withEnergy(energy)
                  .withParticles(whole(options, "particles", "100000"))
                  .withSeed(whole(options, "seed", "1"))
                  .withSpheres(radii);
          for (int i = 0; i < places.size(); i++) {
            String name =
                String.format(
                    Locale.ROOT,
                    "%s %s %.6g PeV observer %d",
                    Path.of(cube).getFileName(),
                    species,
                    energy / Units.PeV,
                    i);
            scan =
                scan.with(
                    name, set.withObserver(places.position(i)).tracer(field), set.directions());
          }
        }
      }
    }
    return scan;
  }

  private static CubicSplineField field(Path cube) {
    return cube.toString().endsWith(".spline")
        ? MappedSplineField.open(cube).withScale(PaperSet.SET_3.scale())
        : PaperSet.SET_3.field(Cubes.read(cube).cube());
  }

  private static Species species(String name) {
    if (!SPECIES.containsKey(name)) {
      throw new IllegalArgumentException(
          "the species \"" + name + "\" is unknown: give proton, helium or iron");
    }
    return SPECIES.get(name);
  }

  private static int whole(Map<String, String> options, String name, String otherwise) {
    String text = options.getOrDefault(name, otherwise);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + "=" + text + " is no whole number: give one such as " + name + "=" + otherwise, e);
    }
  }

  private static double[] numbers(
      Map<String, String> options, String name, String otherwise, double unit) {
    String text = options.getOrDefault(name, otherwise);
    try {
      return Arrays.stream(text.split(",", -1))
          .mapToDouble(v -> Double.parseDouble(v) * unit)
          .toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + "=" + text + " is no list of numbers: give one such as " + name + "=" + otherwise,
          e);
    }
  }

  /** Prints the fraction that is complete and the time left, at most every ten seconds. */
  private static Progress progress(PrintStream out) {
    long begin = System.nanoTime();
    long[] said = {begin};
    return fraction -> {
      long now = System.nanoTime();
      if (fraction > 0 && fraction < 1 && now - said[0] > 10e9) {
        said[0] = now;
        double left = 1e-9 * (now - begin) * (1 - fraction) / fraction;
        out.printf(Locale.ROOT, "%.1f %%, %.0f s left%n", 100 * fraction, left);
      }
    };
  }
}
