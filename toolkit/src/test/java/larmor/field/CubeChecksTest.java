package larmor.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import larmor.numeric.Vec3;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What an import says about a field whose components, axes or units are not what they seem. */
class CubeChecksTest {
  @TempDir Path folder;

  /** Without divergence, about a mean of 1 along x; no wave at the Nyquist limit. */
  private static FieldCube sound(int n) {
    FieldCube noise = FieldCubeTest.noise(n, 7);
    FieldModes m = FieldModes.of(noise);
    FieldModes kept =
        FieldModes.of(
            n, new Vec3(0, 0, 0), (x, y, z, b) -> System.arraycopy(m.at(x, y, z), 0, b, 0, 6));
    return kept.cube().divergenceFree().scaledTo(0.6).withMean(Vec3.X);
  }

  private Path raw(String name, FieldCube cube, double... factors) throws IOException {
    float[] values = cube.values();
    for (int p = 0; p < values.length; p++) {
      values[p] *= (float) factors[p % 3];
    }
    Path file = folder.resolve(name);
    Cubes.write(FieldCube.of(cube.points(), values), file);
    return file;
  }

  @Test
  void oneScaledComponentIsNamed() throws IOException {
    FieldCube cube = sound(12);
    for (double factor : new double[] {2, 0.1, 1.1, -1, -3}) {
      for (int c = 0; c < 3; c++) {
        double[] factors = {1, 1, 1};
        factors[c] = factor;
        Path file = raw("scaled.npy", cube, factors);
        String said =
            assertThrows(IllegalArgumentException.class, () -> Cubes.read(file)).getMessage();
        String fault =
            switch (String.valueOf(factor)) {
              case "2.0" -> "is 2.00 times too large";
              case "0.1" -> "is 10.0 times too small";
              case "1.1" -> "is 1.10 times too large";
              case "-1.0" -> "has the wrong sign";
              default -> "is 3.00 times too large and has the wrong sign";
            };
        String start = "scaled.npy: B" + "xyz".charAt(c) + " " + fault;
        assertTrue(said.startsWith(start + ": multiplied by"), said + " for " + start);
        assertTrue(said.contains(", so read it .withFactors("), said);
        double[] back = {1, 1, 1};
        back[c] = 1 / factor;
        ImportedCube read = CubeReader.standard().withFactors(back[0], back[1], back[2]).read(file);
        assertArrayEquals(cube.values(), read.cube().values(), 1e-6f);
        assertTrue(read.report().warnings().isEmpty(), read.toString());
      }
    }
    Path file = raw("scaled.npy", cube, 1, 2, 1);
    ImportedCube forced = CubeReader.standard().withDivergenceLimit(1).read(file);
    assertTrue(
        forced.report().warnings().get(0).startsWith("By is 2.00 times too large"),
        forced.toString());
  }

  @Test
  void aScaledComponentIsNamedInATransposedFieldToo() throws IOException {
    FieldCube cube = sound(12);
    float[] turned = new AxisOrder(2, 0, 1).arranged(cube).values();
    Path file = raw("both.npy", FieldCube.of(12, turned), 1, 1, 4);
    String said = assertThrows(IllegalArgumentException.class, () -> Cubes.read(file)).getMessage();
    assertTrue(said.startsWith("both.npy: Bz is 4.00 times too large"), said);
    ImportedCube read = CubeReader.standard().withFactors(1, 1, 0.25).read(file);
    assertArrayEquals(cube.values(), read.cube().values(), 1e-6f);
  }

  @Test
  void soundAndHopelessFieldsAreNotBlamedOnAComponent() throws IOException {
    assertEquals(List.of(), Cubes.read(raw("sound.npy", sound(12), 1, 1, 1)).report().warnings());
    Path noise = raw("noise.npy", FieldCubeTest.noise(12, 3), 1, 1, 1);
    String said =
        assertThrows(IllegalArgumentException.class, () -> Cubes.read(noise)).getMessage();
    assertTrue(said.contains("in the best of all orders of its axes, above 0.30"), said);
  }

  @Test
  void interstellarNumbersAreNotTakenForCodeUnits() throws IOException {
    double[] gauss = {3e-6, 3e-6, 3e-6};
    assertEquals(
        List.of(
            "the field is 3.5e-06 large, as interstellar fields are in gauss, not in code units:"
                + " make its grid with the unit 1e-4 (gauss)"),
        Cubes.read(raw("gauss.raw", sound(12), gauss)).report().warnings());
    double[] tesla = {3e-10, 3e-10, 3e-10};
    String said = Cubes.read(raw("t.raw", sound(12), tesla)).report().warnings().get(0);
    assertTrue(said.endsWith("with the unit 1 (tesla)"), said);
  }

