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

/** Guiding-centre theory to first order in gyroradius over length (Northrop 1963). */
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

  /** v_d/v = (r_L/2L) sin² of the pitch angle along B × ∇B for a positive charge. */
  @Test
  void gradientDriftHasItsSpeed() {
    GradientField field = new GradientField(B, LENGTH);
    for (double sine : new double[] {1, 0.5}) {
      double gyrations = 100;
      Vec3 u = new Vec3(Math.sqrt(1 - sine * sine), 0, sine);
      Trajectory track = tracer(field).withStopAfterGyrations(gyrations).trajectory(u);
      double expected = RL / (2 * LENGTH) * sine * sine * track.length();
      Vec3 start = new Vec3(0, -sine * RL, 0);
      double drift = end(track).minus(start).z();
      Vec3 v = track.direction(track.size() - 1);
      Vec3 centre = end(track).plus(v.cross(Vec3.X).times(RL));
      Vec3 centre0 = u.cross(Vec3.X).times(RL);
      assertTrue(Math.abs(drift) > 0);
      assertEquals(1, centre.minus(centre0).z() / expected, 0.01);
    }
  }

  /** In the field of a straight current, B ∝ 1/ρ, v_d/v = (r_L/ρ)(cos² + sin²/2). */
  @Test
  void curvatureAndGradientDriftAddUpAroundACurrent() {
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
      Trajectory track = tracer(current).withStopAfterGyrations(200).trajectory(u);
      double expected = RL / rho * (cosine * cosine + sine * sine / 2) * track.length();
      double[] b = new double[3];
      Vec3 last = end(track);
      current.at(last.x(), last.y(), last.z(), b);
      Vec3 field = new Vec3(b[0], b[1], b[2]);
      double strength = field.norm();
      Vec3 v = track.direction(track.size() - 1);
      Vec3 centre = last.plus(v.cross(field.unit()).times(RL * B / strength));
      Vec3 centre0 = u.cross(Vec3.X).times(RL);
      assertEquals(1, -centre.minus(centre0).z() / expected, 0.01, "cosine " + cosine);
    }
  }

  /** A particle turns round where B = B0/sin² of its pitch angle at the centre of the bottle. */
  @Test
  void mirrorReflectsWhereThePitchAngleSays() {
    MirrorField bottle = new MirrorField(B, LENGTH);
    double sine2 = 0.8;
    Vec3 u = new Vec3(Math.sqrt(1 - sine2), 0, Math.sqrt(sine2));
    Trajectory track = tracer(bottle).withStopAfterGyrations(650).trajectory(u);
    double furthest = 0;
    double backAt = 0;
    for (int i = 1; i < track.size(); i++) {
      double x = track.position(i).x();
      furthest = Math.max(furthest, x);
      if (x < 0 && track.position(i - 1).x() >= 0) {
        backAt = x;
      }
    }
    assertTrue(backAt < 0, "it never came back through the centre");
    assertEquals(1 / sine2, bottle.ratio(furthest), 0.002);
  }

  /** In the bottle µ keeps to the order of r_L/L though |B| grows by a quarter. */
  @Test
  void momentIsConservedInASlowlyVaryingField() {
    MirrorField bottle = new MirrorField(B, LENGTH);
    Vec3 u = new Vec3(Math.sqrt(0.2), 0, Math.sqrt(0.8));
    Trajectory track = tracer(bottle).withStopAfterGyrations(400).trajectory(u);
    double[] mu = track.magneticMoment();
    double worst = 0;
    for (double m : mu) {
      worst = Math.max(worst, Math.abs(m / mu[0] - 1));
    }
    assertTrue(worst < 2 * RL / LENGTH, "mu changes by " + worst);
    assertTrue(worst > 1e-9, "mu in a bottle is not constant to round-off");
  }
}
