package larmor.liouville;

import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.TimeDirection;
import larmor.orbit.Trajectory;

/**
 * How closely a trajectory returns to the observer when it is traced back and then forward again
 * for the same time. The exact solution returns exactly; the distance that remains is the error of
 * the integration, amplified by the chaos of the trajectories.
 *
 * @param gyrations time traced each way, Ω0 t/2π
 * @param displacement distance between observer and return, in gyroradii
 * @param angle between the launch direction and the opposite of the velocity with which the
 *     particle returns [rad]
 */
public record TimeReversal(double gyrations, double displacement, double angle) {
  /**
   * Traces a particle back from the observer and forward again.
   *
   * @param tracer with gyroradius or energy, observer and tolerance set; its other stop conditions
   *     stay
   * @param direction launch direction û0, any length but zero
   * @param gyrations Ω0 t/2π each way, above 0
   * @return how closely it returns
   * @throws IllegalArgumentException if the gyrations are not positive and finite
   * @throws IllegalStateException if the tracer has no gyroradius, or as for {@link
   *     Backtracker#trajectory}
   */
  public static TimeReversal of(Backtracker tracer, Vec3 direction, double gyrations) {
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
