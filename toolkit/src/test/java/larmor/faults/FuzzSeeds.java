package larmor.faults;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import larmor.field.CubeScale;
import larmor.field.CubeWriter;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import larmor.field.MappedSplineField;
import larmor.field.UniformField;
import larmor.liouville.Liouville;
import larmor.liouville.PixelEstimator;
import larmor.liouville.SkySurvey;
import larmor.liouville.WeightedSky;
import larmor.mhd.DrivingSettings;
import larmor.mhd.IsothermalMhd;
import larmor.mhd.MhdRun;
import larmor.mhd.MhdSnapshot;
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

/**
 * Writes the intact files that the fuzz tests start from, into the folders of resources from which
 * these take them: {@code java -cp … larmor.faults.FuzzSeeds toolkit/src/test/resources}. Files
 * with checksums are written without them where the reader accepts that, so that changed bytes get
 * past.
 */
final class FuzzSeeds {
  static final IsothermalMhd SCHEME =
      IsothermalMhd.ofBeta(0.2)
          .withDriver(DrivingSettings.ofMachAlfven(0.77, 11))
          .withWorkers(new Workers(1));

  private static final Backtracker TRACER =
      Backtracker.of(Species.PROTON, new UniformField(new Vec3(3 * muG, 0, 0)))
          .withGyroradius(10 * pc, 3 * muG)
          .withSpheres(10 * pc)
          .withStopOutsideSphere(20 * pc);

  static final String SETTINGS = "24 observers";

  private static final LaunchDirections SKY = LaunchDirections.stratified(1, 2, 1);

  static final SkySurvey SURVEY =
      SkySurvey.of(TRACER, Observers.stratified(1, 50 * pc, 7))
          .withDirections(SKY)
          .withWeight("paper", Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(1));

  private final Path resources;

  private FuzzSeeds(Path resources) {
    this.resources = resources;
  }

  /** Lines of CSV with the CRC-32 of the fields before as the last field, as surveys have it. */
  static byte[] withLineSums(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      int last = line.lastIndexOf(',');
      if (last < 0 || lines.isEmpty()) {
        lines.add(line);
        continue;
      }
      CRC32 crc = new CRC32();
      String fields = line.substring(0, last).replace("\"", "").replace(',', '\n');
      crc.update(fields.getBytes(StandardCharsets.UTF_8));
      lines.add(line.substring(0, last) + String.format(Locale.ROOT, ",%08x", crc.getValue()));
    }
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  /** Lines with the CRC-32 of the lines before in the last, as stored tables have it. */
  static byte[] withTableSum(byte[] bytes) {
    String mark = "# CRC-32 of the lines above: ";
    String text = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    String lines = text.contains(mark) ? text.substring(0, text.lastIndexOf(mark)) : text;
    CRC32 crc = new CRC32();
    crc.update(lines.getBytes(StandardCharsets.UTF_8));
    String sum = String.format(Locale.ROOT, "%s%08x\n", mark, crc.getValue());
    return (lines + sum).getBytes(StandardCharsets.UTF_8);
  }

  private void put(String test, String method, String name, byte[] bytes) throws IOException {
    Path folder = resources.resolve("larmor/faults/" + test + "FuzzTestInputs/" + method);
    Files.createDirectories(folder);
    Files.write(folder.resolve(name), bytes);
  }

