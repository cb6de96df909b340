package larmor.liouville;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.Species;
import larmor.orbit.Trajectory;
import larmor.turbulence.GridTurbulence;
import larmor.turbulence.TurbulenceSpectrum;
import larmor.units.Units;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/** Numerical tests of Liouville's theorem in a turbulent field in which µ is not conserved. */
class TheoremTest {
  private static final int POINTS = 64;
  private static final double SPACING = 1 * Units.pc;
  private static final double RL = 2.5 * SPACING;
  private static final double B0 = 3 * Units.muG;
  private static final CubicSplineField FIELD =
      CubicSplineField.of(
          GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), POINTS).cube(11),
          CubeScale.ofSide(POINTS * SPACING).withFieldUnit(B0));
  private static final Backtracker TRACER =
      Backtracker.of(Species.PROTON, FIELD).withGyroradius(RL, B0);

  /**
   * The map of a small volume over one gyration, for seven launches. Measured: the volume changes
   * by 2.5e-7 at most, while it is stretched by up to 16.
   */
  @Test
  void phaseSpaceVolumeIsConserved() {
    double stretched = 0;
    double worst = 0;
    for (int i = 0; i < 7; i++) {
      PhaseSpaceVolume volume = volume(i, 1e-3);
      worst = Math.max(worst, Math.abs(volume.ratio() - 1));
      stretched = Math.max(stretched, volume.stretching());
    }
    assertEquals(0, worst, 1e-6);
    assertEquals(16.1, stretched, 0.1, "the largest deformation");
  }

  /**
   * A launch whose volume is stretched 93 times in one gyration: the deviation from 1 is that of
   * the finite differences and falls as step⁴, by 2.5⁴ = 39. Measured: 39.3.
   */
  @Test
  void measuredPhaseSpaceVolumeConvergesToOneWithTheFourthPowerOfTheStep() {
    PhaseSpaceVolume coarse = volume(7, 1e-3);
    PhaseSpaceVolume fine = volume(7, 4e-4);
    assertEquals(93.3, fine.stretching(), 0.3, fine.toString());
    double fall = Math.abs(coarse.ratio() - 1) / Math.abs(fine.ratio() - 1);
    assertEquals(39, fall, 2, coarse + ", then " + fine);
    assertEquals(1, fine.ratio(), 3e-4);
  }

  private static PhaseSpaceVolume volume(int i, double step) {
    RandomStream random = RandomStream.of(4, i);
    Vec3 start = random.direction().times(20 * SPACING * random.uniform());
    return PhaseSpaceVolume.of(
        TRACER.withTolerance(1e-12).withObserver(start), random.direction(), 1, step);
  }

  /**
   * Three gyrations back and forward, 20 launches. Measured largest distance or angle from the
   * launch: 1.6e-6 at a tolerance of 1e-8 and 1.2e-10 at 1e-12.
   */
  @Test
  void aTrajectoryTracedBackAndForwardReturnsToItsLaunchWithAnErrorThatFallsWithTheTolerance() {
    double[] error = new double[2];
    for (int t = 0; t < 2; t++) {
      Backtracker tracer = TRACER.withTolerance(t == 0 ? 1e-8 : 1e-12);
      for (int i = 0; i < 20; i++) {
        TimeReversal r = TimeReversal.of(tracer, RandomStream.of(5, i).direction(), 3);
        error[t] = Math.max(error[t], Math.max(r.displacement(), r.angle()));
      }
    }
    assertTrue(error[0] < 5e-6, "at 1e-8: " + error[0]);
    assertTrue(error[1] < 5e-10, "at 1e-12: " + error[1]);
  }

  /**
   * Particles uniform in place and isotropic in direction stay so: χ² of their numbers in 8 octants
   * of place times 8 of direction after four gyrations, which exceeds the bound by chance for one
   * seed in 10,000. The mean cosine between launch and end, measured 0.11, shows that the
   * directions have changed.
   */
  @Test
  void aUniformIsotropicDistributionStaysUniformAndIsotropic() {
    int n = 6400;
    Backtracker tracer = TRACER.withStopAfterGyrations(4);
    double side = FIELD.side();
    int[] cells = new int[64];
    double turned = 0;
    for (int i = 0; i < n; i++) {
      RandomStream random = RandomStream.of(6, i);
      Vec3 start =
          new Vec3(random.uniform() * side, random.uniform() * side, random.uniform() * side);
      Vec3 direction = random.direction();
      Trajectory trajectory = tracer.withObserver(start).trajectory(direction);
      Vec3 r = trajectory.position(trajectory.size() - 1);
      Vec3 u = trajectory.direction(trajectory.size() - 1);
      turned += u.dot(direction) / n;
      cells[
          octant(half(r.x(), side), half(r.y(), side), half(r.z(), side)) * 8
              + octant(u.x() > 0, u.y() > 0, u.z() > 0)]++;
    }
    double chiSquare = 0;
    for (int c : cells) {
      chiSquare += (c - n / 64.0) * (c - n / 64.0) / (n / 64.0);
    }
    assertTrue(Math.abs(turned) < 0.2, "the directions have hardly changed: " + turned);
    double limit = new ChiSquaredDistribution(63).inverseCumulativeProbability(0.9999);
    assertTrue(chiSquare < limit, chiSquare + " against " + limit);
  }

  private static boolean half(double x, double side) {
    return x / side - Math.floor(x / side) > 0.5;
  }

  private static int octant(boolean a, boolean b, boolean c) {
    return (a ? 4 : 0) + (b ? 2 : 0) + (c ? 1 : 0);
  }
}
