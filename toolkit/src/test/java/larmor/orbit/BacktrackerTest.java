package larmor.orbit;

import static larmor.units.Units.muG;
import static larmor.units.Units.pc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import larmor.field.MagneticField;
import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

/** What a tracer says of itself and of its trajectories. */
class BacktrackerTest {
  private static final double B = 3 * muG;
  private static final double GYRORADIUS = 5 * pc;
  private static final Vec3 OBSERVER = new Vec3(2 * pc, -3 * pc, 7 * pc);
  private static final Vec3 LAUNCH = new Vec3(0.6, 0, 0.8);

  private static Backtracker tracer(MagneticField field) {
    return Backtracker.of(Species.PROTON, field)
        .withGyroradius(GYRORADIUS, B)
        .withObserver(OBSERVER)
        .withStopAfterGyrations(1.03);
  }

  @Test
  void observerAndFieldThereAreThoseThatWereGiven() {
    MagneticField growing =
        (x, y, z, b) -> {
          b[0] = B * x / pc;
          b[1] = B * y / pc;
          b[2] = B * z / pc;
        };
    assertEquals(OBSERVER, tracer(growing).observer());
    Vec3 met = tracer(growing).fieldAtObserver();
    assertEquals(0, met.minus(new Vec3(2 * B, -3 * B, 7 * B)).norm(), 1e-14 * B);
  }

  @Test
  void theDirectionOfAParticleIsItsLaunchDirection() {
    Ensemble two = tracer(TestFields.uniform(B, 0, 0)).run(LaunchDirections.of(Vec3.Y, LAUNCH));
    assertEquals(0, two.direction(0).minus(Vec3.Y).norm(), 1e-15);
    assertEquals(0, two.direction(1).minus(LAUNCH).norm(), 1e-15);
  }

  /** The trajectory ends between two samples; the moment is constant in a uniform field. */
  @Test
  void theLastPointOfATrajectoryHasItsMagneticMoment() {
    double[] moment = tracer(TestFields.uniform(B, 0, 0)).trajectory(LAUNCH).magneticMoment();
    for (double m : moment) {
      assertEquals(1, m / moment[0], 1e-6);
    }
  }

  @Test
  void aPointOfATrajectoryHasAUnitVectorAsItsDirection() {
    Trajectory trajectory = new Trajectory();
    trajectory.add(0, OBSERVER, 1, 2, 2, 0, 0);
    assertEquals(
        0, trajectory.direction(0).minus(new Vec3(1 / 3.0, 2 / 3.0, 2 / 3.0)).norm(), 1e-15);
  }

  /**
   * The field has no hash, so its values at points within 1000 gyroradii are compared, on both
   * sides of the observer along each axis.
   */
  @Test
  void fieldsThatDifferInAPartOfTheRegionHaveOtherFingerprints() {
    String uniform = tracer(TestFields.uniform(B, 0, 0)).fingerprint(LaunchDirections.of(LAUNCH));
    for (int axis = 0; axis < 3; axis++) {
      for (int side : new int[] {-1, 1}) {
        int a = axis;
        MagneticField other =
            (x, y, z, b) -> {
              double[] at = {x, y, z};
              b[0] = side * at[a] > 200 * GYRORADIUS ? 1.1 * B : B;
              b[1] = 0;
              b[2] = 0;
            };
        assertNotEquals(
            uniform,
            tracer(other).fingerprint(LaunchDirections.of(LAUNCH)),
            "axis " + axis + ", side " + side);
      }
    }
  }

  @Test
  void quantitiesHaveTheirUnits() {
    assertEquals("", TrajectoryQuantity.START_UX.unit());
    assertEquals("m", TrajectoryQuantity.TURN_PATH.unit());
    assertEquals("J/T", TrajectoryQuantity.MOMENT_MEAN.unit());
  }
}
