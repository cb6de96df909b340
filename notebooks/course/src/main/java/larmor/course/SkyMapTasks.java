package larmor.course;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;

/** The building tasks of unit 6: the weight of a trajectory, and the map of the weights. */
public final class SkyMapTasks {
  private SkyMapTasks() {}

  /** A function that computes the weight of a trajectory. */
  @FunctionalInterface
  public interface Weight {
    /**
     * Computes the intensity 1 + A û·ĝ of a dipole.
     *
     * @param u direction of the back-traced particle at the crossing, a unit vector
     * @param gradient direction of the density gradient, of any length above 0
     * @param a amplitude A of the dipole
     * @return the weight
     */
    double of(Vec3 u, Vec3 gradient, double a);
  }

  /** A function that sums weights in pixels. */
  @FunctionalInterface
  public interface Counter {
    /**
     * Adds the weights of the launch directions in each pixel of a sky.
     *
     * @param directions launch directions, unit vectors in the frame of the map
     * @param weights one weight for each direction
     * @param grid the pixels; {@code grid.pixel(direction)} is the pixel of a direction
     * @return the sum of the weights in each pixel, {@code grid.pixels()} numbers
     */
    double[] count(List<Vec3> directions, double[] weights, Healpix grid);
  }

  /**
   * Tests a function that computes a dipole weight, 1 + A û·ĝ.
   *
   * @param weight the reader's function
   * @return the tests
   */
  public static BuildResult dipoleWeight(Weight weight) {
    return BuildResult.of("Dipole weight")
        .test(
            "towards the gradient it is 1 + A",
            () -> {
              double got = weight.of(Vec3.X, Vec3.X, 0.3);
              if (near(got, 1.3)) {
                return "";
              }
              if (near(got, 0.7)) {
                return "The sign is reversed. The particle is traced back: its direction at the"
                    + " crossing points to where it came from, and more come from where the density"
                    + " is larger.";
              }
              if (near(got, 0.3)) {
                return "The mean intensity, 1, is missing.";
              }
              return String.format(Locale.ROOT, "For A = 0.3 it is %.4g instead of 1.3.", got);
            })
        .test(
            "across the gradient it is 1",
            () -> {
              double got = weight.of(Vec3.Y, Vec3.X, 0.3);
              return near(got, 1) ? "" : String.format(Locale.ROOT, "It is %.4g.", got);
            })
        .test(
            "at 60° it is 1 + A/2",
            () -> {
              double got = weight.of(new Vec3(0.5, Math.sqrt(0.75), 0), Vec3.X, 0.3);
              return near(got, 1.15)
                  ? ""
                  : String.format(
                      Locale.ROOT, "It is %.4g instead of 1.15: use the cosine, û·ĝ.", got);
            })
        .test(
            "the length of the gradient does not count",
            () ->
                near(weight.of(Vec3.X, new Vec3(5, 0, 0), 0.3), 1.3)
                    ? ""
                    : "With a gradient of length 5 it changes: ĝ is a unit vector, gradient.unit().")
        .test(
            "the mean over all directions is 1",
            () -> {
              Healpix grid = Healpix.of(8);
              double sum = 0;
              for (int p = 0; p < grid.pixels(); p++) {
                sum += weight.of(grid.direction(p), new Vec3(1, 2, -1), 0.9);
              }
              double mean = sum / grid.pixels();
              return Math.abs(mean - 1) < 1e-9
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "It is %.4f: a weight must not be cut off or made positive.",
                      mean);
            });
  }

  /**
   * Tests a function that sums weights in pixels.
   *
   * @param counter the reader's function
   * @return the tests
   */
  public static BuildResult pixelCounts(Counter counter) {
    Healpix grid = Healpix.of(4);
    List<Vec3> directions =
        List.of(Vec3.X, Vec3.Z, Vec3.X, new Vec3(0, -1, 0), new Vec3(0.6, 0, -0.8));
    double[] weights = {1, 2, 0.5, 4, 8};
    return BuildResult.of("Pixel counting")
        .test(
            "there is one number for each pixel",
            () -> {
              int n = counter.count(directions, weights, grid).length;
              return n == grid.pixels()
                  ? ""
                  : "There are " + n + " numbers for the " + grid.pixels() + " pixels of nside 4.";
            })
        .test(
            "a pixel that is hit twice has both weights",
            () -> {
              double got = counter.count(directions, weights, grid)[grid.pixel(Vec3.X)];
              if (near(got, 1.5)) {
                return "";
              }
              if (near(got, 0.5)) {
                return "Only the last weight is left: add with +=.";
              }
              if (near(got, 2)) {
                return "This is the number of particles: add their weights.";
              }
              return near(got, 0.75)
                  ? "This is the mean weight, the other estimator: here the sum is asked for."
                  : String.format(Locale.ROOT, "The weights 1 and 0.5 give %.4g.", got);
            })
        .test(
            "every weight is in the pixel of its direction",
            () -> {
              double[] map = counter.count(directions, weights, grid);
              for (int i : new int[] {1, 3, 4}) {
                double got = map[grid.pixel(directions.get(i))];
                if (!near(got, weights[i])) {
                  boolean opposite = near(map[grid.pixel(directions.get(i).times(-1))], weights[i]);
                  return opposite
                      ? "The weights are at the opposite side of the sky: a back-traced particle is"
                          + " launched in the direction in which one looks."
                      : String.format(
                          Locale.ROOT,
                          "The direction %s has %.4g instead of %.4g.",
                          directions.get(i),
                          got,
                          weights[i]);
                }
              }
              return "";
            })
        .test(
            "no weight is lost",
            () -> {
              double sum = Arrays.stream(counter.count(directions, weights, grid)).sum();
              return near(sum, 15.5)
                  ? ""
                  : String.format(Locale.ROOT, "The sum is %.4g instead of 15.5.", sum);
            });
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= 1e-9;
  }
}
