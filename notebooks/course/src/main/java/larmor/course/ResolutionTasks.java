package larmor.course;

import java.util.Locale;

/** The building task of unit 3: trilinear interpolation on a periodic grid. */
public final class ResolutionTasks {
  private static final int N = 4;

  private ResolutionTasks() {}

  /** A function that interpolates samples. */
  @FunctionalInterface
  public interface Interpolator {
    /**
     * Interpolates samples of a periodic function.
     *
     * @param f samples f[i][j][k] at the integer coordinates (i, j, k)
     * @param x coordinate in cells, any number
     * @param y coordinate in cells
     * @param z coordinate in cells
     * @return the interpolated value
     */
    double at(double[][][] f, double x, double y, double z);
  }

  private static double[][][] samples() {
    double[][][] f = new double[N][N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        for (int k = 0; k < N; k++) {
          f[i][j][k] = i + 10 * j * j + 100 * k + 7 * i * j * k;
        }
      }
    }
    return f;
  }

  /**
   * Tests a function that interpolates trilinearly.
   *
   * @param interpolator the reader's function
   * @return the tests
   */
  public static BuildResult trilinear(Interpolator interpolator) {
    double[][][] f = samples();
    return BuildResult.of("Trilinear interpolation")
        .test(
            "it gives the samples at the grid points",
            () -> {
              double got = interpolator.at(f, 1, 2, 3);
              if (near(got, f[1][2][3])) {
                return "";
              }
              return near(got, f[3][2][1])
                  ? "The axes are in the opposite order: the first index is x."
                  : String.format(
                      Locale.ROOT, "At (1, 2, 3) it is %.4g instead of %.4g.", got, f[1][2][3]);
            })
        .test(
            "half-way between two points it is their mean",
            () -> {
              double[] got = {
                interpolator.at(f, 0.5, 1, 1),
                interpolator.at(f, 1, 0.5, 1),
                interpolator.at(f, 1, 1, 0.5)
              };
              double[] right = {
                (f[0][1][1] + f[1][1][1]) / 2,
                (f[1][0][1] + f[1][1][1]) / 2,
                (f[1][1][0] + f[1][1][1]) / 2
              };
              String[] axes = {"x", "y", "z"};
              for (int a = 0; a < 3; a++) {
                if (!near(got[a], right[a])) {
                  return String.format(
                      Locale.ROOT,
                      "Along %s it is %.4g instead of %.4g.",
                      axes[a],
                      got[a],
                      right[a]);
                }
              }
              return "";
            })
        .test(
            "the weight of the nearer point is the larger one",
            () -> {
              double got = interpolator.at(f, 1.25, 1, 1);
              if (near(got, 0.75 * f[1][1][1] + 0.25 * f[2][1][1])) {
                return "";
              }
              return near(got, 0.25 * f[1][1][1] + 0.75 * f[2][1][1])
                  ? "The weights are exchanged: at a distance d from a point its weight is 1 − d."
                  : String.format(
                      Locale.ROOT,
                      "At x = 1.25 it is %.4g instead of %.4g.",
                      got,
                      0.75 * f[1][1][1] + 0.25 * f[2][1][1]);
            })
        .test(
            "in the middle of a cell it is the mean of the eight corners",
            () -> {
              double sum = 0;
              for (int c = 0; c < 8; c++) {
                sum += f[1 + (c & 1)][1 + (c >> 1 & 1)][1 + (c >> 2)] / 8;
              }
              double got = interpolator.at(f, 1.5, 1.5, 1.5);
              return near(got, sum)
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "It is %.4g instead of %.4g: multiply the weights of the three axes, do not add"
                          + " them.",
                      got,
                      sum);
            })
        .test(
            "the grid is periodic",
            () ->
                near(interpolator.at(f, 3.5, 0, 0), (f[3][0][0] + f[0][0][0]) / 2)
                        && near(interpolator.at(f, -0.5, 0, 0), (f[3][0][0] + f[0][0][0]) / 2)
                    ? ""
                    : "Beyond the last sample follows the first. Java's % of a negative number is"
                        + " negative: use Math.floor and Math.floorMod.");
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= 1e-9;
  }
}
