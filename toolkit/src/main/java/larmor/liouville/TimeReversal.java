package larmor.liouville;

import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.orbit.Backtracker;
import larmor.orbit.TimeDirection;
import larmor.orbit.Trajectory;

/**
 * How well a trajectory returns to its launch when it is traced back and then forward again for the
 * same time: what is left is the error of the integration, as scattered by the field's chaos.
 *
 * @param gyrations traced each way, Ω0 t/2π
 * @param displacement distance between launch and return, in gyroradii
 * @param angle between the launch direction and the returning one [rad]
 */
public record TimeReversal(double gyrations, double displacement, double angle) {
  /**
   * Traces back from the start and forward again.
   *
   * @param tracer with gyroradius or energy, observer and tolerance set; its other stops are kept
   * @param direction û0 of the back-tracked particle, any length but zero
   * @param gyrations Ω0 t/2π each way, above 0
   */
  public static TimeReversal of(Backtracker tracer, Vec3 direction, double gyrations) {
    Backtracker timed = tracer.withStopAfterGyrations(gyrations);
    Trajectory back = timed.trajectory(direction);
    int last = back.size() - 1;
    Trajectory forth =
        timed
            .withTimeDirection(TimeDirection.FORWARD)
            .withObserver(back.position(last))
            .trajectory(back.direction(last).times(-1));
    int end = forth.size() - 1;
    return new TimeReversal(
        gyrations,
        forth.position(end).minus(tracer.observer()).norm() / tracer.gyration().gyroradius(),
        forth.direction(end).angleTo(direction.times(-1)));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "back and forth over %.3g gyrations: %.3g r_L and %.3g rad from the launch",
        gyrations,
        displacement,
        angle);
  }
}
