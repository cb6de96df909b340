package larmor.transport;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import larmor.field.MagneticField;
import larmor.field.UniformField;
import larmor.numeric.SampleMean;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.Ensemble;
import larmor.orbit.LaunchDirections;
import larmor.orbit.Species;
import larmor.orbit.Trajectory;
import larmor.turbulence.PlaneWaves;
import org.junit.jupiter.api.Test;

class RunningDiffusionTest {
  private static final double R = 1 * pc;
  private static final Vec3 MEAN = new Vec3(3 * muG, 0, 0);

  private static Backtracker tracer(MagneticField field, double gyrations) {
    return Backtracker.of(Species.PROTON, field)
        .withGyroradius(R, 3 * muG)
        .withTolerance(1e-5)
        .withStopAfterGyrations(gyrations);
  }

  /** Free motion: ⟨x²⟩ = s²/3, and the distance from the start across is that of a circle. */
  @Test
  void inAUniformFieldTheMotionIsFreeAlongAndACircleAcross() {
    Backtracker free = tracer(new UniformField(MEAN), 4);
    LaunchDirections directions = LaunchDirections.healpix(8);
    RunningDiffusion running =
        RunningDiffusion.of(List.of(free.run(directions), free.run(directions)));
    double[] s = running.path();
    assertEquals(40, s.length);
    for (int k = 0; k < s.length; k++) {
      assertEquals(s[k] / 6, running.along()[k].mean(), 1e-4 * s[k]);
      double square = 4 * Math.pow(Math.sin(s[k] / (2 * R)), 2) * 2.0 / 3 * R * R;
      assertEquals(square / (4 * s[k]), running.across()[k].mean(), 1e-4 * R);
    }
    assertEquals(0, running.acrossBetween(2 * Math.PI * R, 8 * Math.PI * R).mean(), 0.02 * R);
  }

  /**
   * Slab waves of δB = 0.15 B0 with equal power in each octave: the coefficient along the field
   * from displacements over three to six mean free paths agrees with that from the diffusion of the
   * pitch angle to the local field at lags of one to three gyrations, where it is nearly
   * independent of the lag. For D_µµ ∝ 1 − µ² a lag Δs makes λ∥ too large by Δs/2, which is
   * subtracted. The error of the ratio is about 3 %.
   */
  @Test
  void displacementAndPitchAngleGiveOneCoefficient() {
    PlaneWaves waves = PlaneWaves.kolmogorov(40 * R, 0.5 * R).withSlope(1).withModes(200);
    MagneticField field =
        SlabTable.of(waves.withSlab(1).field(MEAN, 0.15 * 3 * muG, 4), 1500 * R, 0.02 * R);
    Backtracker far = tracer(field, 150);
    List<Ensemble> observers =
        IntStream.range(0, 128)
            .mapToObj(i -> far.withObserver(new Vec3((7.7 * i - 480) * R, 0, 0)))
            .map(at -> at.run(LaunchDirections.uniform(60, 1)))
            .toList();
    SampleMean slope = RunningDiffusion.of(observers).alongBetween(470 * R, 940 * R);
    assertTrue(slope.error() < 0.03 * slope.mean(), slope.toString());
    Backtracker near = tracer(field, 40);
    LaunchDirections directions = LaunchDirections.uniform(400, 2);
    List<Trajectory> traced =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(
                i ->
                    near.withObserver(new Vec3((2.5 * i - 500) * R, 0, 0))
                        .trajectory(directions.direction(i)))
            .toList();
    for (double gyrations : new double[] {1, 2, 3}) {
      double lag = 2 * Math.PI * R * gyrations;
      PitchAngleDiffusion diffusion = PitchAngleDiffusion.aboutLocalField(traced, field, lag, 20);
      assertTrue(diffusion.meanFreePathError() < 0.02 * diffusion.meanFreePath());
      double fromPitchAngles = (diffusion.meanFreePath() - lag / 2) / 3;
      assertEquals(1, fromPitchAngles / slope.mean(), 0.1, "lag of " + gyrations + " gyrations");
    }
  }

  /** The field of slab waves along x, interpolated in a table by cubic polynomials. */
  private record SlabTable(double half, double step, double[] y, double[] z)
      implements MagneticField {
    static SlabTable of(MagneticField waves, double half, double step) {
      int n = (int) (2 * half / step) + 4;
      double[] y = new double[n];
      double[] z = new double[n];
      double[] b = new double[3];
      for (int i = 0; i < n; i++) {
        waves.at(i * step - half, 0, 0, b);
        y[i] = b[1];
        z[i] = b[2];
      }
      return new SlabTable(half, step, y, z);
    }

    @Override
    public void at(double x, double y0, double z0, double[] b) {
      along(x, y0, z0, 0, 0, 0, b);
    }

    @Override
    public void along(double x, double y0, double z0, double dx, double dy, double dz, double[] b) {
      double u = (x + half) / step;
      int i = (int) u;
      b[0] = MEAN.x();
      b[1] = cubic(y, i, u - i, false);
      b[2] = cubic(z, i, u - i, false);
      if (b.length > 3) {
        b[3] = 0;
        b[4] = cubic(y, i, u - i, true) * dx / step;
        b[5] = cubic(z, i, u - i, true) * dx / step;
      }
    }

    /** Interpolates between points i and i + 1 (Catmull and Rom): the value or its slope. */
    private static double cubic(double[] v, int i, double t, boolean slope) {
      double left = (v[i + 1] - v[i - 1]) / 2;
      double right = (v[i + 2] - v[i]) / 2;
      double rise = v[i + 1] - v[i];
      double second = 3 * rise - 2 * left - right;
      double third = left + right - 2 * rise;
      return slope
          ? left + t * (2 * second + 3 * t * third)
          : v[i] + t * (left + t * (second + t * third));
    }
  }

  @Test
  void particlesThatLeaveAndEnsemblesThatDifferAreRefused() {
    Backtracker free = tracer(new UniformField(MEAN), 4);
    LaunchDirections directions = LaunchDirections.healpix(2);
    Ensemble whole = free.run(directions);
    Ensemble left = free.withStopOutsideSphere(6 * R).run(directions);
    Ensemble longer = free.withStopAfterGyrations(5).run(directions);
    String missing =
        assertThrows(IllegalArgumentException.class, () -> RunningDiffusion.of(List.of(left)))
            .getMessage();
    assertTrue(
        missing.endsWith("trace them with withStopAfterGyrations and without an edge"), missing);
    assertThrows(IllegalArgumentException.class, () -> RunningDiffusion.of(List.of(whole, longer)));
    assertThrows(IllegalArgumentException.class, () -> RunningDiffusion.of(List.of()));
    RunningDiffusion running = RunningDiffusion.of(List.of(whole));
    assertEquals(
        "0 path lengths lie between 90.0 and 95.0 pc and a line needs 3: the trajectories have 25.1"
            + " pc",
        assertThrows(IllegalArgumentException.class, () -> running.alongBetween(90 * R, 95 * R))
            .getMessage());
  }
}
