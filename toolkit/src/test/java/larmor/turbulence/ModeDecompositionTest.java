package larmor.turbulence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.CubeScale;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.field.UniformField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class ModeDecompositionTest {
  private static final int N = 16;
  private static final double A2 = 0.1;

  private static FieldCube wave(Vec3 k, Vec3 amplitude, Vec3 mean) {
    float[] b = new float[3 * N * N * N];
    for (int i = 0, c = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        for (int l = 0; l < N; l++, c++) {
          double s = Math.cos(2 * Math.PI * k.dot(new Vec3(i, j, l)) / N + 0.4);
          Vec3 v = amplitude.times(s).plus(mean);
          b[3 * c] = (float) v.x();
          b[3 * c + 1] = (float) v.y();
          b[3 * c + 2] = (float) v.z();
        }
      }
    }
    return FieldCube.of(N, b);
  }

  /**
   * Motion across and along the field, and speed, of a linear wave: an eigenvector of the two by
   * two matrix of ω²/k² with the Alfvén speed 1, not of the formulas under test.
   */
  private static double[] planar(double parallel, double perpendicular, boolean fast) {
    double m11 = A2 * perpendicular * perpendicular + 1;
    double m12 = A2 * parallel * perpendicular;
    double m22 = A2 * parallel * parallel;
    double root = Math.sqrt((m11 - m22) * (m11 - m22) + 4 * m12 * m12);
    double square = 0.5 * (m11 + m22 + (fast ? root : -root));
    double x = m12;
    double y = square - m11;
    double h = Math.hypot(x, y);
    return new double[] {x / h, y / h, Math.sqrt(square)};
  }

  @Test
  void pureWavesAreFoundInTheirModeWithTheFieldOfLinearTheory() {
    Vec3 b0 = Vec3.X;
    for (int[] w : new int[][] {{1, 2, 0}, {3, -1, 2}, {-2, 1, 4}, {5, 0, 1}}) {
      Vec3 k = new Vec3(w[0], w[1], w[2]);
      Vec3 unit = k.times(1 / k.norm());
      Vec3 across = unit.minus(b0.times(unit.dot(b0)));
      double perpendicular = across.norm();
      double parallel = unit.dot(b0);
      Vec3 p = across.times(1 / perpendicular);
      Vec3 plane = b0.minus(unit.times(parallel)).times(1 / perpendicular);
      for (WaveMode mode : WaveMode.values()) {
        Vec3 xi;
        Vec3 field;
        if (mode == WaveMode.ALFVEN) {
          xi = p.cross(b0);
          field = xi;
        } else {
          double[] e = planar(parallel, perpendicular, mode == WaveMode.FAST);
          xi = p.times(e[0]).plus(b0.times(e[1]));
          field = plane.times(b0.cross(xi).norm() / e[2]);
        }
        ModeDecomposition d =
            ModeDecomposition.of(
                wave(k, xi.times(0.1), new Vec3(0, 0, 0)),
                wave(k, field.times(0.1), b0),
                Math.sqrt(A2));
        assertEquals(1, d.fraction(mode), 1e-9, mode + " " + k);
        int shell = (int) Math.rint(k.norm());
        assertEquals(0.0025, d.kinetic(mode)[shell], 1e-9);
        double measured =
            mode == WaveMode.ALFVEN ? d.measuredAlfven()[shell] : d.measuredInPlane()[shell];
        assertEquals(1, d.predictedMagnetic(mode)[shell] / measured, 1e-5, mode + " " + k);
      }
    }
  }

  @Test
  void theModesAddUpToTheWholeVelocity() {
    FieldModes noise =
        FieldModes.of(
            N,
            new Vec3(0, 0, 0),
            (kx, ky, kz, b) -> {
              RandomStream r = RandomStream.of(1, (kx + 8) * 256 + (ky + 8) * 16 + kz);
              for (int c = 0; c < 6; c++) {
                b[c] = r.gaussian();
              }
            });
    FieldCube v = noise.cube();
    for (double sound : new double[] {Math.sqrt(A2), 1.7}) {
      ModeDecomposition d =
          ModeDecomposition.of(
              v,
              FieldCube.of(
                  new UniformField(new Vec3(1, 0, 0)), N, CubeScale.ofSide(N).withFieldUnit(1)),
              sound);
      float[] sum = new float[3 * N * N * N];
      double energy = 0;
      for (WaveMode mode : WaveMode.values()) {
        float[] part = d.velocity(mode).values();
        for (int c = 0; c < sum.length; c++) {
          sum[c] += part[c];
        }
        energy += 0.5 * Math.pow(d.velocity(mode).fluctuation(), 2);
      }
      assertArrayEquals(v.values(), sum, 2e-4f);
      if (sound < 1) {
        double whole = 0.5 * v.fluctuation() * v.fluctuation();
        assertTrue(energy <= whole * (1 + 1e-6) && energy > 0.99 * whole, energy + " " + whole);
      }
    }
  }

  @Test
  void impossibleDecompositionsAreRefused() {
    FieldCube v = wave(new Vec3(1, 0, 0), Vec3.Y, new Vec3(0, 0, 0));
    assertEquals(
        "the mean field is 0 of the fluctuations, and the modes are defined by its direction: use a"
            + " field with a mean",
        assertThrows(IllegalArgumentException.class, () -> ModeDecomposition.of(v, v, 0.3))
            .getMessage()
            .replaceAll("is [0-9.e+-]+ of", "is 0 of"));
    FieldCube b = wave(new Vec3(1, 0, 0), Vec3.Y, Vec3.X);
    assertEquals(
        "sound speed 0.00000 is not a positive number: give c_s = v_A √(β/2)",
        assertThrows(IllegalArgumentException.class, () -> ModeDecomposition.of(v, b, 0))
            .getMessage());
    FieldCube small =
        FieldCube.of(new UniformField(Vec3.X), 8, CubeScale.ofSide(8).withFieldUnit(1));
    assertEquals(
        "velocity of 8 and field of 16 points a side are on different grids: take both from one grid",
        assertThrows(IllegalArgumentException.class, () -> ModeDecomposition.of(small, b, 0.3))
            .getMessage());
  }

  /** The mean of v²/2 of a wave of amplitude 1 is 1/4. */
  @Test
  void aWaveAlongTheMeanFieldIsDividedEquallyBetweenAlfvenAndFastModes() {
    FieldCube b = wave(new Vec3(1, 0, 0), Vec3.Y, Vec3.X);
    ModeDecomposition d = ModeDecomposition.of(b, b, 0.3);
    assertEquals("kinetic energy: 50 % Alfvén, 0 % slow, 50 % fast", d.toString());
    assertEquals(0.125, d.kinetic(WaveMode.ALFVEN)[1], 1e-7);
    assertEquals(0.125, d.kinetic(WaveMode.FAST)[1], 1e-7);
  }
}