  /** Renames the cards of checksums, which are then not verified. */
  private static byte[] withoutSums(byte[] fits) {
    String text = new String(fits, StandardCharsets.ISO_8859_1);
    return text.replace("CHECKSUM=", "NOCHKSUM=")
        .replace("DATASUM =", "NODATSUM=")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static FieldCube cube(int n) {
    float[] b = new float[3 * n * n * n];
    for (int i = 0; i < b.length; i++) {
      b[i] = (float) (i % 3 == 0 ? 1 + 0.1 * Math.sin(i) : 0.1 * Math.cos(i));
    }
    return FieldCube.of(n, b);
  }

  private void cubes(Path folder) throws IOException {
    FieldCube cube = cube(4);
    for (String name : List.of("b.fits", "b.fits.gz", "b.npy")) {
      Cubes.write(cube, folder.resolve(name));
    }
    CubeWriter.standard().quantised().write(cube, folder.resolve("quantised.fits"));
    for (String name : List.of("b.fits", "quantised.fits")) {
      put("FitsCube", "fits", name, withoutSums(Files.readAllBytes(folder.resolve(name))));
    }
    put("FitsCube", "fits", "b.fits.gz", Files.readAllBytes(folder.resolve("b.fits.gz")));
    put("NpyCube", "npy", "b.npy", Files.readAllBytes(folder.resolve("b.npy")));
    Path spline = folder.resolve("b.spline");
    MappedSplineField.write(cube, CubeScale.ofSide(4).withMeanField(2), spline);
    put("Spline", "spline", "b.spline", Files.readAllBytes(spline));
    Path formats = resources.resolve("larmor/field");
    for (String name : List.of("latest.hdf5", "deflated.hdf5", "checksums.hdf5")) {
      put("Hdf5Cube", "hdf5", name, Files.readAllBytes(formats.resolve(name)));
    }
    byte[] raw = Files.readAllBytes(formats.resolve("crpropa.raw"));
    put("RawCube", "raw", "crpropa.raw", raw);
    put("RawCube", "raw", "smallest.raw", Arrays.copyOf(raw, 12 * 64));
  }

  private void skies(Path folder) throws IOException {
    Ensemble ensemble = TRACER.run(SKY, new Workers(1), Progress.NONE);
    Path file = folder.resolve("ensemble.fits");
    ensemble.write(file);
    put("Ensemble", "ensemble", "ensemble.fits", Files.readAllBytes(file));
    WeightedSky sky =
        Liouville.paper().withEstimator(PixelEstimator.MEAN).withNside(1).sky(ensemble, 10 * pc);
    sky.write(folder.resolve("sky.fits"));
    put("SkyMap", "map", "sky.fits", withoutSums(Files.readAllBytes(folder.resolve("sky.fits"))));
    SkyMap.uniform(1, 2).writeNested(folder.resolve("nested.fits"));
    byte[] nested = Files.readAllBytes(folder.resolve("nested.fits"));
    put("SkyMap", "map", "nested.fits", withoutSums(nested));
    byte[] written = FitsBytes.unit(FitsBytes.mapCards(), FitsBytes.doubles(48));
    put("SkyMap", "map", "bytes.fits", FitsBytes.joined(FitsBytes.primary(), written));
    PowerSpectrum.of(new double[] {0, 3, 2, 1}).write(folder.resolve("c.fits"));
    byte[] spectrum = Files.readAllBytes(folder.resolve("c.fits"));
    put("FitsSpectrum", "fits", "c.fits", withoutSums(spectrum));
    SURVEY.run(folder.resolve("surveys"), new Workers(1), Progress.NONE);
    try (Stream<Path> all = Files.list(folder.resolve("surveys"))) {
      put("Survey", "survey", "survey.csv", Files.readAllBytes(all.findFirst().orElseThrow()));
    }
  }

  private void tables() throws IOException {
    Map<String, String> tables =
        Map.of(
            "spectrum.csv",
            """
            # a comment
            ell,C_l
            0,1.5
            1,2e-6
            """,
            "measured.csv",
            """
            ell,Cl,stat_lo,stat_hi,sys_lo,sys_hi,iso_lo,iso_hi,source
            1,1e-6,9e-7,2e-6,,,1e-8,1e-7,"Smith, 2020"
            2,1e-7,,,,,,,x
            """,
            "history.csv",
            """
            points,time [L/v_A],M_A,M_s,dB/B0,kinetic,magnetic,power,injected,first order,floored
            16,0.02,0.234,0.74,1.0E-4,0.027,0.5,1.37,-0.0,3,0
            """);
    for (Map.Entry<String, String> table : tables.entrySet()) {
      put("Csv", "csv", table.getKey(), table.getValue().getBytes(StandardCharsets.UTF_8));
    }
    String stored =
        "# settings: "
            + SETTINGS
            + """

            # title: Skies of displacements
            # columns: whole, real, text
            observer,noise [pc^2],name
            0,0.012345678901234567,first
            1,,"second, at an edge"
            """;
    put("StoredTable", "table", "table.csv", withTableSum(stored.getBytes(StandardCharsets.UTF_8)));
    Path dipole = Path.of("data/dipole-reference.csv");
    put("Csv", "csv", "dipole.csv", Files.readAllBytes(dipole));
  }

  private void runs(Path folder) throws IOException {
    MhdRun run = SCHEME.atRest(8);
    run.step();
    run.step();
    run.save(folder.resolve("run.checkpoint"));
    byte[] checkpoint = Files.readAllBytes(folder.resolve("run.checkpoint"));
    put("Checkpoint", "checkpoint", "run.checkpoint", checkpoint);
    MhdSnapshot.of(run).write(folder.resolve("snapshot.fits"), Map.of("SEED", "11"));
    byte[] snapshot = Files.readAllBytes(folder.resolve("snapshot.fits"));
    put("Snapshot", "snapshot", "snapshot.fits", withoutSums(snapshot));
    MhdSnapshot.of(run).writeField(folder.resolve("field.fits"), Map.of());
    byte[] field = Files.readAllBytes(folder.resolve("field.fits"));
    put("Snapshot", "snapshot", "field.fits", withoutSums(field));
  }

  /**
   * Writes the files.
   *
   * @param arguments the folder of the resources of the tests; the working folder is the checkout
   */
  public static void main(String[] arguments) throws IOException {
    FuzzSeeds seeds = new FuzzSeeds(Path.of(arguments[0]));
    Path folder = Files.createTempDirectory("larmor-seeds");
    seeds.cubes(folder);
    seeds.skies(folder);
    seeds.tables();
    seeds.runs(folder);
  }
}
