package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import larmor.field.FieldSpectrum;
import larmor.field.ImportedCube;
import org.junit.jupiter.api.Test;

/** The fields that come with the project; their numbers are those of {@code data/README.md}. */
class ShippedFieldTest {
  private static final Path DATA = Path.of("../data");
  private static final Path FILE = DATA.resolve("mhd-128-a.fits");
  private static final Path SECOND = DATA.resolve("mhd-128-b.fits");
  private static final Path LARGE = DATA.resolve("mhd-256-a.fits");

  @Test
  void theReadmeOfTheDataHasTheChecksumsAndSizesOfTheFiles() throws Exception {
    String readme = Files.readString(DATA.resolve("README.md"));
    for (Path file : new Path[] {FILE, SECOND, LARGE}) {
      byte[] bytes = Files.readAllBytes(file);
      String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      assertTrue(readme.contains(sum), "SHA-256 of the file is " + sum);
      assertTrue(
          readme.contains(String.format(Locale.ROOT, "%,d", bytes.length)),
          bytes.length + " bytes");
    }
  }

  @Test
  void allDataStayBelowSixtyTwoMegabytes() throws Exception {
    long sum = 0;
    try (var files = Files.list(DATA)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
    }
    assertTrue(sum < 62_000_000, sum + " bytes");
  }

  @Test
  void theFirstFieldHasThePapersBetaAndMeanFieldAndItsMachNumberTo4Percent() {
    MhdSnapshot s = MhdSnapshot.read(FILE);
    assertEquals(128, s.points());
    assertEquals(0.803, s.machAlfven(), 5e-4);
    assertEquals(0.755, s.machAlfvenMass(), 5e-4);
    assertEquals(0.773, s.machAlfven(), 0.04 * 0.773);
    assertEquals(0.2, s.beta(), 1e-6);
    assertEquals(1, s.field().mean().x(), 1e-7);
    assertEquals(0, Math.hypot(s.field().mean().y(), s.field().mean().z()), 1e-7);
    assertEquals(0.505, s.field().fluctuation(), 5e-4);
    assertEquals(1.105, s.field().meanMagnitude(), 5e-4);
    double[] energy = FieldSpectrum.of(s.field()).energies();
    int peak = 1;
    for (int k = 1; k < energy.length; k++) {
      peak = energy[k] > energy[peak] ? k : peak;
    }
    assertEquals(2, peak, "shell with most magnetic energy");
  }

  @Test
  void theCubeReaderFindsTheFieldAndTheFlowOfTheFirstFile() {
    ImportedCube cube = Cubes.read(FILE);
    assertEquals(MhdSnapshot.read(FILE).field(), cube.cube());
    assertEquals("NAXIS1 = x, NAXIS2 = y, NAXIS3 = z", cube.report().order());
    assertEquals(1.74e-4, cube.report().divergence(), 1e-6);
    assertTrue(cube.report().warnings().isEmpty(), cube.report().toString());
    assertEquals(0.802, cube.report().alfvenMach(), 5e-4);
  }

  /** Rounding to multiples of 0.003 adds noise of 8.7e-4 to each component, and so divergence. */
  @Test
  void theLargeFieldHasTwiceThePointsAndMorePowerBeyondTheDissipationOfTheFirst() {
    ImportedCube read = Cubes.read(LARGE);
    FieldCube large = read.cube();
    assertEquals(256, large.points());
    assertEquals(1, large.mean().x(), 1e-6);
    assertEquals(0, Math.hypot(large.mean().y(), large.mean().z()), 1e-6);
    assertEquals(0.544, large.fluctuation(), 5e-4);
    assertEquals(1.122, large.meanMagnitude(), 5e-4);
    assertEquals(0.0149, read.report().divergence(), 1e-4);
    assertEquals(1, read.report().warnings().size(), read.report().toString());
    for (float b : large.values()) {
      assertEquals(0.003 * Math.rint(b / 0.003), b, 1e-6);
    }
    double[] fine = FieldSpectrum.of(large).energies();
    double[] coarse = FieldSpectrum.of(Cubes.read(FILE).cube()).energies();
    assertTrue(fine[40] > 2 * coarse[40], fine[40] + " and " + coarse[40]);
  }

  /**
   * The correlation is that of the components across the mean field; a few large eddies give 0.067.
   */
  @Test
  void theSecondFieldIsAnIndependentRealisation() {
    FieldCube first = Cubes.read(FILE).cube();
    FieldCube second = Cubes.read(SECOND).cube();
    assertEquals(128, second.points());
    assertEquals(1, second.mean().x(), 1e-7);
    assertEquals(0.480, second.fluctuation(), 5e-4);
    assertEquals(1.091, second.meanMagnitude(), 5e-4);
    assertEquals(3.1e-4, second.relativeDivergence(), 5e-6);
    double sum = 0;
    double a = 0;
    double b = 0;
    float[] p = first.values();
    float[] q = second.values();
    for (int i = 0; i < p.length; i++) {
      if (i % 3 != 0) {
        sum += p[i] * q[i];
        a += p[i] * p[i];
        b += q[i] * q[i];
      }
    }
    assertEquals(0, sum / Math.sqrt(a * b), 0.07);
  }
}
