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

/** What the reader reports of a field with wrong components, axes or units. */
class CubeChecksTest {
  @TempDir Path folder;

  /** A divergence-free field with a mean of 1 along x and no wave at the Nyquist limit. */
  private static FieldCube valid(int n) {
    FieldCube noise = FieldCubeTest.noise(n, 7);
    FieldModes m = FieldModes.of(noise);
    FieldModes kept =
        FieldModes.of(
            n, new Vec3(0, 0, 0), (x, y, z, b) -> System.arraycopy(m.at(x, y, z), 0, b, 0, 6));
    return kept.cube().divergenceFree().scaledTo(0.6).withMean(Vec3.X);
  }

  private Path written(String name, FieldCube cube, double... factors) throws IOException {
    float[] values = cube.values();
    for (int p = 0; p < values.length; p++) {
      values[p] *= (float) factors[p % 3];
    }
    Path file = folder.resolve(name);
    Cubes.write(FieldCube.of(cube.points(), values), file);
    return file;
  }

  @Test
  void aComponentOfWrongScaleOrSignIsNamed() throws IOException {
    FieldCube cube = valid(12);
    for (double factor : new double[] {2, 0.1, 1.1, -1, -3}) {
      for (int c = 0; c < 3; c++) {
        double[] factors = {1, 1, 1};
        factors[c] = factor;
        Path file = written("scaled.npy", cube, factors);
        String message =
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
        assertTrue(message.startsWith(start + ": multiplied by"), message + " for " + start);
        assertTrue(message.contains(", so read it .withFactors("), message);
        double[] back = {1, 1, 1};
        back[c] = 1 / factor;
        ImportedCube read = CubeReader.standard().withFactors(back[0], back[1], back[2]).read(file);
        assertArrayEquals(cube.values(), read.cube().values(), 1e-6f);
        assertTrue(read.report().warnings().isEmpty(), read.toString());
      }
    }
    Path file = written("scaled.npy", cube, 1, 2, 1);
    ImportedCube forced = CubeReader.standard().withDivergenceLimit(1).read(file);
    assertTrue(
        forced.report().warnings().get(0).startsWith("By is 2.00 times too large"),
        forced.toString());
  }

  @Test
  void aComponentOfWrongScaleIsNamedInATransposedFieldToo() throws IOException {
    FieldCube cube = valid(12);
    float[] turned = new AxisOrder(2, 0, 1).arranged(cube).values();
    Path file = written("both.npy", FieldCube.of(12, turned), 1, 1, 4);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Cubes.read(file)).getMessage();
    assertTrue(message.startsWith("both.npy: Bz is 4.00 times too large"), message);
    ImportedCube read = CubeReader.standard().withFactors(1, 1, 0.25).read(file);
    assertArrayEquals(cube.values(), read.cube().values(), 1e-6f);
  }

  @Test
  void validFieldsAndNoiseAreNotBlamedOnOneComponent() throws IOException {
    assertEquals(
        List.of(), Cubes.read(written("valid.npy", valid(12), 1, 1, 1)).report().warnings());
    Path noise = written("noise.npy", FieldCubeTest.noise(12, 3), 1, 1, 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Cubes.read(noise)).getMessage();
    assertTrue(message.contains("in the best of all orders of its axes, above 0.30"), message);
  }

  @Test
  void interstellarFieldsInGaussOrTeslaAreReported() throws IOException {
    double[] gauss = {3e-6, 3e-6, 3e-6};
    assertEquals(
        List.of(
            "an rms field of 3.5e-06 is that of interstellar fields in gauss, not in code units: if"
                + " it is in gauss, scale the cube by .withFieldUnit(G)"),
        Cubes.read(written("gauss.raw", valid(12), gauss)).report().warnings());
    double[] tesla = {3e-10, 3e-10, 3e-10};
    String message = Cubes.read(written("t.raw", valid(12), tesla)).report().warnings().get(0);
    assertTrue(message.endsWith("if it is in tesla, scale the cube by .withFieldUnit(T)"), message);
  }

  /** A field whose fluctuations equal √ρ v, and the same in Gaussian units, without 1/√4π. */
  @Test
  void aFieldInGaussianUnitsIsRecognisedByItsEnergy() throws Exception {
    FieldCube cube = valid(12);
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
                "the fluctuations of the field have 13 times the kinetic energy, in units where v_A"
                    + " = B/√ρ: a factor of 0.282 on B would make both equal (fields in Gaussian"
                    + " units need 1/√4π = 0.282), so check the unit and correct it by .withFactors"),
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
  void aMeanFieldAlongMinusXIsReported() throws IOException {
    assertEquals(
        List.of("the mean field points to -x: the signs of gyration and drifts are reversed"),
        Cubes.read(written("against.npy", valid(12), -1, -1, -1)).report().warnings());
  }

  /** The divergences of noise in the six orders differ by some per cent. */
  @Test
  void theUsualOrderIsKeptUnlessAnotherHasFivePerCentLessDivergence() {
    int kept = 0;
    int seeds = 40;
    for (int seed = 0; seed < seeds; seed++) {
      FieldModes modes = FieldModes.of(FieldCubeTest.noise(8, seed));
      double usual = modes.relativeDivergence(0, 1, 2);
      double least = usual;
      for (AxisOrder o : AxisOrder.ALL) {
        least = Math.min(least, modes.relativeDivergence(o.x(), o.y(), o.z()));
      }
      AxisOrder.Choice choice = AxisOrder.choose(modes, AxisOrder.C);
      assertEquals(least >= 0.95 * usual, choice.order().equals(AxisOrder.C), "seed " + seed);
      kept += least < usual && least >= 0.95 * usual ? 1 : 0;
    }
    assertTrue(kept > 0 && kept < seeds, kept + " seeds have an order that is slightly better");
  }

  /** b = a (1, 1, 0) cos(kx): ∇·b Δx = −a κ sin, κ = 2π 2/16, and rms |B|² = 1 + a². */
  @Test
  void divergencePerCellOfAWaveIsItsAmplitudeTimesItsWaveNumber() {
    float[] b = new float[3 * 4096];
    for (int p = 0; p < 4096; p++) {
      int x = p / 256;
      double wave = 0.3 * Math.cos(2 * Math.PI * 2 * x / 16);
      b[3 * p] = (float) (1 + wave);
      b[3 * p + 1] = (float) wave;
    }
    double found = FieldModes.of(FieldCube.of(16, b)).divergencePerCell(AxisOrder.C);
    double kappa = 2 * Math.PI * 2 / 16;
    assertEquals(0.3 * kappa / Math.sqrt(2) / Math.sqrt(1 + 0.09), found, 1e-6);
  }

  @Test
  void theReportIsWrittenToTheHeader() throws Exception {
    ImportedCube read = Cubes.read(written("against.npy", valid(12), -1, -1, -1));
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
  void aFactorOfZeroIsRefused() {
    assertEquals(
        "factors of 1.0, 0.0 and 1.0 are not all finite and different from 0: give three finite factors other than 0",
        assertThrows(
                IllegalArgumentException.class, () -> CubeReader.standard().withFactors(1, 0, 1))
            .getMessage());
  }

  /**
   * A sparse file of 63 GB that holds one snapshot. Its first bytes are from h5py, see
   * make_cubes.py.
   */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files are not sparse by default")
  void oneSnapshotOfAFileLargerThanTheMemoryIsRead() throws IOException {
    byte[] head = Files.readAllBytes(Path.of("src/test/resources/larmor/field/large.hdf5.head"));
    FieldCube cube = valid(16);
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
