package larmor.turbulence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import larmor.field.CubeWriter;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import larmor.field.ImportedCube;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The field that comes with the project, and how it is made again. */
class ShippedFieldTest {
  private static final Path DATA = Path.of("../data");
  private static final Path FILE = DATA.resolve("goldreich-sridhar-128.fits.gz");
  private static final long SEED = 20161101;
  private static final GridTurbulence RECIPE =
      GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), 128);

  /** Writes the file again: {@code ./mvnw test -Dtest=ShippedFieldTest -Dlarmor.ship=true}. */
  @Test
  @EnabledIfSystemProperty(named = "larmor.ship", matches = "true")
  void writeItAgain() {
    CubeWriter.standard()
        .quantised()
        .with("SEED", String.valueOf(SEED))
        .with("SPECTRUM", RECIPE.toString())
        .with("CREATOR", "Larmor 0.1.0, GridTurbulence")
        .with("LICENSE", "CC-BY-4.0")
        .write(RECIPE.cube(SEED), FILE);
  }

  @Test
  void readmeHasTheSumAndTheSizeOfTheFile() throws Exception {
    byte[] bytes = Files.readAllBytes(FILE);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    String readme = Files.readString(DATA.resolve("README.md"));
    assertTrue(readme.contains(sum), "SHA-256 of the file is " + sum);
    assertTrue(
        readme.contains(String.format(Locale.ROOT, "%,d", bytes.length)), bytes.length + " bytes");
    assertTrue(readme.contains(String.valueOf(SEED)));
  }

  @Test
  void shippedFieldIsWhatItsRecipeMakes() throws IOException {
    ImportedCube shipped = Cubes.read(FILE);
    float[] there = shipped.cube().values();
    FieldCube made = RECIPE.cube(SEED);
    float[] here = made.values();
    double[] low = {9, 9, 9};
    double[] high = {-9, -9, -9};
    double[] worst = new double[3];
    double square = 0;
    for (int p = 0; p < here.length; p++) {
      low[p % 3] = Math.min(low[p % 3], here[p]);
      high[p % 3] = Math.max(high[p % 3], here[p]);
      double off = Math.abs((double) here[p] - there[p]);
      worst[p % 3] = Math.max(worst[p % 3], off);
      square += off * off;
    }
    for (int c = 0; c < 3; c++) {
      double step = (high[c] - low[c]) / 65534;
      assertTrue(worst[c] < step, worst[c] / step + " steps");
    }
    double loss = Math.sqrt(3 * square / here.length) / made.fluctuation();
    assertTrue(loss > 1e-6 && loss < 6e-5, "quantisation loss over δB " + loss);

    assertEquals(128, shipped.report().points());
    assertEquals(0.57, shipped.report().fluctuation(), 1e-5);
    assertEquals(1, shipped.report().mean().x(), 1e-6);
    assertTrue(shipped.report().divergence() < 2e-4, "" + shipped.report().divergence());
    assertTrue(shipped.report().warnings().isEmpty(), shipped.report().toString());
    assertEquals("NAXIS1 = x, NAXIS2 = y, NAXIS3 = z", shipped.report().order());
  }
}
