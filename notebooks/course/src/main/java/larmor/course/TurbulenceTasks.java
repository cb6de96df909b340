package larmor.course;

import java.util.Locale;
import larmor.field.FieldCube;

/** The building task of unit 2: the divergence of a field on a periodic grid. */
public final class TurbulenceTasks {
  private static final int N = 8;
  private static final double K = 2 * Math.PI / N;

  private TurbulenceTasks() {}

  /** A function that computes the divergence at a grid point. */
  @FunctionalInterface
  public interface Divergence {
    /**
     * Computes ∇·B by central differences.
     *
     * @param cube samples B of a periodic field; {@code cube.at(i, j, k)} is the field at a point
     * @param i index along x, 0 to {@code cube.points()} − 1
     * @param j index along y
     * @param k index along z
     * @return the divergence, in the unit of the samples per cell
     */
    double at(FieldCube cube, int i, int j, int k);
  }

  /** A function that returns a component of the field at a grid point. */
  private interface Component {
    double at(int c, int i, int j, int k);
  }

  private static FieldCube cube(Component field) {
    float[] b = new float[3 * N * N * N];
    int n = 0;
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        for (int k = 0; k < N; k++) {
          for (int c = 0; c < 3; c++) {
            b[n++] = (float) field.at(c, i, j, k);
          }
        }
      }
    }
    return FieldCube.of(N, b);
  }

  /**
   * Tests a function that computes ∇·B = Σ (B_c(+1) − B_c(−1))/2 by central differences. The tests
   * use waves whose divergence is known: that of B_x = sin(kx) is sin(k) cos(kx).
   *
   * @param divergence the reader's function
   * @return the tests
   */
  public static BuildResult divergence(Divergence divergence) {
    BuildResult result = BuildResult.of("Divergence on a grid");
    String[] axes = {"x", "y", "z"};
    for (int axis = 0; axis < 3; axis++) {
      int a = axis;
      FieldCube wave =
          cube((c, i, j, k) -> c == a ? Math.sin(K * (a == 0 ? i : a == 1 ? j : k)) : 0);
      result =
          result.test(
              "B_"
                  + axes[a]
                  + " = sin(k"
                  + axes[a]
                  + ") has the divergence sin(k) cos(k"
                  + axes[a]
                  + ")",
              () ->
                  judged(
                      divergence.at(wave, a == 0 ? 1 : 2, a == 1 ? 1 : 2, a == 2 ? 1 : 2),
                      Math.sin(K) * Math.cos(K)));
    }
    FieldCube across =
        cube((c, i, j, k) -> c == 0 ? Math.sin(K * j) : c == 1 ? Math.cos(K * k) : 0);
    FieldCube along = cube((c, i, j, k) -> c == 2 ? Math.sin(K * k) : 0);
    return result
        .test(
            "a field that varies only across its direction has none",
            () -> {
              double got = divergence.at(across, 3, 1, 1);
              return Math.abs(got) < 1e-6
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "It is %.3g instead of 0: the derivative of B_x is along x, that of B_y along y"
                          + " and that of B_z along z.",
                      got);
            })
        .test(
            "the grid is periodic",
            () -> {
              double first = divergence.at(along, 0, 0, 0);
              double last = divergence.at(along, 0, 0, N - 1);
              return Math.abs(first - Math.sin(K)) < 1e-6
                      && Math.abs(last - Math.sin(K) * Math.cos(K)) < 1e-6
                  ? ""
                  : "At the first or last index the neighbour is the point at the other end:"
                      + " (k + 1) % n and (k + n − 1) % n.";
            });
  }

  private static String judged(double got, double right) {
    if (Math.abs(got - right) < 1e-6) {
      return "";
    }
    if (Math.abs(got - 2 * right) < 1e-6) {
      return "Twice the right value: the two neighbours are two cells apart.";
    }
    if (Math.abs(got + right) < 1e-6) {
      return "The sign is reversed: the neighbour ahead minus the neighbour behind.";
    }
    if (Math.abs(got) < 1e-6) {
      return "It is 0: this component, or its derivative along its own axis, is missing.";
    }
    return String.format(Locale.ROOT, "It is %.4f instead of %.4f.", got, right);
  }
}