  /** A field whose fluctuations equal √ρ v, and the same without Gauss' factor √4π. */
  @Test
  void aFieldInGaussianUnitsIsToldByItsEnergy() throws Exception {
    FieldCube cube = sound(12);
    for (double factor : new double[] {1, Math.sqrt(4 * Math.PI)}) {
      for (int c = 0; c < 3; c++) {
        write("mag" + "xyz".charAt(c), cube, c, factor);
        write("vel" + "xyz".charAt(c), cube, c, 1);
      }
      List<String> warnings = Cubes.read(folder).report().warnings();
      if (factor == 1) {
        assertEquals(List.of(), warnings);
      } else {
        assertEquals(
            List.of(
                "the fluctuations of the field hold 13 times the kinetic energy, in units where v_A"
                    + " = B/√ρ: one factor on B of 0.282 would make them equal (gaussian units ask"
                    + " for 1/√4π = 0.282), so read it with the right .withFactors"),
            warnings);
      }
    }
  }

  private void write(String name, FieldCube cube, int c, double factor) throws Exception {
    int n = cube.points();
    float[][][] part = new float[n][n][n];
    float[] b = cube.values();
    for (int p = 0; p < n * n * n; p++) {
      part[p % n][p / n % n][p / n / n] = (float) (factor * b[3 * p + c]);
    }
    Path file = folder.resolve(name + ".fits");
    Files.deleteIfExists(file);
    try (Fits fits = new Fits()) {
      fits.addHDU(ImageData.from(part).toHDU());
      fits.write(file.toFile());
    }
  }

  @Test
  void aMeanFieldAgainstXIsNamed() throws IOException {
    assertEquals(
        List.of("the mean field points to -x: signs of gyration and drifts follow it"),
        Cubes.read(raw("against.npy", sound(12), -1, -1, -1)).report().warnings());
  }

  /** b = a (1, 1, 0) cos(kx): ∇·b Δx = −a κ sin, κ = 2π 2/16, and rms |B|² = 1 + a². */
  @Test
  void theDivergenceOfACellIsThatOfTheWave() {
    float[] b = new float[3 * 4096];
    for (int p = 0; p < 4096; p++) {
      double wave = 0.3 * Math.cos(2 * Math.PI * 2 * (p / 256) / 16);
      b[3 * p] = (float) (1 + wave);
      b[3 * p + 1] = (float) wave;
    }
    double found = FieldModes.of(FieldCube.of(16, b)).divergencePerCell(AxisOrder.C);
    double kappa = 2 * Math.PI * 2 / 16;
    assertEquals(0.3 * kappa / Math.sqrt(2) / Math.sqrt(1 + 0.09), found, 1e-6);
  }

  @Test
  void theReportIsKeptInTheHeader() throws Exception {
    ImportedCube read = Cubes.read(raw("against.npy", sound(12), -1, -1, -1));
    Path file = folder.resolve("kept.fits");
    CubeWriter.standard().with(read.report()).write(read.cube(), file);
    try (Fits fits = new Fits(file.toFile())) {
      var header = fits.getHDU(0).getHeader();
      assertEquals("against.npy", header.getStringValue("SOURCE"));
      assertEquals("x slowest, y, z fastest", header.getStringValue("AXES"));
      assertEquals("0.600000", header.getStringValue("DB_B0"));
      assertTrue(Double.parseDouble(header.getStringValue("DIVCELL")) < 1e-5);
      assertTrue(header.getStringValue("SPECTRUM").startsWith("magnetic spectrum of 12^3"));
      assertTrue(header.getStringValue("WARN1").startsWith("the mean field points to -x"));
    }
    assertEquals(read.cube(), Cubes.read(file).cube());
  }

  @Test
  void factorsThatLoseTheFieldAreRefused() {
    assertEquals(
        "factors of 1.0, 0.0 and 1.0 lose the field: give three that are not 0",
        assertThrows(
                IllegalArgumentException.class, () -> CubeReader.standard().withFactors(1, 0, 1))
            .getMessage());
  }

  /**
   * A file of 63 GB, all of it holes but for one snapshot: only that one is read. The first bytes
   * are h5py's, see make_cubes.py.
   */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files have no holes unless asked for")
  void oneSnapshotOfAFarLargerFileIsReadAlone() throws IOException {
    byte[] head = Files.readAllBytes(Path.of("src/test/resources/larmor/field/large.hdf5.head"));
    FieldCube cube = sound(16);
    ByteBuffer samples = ByteBuffer.allocate(12 * 4096).order(ByteOrder.LITTLE_ENDIAN);
    samples.asFloatBuffer().put(cube.values());
    Path file = folder.resolve("large.hdf5");
    long snapshot = samples.capacity();
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(head.length + 400L * 3200 * snapshot);
      out.write(head);
      out.seek(head.length + (317L * 3200 + 2718) * snapshot);
      out.write(samples.array());
    }
    ImportedCube read = CubeReader.standard().withSnapshot(317, 2718).read(file);
    assertEquals(cube, read.cube());
    assertEquals("large.hdf5, trajectory 317, step 2718", read.report().source());
  }
}
