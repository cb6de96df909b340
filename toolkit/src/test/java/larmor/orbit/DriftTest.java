package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.field.GradientField;
import larmor.field.MagneticField;
import larmor.field.MirrorField;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

/**
 * Drifts and the mirror against guiding-centre theory, which is of first order in gyroradius over
 * length (Northrop 1963); r_L/L is 1e-3 here.
 */
class DriftTest {
  private static final double B = 3 * muG;
  private static final double RL = pc;
  private static final double LENGTH = 1000 * pc;

  private static Backtracker tracer(MagneticField field) {
    return Backtracker.of(Species.PROTON, field)
        .withGyroradius(RL, B)
        .withTolerance(1e-10)
        .withTimeDirection(TimeDirection.FORWARD);
  }

  private static Vec3 end(Trajectory t) {
    return t.position(t.size() - 1);
  }

  /**
   * v_d/v = (r_L/2L) sin²α along B × ∇B for a positive charge of pitch angle α. Measured over the
   * theory: 0.9969 for α = 90° and 0.9985 for 30°.
   */
  @Test
  void gradientDriftHasTheSpeedOfGuidingCentreTheory() {
    GradientField field = new GradientField(B, LENGTH);
    for (double sine : new double[] {1, 0.5}) {
      double gyrations = 100;
      Vec3 u = new Vec3(Math.sqrt(1 - sine * sine), 0, sine);
      Trajectory trajectory = tracer(field).withStopAfterGyrations(gyrations).trajectory(u);
      double expected = RL / (2 * LENGTH) * sine * sine * trajectory.length();
      Vec3 v = trajectory.direction(trajectory.size() - 1);
      Vec3 centre = end(trajectory).plus(v.cross(Vec3.X).times(RL));
      Vec3 centre0 = u.cross(Vec3.X).times(RL);
      assertEquals(1, centre.minus(centre0).z() / expected, 0.004);
    }
  }

  /**
   * In the field of a straight current, B ∝ 1/ρ, v_d/v = (r_L/ρ)(cos²α + sin²α/2): the curvature
   * drift and the gradient drift. Measured: within 2.6e-4 of the theory.
   */
  @Test
  void curvatureAndGradientDriftAroundACurrentAddUpAsInGuidingCentreTheory() {
    double rho = LENGTH;
    MagneticField current =
        (x, y, z, b) -> {
          double yy = y + rho;
          double f = B * rho / (x * x + yy * yy);
          b[0] = f * yy;
          b[1] = -f * x;
          b[2] = 0;
        };
    for (double cosine : new double[] {1, 0.6, 0}) {
      double sine = Math.sqrt(1 - cosine * cosine);
      Vec3 u = new Vec3(cosine, 0, sine);
      Trajectory trajectory = tracer(current).withStopAfterGyrations(200).trajectory(u);
      double expected = RL / rho * (cosine * cosine + sine * sine / 2) * trajectory.length();
      double[] b = new double[3];
      Vec3 last = end(trajectory);
      current.at(last.x(), last.y(), last.z(), b);
      Vec3 field = new Vec3(b[0], b[1], b[2]);
      double strength = field.norm();
      Vec3 v = trajectory.direction(trajectory.size() - 1);
      Vec3 centre = last.plus(v.cross(field.unit()).times(RL * B / strength));
      Vec3 centre0 = u.cross(Vec3.X).times(RL);
      assertEquals(1, -centre.minus(centre0).z() / expected, 5e-4, "cosine " + cosine);
    }
  }

  /**
   * A particle is reflected where B = B0/sin²α, with the pitch angle α at the centre of the bottle.
   * Measured: B there is within 5e-7 of that.
   */
  @Test
  void aMirrorReflectsWhereTheFieldIsB0OverSineSquaredOfThePitchAngle() {
    MirrorField bottle = new MirrorField(B, LENGTH);
    double sine2 = 0.8;
    Vec3 u = new Vec3(Math.sqrt(1 - sine2), 0, Math.sqrt(sine2));
    Trajectory trajectory = tracer(bottle).withStopAfterGyrations(650).trajectory(u);
    double furthest = 0;
    double backAt = 0;
    for (int i = 1; i < trajectory.size(); i++) {
      double x = trajectory.position(i).x();
      furthest = Math.max(furthest, x);
      if (x < 0 && trajectory.position(i - 1).x() >= 0) {
        backAt = x;
      }
    }
    assertTrue(backAt < 0, "the particle is not reflected back through the centre");
    assertEquals(1 / sine2, bottle.ratio(furthest), 2e-6);
  }

  /**
   * µ is an adiabatic invariant: |B| grows by a quarter over L = 1000 r_L, and µ changes by 2.4e-6
   * (measured).
   */
  @Test
  void momentIsConservedInABottleMuchLongerThanTheGyroradius() {
    MirrorField bottle = new MirrorField(B, LENGTH);
    Vec3 u = new Vec3(Math.sqrt(0.2), 0, Math.sqrt(0.8));
    Trajectory trajectory = tracer(bottle).withStopAfterGyrations(400).trajectory(u);
    double[] mu = trajectory.magneticMoment();
    double worst = 0;
    for (double m : mu) {
      worst = Math.max(worst, Math.abs(m / mu[0] - 1));
    }
    assertEquals(2.4e-6, worst, 1e-7);
  }
}
