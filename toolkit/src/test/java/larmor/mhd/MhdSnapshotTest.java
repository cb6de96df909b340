package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import larmor.field.CubeReader;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import larmor.field.ImportedCube;
import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MhdSnapshotTest {
  @TempDir Path folder;

  private static final double K = 2 * Math.PI;

  /** The potential is even along its edges, so that faces get the exact mean of the field. */
  private static MhdState waves(int n) {
    return MhdState.uniform(n, n, n, 1.0 / n, 1, new Vec3(0, 0, 0), Vec3.X)
        .withFlow(
            (x, y, z, o) -> o[0] = 1, (x, y, z, o) -> o[0] = 0.77 * Math.sqrt(2) * Math.sin(K * y))
        .withPotential(
            (x, y, z, o) -> {
              o[0] = 0;
              o[1] = 0;
              o[2] = 0.2 * Math.sin(K * (3 * x + 2 * y)) / K;
            });
  }

  @Test
  void fieldIsTheMeanOverEachCellOfAKnownPotential() {
    int n = 24;
    MhdSnapshot snapshot = MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).start(waves(n)));
    for (int i = 0; i < n; i += 5) {
      for (int j = 0; j < n; j += 3) {
        double x = (i + 0.5) / n;
        double y = (j + 0.5) / n;
        double c = 0.2 * left(3, n) * left(2, n) * Math.cos(K * (3 * x + 2 * y));
        Vec3 b = snapshot.field().at(i, j, 4);
        assertEquals(1 + 2 * c, b.x(), 2e-6);
        assertEquals(-3 * c, b.y(), 2e-6);
        assertEquals(0, b.z(), 1e-6);
      }
    }
  }

  private static double left(int k, int n) {
    return Math.sin(Math.PI * k / n) / (Math.PI * k / n);
  }

  @Test
  void drivenFieldIsFreeOfDivergenceWaveByWaveWhereMeansOfFacesAreNot() {
    MhdRun run = IsothermalMhd.ofBeta(0.2).withDriver(SolenoidalDriver.towards(0.77, 4)).atRest(16);
    run.advanceTo(0.4);
    MhdSnapshot snapshot = MhdSnapshot.of(run);
    assertTrue(snapshot.field().relativeDivergence() < 2e-6);
    assertTrue(FieldCube.of(16, run.state().centredField()).relativeDivergence() > 0.005);
    assertEquals(run.diagnostics().machAlfven(), snapshot.machAlfven(), 1e-6);
    assertEquals(run.diagnostics().machAlfvenMass(), snapshot.machAlfvenMass(), 1e-6);
    assertEquals(run.diagnostics().machSonic(), snapshot.machSonic(), 1e-5);
    assertEquals(0.2, snapshot.beta(), 1e-6);
    assertEquals(1, snapshot.field().mean().x(), 1e-6);
  }

  @Test
  void aFileGivesBackEverySampleToHalfALevelOfItsRange() throws java.io.IOException {
    var out = DrivenTurbulence.paper(16, 4).withTimes(0.3, 0.1).run(folder, Progress.NONE, r -> {});
    MhdSnapshot s = out.snapshot();
    Path file = folder.resolve("s.fits");
    s.write(file, out.manifest());
    MhdSnapshot t = MhdSnapshot.read(file);
    assertEquals(s.time(), t.time(), 1e-14);
    assertEquals(s.soundSpeed(), t.soundSpeed(), 1e-14);
    near(s.density(), t.density());
    near(s.field().values(), t.field().values());
    near(s.velocity().values(), t.velocity().values());
    String bytes =
        java.nio.file.Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertFalse(bytes.contains("Java FITS"), "the hour of writing makes other bytes each time");
    var imported = CubeReader.standard().withSoundSpeed(s.soundSpeed()).read(file);
    assertEquals(t.field(), imported.cube());
    assertEquals(s.machSonic(), imported.report().sonicMach(), 1e-3);
    assertTrue(java.nio.file.Files.size(file) < 7 * 16 * 16 * 16 * 2 + 40 * 2880);
    Path other = java.nio.file.Files.writeString(folder.resolve("other.fits"), "no FITS");
    assertThrows(RuntimeException.class, () -> MhdSnapshot.read(other));
  }

  @Test
  void aFullDiskIsSaidWhenASnapshotIsWritten() throws java.io.IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(java.nio.file.Files.exists(full), "no /dev/full on this system");
    MhdSnapshot s = MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).start(waves(16)));
    Path file = folder.resolve("s.fits");
    java.nio.file.Files.createSymbolicLink(folder.resolve("s.fits.part"), full);
    var e =
        assertThrows(java.io.UncheckedIOException.class, () -> s.write(file, java.util.Map.of()));
    assertTrue(
        e.getMessage().startsWith("snapshot " + file + " could not be written (")
            && e.getMessage().endsWith("): choose a folder that exists and has room"),
        e.getMessage());
    assertFalse(java.nio.file.Files.exists(file));
  }

  private static void near(float[] a, float[] b) {
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
  void aFileOfTheFieldAloneIsReadAsACube() {
    MhdSnapshot s = MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).start(waves(16)));
    Path file = folder.resolve("b.fits");
    s.writeField(file, java.util.Map.of());
    ImportedCube cube = Cubes.read(file);
    float[] expected = s.field().values();
    float[] values = cube.cube().values();
    assertEquals(expected.length, values.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], values[i], 2.5e-5, "sample " + i);
    }
    assertTrue(Double.isNaN(cube.report().alfvenMach()), "no velocity, no Mach number");
  }

  @Test
  void snapshotsPrintThemselvesAndRefuseWhatDoesNotFit() {
    MhdSnapshot s = MhdSnapshot.of(IsothermalMhd.ofBeta(0.2).start(waves(16)));
    assertEquals(
        "MHD snapshot of 16³ cells at t = 0.00 L/v_A: M_A 0.770, M_s 2.43, β 0.200, δB/B0 0.469,"
            + " ⟨|B|⟩/B0 1.08",
        s.toString());
    assertEquals(
        "field of 16, velocity of 16 points a side and 8 densities do not make a snapshot: take"
            + " all three from one grid",
        assertThrows(
                IllegalArgumentException.class,
                () -> new MhdSnapshot(s.field(), s.velocity(), new float[8], 0.3, 0))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            MhdSnapshot.of(
                IsothermalMhd.ofBeta(0.2)
                    .start(MhdState.uniform(16, 8, 8, 0.1, 1, new Vec3(0, 0, 0), Vec3.X))));
  }
}
