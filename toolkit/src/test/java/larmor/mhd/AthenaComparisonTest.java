package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import larmor.field.Cubes;
import larmor.field.FieldCube;
import larmor.field.FieldSpectrum;
import larmor.turbulence.ModeDecomposition;
import larmor.turbulence.StructureFunctions;
import larmor.turbulence.WaveMode;
import nom.tam.fits.Fits;
import nom.tam.fits.ImageHDU;
import org.junit.jupiter.api.Test;

/**
 * The shipped fields beside a snapshot of Athena++ of the same β and driving (128³, isothermal
 * HLLD, VL2, third-order reconstruction; M_A 0.87 by volume, 0.81 by mass): moments of three flows,
 * so the bounds are those of turbulence and not of round-off.
 */
class AthenaComparisonTest {
  private static final Path ATHENA =
      Path.of(System.getProperty("larmor.shared", "../../shared"))
          .resolve("snapshots/athena-mhd-128.fits");

  /** Its arrays have z fastest, as ours in memory. */
  private static MhdSnapshot athena() throws Exception {
    try (Fits fits = new Fits(ATHENA.toFile())) {
      fits.read();
      float[] b = new float[3 * 128 * 128 * 128];
      float[] v = new float[b.length];
      float[] rho = new float[b.length / 3];
      for (int unit = 1; unit < fits.getNumberOfHDUs(); unit++) {
        ImageHDU image = (ImageHDU) fits.getHDU(unit);
        String name = image.getHeader().getStringValue("EXTNAME");
        float[][][] a = (float[][][]) image.getKernel();
        for (int c = 0; c < rho.length; c++) {
          float value = a[c / 16384][c / 128 % 128][c % 128];
          if (name.equals("RHO")) {
            rho[c] = value;
          } else {
            float[] to = name.charAt(0) == 'B' ? b : v;
            to[3 * c + "XYZ".indexOf(name.charAt(1))] = value;
          }
        }
      }
      FieldCube field = FieldCube.of(128, b).divergenceFree();
      return new MhdSnapshot(field, FieldCube.of(128, v), rho, Math.sqrt(0.1), 1.8);
    }
  }

  private static void needsAthena() {
    if (!Files.exists(ATHENA)) {
      System.out.println("SKIPPED: no Athena++ snapshot at " + ATHENA.toAbsolutePath().normalize());
    }
    assumeTrue(Files.exists(ATHENA), "no Athena++ snapshot");
  }

  /** The second field has no flow with it: what the field alone says, against both others. */
  @Test
  void bothShippedFieldsHaveTheFieldStatisticsOfAnotherProgram() throws Exception {
    needsAthena();
    FieldCube theirs = athena().field();
    FieldSpectrum spectrum = FieldSpectrum.of(theirs);
    var eddies = StructureFunctions.of(theirs, theirs, 500_000, 1).anisotropy(5, 20);
    for (String name : new String[] {"mhd-128-a.fits", "mhd-128-b.fits"}) {
      FieldCube ours = Cubes.read(Path.of("../data", name)).cube();
      assertEquals(theirs.fluctuation(), ours.fluctuation(), 0.1, name);
      assertEquals(theirs.meanMagnitude(), ours.meanMagnitude(), 0.04, name);
      FieldSpectrum s = FieldSpectrum.of(ours);
      for (int k : new int[] {4, 8, 16, 32}) {
        double ratio = s.energy(k) / spectrum.energy(k);
        assertTrue(ratio > 0.6 && ratio < 1.4, name + " at k = " + k + ": " + ratio);
      }
      assertEquals(spectrum.slope(4, 20), s.slope(4, 20), 0.2, name);
      var own = StructureFunctions.of(ours, ours, 500_000, 1).anisotropy(5, 20);
      assertEquals(eddies.ratio(), own.ratio(), 0.6, name);
      assertEquals(eddies.exponent(), own.exponent(), 0.2, name);
    }
  }

  @Test
  void shippedFieldHasTheStatisticsOfAnotherProgram() throws Exception {
    needsAthena();
    MhdSnapshot theirs = athena();
    MhdSnapshot ours = MhdSnapshot.read(Path.of("../data/mhd-128-a.fits"));
    assertEquals(0.871, theirs.machAlfven(), 0.002);
    assertEquals(0.809, theirs.machAlfvenMass(), 0.001);
    assertEquals(0.77, ours.machAlfven(), 0.05);
    assertEquals(0.77, ours.machAlfvenMass(), 0.05);
    assertEquals(theirs.beta(), ours.beta(), 1e-3);
    assertEquals(theirs.field().fluctuation(), ours.field().fluctuation(), 0.08);
    assertEquals(theirs.field().meanMagnitude(), ours.field().meanMagnitude(), 0.03);

    FieldSpectrum b1 = FieldSpectrum.of(theirs.field());
    FieldSpectrum b2 = FieldSpectrum.of(ours.field());
    FieldSpectrum v1 = FieldSpectrum.of(theirs.velocity());
    FieldSpectrum v2 = FieldSpectrum.of(ours.velocity());
    for (int k : new int[] {4, 8, 16, 32}) {
      double field = b2.energy(k) / b1.energy(k);
      double velocity = v2.energy(k) / v1.energy(k);
      assertTrue(field > 0.6 && field < 1.4, "field at k = " + k + ": " + field);
      assertTrue(velocity > 0.6 && velocity < 1.4, "velocity at k = " + k + ": " + velocity);
    }
    assertEquals(b1.slope(4, 20), b2.slope(4, 20), 0.2);
    assertEquals(v1.slope(4, 20), v2.slope(4, 20), 0.2);

    ModeDecomposition m1 =
        ModeDecomposition.of(theirs.velocity(), theirs.field(), theirs.soundSpeed());
    ModeDecomposition m2 = ModeDecomposition.of(ours.velocity(), ours.field(), ours.soundSpeed());
    for (WaveMode mode : WaveMode.values()) {
      assertEquals(m1.fraction(mode), m2.fraction(mode), 0.08, mode.toString());
    }
    var s1 = StructureFunctions.of(theirs.velocity(), theirs.field(), 500_000, 1);
    var s2 = StructureFunctions.of(ours.velocity(), ours.field(), 500_000, 1);
    assertEquals(s1.anisotropy(5, 20).ratio(), s2.anisotropy(5, 20).ratio(), 0.6);
    assertEquals(s1.anisotropy(5, 20).exponent(), s2.anisotropy(5, 20).exponent(), 0.2);
  }
}
