package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Waves of wavelength 1 and amplitude 1e-6 run one wavelength; the error is the mean absolute
 * difference from the start, over the amplitude, as a norm of the seven variables. The box of the
 * oblique ones is 3 x 1.5 x 1.5 with the wave along (1, 2, 2)/3 (Gardiner and Stone 2008).
 */
class WaveConvergenceTest {
  private static final Vec3 E1 = new Vec3(1 / 3.0, 2 / 3.0, 2 / 3.0);
  private static final Vec3 E2 = new Vec3(2 / 3.0, 1 / 3.0, -2 / 3.0);

  @ParameterizedTest
  @CsvSource({
    // wave, direction, coarse cells a wavelength, largest error when fine, largest ratio
    "fast, x, 16, 0.064, 0.30",
    "fast, y, 16, 0.064, 0.30",
    "fast, z, 32, 0.018, 0.29",
    "Alfvén, x, 16, 0.025, 0.27",
    "Alfvén, y, 16, 0.025, 0.27",
    "Alfvén, z, 32, 0.008, 0.34",
    "slow, x, 16, 0.029, 0.26",
    "slow, y, 16, 0.029, 0.26",
    "slow, z, 32, 0.008, 0.27",
    "fast, oblique, 8, 0.27, 0.27",
    "Alfvén, oblique, 8, 0.10, 0.29",
    "slow, oblique, 8, 0.14, 0.27",
  })
  void linearWavesConvergeAtSecondOrder(
      String wave, String direction, int n, double most, double ratio) {
    double coarse = error(wave, direction, n);
    double fine = error(wave, direction, 2 * n);
    assertTrue(fine < most, () -> wave + " along " + direction + ": error " + fine);
    assertTrue(fine < ratio * coarse, () -> wave + " along " + direction + ": " + fine / coarse);
  }

  @ParameterizedTest
  @CsvSource({"fast", "Alfvén", "slow"})
  void theThreeDirectionsOfTheGridAreOne(String wave) {
    double x = error(wave, "x", 16);
    assertEquals(x, error(wave, "y", 16), 1e-8);
    assertEquals(x, error(wave, "z", 16), 1e-8);
  }

  private static double error(String wave, String direction, int n) {
    Vec3 e1 = E1;
    Vec3 e2 = E2;
    switch (direction) {
      case "x" -> {
        e1 = Vec3.X;
        e2 = Vec3.Y;
      }
      case "y" -> {
        e1 = Vec3.Y;
        e2 = Vec3.Z;
      }
      case "z" -> {
        e1 = Vec3.Z;
        e2 = Vec3.X;
      }
      default -> {}
    }
    PlaneWave p =
        switch (wave) {
          case "fast" -> PlaneWave.fast(e1, e2);
          case "slow" -> PlaneWave.slow(e1, e2);
          default -> PlaneWave.alfven(e1, e2);
        };
    double h = 1.0 / n;
    MhdState start =
        switch (direction) {
          case "x" -> p.on(n, 1, 1, h, 1e-6);
          case "y" -> p.on(1, n, 1, h, 1e-6);
          case "z" -> p.on(1, 1, n, h, 1e-6);
          default -> p.on(2 * n, n, n, 1.5 / n, 1e-6);
        };
    MhdRun run = IsothermalMhd.ofSoundSpeed(1).withWorkers(new Workers(1)).start(start);
    run.advanceTo(1 / p.speed());
    assertTrue(run.state().divergence() < 1e-14);
    return PlaneWave.distance(start, run.state()) / 1e-6;
  }

  /** Exact solution of the full equations at any amplitude: here 0.1, sound speed squared 0.1. */
  @ParameterizedTest
  @CsvSource({
    // direction, coarse cells a wavelength, largest error when fine, largest ratio
    "x, 16, 0.0045, 0.3",
    "y, 16, 0.0045, 0.3",
    "z, 32, 0.0013, 0.3",
    "oblique, 8, 0.014, 0.3",
  })
  void circularlyPolarisedAlfvenWavesConverge(String direction, int n, double most, double ratio) {
    double coarse = circular(direction, n);
    double fine = circular(direction, 2 * n);
    assertTrue(fine < most, () -> "error " + fine);
    assertTrue(fine < ratio * coarse, () -> "ratio " + fine / coarse);
  }

  private static double circular(String direction, int n) {
    int axis = "xyz".indexOf(direction);
    Vec3[] axes = {Vec3.X, Vec3.Y, Vec3.Z};
    Vec3 e1 = axis < 0 ? E1 : axes[axis];
    Vec3 e2 = axis < 0 ? E2 : axes[(axis + 1) % 3];
    Vec3 e3 = e1.cross(e2);
    double k = 2 * Math.PI;
    double a = 0.1;
    int nx = axis < 0 ? 2 * n : axis == 0 ? n : 1;
    int ny = axis < 0 || axis == 1 ? n : 1;
    int nz = axis < 0 || axis == 2 ? n : 1;
    double h = (axis < 0 ? 1.5 : 1.0) / n;
    MhdState start =
        MhdState.uniform(nx, ny, nz, h, 1, new Vec3(0, 0, 0), e1)
            .withFlow(
                (x, y, z, o) -> o[0] = 1,
                (x, y, z, o) -> {
                  double q = k * e1.dot(new Vec3(x, y, z));
                  PlaneWave.put(e2.times(-a * Math.sin(q)).plus(e3.times(-a * Math.cos(q))), o);
                })
            .withPotential(
                (x, y, z, o) -> {
                  double q = k * e1.dot(new Vec3(x, y, z));
                  PlaneWave.put(
                      e2.times(a * Math.sin(q) / k).plus(e3.times(a * Math.cos(q) / k)), o);
                });
    MhdRun run = IsothermalMhd.ofBeta(0.2).withWorkers(new Workers(1)).start(start);
    run.advanceTo(1);
    return PlaneWave.distance(start, run.state());
  }
}
