import static larmor.units.Units.muG;
import static larmor.units.Units.pc;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import larmor.field.CubeWriter;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import larmor.field.MagneticField;
import larmor.field.UniformField;
import larmor.liouville.Liouville;
import larmor.liouville.PixelEstimator;
import larmor.liouville.SkySurvey;
import larmor.liouville.WeightedSky;
import larmor.mhd.IsothermalMhd;
import larmor.mhd.MhdRun;
import larmor.mhd.MhdSnapshot;
import larmor.mhd.DrivingSettings;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Observers;
import larmor.orbit.Species;
import larmor.sky.PowerSpectrum;
import larmor.sky.SkyMap;
import larmor.turbulence.PlaneWaves;

/**
 * The Java side of faults.py.
 *
 * <pre>
 *   ensemble FOLDER COUNT   traces COUNT particles into a cache and prints the SHA-256 of the file
 *   snapshot FILE           writes a small MHD snapshot to start from
 *   flips FOLDER TIMES SEED flips bits of every kind of file that the toolkit writes and reads
 * </pre>
 */
public final class Faults {
  private static final Workers TWO = new Workers(2);

  private Faults() {}

  public static void main(String[] arguments) throws Exception {
    try {
      switch (arguments[0]) {
        case "ensemble" -> System.out.println(
            "SHA-256 " + ensemble(Path.of(arguments[1]), Integer.parseInt(arguments[2])));
        case "snapshot" -> MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).atRest(8))
            .write(Path.of(arguments[1]), Map.of());
        default -> flips(
            Path.of(arguments[1]),
            Integer.parseInt(arguments[2]),
            Long.parseLong(arguments[3]),
            System.out);
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      System.err.println("REFUSED " + e.getMessage());
      System.exit(1);
    }
  }

  private static Backtracker tracer(MagneticField field) {
    return Backtracker.of(Species.PROTON, field)
        .withGyroradius(10 * pc, 3 * muG)
        .withSpheres(10 * pc, 30 * pc)
        .withAllCrossings()
        .withStopOutsideSphere(40 * pc);
  }

  private static String ensemble(Path folder, int count) throws Exception {
    MagneticField waves =
        PlaneWaves.kolmogorov(100 * pc, 20 * pc)
            .withModes(64)
            .field(new Vec3(3 * muG, 0, 0), 1.5 * muG, 3);
    tracer(waves).cached(folder, LaunchDirections.uniform(count, 1), TWO, Progress.NONE);
    List<Path> files =
        contents(folder).stream().filter(f -> f.toString().endsWith(".fits")).toList();
    if (files.size() != 1) {
      throw new IllegalStateException("the cache holds the ensembles " + files);
    }
    return sha256(Files.readAllBytes(files.get(0)));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  /** Reads a file and gives a text that differs if a number does. */
  private interface Reading {
    String of(Path file) throws Exception;
  }

  /**
   * A kind of file.
   *
   * @param summed whether its writer adds a checksum and its reader verifies it, so that no flip of
   *     a bit may lead to other numbers
   */
  private record Kind(String name, Path file, boolean summed, Reading reading) {}

  /**
   * Prints for each kind of file how many flips were refused with a sentence, how many did not
   * change what is read (or were computed again), how many changed it, and how many ended in an
   * exception of another kind.
   */
  private static void flips(Path folder, int times, long seed, PrintStream out) throws Exception {
    Random random = new Random(seed);
    for (Kind kind : kinds(folder)) {
      byte[] whole = Files.readAllBytes(kind.file);
      String right = kind.reading.of(kind.file);
      int[] count = new int[4];
      String raw = "";
      for (int t = 0; t < times; t++) {
        byte[] bytes = whole.clone();
        int bit = random.nextInt(8 * bytes.length);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        Files.write(kind.file, bytes);
        try {
          count[kind.reading.of(kind.file).equals(right) ? 1 : 2]++;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
          boolean sentence = e.getMessage() != null && e.getMessage().contains(": ");
          count[sentence ? 0 : 3]++;
          raw = sentence ? raw : e.toString();
        } catch (RuntimeException | Error e) {
          count[3]++;
          raw = e.toString();
        }
      }
      Files.write(kind.file, whole);
      out.printf(
          "FLIPS\t%s\t%s\t%d\t%d\t%d\t%d\t%s%n",
          kind.name,
          kind.summed ? "yes" : "no",
          count[0],
          count[1],
          count[2],
          count[3],
          raw.replaceAll("\\s+", " "));
    }
  }

  private static List<Kind> kinds(Path folder) throws Exception {
    List<Kind> kinds = new ArrayList<>();
    MagneticField uniform = new UniformField(new Vec3(3 * muG, 0, 0));
    LaunchDirections directions = LaunchDirections.stratified(4, 2, 1);
    Ensemble ensemble = tracer(uniform).run(directions);
    Path file = folder.resolve("ensemble.fits");
    ensemble.write(file);
    kinds.add(
        new Kind("ensemble", file, true, f -> sha256(rewritten(Ensemble.read(f)::write, f))));

    IsothermalMhd scheme =
        IsothermalMhd.ofBeta(0.2).withDriver(DrivingSettings.ofMachAlfven(0.77, 11));
    MhdRun run = scheme.atRest(8);
    for (int step = 0; step < 5; step++) {
      run.step();
    }
    Path checkpoint = folder.resolve("run.checkpoint");
    run.save(checkpoint);
    kinds.add(
        new Kind(
            "MHD checkpoint",
            checkpoint,
            true,
            f -> sha256(rewritten(t -> scheme.resume(f).save(t), f))));

    SkySurvey survey =
        SkySurvey.of(tracer(uniform), Observers.stratified(1, 50 * pc, 7))
            .withDirections(directions)
            .withWeight("paper", Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(4));
    Path surveys = folder.resolve("surveys");
    survey.run(surveys, TWO, Progress.NONE);
    kinds.add(
        new Kind(
            "sky survey",
            contents(surveys).get(0),
            true,
            f -> {
              survey.run(surveys, TWO, Progress.NONE);
              return Files.readString(f);
            }));

    MhdSnapshot snapshot = MhdSnapshot.of(run);
    Path snapshotFile = folder.resolve("snapshot.fits");
    snapshot.write(snapshotFile, Map.of());
    kinds.add(
        new Kind("MHD snapshot", snapshotFile, true, f -> hash(MhdSnapshot.read(f).field())));
    for (String name : List.of("cube.fits", "cube.fits.gz", "cube.npy")) {
      Path cube = folder.resolve(name);
      if (name.endsWith("npy")) {
        Cubes.write(snapshot.field(), cube);
      } else {
        CubeWriter.standard().write(snapshot.field(), cube);
      }
      boolean summed = !name.endsWith("npy"); // the format has no place for a checksum
      kinds.add(new Kind(name.replace("cube", "cube as "), cube, summed, f -> hash(cube(f))));
    }
    WeightedSky sky =
        Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(4).sky(ensemble, 30 * pc);
    for (String name : List.of("map.fits", "map.fits.gz")) {
      Path map = folder.resolve(name);
      sky.map().write(map);
      kinds.add(new Kind(name.replace("map", "sky map as "), map, true, f -> text(SkyMap.read(f))));
    }
    Path spectrum = folder.resolve("spectrum.fits");
    sky.spectrum().write(spectrum);
    kinds.add(
        new Kind(
            "power spectrum",
            spectrum,
            true,
            f -> Arrays.toString(PowerSpectrum.read(f).values())));
    return kinds;
  }

  private interface Writing {
    void to(Path file) throws Exception;
  }

  /** What a file contains after it was read and written again. */
  private static byte[] rewritten(Writing writing, Path file) throws Exception {
    Path again = file.resolveSibling("again");
    writing.to(again);
    return Files.readAllBytes(again);
  }

  private static FieldCube cube(Path file) {
    return Cubes.read(file).cube();
  }

  private static String hash(FieldCube cube) {
    return cube.contentHash();
  }

  private static String text(SkyMap map) {
    return Arrays.toString(map.values());
  }
}
