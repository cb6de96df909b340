package larmor.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A cube of driven MHD turbulence by Athena++ and the spectrum measured beside it, where they are
 * present: in the folder that the system property larmor.shared names, or in one named shared
 * beside the project.
 */
class AthenaSnapshotTest {
  private static final Path SNAPSHOTS =
      Path.of(System.getProperty("larmor.shared", "../../shared")).resolve("snapshots");

  @Test
  void strangeAxisOrderIsRecognisedAndTheSpectrumIsTheMeasuredOne() throws IOException {
    Path file = SNAPSHOTS.resolve("athena-mhd-128.fits");
    if (!Files.exists(file)) {
      System.out.println("SKIPPED: no Athena++ snapshot at " + file.toAbsolutePath().normalize());
    }
    assumeTrue(Files.exists(file));
    ImportedCube read = CubeReader.standard().withSoundSpeed(0.3162277660168379).read(file);
    FieldReport report = read.report();
    assertEquals("NAXIS1 = z, NAXIS2 = y, NAXIS3 = x", report.order());
    assertTrue(report.reason().startsWith("because the usual NAXIS1 = x would give"));
    assertEquals(1, report.mean().x(), 1e-7);
    assertEquals(0.5550255745695866, report.fluctuation(), 1e-6);
    // the measured ones count the mean flow, 0.3 % more
    assertEquals(0.8706599418228794, report.alfvenMach(), 4e-3);
    assertEquals(2.753216533794599, report.sonicMach(), 1e-2);
    assertEquals(0.20000754758296282, report.beta(), 1e-6);
    assertEquals(0.08, report.divergence(), 0.02);
    assertTrue(report.warnings().get(0).contains("divergenceFree()"));

    // the last shells hold 1e-22, the round-off of the transform
    FieldSpectrum spectrum = FieldSpectrum.of(read.cube());
    for (String line : Files.readAllLines(SNAPSHOTS.resolve("athena-mhd-128.spectra.txt"))) {
      if (!line.startsWith("#")) {
        String[] words = line.trim().split("\\s+", -1);
        double expected = Double.parseDouble(words[1]);
        assertEquals(
            expected, spectrum.energy(Integer.parseInt(words[0])), 1e-6 * expected + 1e-20, line);
      }
    }
    FieldCube clean = read.cube().divergenceFree();
    assertTrue(clean.relativeDivergence() < 1e-6);
    assertEquals(read.cube().mean().x(), clean.mean().x(), 1e-7);
    assertEquals(read.cube().fluctuation(), clean.fluctuation(), 0.01);
  }
}
