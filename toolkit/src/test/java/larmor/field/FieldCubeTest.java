package larmor.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.Memory;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class FieldCubeTest {
  static FieldCube noise(int n, long seed) {
    float[] b = new float[3 * n * n * n];
    RandomStream r = RandomStream.of(seed, 0);
    for (int p = 0; p < b.length; p++) {
      b[p] = (float) (r.gaussian() + (p % 3 == 0 ? 2 : 0));
    }
    return FieldCube.of(n, b);
  }

  @Test
  void statisticsAreThoseOfTheSamples() {
    int n = 4;
    float[] b = new float[3 * n * n * n];
    for (int p = 0; p < b.length; p += 3) {
      b[p] = 3;
      b[p + 1] = p % 2 == 0 ? 4 : -4;
    }
    FieldCube cube = FieldCube.of(n, b);
    assertEquals(new Vec3(3, 0, 0), cube.mean());
    assertEquals(4, cube.fluctuation(), 1e-15);
    assertEquals(5, cube.meanMagnitude(), 1e-15);
    assertEquals(
        "4³ samples, ⟨B⟩ = (3.00, 0.00, 0.00), δB/B0 = 1.333, ⟨|B|⟩/B0 = 1.667", cube.toString());
    assertEquals(
        "4³ samples, no mean field, δB = 4.00, ⟨|B|⟩ = 4.00",
        cube.withMean(new Vec3(0, 0, 0)).toString());
    assertEquals(8, cube.scaledTo(8).fluctuation(), 1e-15);
    assertEquals(new Vec3(3, 0, 0), cube.scaledTo(8).mean());
    b[0] = 99;
    cube.values()[0] = 99;
    assertEquals(3, cube.at(0, 0, 0).x());
    assertEquals(cube.at(1, 2, 3), cube.at(-3, 6, 7));
  }

  /** Even, odd and prime sizes. */
  @Test
  void transformAndBackReturnsTheSamples() {
    for (int n : new int[] {4, 7, 12, 15, 16}) {
      FieldCube cube = noise(n, n);
      float[] back = FieldModes.of(cube).cube().values();
      float[] there = cube.values();
      for (int p = 0; p < back.length; p++) {
        assertEquals(there[p], back[p], 5e-6f);
      }
    }
  }

  @Test
  void spectrumAddsUpToTheFluctuation() {
    for (int n : new int[] {9, 16}) {
      FieldCube cube = noise(n, 3);
      FieldSpectrum s = FieldSpectrum.of(cube);
      assertEquals(1, 2 * s.total() / Math.pow(cube.fluctuation(), 2), 1e-6);
      assertEquals(0, s.energy(0));
    }
  }

  @Test
  void singleWaveLiesInItsShell() {
    double k = 2 * Math.PI;
    FieldCube cube =
        FieldCube.of(
            PlaneWaveField.of(Vec3.X).with(new Vec3(2 * k, k, -2 * k), new Vec3(0, 2, 1), 0.7),
            16,
            CubeScale.ofSide(1).withFieldUnit(1));
    FieldSpectrum s = FieldSpectrum.of(cube);
    assertEquals(1.25, s.energy(3), 1e-5);
    assertEquals(1.25, s.total(), 1e-5);
    assertEquals(1 / 3.0, s.meanWavelength(), 1e-5);
    assertEquals(
        "magnetic spectrum of 16³ points: δB = 1.58, peak at k = 3,",
        s.toString().substring(0, s.toString().indexOf(", E(") + 1));
    double[] b = FieldModes.of(cube).at(2, 1, -2);
    double[] other = FieldModes.of(cube).at(-2, -1, 2);
    assertEquals(1, Math.hypot(b[2], b[3]), 1e-6);
    assertEquals(b[3], -other[3], 1e-7);
    assertTrue(cube.relativeDivergence() < 1e-6);
  }

  /** One wave in each shell, its amplitude k^(−5/6). */
  @Test
  void slopeOfAKolmogorovSpectrumIsMinusFiveThirds() {
    FieldModes waves =
        FieldModes.of(
            16,
            Vec3.X,
            (kx, ky, kz, b) -> b[2] = ky == 0 && kz == 0 ? Math.pow(Math.abs(kx), -5 / 6.0) : 0);
    assertEquals(-5 / 3.0, FieldSpectrum.of(waves).slope(1, 7), 1e-6);
  }

  /** A third of the power of three unrelated components is along k. */
  @Test
  void relativeDivergenceOfNoiseIsTheRootOfAThird() {
    FieldCube cube = noise(24, 8);
    assertEquals(Math.sqrt(1 / 3.0), cube.relativeDivergence(), 0.01);
    FieldCube clean = cube.divergenceFree();
    assertTrue(clean.relativeDivergence() < 3e-7, "left " + clean.relativeDivergence());
    assertEquals(cube.mean().x(), clean.mean().x(), 1e-7);
    assertEquals(Math.sqrt(2 / 3.0), clean.fluctuation() / cube.fluctuation(), 0.01);
    assertArrayEquals(
        clean.values(), clean.divergenceFree().values(), 5e-6f, "projecting twice is once");
  }

  @Test
  void hashDiffersForDifferentSamples() {
    FieldCube cube = noise(6, 1);
    assertEquals(cube.contentHash(), noise(6, 1).contentHash());
    assertEquals(cube, noise(6, 1));
    assertNotEquals(cube.contentHash(), noise(6, 2).contentHash());
    float[] b = cube.values();
    b[100] = Math.nextUp(b[100]);
    assertNotEquals(cube.contentHash(), FieldCube.of(6, b).contentHash());
    assertEquals(64, cube.contentHash().length());
  }

  @Test
  void wrongNumbersOfSamplesAndSamplesThatAreNotFiniteAreRefused() {
    assertMessage(
        "100 values do not fit a cube of 4 points a side: give 192, three for each point",
        () -> FieldCube.of(4, new float[100]));
    assertMessage(
        "1300 points a side are outside the range of a cube: use 4 to 1280",
        () -> FieldCube.of(1300, new float[100]));
    float[] b = new float[192];
    b[3 * ((1 * 4 + 2) * 4 + 3) + 1] = Float.NaN;
    assertMessage(
        "the sample at index (1, 2, 3) is (0.0, NaN, 0.0): every sample must be a finite number, so"
            + " replace the missing ones",
        () -> FieldCube.of(4, b));
    assertEquals(
        "a uniform field has no fluctuations to scale to 1.0: add fluctuations first",
        assertThrows(IllegalStateException.class, () -> FieldCube.of(4, new float[192]).scaledTo(1))
            .getMessage());
    assertMessage(
        "no slope can be fitted from shell 3 to shell 3: give two different shells from 1 to 7, the"
            + " lower first",
        () -> FieldSpectrum.of(noise(8, 1)).slope(3, 3));
  }

  @Test
  void tooLittleMemoryIsReportedBeforeItIsAllocated() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> Memory.require("a cube of 9 points a side", 1L << 50, "use fewer points"));
    assertTrue(
        e.getMessage()
            .matches(
                "a cube of 9 points a side needs 1125899\\.91 GB of memory and \\d+\\.\\d\\d GB are"
                    + " left: start Java with a larger -Xmx, or use fewer points"),
        e.getMessage());
    Memory.require("an empty array", 0, "use fewer points");
  }

  private static void assertMessage(String message, org.junit.jupiter.api.function.Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
