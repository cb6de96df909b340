package larmor.turbulence;

import static larmor.turbulence.WaveMode.ALFVEN;
import static larmor.turbulence.WaveMode.FAST;
import static larmor.turbulence.WaveMode.SLOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class MagneticModesTest {
  private static final int N = 16;
  private static final double SOUND = 0.4;

  /** A linear wave: field, with the mean field 2 along x, and density with the mean 5. */
  private record Wave(FieldCube field, float[] density) {}

  /**
   * Makes a wave of the wave vector (kx, ky, 0) from its motion. With the mean field along x and
   * speeds over the Alfvén speed, the linear equation of motion is c² v_x = a x (x v_x + y v_y) and
   * c² v_y = a y (x v_x + y v_y) + v_y, where (x, y) is the direction of k and a the square of the
   * sound speed; continuity and induction give density and field.
   */
  private static Wave wave(int kx, int ky, boolean fast, double phase) {
    double k = Math.hypot(kx, ky);
    double x = kx / k;
    double y = ky / k;
    double a = SOUND * SOUND / 4;
    double xx = a * x * x;
    double xy = a * x * y;
    double yy = a * y * y + 1;
    double trace = xx + yy;
    double root = Math.sqrt(Math.pow(xx - yy, 2) + 4 * xy * xy);
    double c2 = 0.5 * (fast ? trace + root : trace - root);
    double vx = xy == 0 ? (fast ? 0 : 1) : xy;
    double vy = xy == 0 ? (fast ? 1 : 0) : c2 - xx;
    double norm = Math.hypot(vx, vy) * 100;
    double compression = (x * vx + y * vy) / norm / Math.sqrt(c2);
    double bx = compression - vx / norm * x / Math.sqrt(c2);
    double by = -vy / norm * x / Math.sqrt(c2);
    float[] b = new float[3 * N * N * N];
    float[] rho = new float[N * N * N];
    for (int i = 0, p = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        double cosine = Math.cos(2 * Math.PI * (kx * i + ky * j) / N + phase);
        for (int l = 0; l < N; l++, p++) {
          b[3 * p] = (float) (2 * (1 + bx * cosine));
          b[3 * p + 1] = (float) (2 * by * cosine);
          rho[p] = (float) (5 * (1 + compression * cosine));
        }
      }
    }
    return new Wave(FieldCube.of(N, b), rho);
  }

  private static double difference(FieldCube a, FieldCube b) {
    float[] p = a.values();
    float[] q = b.values();
    double worst = 0;
    for (int i = 0; i < p.length; i++) {
      worst = Math.max(worst, Math.abs(p[i] - q[i]));
    }
    return worst;
  }

  @Test
  void linearSlowAndFastWavesAreRecognised() {
    for (int[] k : new int[][] {{1, 1}, {3, 1}, {1, 4}, {5, -2}, {0, 3}}) {
      for (boolean fast : new boolean[] {true, false}) {
        if (!fast && k[0] == 0) {
          continue; // a slow wave across the field stands still
        }
        Wave w = wave(k[0], k[1], fast, 0.7);
        MagneticModes modes = MagneticModes.of(w.field, w.density, SOUND);
        String what = (fast ? "fast " : "slow ") + Arrays.toString(k);
        double tolerance = 1e-4 * w.field.fluctuation() + 3e-7; // and the rounding of the samples
        assertEquals(0, difference(w.field, modes.field(fast ? FAST : SLOW)), tolerance, what);
        assertEquals(0, modes.field(fast ? SLOW : FAST).fluctuation(), tolerance, what);
        assertEquals(0, modes.field(ALFVEN).fluctuation(), 1e-6, what);
      }
    }
  }

  /** The limit of slow waves across the field: c_s² δρ + B0 δB = 0, at rest. */
  @Test
  void aStructureInPressureBalanceAcrossTheFieldIsSlow() {
    float[] b = new float[3 * N * N * N];
    float[] rho = new float[N * N * N];
    for (int p = 0; p < rho.length; p++) {
      double wave = 0.01 * Math.sin(2 * Math.PI * 2 * (p % N) / N);
      rho[p] = (float) (1 + wave);
      b[3 * p] = (float) (1 - SOUND * SOUND * wave);
    }
    FieldCube field = FieldCube.of(N, b);
    MagneticModes modes = MagneticModes.of(field, rho, SOUND);
    assertEquals(0, difference(field, modes.field(SLOW)), 1e-4 * field.fluctuation());
    assertEquals(0, modes.field(FAST).fluctuation(), 1e-4 * field.fluctuation());
  }

  private static FieldCube random() {
    return FieldModes.of(
            N,
            new Vec3(0.8, 0.5, -0.2),
            (kx, ky, kz, o) -> {
              RandomStream random = RandomStream.of(3, ((kx + 50) * 100L + ky + 50) * 100 + kz);
              Vec3 k = new Vec3(kx, ky, kz);
              for (int half = 0; half < 2; half++) {
                Vec3 v = new Vec3(random.gaussian(), random.gaussian(), random.gaussian());
                Vec3 across = v.cross(k).times(0.01 / k.norm());
                o[half] = across.x();
                o[2 + half] = across.y();
                o[4 + half] = across.z();
              }
            })
        .cube();
  }

  @Test
  void thePartsOfAnyFieldAddUpToItAndAreFreeOfDivergence() {
    FieldCube field = random();
    float[] density = new float[N * N * N];
    for (int p = 0; p < density.length; p++) {
      density[p] = (float) RandomStream.of(4, p).uniform(0.5, 1.5);
    }
    MagneticModes modes = MagneticModes.of(field, density, SOUND);
    assertEquals(0, difference(field, modes.field(ALFVEN, SLOW, FAST)), 1e-5);
    float[] sum = modes.field(ALFVEN).values();
    float[] slow = modes.field(SLOW).values();
    float[] fast = modes.field(FAST).values();
    double[] mean = {0.8, 0.5, -0.2};
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (float) (slow[i] + fast[i] - 2 * mean[i % 3]);
    }
    assertEquals(0, difference(field, FieldCube.of(N, sum)), 1e-5);
    for (WaveMode mode : WaveMode.values()) {
      assertEquals(0, modes.field(mode).relativeDivergence(), 1e-5, mode.toString());
    }
    assertEquals(0, modes.field().fluctuation(), 1e-6);
  }

  @Test
  void wavesAlongTheFieldAreSharedByAlfvenAndFastWaves() {
    float[] b = new float[3 * N * N * N];
    float[] rho = new float[N * N * N];
    Arrays.fill(rho, 1);
    for (int p = 0; p < rho.length; p++) {
      b[3 * p] = 1;
      int i = p / (N * N);
      b[3 * p + 1] = (float) (0.1 * Math.cos(2 * Math.PI * i / N));
    }
    MagneticModes modes = MagneticModes.of(FieldCube.of(N, b), rho, SOUND);
    double half = 0.5 * FieldCube.of(N, b).fluctuation();
    assertEquals(half, modes.field(ALFVEN).fluctuation(), 1e-6);
    assertEquals(half, modes.field(FAST).fluctuation(), 1e-6);
    assertEquals(0, modes.field(SLOW).fluctuation(), 1e-6);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    FieldCube field = random();
    float[] density = new float[N * N * N];
    Arrays.fill(density, 1);
    refused(
        "the density has 8 values and the field 16³ points: take both from one snapshot",
        field,
        new float[8],
        SOUND);
    refused(
        "sound speed 0.00000 is not a positive number: give c_s = v_A √(β/2)", field, density, 0);
    refused(
        "sound speed Infinity is not a positive number: give c_s = v_A √(β/2)",
        field,
        density,
        Double.POSITIVE_INFINITY);
    refused(
        "the mean density is 0.00000, not a positive number: give the density of the snapshot",
        field,
        new float[N * N * N],
        SOUND);
    refused(
        "the mean field is 0.000500 of the fluctuations, and the modes are defined by its direction:"
            + " use a field with a mean",
        field.withMean(new Vec3(5e-4 * field.fluctuation(), 0, 0)),
        density,
        SOUND);
  }

  private static void refused(String message, FieldCube field, float[] density, double sound) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> MagneticModes.of(field, density, sound))
            .getMessage());
  }
}
