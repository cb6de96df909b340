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

/** Liouville's theorem itself, measured in a turbulent field where µ is far from constant. */
class TheoremTest {
  private static final int POINTS = 64;
  private static final double SPACING = 1 * Units.pc;
  private static final double RL = 2.5 * SPACING;
  private static final double B0 = 3 * Units.muG;
  private static final CubicSplineField FIELD =
      CubicSplineField.of(
          GridTurbulence.of(TurbulenceSpectrum.goldreichSridhar(), POINTS).cube(11),
          CubeScale.ofSide(POINTS * SPACING).withFieldUnit(B0));
  private static final Backtracker TRACKER =
      Backtracker.of(Species.PROTON, FIELD).withGyroradius(RL, B0);

  @Test
  void phaseSpaceVolumeIsConserved() {
    double stretched = 0;
    for (int i = 0; i < 7; i++) {
      PhaseSpaceVolume volume = volume(i, 1e-3);
      assertEquals(1, volume.ratio(), 1e-5, volume.toString());
      stretched = Math.max(stretched, volume.stretching());
    }
    assertTrue(stretched > 10, "a map that hardly deforms anything proves nothing: " + stretched);
  }

  /** Drawn out ninety times in one gyration: what is missing is the step's, and falls as step⁴. */
  @Test
  void phaseSpaceVolumeConvergesWithTheStep() {
    PhaseSpaceVolume coarse = volume(7, 1e-3);
    PhaseSpaceVolume fine = volume(7, 4e-4);
    assertTrue(fine.stretching() > 50, fine.toString());
    double fall = Math.abs(coarse.ratio() - 1) / Math.abs(fine.ratio() - 1);
    assertEquals(39, fall, 8, coarse + ", then " + fine);
    assertEquals(1, fine.ratio(), 1e-3);
  }

  private static PhaseSpaceVolume volume(int i, double step) {
    RandomStream random = RandomStream.of(4, i);
    Vec3 start = random.direction().times(20 * SPACING * random.uniform());
    return PhaseSpaceVolume.of(
        TRACKER.withTolerance(1e-12).withObserver(start), random.direction(), 1, step);
  }

  @Test
  void backAndForthReturnsToTheLaunch() {
    double worst = 0;
    double[] error = new double[2];
    for (int t = 0; t < 2; t++) {
      Backtracker tracker = TRACKER.withTolerance(t == 0 ? 1e-8 : 1e-12);
      for (int i = 0; i < 20; i++) {
        TimeReversal r = TimeReversal.of(tracker, RandomStream.of(5, i).direction(), 3);
        error[t] = Math.max(error[t], Math.max(r.displacement(), r.angle()));
        worst = Math.max(worst, r.displacement());
      }
    }
    assertTrue(error[0] < 1e-2, "at 1e-8: " + error[0]);
    assertTrue(error[1] < 1e-6, "at 1e-12: " + error[1]);
    assertTrue(error[1] < error[0] / 20, error[0] + " to " + error[1]);
  }

  /**
   * A gas that fills phase space evenly stays even: 8 octants of place times 8 of direction. The
   * bound is passed by chance once in 10,000 seeds.
   */
  @Test
  void isotropicInIsotropicOut() {
    int n = 6400;
    Backtracker tracker = TRACKER.withStopAfterGyrations(4);
    double side = FIELD.side();
    int[] cells = new int[64];
    double turned = 0;
    for (int i = 0; i < n; i++) {
      RandomStream random = RandomStream.of(6, i);
      Vec3 start =
          new Vec3(random.uniform() * side, random.uniform() * side, random.uniform() * side);
      Vec3 direction = random.direction();
      Trajectory track = tracker.withObserver(start).trajectory(direction);
      Vec3 r = track.position(track.size() - 1);
      Vec3 u = track.direction(track.size() - 1);
      turned += u.dot(direction) / n;
      cells[
          octant(half(r.x(), side), half(r.y(), side), half(r.z(), side)) * 8
              + octant(u.x() > 0, u.y() > 0, u.z() > 0)]++;
    }
    double chiSquare = 0;
    for (int c : cells) {
      chiSquare += (c - n / 64.0) * (c - n / 64.0) / (n / 64.0);
    }
    assertTrue(Math.abs(turned) < 0.5, "directions are hardly changed: " + turned);
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
