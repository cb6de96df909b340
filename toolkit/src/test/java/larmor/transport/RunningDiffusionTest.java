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
   * Strong slab waves: the coefficient along the field from displacements agrees with that from the
   * pitch-angle diffusion of the same particles, within the errors (about 5 % each) and the bias of
   * a finite lag.
   */
  @Test
  void displacementAndPitchAngleGiveOneCoefficient() {
    MagneticField field =
        PlaneWaves.kolmogorov(10 * R, 0.3 * R)
            .withModes(64)
            .withSlab(1)
            .field(MEAN, 0.6 * 3 * muG, 4);
    Backtracker far = tracer(field, 50);
    List<Ensemble> observers =
        IntStream.range(0, 8)
            .mapToObj(i -> far.withObserver(new Vec3(37 * i * R, 11 * R, 5 * R)))
            .map(at -> at.run(LaunchDirections.uniform(40, 1)))
            .toList();
    RunningDiffusion running = RunningDiffusion.of(observers);
    SampleMean slope = running.alongBetween(100 * R, 300 * R);
    var traced =
        IntStream.range(0, 160)
            .mapToObj(
                i ->
                    far.withObserver(new Vec3(1.7 * i * R, 0, 0))
                        .trajectory(LaunchDirections.uniform(160, 2).direction(i)))
            .toList();
    double lag = 1.0 * Math.PI * R;
    double fromPitchAngles =
        PitchAngleDiffusion.aboutDirection(traced, Vec3.X, lag, 16).meanFreePath() / 3;
    assertTrue(slope.error() < 0.2 * slope.mean(), slope.toString());
    assertEquals(1, fromPitchAngles / slope.mean(), 0.5);
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
