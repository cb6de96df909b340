package larmor.course;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** The building task of unit 4: the path length to the first turn by 90°. */
public final class MeanFreePathTasks {
  private MeanFreePathTasks() {}

  /** A function that computes the path length to the first turn by 90°. */
  @FunctionalInterface
  public interface FirstTurn {
    /**
     * Finds the path length at which the direction has turned by 90° for the first time.
     *
     * @param path path length at each sample of a trajectory, increasing
     * @param cosine cosine of the angle between the direction at each sample and the direction at
     *     the start
     * @return the path length, interpolated linearly between two samples; NaN if the direction
     *     never turns by 90°
     */
    double at(double[] path, double[] cosine);
  }

  /**
   * Tests a function that finds the first turn by 90°, from which the paper defines the mean free
   * path.
   *
   * @param turn the reader's function
   * @return the tests
   */
  public static BuildResult firstTurn(FirstTurn turn) {
    double[] path = IntStream.range(0, 101).mapToDouble(i -> 0.2 * i).toArray();
    double[] circle = Arrays.stream(path).map(Math::cos).toArray();
    return BuildResult.of("First turn by 90°")
        .test(
            "on a circle it comes after π/2 radii",
            () -> {
              double got = turn.at(path, circle);
              if (Math.abs(got - Math.PI / 2) < 2e-3) {
                return "";
              }
              if (Math.abs(got - 1.6) < 1e-9) {
                return "This is the first sample after the turn: interpolate between it and the"
                    + " sample before.";
              }
              if (Math.abs(got - 1.4) < 1e-9) {
                return "This is the last sample before the turn: interpolate between it and the"
                    + " sample after.";
              }
              if (Math.abs(got - 8) < 1.5) {
                return "This is an index of the arrays: return a path length.";
              }
              return String.format(
                  Locale.ROOT,
                  "It is %.4f instead of 1.5708: search for the first change of the sign of the"
                      + " cosine.",
                  got);
            })
        .test(
            "later turns do not count",
            () -> {
              double[] again = {1, 0.5, -0.5, 0.5, -0.5};
              double got = turn.at(new double[] {0, 1, 2, 3, 4}, again);
              if (Math.abs(got - 1.5) < 1e-9) {
                return "";
              }
              return Math.abs(got - 3.5) < 1e-9
                  ? "This is the last turn: stop the search at the first."
                  : String.format(Locale.ROOT, "It is %.4g instead of 1.5.", got);
            })
        .test(
            "samples may be unevenly spaced",
            () -> {
              double got = turn.at(new double[] {0, 1, 5}, new double[] {1, 0.25, -0.75});
              return Math.abs(got - 2) < 1e-9
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "It is %.4g instead of 2: the cosine falls from 0.25 to −0.75 between 1 and 5,"
                          + " so it is 0 after a quarter of the way.",
                      got);
            })
        .test(
            "a direction that never turns has no turn",
            () -> {
              double got = turn.at(new double[] {0, 1, 2}, new double[] {1, 0.9, 0.8});
              return Double.isNaN(got)
                  ? ""
                  : String.format(
                      Locale.ROOT, "It is %.4g: return Double.NaN where there is no turn.", got);
            })
        .test(
            "a cosine of exactly 0 is a turn",
            () -> {
              double got = turn.at(new double[] {0, 1, 2}, new double[] {1, 0, 0.5});
              return Math.abs(got - 1) < 1e-9
                  ? ""
                  : "The turn is where the cosine is 0 or below, so compare with <= 0.";
            });
  }
}
