package larmor.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.liouville.SkySurvey;
import larmor.liouville.SkySurveyResult;
import larmor.mhd.DrivenTurbulence;
import larmor.mhd.MhdSnapshot;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Observers;
import larmor.orbit.TrajectoryQuantity;
import larmor.paper.ObserverSurvey;
import larmor.paper.PaperSet;
import nom.tam.fits.FitsException;
import nom.tam.fits.ImageData;
import nom.tam.fits.header.Compression;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import nom.tam.util.FitsOutputStream;

/**
 * What rounding the samples of a cube changes in the trajectories and the skies, for mhd-256-b. Its
 * file holds multiples of 0.003 B0, and the checkpoint of its run the field before rounding.
 * Arguments: the file that field.py wrote, beside which the folder of its run is, and the number of
 * observers of the survey (24; 0 for none).
 *
 * <p>240 protons start in random directions from as many places, stratified in the cube. The
 * distance of the ends of two trajectories after ten gyrations is in gyroradii. Ends in a rounded
 * field are compared with those in the field before rounding, both at a tolerance of 10⁻⁹; ends at
 * a tolerance with those at 10⁻⁹, both before rounding. The size is that of the three images
 * compressed by RICE_1, as the file has them. Writes data/rounding.csv, and the survey of the field
 * before rounding into data/surveys.
 */
public final class Rounding {
  private static final int PROTONS = 240;
  private static final double EXACT = 1e-9;
  private static final double[] STEPS = {3e-3, 2e-3, 1e-3, 1e-4, 1e-5, 1e-6};

  private Rounding() {}

  public static void main(String[] words) throws Exception {
    String[] arguments = String.join(" ", words).trim().split(" +");
    Path file = Path.of(arguments[0]).toAbsolutePath();
    int observers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 24;
    Path data = Path.of(System.getProperty("larmor.benchmarks", "data/benchmarks.csv"));
    FieldCube exact = beforeRounding(file);
    FieldCube shipped = Cubes.read(file).cube();
    if (!shipped.equals(rounded(exact, STEPS[0]))) {
      throw new IllegalArgumentException(
          file + " does not hold the field of its run, rounded to 0.003: give the file of the run");
    }
    List<String> rows = new ArrayList<>();
    rows.add("what,step_B0,tolerance,bits,MB,r_L_over_L_inj,median_r_L,upper_decile_r_L");
    CubicSplineField field = PaperSet.SET_3.field(exact);
    Vec3[][] ends = new Vec3[2][];
    for (int s = 0; s < 2; s++) {
      ends[s] = ends(set(s), field, EXACT);
      for (double tolerance : new double[] {1e-5, 1e-6}) {
        add(rows, "tolerance", 0, tolerance, Double.NaN, s, ends(set(s), field, tolerance), ends[s]);
      }
    }
    for (double step : STEPS) {
      FieldCube cube = rounded(exact, step);
      double bytes = bytes(cube, step);
      CubicSplineField changed = PaperSet.SET_3.field(cube);
      for (int s = 0; s < 2; s++) {
        add(rows, "rounding", step, EXACT, bytes, s, ends(set(s), changed, EXACT), ends[s]);
      }
    }
    CubicSplineField free = PaperSet.SET_3.field(shipped.divergenceFree());
    for (int s = 0; s < 2; s++) {
      Vec3[] all = ends(set(s), free, EXACT);
      add(rows, "rounding and divergence removed", STEPS[0], EXACT, Double.NaN, s, all, ends[s]);
    }
    Files.write(data.resolveSibling("rounding.csv"), rows);
    for (int s = 0; s < 2 && observers > 0; s++) {
      SkySurvey survey = ObserverSurvey.of(set(s), field).first(observers);
      Path cache = data.resolveSibling("cache").resolve("surveys");
      SkySurveyResult result = survey.run(cache, Workers.all(), Progress.NONE);
      String name = ObserverSurvey.name("mhd-256-b-unrounded", set(s)) + ".csv";
      result.write(data.resolveSibling("surveys").resolve(name));
      System.out.println(result);
    }
  }

