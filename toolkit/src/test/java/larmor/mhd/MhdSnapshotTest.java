package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import larmor.field.CubeReader;
import larmor.field.CubeScale;
import larmor.field.Cubes;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.field.ImportedCube;
import larmor.numeric.Progress;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MhdSnapshotTest {
  @TempDir Path folder;

  private static final double K = 2 * Math.PI;

  /** The potential does not vary along its edges, so that the faces hold the exact means. */
  private static MhdState waves(int n) {
    return MhdState.uniform(n, n, n, 1.0 / n, Vec3.X)
        .withFlow((x, y, z) -> 1, (x, y, z, o) -> o[0] = 0.77 * Math.sqrt(2) * Math.sin(K * y))
        .withPotential(
            (x, y, z, o) -> {
              o[0] = 0;
              o[1] = 0;
              o[2] = 0.2 * Math.sin(K * (3 * x + 2 * y)) / K;
            });
  }

  @Test
  void theFieldIsTheFilteredMeanOverEachCellOfAKnownPotential() {
    int n = 24;
    MhdSnapshot snapshot = MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).start(waves(n)));
    for (int i = 0; i < n; i += 5) {
      for (int j = 0; j < n; j += 3) {
        double x = (i + 0.5) / n;
        double y = (j + 0.5) / n;
        double c = 0.2 * cellMean(3, n) * cellMean(2, n) * Math.cos(K * (3 * x + 2 * y));
        c *= filter(3, n) * filter(2, n);
        Vec3 b = snapshot.field().at(i, j, 4);
        assertEquals(1 + 2 * c, b.x(), 2e-6);
        assertEquals(-3 * c, b.y(), 2e-6);
        assertEquals(0, b.z(), 1e-6);
      }
    }
  }

  /** The factor of the mean of a wave over a cell. */
  private static double cellMean(int k, int n) {
    return Math.sin(Math.PI * k / n) / (Math.PI * k / n);
  }

  /** The response of the weights −1, 4, 10, 4, −1 over 16. */
  private static double filter(int k, int n) {
    return (10 + 8 * Math.cos(K * k / n) - 2 * Math.cos(2 * K * k / n)) / 16;
  }

  /** In units of half the jump; without the filter the values reach 0.23, 0.11 and 0.27. */
  @Test
  void aDiscontinuityOvershootsByAnEighthAtMostAndDoesNotRing() {
    int[][] normals = {{1, 0, 0}, {1, 1, 0}, {2, 1, 0}, {3, 1, 0}, {1, 1, 1}};
    for (int[] normal : normals) {
      Ringing r = Ringing.of(64, normal, new Vec3(-normal[2], 0, 1));
      String where = Arrays.toString(normal) + ": " + r;
      assertTrue(r.overshoot() < 0.126, where);
      assertTrue(r.far() < 0.0035, where);
      assertTrue(r.stripes() < 0.038, where);
      assertTrue(r.divergence() < 2e-6, where);
    }
  }

  /**
   * Deviations of the field of a snapshot from a square wave, in units of half its jump.
   *
   * @param overshoot largest excess over the square wave
   * @param far largest difference from it more than four cells from the jumps
   * @param stripes largest value of the least of three differences with alternating signs in a row
   *     of four cells
   * @param divergence of the field, relative
   */
  private record Ringing(double overshoot, double far, double stripes, double divergence) {

    /**
     * @param normal of the jumps, waves a side
     * @param along direction of the vector potential, a triangular wave; the field is along normal
     *     × direction
     */
    static Ringing of(int n, int[] normal, Vec3 along) {
      Vec3 m = new Vec3(normal[0], normal[1], normal[2]);
      MhdState faces =
          MhdState.uniform(n, n, n, 1.0 / n, Vec3.X)
              .withPotential(
                  (x, y, z, o) -> {
                    double s = phase(m.dot(new Vec3(x, y, z)));
                    double a = s < 0.5 ? s : 1 - s;
                    o[0] = a * along.x();
                    o[1] = a * along.y();
                    o[2] = a * along.z();
                  });
      FieldCube field = MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).start(faces)).field();
      Vec3 jump = m.cross(along);
      double[] half = {jump.x(), jump.y(), jump.z()};
      float[] b = field.values();
      double overshoot = 0;
      double far = 0;
      double stripes = 0;
      for (int p = 0; p < b.length; p++) {
        int c = p % 3;
        if (half[c] == 0) {
          continue;
        }
        int[] cell = {p / 3 / n / n, p / 3 / n % n, p / 3 % n};
        Vec3 centre = new Vec3(cell[0] + 0.5, cell[1] + 0.5, cell[2] + 0.5);
        double s = phase(m.dot(centre) / n);
        double cells = Math.min(Math.min(s, 1 - s), Math.abs(s - 0.5)) * n / m.norm();
        double value = (b[p] - (c == 0 ? 1 : 0)) / half[c];
        overshoot = Math.max(overshoot, Math.abs(value) - 1);
        if (cells > 4) {
          far = Math.max(far, Math.abs(value - (s < 0.5 ? 1 : -1)));
        }
        for (int axis = 0; axis < 3; axis++) {
          double[] row = new double[4];
          for (int l = 0; l < 4; l++) {
            int[] at = cell.clone();
            at[axis] = (cell[axis] + l) % n;
            row[l] = b[3 * ((at[0] * n + at[1]) * n + at[2]) + c] / half[c];
          }
          double first = row[1] - row[0];
          double second = row[2] - row[1];
          double third = row[3] - row[2];
          double least = Math.min(Math.abs(first), Math.min(Math.abs(second), Math.abs(third)));
          if (first * second < 0 && second * third < 0) {
            stripes = Math.max(stripes, least);
          }
        }
      }
      return new Ringing(overshoot, far, stripes, field.relativeDivergence());
    }

    private static double phase(double s) {
      return s - Math.floor(s);
    }
  }

  @Test
  void theFieldOfADrivenFlowIsFreeOfDivergenceAndMeansOfFacesAreNot() {
    MhdRun run =
        IsothermalMhd.ofBeta(0.2).withDriver(DrivingSettings.ofMachAlfven(0.77, 4)).atRest(16);
    run.advanceTo(0.4);
    MhdSnapshot snapshot = MhdSnapshot.of(run);
    assertTrue(snapshot.field().relativeDivergence() < 2e-6);
    assertTrue(FieldCube.of(16, atCentres(run.state())).relativeDivergence() > 0.005);
    assertEquals(run.diagnostics().machAlfven(), snapshot.machAlfven(), 1e-6);
    assertEquals(run.diagnostics().machAlfvenMass(), snapshot.machAlfvenMass(), 1e-6);
    assertEquals(run.diagnostics().machSonic(), snapshot.machSonic(), 1e-5);
    assertEquals(0.2, snapshot.beta(), 1e-6);
    assertEquals(1, snapshot.field().mean().x(), 1e-6);
  }

  /** Between the samples the rms ∇·B is 0.017 of the rms gradient; without the filter 0.09. */
  @Test
  void aSplineThroughTheSamplesHasLittleDivergence() {
    MhdRun run =
        IsothermalMhd.ofBeta(0.2).withDriver(DrivingSettings.ofMachAlfven(0.77, 4)).atRest(16);
    run.advanceTo(0.4);
    CubicSplineField spline =
        CubicSplineField.of(MhdSnapshot.of(run).field(), CubeScale.ofSide(16).withFieldUnit(1));
    double h = 1e-3;
    double divergence = 0;
    double gradient = 0;
    double[] up = new double[3];
    double[] down = new double[3];
    for (int i = 0; i < 2000; i++) {
      RandomStream random = RandomStream.of(3, i);
      double[] at = {random.uniform(0, 16), random.uniform(0, 16), random.uniform(0, 16)};
      double sum = 0;
      for (int d = 0; d < 3; d++) {
        double x = at[d];
        at[d] = x + h;
        spline.at(at[0], at[1], at[2], up);
        at[d] = x - h;
        spline.at(at[0], at[1], at[2], down);
        at[d] = x;
        for (int c = 0; c < 3; c++) {
          double slope = (up[c] - down[c]) / (2 * h);
          gradient += slope * slope;
          sum += c == d ? slope : 0;
        }
      }
      divergence += sum * sum;
    }
    double relative = Math.sqrt(divergence / gradient);
    assertTrue(relative < 0.018, "∇·B over the gradient: " + relative);
  }

  @Test
  void aFileHoldsEachSampleToHalfALevelOfItsRange() throws IOException {
    var out =
        DrivenTurbulence.ofPaper(16, 4).withTimes(0.3, 0.1).run(folder, Progress.NONE, r -> {});
    MhdSnapshot s = out.snapshot();
    Path file = folder.resolve("s.fits");
    s.write(file, out.manifest());
    MhdSnapshot t = MhdSnapshot.read(file);
    assertEquals(s.time(), t.time(), 1e-14);
    assertEquals(s.soundSpeed(), t.soundSpeed(), 1e-14);
    assertWithinHalfALevel(s.density(), t.density());
    assertWithinHalfALevel(s.field().values(), t.field().values());
    assertWithinHalfALevel(s.velocity().values(), t.velocity().values());
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("FILTER  = 'field times 1 - sin^4(pi k/n) along each axis'"));
    assertFalse(bytes.contains("Java FITS"), "the time of writing must not be in the file");
    var imported = CubeReader.standard().withSoundSpeed(s.soundSpeed()).read(file);
    assertEquals(t.field(), imported.cube());
    assertEquals(s.machSonic(), imported.report().sonicMach(), 1e-3);
    assertTrue(Files.size(file) < 7 * 16 * 16 * 16 * 2 + 40 * 2880);
  }

  /**
   * A file name so long that the name of the temporary file exceeds the limit of 255 characters.
   */
  @Test
  void aFailedWriteIsReportedAndLeavesNoFile() throws IOException {
    MhdSnapshot s = MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).start(waves(16)));
    Path file = folder.resolve("s".repeat(230));
    var e = assertThrows(UncheckedIOException.class, () -> s.write(file, Map.of()));
    assertTrue(
        e.getMessage().startsWith("snapshot " + file + " could not be written (")
            && e.getMessage().endsWith("): choose an existing folder with enough free space"),
        e.getMessage());
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void filesThatAreNotSnapshotsAreReported() throws IOException {
    Path text = Files.writeString(folder.resolve("text.fits"), "no FITS");
    for (Path file : new Path[] {text, folder.resolve("none.fits")}) {
      var e = assertThrows(UncheckedIOException.class, () -> MhdSnapshot.read(file));
      assertTrue(
          e.getMessage().startsWith("snapshot " + file + " could not be read (")
              && e.getMessage().endsWith("): check that it is complete"),
          e.getMessage());
    }
  }

  private static void assertWithinHalfALevel(float[] a, float[] b) {
    float low = 1e9f;
    float high = -1e9f;
    double worst = 0;
    for (int c = 0; c < a.length; c++) {
      low = Math.min(low, a[c]);
      high = Math.max(high, a[c]);
      worst = Math.max(worst, Math.abs(a[c] - b[c]));
    }
    assertTrue(worst <= 0.501 * (high - low) / 65534, "off by " + worst);
  }

  @Test
  void aFileOfTheFieldAloneIsReadAsACubeAndNotAsASnapshot() {
    MhdSnapshot s = MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).start(waves(16)));
    Path file = folder.resolve("b.fits");
    s.writeField(file, Map.of());
    ImportedCube cube = Cubes.read(file);
    float[] expected = s.field().values();
    float[] values = cube.cube().values();
    assertEquals(expected.length, values.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], values[i], 2.5e-5, "sample " + i);
    }
    assertTrue(Double.isNaN(cube.report().alfvenMach()), "no velocity, no Mach number");
    assertEquals(
        file
            + ", with 4 header-data units and a sound speed, is not a snapshot of this solver: give a file"
            + " that MhdSnapshot.write wrote, or read its field with Cubes.read",
        assertThrows(IllegalArgumentException.class, () -> MhdSnapshot.read(file)).getMessage());
  }

  @Test
  void aFileOfTheFieldAloneCanBeRoundedToMultiplesOfAStep() {
    MhdSnapshot s = MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).start(waves(16)));
    Path coarse = folder.resolve("coarse.fits");
    s.writeField(coarse, Map.of(), 0.01);
    float[] expected = s.field().values();
    float[] values = Cubes.read(coarse).cube().values();
    for (int i = 0; i < expected.length; i++) {
      assertEquals((float) (0.01 * Math.rint(expected[i] / 0.01)), values[i], 2e-7, "sample " + i);
    }
    for (double step : new double[] {0, -1, 1e-6, 10, Double.NaN}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> s.writeField(folder.resolve("none.fits"), Map.of(), step))
              .getMessage();
      assertTrue(
          message.matches("the rounding of \\S+ is not possible for a field up to 1\\.\\d+: .*"),
          message);
    }
    assertFalse(Files.exists(folder.resolve("none.fits")));
  }

  @Test
  void snapshotsPrintThemselvesAndPartsOfDifferentGridsAreRefused() {
    MhdSnapshot s = MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).start(waves(16)));
    assertEquals(
        "MHD snapshot of 16³ cells at t = 0.00 L/v_A: M_A 0.770, M_s 2.43, β 0.200, δB/B0 0.415,"
            + " ⟨|B|⟩/B0 1.06",
        s.toString());
    assertEquals(
        "a field of 16 and a velocity of 16 cells a side and 8 densities are on different grids: take"
            + " all three from one grid",
        assertThrows(
                IllegalArgumentException.class,
                () -> new MhdSnapshot(s.field(), s.velocity(), new float[8], 0.3, 0))
            .getMessage());
    assertEquals(
        "a snapshot needs a cube, and this grid has 16 x 8 x 8 cells: use the same number along each"
            + " axis",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    MhdSnapshot.of(
                        IsothermalMhd.ofBeta(0.2).start(MhdState.uniform(16, 8, 8, 0.1, Vec3.X))))
            .getMessage());
  }

  /** The field at the cell centres, the mean of two faces. */
  private static float[] atCentres(MhdState s) {
    float[] b = new float[3 * s.nx() * s.ny() * s.nz()];
    int c = 0;
    for (int i = 0; i < s.nx(); i++) {
      for (int j = 0; j < s.ny(); j++) {
        for (int k = 0; k < s.nz(); k++) {
          Vec3 f = s.field(i, j, k);
          b[c++] = (float) f.x();
          b[c++] = (float) f.y();
          b[c++] = (float) f.z();
        }
      }
    }
    return b;
  }
}
