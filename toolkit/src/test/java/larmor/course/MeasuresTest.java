package larmor.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.CubeScale;
import larmor.field.CubicSplineField;
import larmor.field.FieldCube;
import larmor.field.MagneticField;
import larmor.field.PlaneWaveField;
import larmor.field.UniformField;
import larmor.numeric.Vec3;
import larmor.ode.BulirschStoer;
import larmor.ode.DormandPrince;
import larmor.orbit.Backtracker;
import larmor.orbit.Species;
import larmor.units.Units;
import org.junit.jupiter.api.Test;

/** What the course measures with: against cases whose result is known. */
class MeasuresTest {
  private static final double B = 3 * Units.muG;
  private static final double RL = Units.pc;

  private static Backtracker tracker(MagneticField field) {
    return Backtracker.of(Species.PROTON, field).withGyroradius(RL, B);
  }

  /** In a uniform field every track has one period: two from one place meet again. */
  @Test
  void neighboursMeetAgainWithoutTurbulence() {
    var field = new UniformField(new Vec3(B, 0, 0));
    var free = tracker(field).withSolver(DormandPrince.of(1e-13)).withStopAfterGyrations(3);
    TrajectorySeparation parting = TrajectorySeparation.of(free, RL, new Vec3(0, 0, 1), 1e-6);
    assertEquals(2 * Math.PI, parting.paths()[31], 1e-9);
    assertTrue(parting.distances()[31] < 1e-9, parting.toString());
    // half a gyration on, at the far sides of circles whose centres are 1e-6 r_L apart
    assertEquals(2e-6, parting.distances()[15], 1e-8);
  }

  @Test
  void foldingIsThatOfTheExponential() {
    double[] paths = new double[200];
    double[] distances = new double[200];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = 0.5 * i;
      distances[i] = 1e-9 * Math.exp(paths[i] / 3);
    }
    TrajectorySeparation parting = new TrajectorySeparation(paths, distances);
    assertEquals(3, parting.eFolding(1e-8, 1e-2), 1e-9);
    assertEquals(
        "the two tracks are between 1.00e+10 and 1.00e+11 r_L apart at 0 points, and a slope needs 3:"
            + " take a wider range or longer tracks",
        assertThrows(IllegalStateException.class, () -> parting.eFolding(1e10, 1e11)).getMessage());
  }

  /** Ten times the angle: ten times the distance, as long as both are small. */
  @Test
  void distanceGoesWithTheAngle() {
    Vec3 k = new Vec3(2 * Math.PI / (5 * RL), 0, 0);
    var wave = PlaneWaveField.of(new Vec3(B, 0, 0)).with(k, new Vec3(0, B, 0), 0);
    var tracks = tracker(wave).withSolver(DormandPrince.of(1e-13)).withStopAfterGyrations(3);
    double one = TrajectorySeparation.of(tracks, RL, new Vec3(1, 2, 2), 1e-8).distances()[20];
    double ten = TrajectorySeparation.of(tracks, RL, new Vec3(1, 2, 2), 1e-7).distances()[20];
    assertEquals(10, ten / one, 0.01);
  }

  @Test
  void ladderOfAHelixClosesAtItsTolerance() {
    var field = new UniformField(new Vec3(B, 0, 0));
    SolverComparison ladder =
        SolverComparison.of(tracker(field), RL, 2, BulirschStoer.of(1e-6), 1e-4, 1e-8);
    assertTrue(ladder.errors()[0] > 10 * ladder.errors()[1], ladder.toString());
    assertTrue(ladder.errors()[1] < 1e-6, ladder.toString());
    assertTrue(ladder.evaluations()[1] > ladder.evaluations()[0], ladder.toString());
    assertTrue(ladder.energyErrors()[1] < 1e-6, ladder.toString());
    assertTrue(ladder.html().contains("Bulirsch-Stoer"), ladder.html());
  }

  /** A constant against a wave: the error is the wave itself; half of it: half. */
  @Test
  void interpolationErrorIsTheShareThatIsMissing() {
    Vec3 k = new Vec3(0, 2 * Math.PI / (8 * RL), 0);
    PlaneWaveField wave = PlaneWaveField.of(new Vec3(B, 0, 0)).with(k, new Vec3(0, 0, B), 0.3);
    PlaneWaveField half = PlaneWaveField.of(new Vec3(B, 0, 0)).with(k, new Vec3(0, 0, B / 2), 0.3);
    MagneticField none = new UniformField(new Vec3(B, 0, 0));
    assertEquals(0, InterpolationError.of(wave, wave, 64 * RL, 5000, 1).rms(), 0);
    assertEquals(1, InterpolationError.of(wave, none, 64 * RL, 5000, 1).rms(), 0.01);
    assertEquals(0.5, InterpolationError.of(wave, half, 64 * RL, 5000, 1).rms(), 0.005);
    assertThrows(IllegalArgumentException.class, () -> InterpolationError.of(wave, none, RL, 1, 1));
  }

  /** The spline's own law, 5 λ⁻⁴ of the amplitude at most (CubicSplineField). */
  @Test
  void splineIsOffByItsFourthPower() {
    double cells = 16;
    Vec3 k = new Vec3(0, 2 * Math.PI / (cells * RL), 0);
    PlaneWaveField wave = PlaneWaveField.of(new Vec3(B, 0, 0)).with(k, new Vec3(0, 0, B), 0.3);
    CubeScale scale = CubeScale.ofSide(64 * RL).withFieldUnit(B);
    CubicSplineField grid = CubicSplineField.of(FieldCube.of(wave, 64, scale), scale);
    double rms = InterpolationError.of(wave, grid, 64 * RL, 2000, 1).rms();
    double limit = 5 / Math.pow(cells, 4);
    // the largest error is √2 of the rms or more
    assertTrue(rms < limit && rms > limit / 4, rms + " against " + limit);
  }
}
