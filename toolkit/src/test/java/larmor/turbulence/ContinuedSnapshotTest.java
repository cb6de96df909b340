package larmor.turbulence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import larmor.field.CubeScale;
import larmor.field.FieldCube;
import larmor.field.FieldSpectrum;
import larmor.field.MagneticField;
import larmor.field.NestedField;
import larmor.numeric.RandomStream;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class ContinuedSnapshotTest {
  private static final double SIDE = 25 * Units.pc;
  private static final double B0 = 3 * Units.muG;
  private static final CubeScale SCALE = CubeScale.ofSide(SIDE).withFieldUnit(B0);

  /** A Kolmogorov field with waves from 2.5 to 16 a side: beyond a seam at 8 it goes on itself. */
  private static final FieldCube SNAPSHOT =
      GridTurbulence.of(TurbulenceSpectrum.kolmogorov(), 64).cube(3);

  private static final ContinuedSnapshot CONTINUED = new ContinuedSnapshot(SNAPSHOT, 8, 64, 2);
  private static final NestedField FIELD = CONTINUED.field(SCALE, 5);

  @Test
  void spectrumAlongLinesIsTheExpectedOneAcrossTheSeams() {
    OneDimensionalSpectrum measured =
        OneDimensionalSpectrum.of(
            FIELD, SIDE / 3, 7, new OneDimensionalSpectrum.Lines(600, 30 * SIDE, 3));
    double[] expected = CONTINUED.expected(measured, SCALE);
    double mean = 0;
    for (int o = 0; o < expected.length; o++) {
      double ratio = measured.power()[o] / expected[o];
      assertEquals(1, ratio, 0.2, "octave " + o + ": " + Arrays.toString(measured.k()));
      mean += ratio / expected.length;
    }
    assertEquals(1, mean, 0.06);
  }

  @Test
  void withOneCubeLessTheLargerCubesAreTheSame() {
    NestedField shorter = CONTINUED.withCubes(1).field(SCALE, 5);
    assertEquals(2, shorter.cubes().size());
    for (int c = 0; c < 2; c++) {
      assertEquals(FIELD.cubes().get(c).hash(), shorter.cubes().get(c).hash());
    }
    assertEquals(SIDE / 8 * 2.5 / 5 / 64, FIELD.resolution(), 1e-9 * SIDE);
    assertEquals(8, CONTINUED.seams()[0], 1e-12);
    assertEquals(40, CONTINUED.seams()[1], 1e-12);
    assertEquals(1 / 200.0, CONTINUED.shortest(), 1e-12);
  }

  @Test
  void longWavesOfTheSnapshotAreKeptAndTheMeanFieldIsItsOwn() {
    NestedField field = CONTINUED.withCubes(1).field(SCALE, 9);
    var kept = field.cubes().get(0);
    assertEquals(0, kept.meanField().norm(), 1e-6 * B0);
    assertTrue(field.toString().endsWith("mean field 3.00 µG"), field.toString());
    // waves up to 6.4 a side are untouched: the difference to the snapshot has only shorter ones
    double shorter = 0;
    FieldSpectrum shells = FieldSpectrum.of(SNAPSHOT);
    for (int k = 6; k < shells.shells(); k++) {
      shorter += 2 * shells.energy(k);
    }
    double squares = 0;
    double[] b = new double[3];
    for (int i = 0; i < 4000; i++) {
      RandomStream random = RandomStream.of(1, i);
      int x = random.below(64);
      int y = random.below(64);
      int z = random.below(64);
      double h = SIDE / 64;
      kept.at((x - 32 + 0.5) * h, (y - 32 + 0.5) * h, (z - 32 + 0.5) * h, b);
      var at = SNAPSHOT.at(x, y, z);
      squares += Math.pow(b[0] / B0 + SNAPSHOT.mean().x() - at.x(), 2) / 4000;
      squares += Math.pow(b[1] / B0 - at.y(), 2) / 4000;
      squares += Math.pow(b[2] / B0 - at.z(), 2) / 4000;
    }
    assertTrue(squares < shorter, squares + " of " + shorter);
    assertTrue(squares > 0.1 * shorter, squares + " of " + shorter);
  }

  /** The sum of splines of divergence-free samples, measured with exact derivatives. */
  @Test
  void divergenceIsSmallBesideTheGradientsAtEveryDepth() {
    double[] b = new double[MagneticField.ALONG];
    double divergence = 0;
    double gradients = 0;
    for (int i = 0; i < 2000; i++) {
      RandomStream random = RandomStream.of(2, i);
      double x = random.uniform(0, SIDE);
      double y = random.uniform(0, SIDE);
      double z = random.uniform(0, SIDE);
      double sum = 0;
      for (int axis = 0; axis < 3; axis++) {
        FIELD.along(x, y, z, axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0, b);
        sum += b[3 + axis];
        gradients += b[3] * b[3] + b[4] * b[4] + b[5] * b[5];
      }
      divergence += sum * sum;
    }
    assertTrue(Math.sqrt(divergence / gradients) < 0.02, "" + Math.sqrt(divergence / gradients));
  }

  @Test
  void impossibleSeamsAndCubesAreRefused() {
    assertEquals(
        "a seam at 1.00 waves a side is outside 2 to 19.2 for 64 points: choose it where the spectrum"
            + " of the snapshot is a power law",
        refusal(() -> new ContinuedSnapshot(SNAPSHOT, 1, 64, 2)));
    assertEquals(
        "9 cubes of 64 points a side cannot continue a snapshot: use 1 to 8 cubes of 32 to 512"
            + " points",
        refusal(() -> CONTINUED.withCubes(9)));
    assertTrue(CONTINUED.toString().endsWith("a shortest wave of 0.00500 sides"), "" + CONTINUED);
  }

  private static String refusal(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