  /** Returns set 2 for 0 and set 3 for 1. */
  private static PaperSet set(int number) {
    return number == 0 ? PaperSet.SET_2 : PaperSet.SET_3;
  }

  private static FieldCube beforeRounding(Path file) {
    Path folder = file.resolveSibling(file.getFileName() + ".run");
    var scheme = DrivenTurbulence.of(256, 0.2, 0.77, 12).scheme();
    return MhdSnapshot.of(scheme.resume(folder.resolve("run.checkpoint"))).field();
  }

  private static FieldCube rounded(FieldCube cube, double step) {
    float[] values = cube.values();
    for (int i = 0; i < values.length; i++) {
      // the integer has no negative zero
      values[i] = (float) (step * (int) Math.rint(values[i] / step));
    }
    return FieldCube.of(cube.points(), values);
  }

  private static Vec3[] ends(PaperSet set, CubicSplineField field, double tolerance) {
    Observers places = Observers.stratified(PROTONS, field.side(), 8);
    LaunchDirections directions = LaunchDirections.uniform(PROTONS, 8);
    Backtracker tracer =
        Backtracker.of(set.species(), field)
            .withGyroradius(set.gyroradius(), set.meanField())
            .withTolerance(tolerance)
            .withStopAfterGyrations(10)
            .withUnderResolvedAllowed();
    Vec3[] ends = new Vec3[PROTONS];
    Workers.all()
        .forEach(
            PROTONS,
            i -> {
              Ensemble one =
                  tracer
                      .withObserver(places.position(i))
                      .run(directions.part(i, i + 1), new Workers(1), Progress.NONE);
              ends[i] =
                  new Vec3(
                      one.value(TrajectoryQuantity.END_X, 0),
                      one.value(TrajectoryQuantity.END_Y, 0),
                      one.value(TrajectoryQuantity.END_Z, 0));
            });
    return ends;
  }

  private static void add(
      List<String> rows,
      String what,
      double step,
      double tolerance,
      double bytes,
      int set,
      Vec3[] ends,
      Vec3[] exact) {
    double[] apart = new double[ends.length];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = ends[i].minus(exact[i]).norm() / set(set).gyroradius();
    }
    Arrays.sort(apart);
    double bits = 8 * bytes / (3.0 * 256 * 256 * 256);
    rows.add(
        String.format(
            Locale.ROOT,
            "%s,%s,%.0e,%s,%s,%.4f,%.2e,%.2e",
            what,
            step > 0 ? String.format(Locale.ROOT, "%.0e", step) : "",
            tolerance,
            bytes > 0 ? String.format(Locale.ROOT, "%.2f", bits) : "",
            bytes > 0 ? String.format(Locale.ROOT, "%.1f", 1e-6 * bytes) : "",
            set(set).gyroradius() / set(set).injectionScale(),
            0.5 * (apart[PROTONS / 2 - 1] + apart[PROTONS / 2]),
            apart[PROTONS * 9 / 10]));
    System.out.println(rows.get(rows.size() - 1));
  }

  /** Returns the size of the three compressed images of a cube of multiples of a step [bytes]. */
  private static double bytes(FieldCube cube, double step) throws FitsException, IOException {
    int n = cube.points();
    float[] values = cube.values();
    long[] count = {0};
    OutputStream counting =
        new OutputStream() {
          @Override
          public void write(int b) {
            count[0]++;
          }

          @Override
          public void write(byte[] b, int from, int length) {
            count[0] += length;
          }
        };
    for (int c = 0; c < 3; c++) {
      int[][][] levels = new int[n][n][n];
      for (int i = 0, p = c; i < n; i++) {
        for (int j = 0; j < n; j++) {
          for (int k = 0; k < n; k++, p += 3) {
            levels[k][j][i] = (int) Math.rint(values[p] / step);
          }
        }
      }
      CompressedImageHDU packed =
          CompressedImageHDU.fromImageHDU(ImageData.from(levels).toHDU(), n, n);
      packed.setCompressAlgorithm(Compression.ZCMPTYPE_RICE_1);
      packed.compress();
      FitsOutputStream out = new FitsOutputStream(counting);
      packed.write(out);
      out.flush();
    }
    return count[0];
  }
}
