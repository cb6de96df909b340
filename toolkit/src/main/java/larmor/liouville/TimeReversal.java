package larmor.liouville;

import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.TimeDirection;
import larmor.orbit.Trajectory;

/**
 * A test of how closely a particle returns to the observer when it is traced back and then forward
 * again for the same time. The exact solution returns exactly; the remaining distance is the error
 * of the integration, amplified by the chaos of the trajectories.
 *
 * @param gyrations time Ω0 t/2π of each of the two trajectories
 * @param displacement distance of the end from the observer, in gyroradii
 * @param angle angle between the launch direction and the opposite of the velocity with which the
 *     particle returns [rad]
 */
public record TimeReversal(double gyrations, double displacement, double angle) {
  /**
   * Traces a particle back from the observer and forward again.
   *
   * @param tracer tracer with a gyroradius or energy, an observer and a tolerance; its other stop
   *     conditions remain in force
   * @param direction launch direction û0, of any length but zero
   * @param gyrations time Ω0 t/2π of each of the two trajectories, above 0
   * @return the distance and the angle at the return
   * @throws IllegalArgumentException if the gyrations are not positive and finite
   * @throws IllegalStateException if the tracer has no gyroradius, or for the reasons given at
   *     {@link Backtracker#trajectory}
   */
  public static TimeReversal of(Backtracker tracer, Vec3 direction, double gyrations) {
    Given.require(tracer, "the tracer", "a Backtracker");
    Backtracker timed = tracer.withStopAfterGyrations(gyrations);
    Trajectory back = timed.trajectory(direction);
    int last = back.size() - 1;
    Trajectory forward =
        timed
            .withTimeDirection(TimeDirection.FORWARD)
            .withObserver(back.position(last))
            .trajectory(back.direction(last).times(-1));
    int end = forward.size() - 1;
    return new TimeReversal(
        gyrations,
        forward.position(end).minus(tracer.observer()).norm() / tracer.gyration().gyroradius(),
        forward.direction(end).angleTo(direction.times(-1)));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "back and forward over %.3g gyrations: returns to %.3g r_L and %.3g rad from the launch",
        gyrations,
        displacement,
        angle);
  }
}
