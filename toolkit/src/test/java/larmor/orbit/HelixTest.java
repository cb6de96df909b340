package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;

import larmor.numeric.Progress;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.ode.BulirschStoer;
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

  /** Measured at a tolerance of 1e-10: 1.5e-10 r_L and 1.5e-10 rad from the exact end. */
  @Test
  void helixClosesAfterOneGyroperiodAtAnyPitch() {
    for (double pitch : new double[] {0, 0.01, 0.7, Math.PI / 2, 2.5, Math.PI}) {
      Vec3 u = new Vec3(Math.cos(pitch), Math.sin(pitch), 0);
      Trajectory trajectory = tracer(1e-10).trajectory(u);
      int last = trajectory.size() - 1;
      Vec3 expected = new Vec3(2 * Math.PI * RL * Math.cos(pitch), 0, 0);
      assertEquals(0, trajectory.position(last).minus(expected).norm() / RL, 3e-10);
      assertEquals(0, trajectory.direction(last).minus(u).norm(), 3e-10);
      assertEquals(2 * Math.PI * RL, trajectory.length(), 1e-12 * RL);
    }
  }

  /**
   * Forward in time dv/dt = Ω v × b̂, so a proton with v along y in a field along x turns towards
   * −z; traced back, with reversed charge, towards +z.
   */
  @Test
  void aProtonGyratesOneWayForwardInTimeAndTheOtherWayWhenTracedBack() {
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

  /** Measured at a tolerance of 1e-8: 1.5e-7 r_L from the helix at most. */
  @Test
  void everySampleOfTenGyrationsLiesOnTheHelix() {
    Vec3 u = new Vec3(0.6, 0.8, 0);
    Trajectory trajectory =
        tracer(1e-8)
            .withStopAfterGyrations(10)
            .withTimeDirection(TimeDirection.FORWARD)
            .trajectory(u);
    double worst = 0;
    for (int i = 0; i < trajectory.size(); i++) {
      double tau = trajectory.path()[i] / RL;
      Vec3 at = new Vec3(0.6 * tau, 0.8 * Math.sin(tau), 0.8 * (Math.cos(tau) - 1)).times(RL);
      worst = Math.max(worst, trajectory.position(i).minus(at).norm() / RL);
    }
    assertEquals(0, worst, 3e-7);
  }

  /**
   * The path length along a helix to the face |x| = 100 pc is 100 pc/|u_x|. Measured: 2e-16 from
   * the face and 1.2e-12 of the path length, both relative.
   */
  @Test
  void trajectoriesEndOnTheFaceOfTheBoxAfterThePathOfAHelix() {
    Ensemble e =
        Backtracker.of(Species.PROTON, TestFields.uniform(B, 0, 0))
            .withGyroradius(RL, B)
            .withStopOutsideBox(100 * pc)
            .run(LaunchDirections.uniform(300, 1), new Workers(2), Progress.NONE);
    assertEquals(300, e.count(StopReason.BOX));
    double face = 0;
    double path = 0;
    for (int i = 0; i < e.size(); i++) {
      assertEquals(StopReason.BOX, e.stopReason(i));
      face =
          Math.max(face, Math.abs(Math.abs(e.value(TrajectoryQuantity.END_X, i)) / (100 * pc) - 1));
      double ux = Math.abs(e.value(TrajectoryQuantity.START_UX, i));
      path =
          Math.max(path, Math.abs(e.value(TrajectoryQuantity.END_PATH, i) * ux / (100 * pc) - 1));
    }
    assertEquals(0, face, 1e-14);
    assertEquals(0, path, 5e-12);
  }

  @Test
  void aTracerPrintsEverySettingThatMatters() {
    assertEquals(
        """
        tracing back in time, proton of 27.8 PeV in 3.00 µG: gyroradius 10.0 pc, period 205 yr
        observer (0.00, 0.00, 0.00) pc, no spheres
        stops after 1 gyrations, lost after 10000 gyrations
        Hermite, order 4, tolerance 1.00e-10, steps of at most 1.00/Ω0""",
        tracer(1e-10).toString());
    Backtracker full =
        Backtracker.of(Species.IRON, TestFields.uniform(B, 0, 0))
            .withObserver(new Vec3(1, -2, 0.5).times(pc))
            .withSpheres(10 * pc, 30 * pc)
            .withAllCrossings()
            .withStopOutsideBox(250 * pc)
            .withStopOutsideSphere(40 * pc)
            .withStopAfterGyrations(0.25)
            .withMaximumGyrations(1e12)
            .withUnderResolvedAllowed()
            .withTimeDirection(TimeDirection.FORWARD)
            .withSolver(BulirschStoer.of(1e-6).withLargestStep(0.5));
    assertEquals(
        """
        tracing forward in time, iron nucleus without gyroradius
        observer (1.00, -2.00, 0.500) pc, all crossings of spheres R = 10.0, 30.0 pc
        stops outside the box of half side 250 pc or outside the sphere of radius 40.0 pc or after 0.250 gyrations, lost after 1.00e+12 gyrations
        SOLVER, steps of at most 0.500/Ω0, gyroradius below two grid cells allowed"""
            .replace("SOLVER", BulirschStoer.of(1e-6).toString()),
        full.toString());
    assertEquals("stops not set, lost after 10000 gyrations", StopConditions.DEFAULT.toString());
  }

  @Test
  void aTrajectoryPrintsItsLengthAndEnd() {
    assertEquals(
        "trajectory of 62.8 pc in 33 points, ends 62.8 pc from the observer: it completed the requested gyrations",
        tracer(1e-10).trajectory(Vec3.X).toString());
  }
}
