package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;

class HelixTest {
  private static final double B = 3 * muG;
  private static final double RL = 10 * pc;

  private static Backtracker tracer(double tolerance) {
    return Backtracker.of(Species.PROTON, TestFields.uniform(B, 0, 0))
        .withGyroradius(RL, B)
        .withTolerance(tolerance)
        .withStopAfterGyrations(1);
  }

  @Test
  void helixClosesAfterOneGyroperiodAtAnyPitch() {
    for (double pitch : new double[] {0, 0.01, 0.7, Math.PI / 2, 2.5, Math.PI}) {
      Vec3 u = new Vec3(Math.cos(pitch), Math.sin(pitch), 0);
      Trajectory track = tracer(1e-10).trajectory(u);
      int last = track.size() - 1;
      Vec3 expected = new Vec3(2 * Math.PI * RL * Math.cos(pitch), 0, 0);
      assertEquals(0, track.position(last).minus(expected).norm() / RL, 2e-9);
      assertEquals(0, track.direction(last).minus(u).norm(), 2e-9);
      assertEquals(2 * Math.PI * RL, track.length(), 1e-12 * RL);
    }
  }

  /**
   * A proton gyrates clockwise about the field seen along it, its back-tracked image the other way.
   */
  @Test
  void senseOfGyrationIsThatOfTheCharge() {
    Vec3 u = Vec3.Y;
    Trajectory back = tracer(1e-8).withStopAfterGyrations(0.25).trajectory(u);
    Trajectory ahead =
        tracer(1e-8)
            .withStopAfterGyrations(0.25)
            .withTimeDirection(TimeDirection.FORWARD)
            .trajectory(u);
    assertEquals(0, ahead.direction(ahead.size() - 1).minus(new Vec3(0, 0, -1)).norm(), 1e-6);
    assertEquals(0, back.direction(back.size() - 1).minus(new Vec3(0, 0, 1)).norm(), 1e-6);
  }

  @Test
  void everySampleLiesOnTheHelix() {
    Vec3 u = new Vec3(0.6, 0.8, 0);
    Trajectory track =
        tracer(1e-8)
            .withStopAfterGyrations(10)
            .withTimeDirection(TimeDirection.FORWARD)
            .trajectory(u);
    for (int i = 0; i < track.size(); i++) {
      double tau = track.path()[i] / RL;
      Vec3 at = new Vec3(0.6 * tau, 0.8 * Math.sin(tau), 0.8 * (Math.cos(tau) - 1)).times(RL);
      assertTrue(track.position(i).minus(at).norm() < 2e-6 * RL, "sample " + i);
    }
  }

  @Test
  void boxIsLeftThroughItsFace() {
    Ensemble e =
        Backtracker.of(Species.PROTON, TestFields.uniform(B, 0, 0))
            .withGyroradius(RL, B)
            .withSpheres(20 * pc, 40 * pc)
            .withStopOutsideBox(100 * pc)
            .run(LaunchDirections.uniform(300, 1), new Workers(2), Progress.NONE);
    int faces = 0;
    for (int i = 0; i < e.size(); i++) {
      if (e.end(i) == StopReason.BOX) {
        faces++;
        assertEquals(100 * pc, Math.abs(e.value(TrajectoryQuantity.END_X, i)), 1e-9 * pc);
        double ux = e.value(TrajectoryQuantity.START_UX, i);
        assertEquals(
            100 * pc / Math.abs(ux),
            e.value(TrajectoryQuantity.END_PATH, i),
            1e-4 * pc / Math.abs(ux));
      }
    }
    assertTrue(faces > 290);
  }

  @Test
  void tracerAndTrackTellThemselves() {
    assertEquals(
        "tracing back a proton of 27.8 PeV in 3.00 µG: gyroradius 10.0 pc, period 205 yr, Hermite, order 4, tolerance 1.00e-10",
        tracer(1e-10).toString());
    assertEquals(
        "track of 62.8 pc in 33 points, ending 62.8 pc from its start: it made the gyrations asked for",
        tracer(1e-10).trajectory(Vec3.X).toString());
  }
}
