package larmor.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

class AnalyticFieldsTest {
  private static final PlaneWaveField WAVES =
      PlaneWaveField.of(new Vec3(1, 0, 0))
          .with(new Vec3(1, 2, 3), new Vec3(1, 1, 1), 0.3)
          .with(new Vec3(-2, 0.5, 1), new Vec3(0, 1, -0.2), 2);

  /** ∂B_c/∂x_a by central differences. */
  private static double[][] jacobian(MagneticField f, double x, double y, double z) {
    double h = 1e-3;
    double[][] d = new double[3][3];
    double[] up = new double[3];
    double[] down = new double[3];
    for (int a = 0; a < 3; a++) {
      double[] e = {a == 0 ? h : 0, a == 1 ? h : 0, a == 2 ? h : 0};
      f.at(x + e[0], y + e[1], z + e[2], up);
      f.at(x - e[0], y - e[1], z - e[2], down);
      for (int c = 0; c < 3; c++) {
        d[c][a] = (up[c] - down[c]) / (2 * h);
      }
    }
    return d;
  }

  @Test
  void analyticFieldsHaveNoDivergence() {
    RandomStream r = RandomStream.of(1, 1);
    for (MagneticField f :
        List.of(
            new UniformField(new Vec3(1, 2, 3)),
            new GradientField(2, 0.7),
            new MirrorField(2, 1.5),
            WAVES)) {
      for (int trial = 0; trial < 100; trial++) {
        double[][] d = jacobian(f, r.uniform(-2, 2), r.uniform(-2, 2), r.uniform(-2, 2));
        assertEquals(0, d[0][0] + d[1][1] + d[2][2], 1e-5, f.toString());
      }
    }
  }

  @Test
  void mirrorHasNoCurrents() {
    double[][] d = jacobian(new MirrorField(2, 1.5), 0.3, -0.8, 1.1);
    assertEquals(d[2][1], d[1][2], 1e-9);
    assertEquals(d[0][2], d[2][0], 1e-9);
    assertEquals(d[1][0], d[0][1], 1e-9);
  }

  @Test
  void fieldsHaveTheStrengthsThatTheirFormulasGive() {
    double[] b = new double[3];
    new MirrorField(2, 1.5).at(1.5, 0, 0, b);
    assertEquals(4, b[0], 1e-15);
    assertEquals(2, new MirrorField(2, 1.5).ratio(-1.5), 1e-15);
    new GradientField(2, 0.5).at(9, 0.25, 9, b);
    assertEquals(3, b[0], 1e-15);
    new UniformField(new Vec3(1, 2, 3)).at(9, 9, 9, b);
    assertEquals(3, b[2]);
    assertEquals(2, WAVES.waves());
  }

  /** Over whole periods the rms of the samples is that of the amplitudes. */
  @Test
  void waveFluctuationIsTheRmsOfTheWaves() {
    double k = 2 * Math.PI;
    PlaneWaveField f =
        PlaneWaveField.of(Vec3.X)
            .with(new Vec3(k, 0, 0), new Vec3(7, 1, 0), 0.2)
            .with(new Vec3(0, k, 2 * k), new Vec3(2, 0, 0), 0.9);
    assertEquals(Math.sqrt(0.5 + 2), f.fluctuation(), 1e-15);
    assertEquals(
        f.fluctuation(),
        FieldCube.of(f, 16, CubeScale.ofSide(1).withFieldUnit(1)).fluctuation(),
        1e-6);
  }

  @Test
  void cosinesOfWavesAgreeWithTheLibraryToRoundingError() {
    double worst = 0;
    for (int i = -20_000; i <= 20_000; i++) {
      double turns = i * 3.7e-4;
      // the difference is exact, and the error of the library's cosine half a unit of rounding
      double left = turns - Math.rint(turns);
      worst =
          Math.max(worst, Math.abs(PlaneWaveField.cosine(turns) - Math.cos(2 * Math.PI * left)));
    }
    assertTrue(worst < 6e-16, "" + worst);
  }

  @Test
  void analyticFieldsPrintThemselvesWithUnits() {
    assertEquals(
        "uniform field (3.00, 0.00, 0.00) µG",
        new UniformField(new Vec3(3 * Units.muG, 0, 0)).toString());
    assertEquals(
        "field of 3.00 µG along x, its gradient along y over 2.00 pc",
        new GradientField(3 * Units.muG, 2 * Units.pc).toString());
    assertEquals(
        "magnetic bottle of 3.00 µG along x, twice as strong at 2.00 pc",
        new MirrorField(3 * Units.muG, 2 * Units.pc).toString());
    assertEquals(
        "1 plane waves, δB = 0.707 µG, about a mean field of 3.00 µG",
        PlaneWaveField.of(new Vec3(3 * Units.muG, 0, 0))
            .with(Vec3.X, new Vec3(0, Units.muG, 0), 0)
            .toString());
  }

  @Test
  void fieldsWithoutALengthOrWithALongitudinalWaveAreRefused() {
    assertMessage(
        "a gradient over a length of 0.0 m is not defined: give a length other than 0",
        () -> new GradientField(1, 0));
    assertMessage(
        "a mirror length of -1.0 m is not possible: give one above 0",
        () -> new MirrorField(1, -1));
    assertMessage(
        "an amplitude of (2.00, 0.00, 0.00) T lies along its wave vector (1.00, 0.00, 0.00), and"
            + " such a wave has a divergence: give an amplitude with a component perpendicular to it",
        () -> WAVES.with(Vec3.X, new Vec3(2, 0, 0), 0));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> WAVES.with(new Vec3(0, 0, 0), Vec3.X, 0))
            .getMessage()
            .startsWith("a vector of length 0.0 has no direction"));
  }

  private static void assertMessage(String message, org.junit.jupiter.api.function.Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
