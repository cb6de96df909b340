package larmor.ode;

/**
 * Polynomial extrapolation in the square of the substep: weights that combine the results of rows
 * {@code first … last} into the value at zero substep (Aitken and Neville's scheme, summed up).
 */
final class Extrapolation {
  /** Rows of the extrapolation table; row j has 4 j + 2 substeps, j from 0. */
  static final int ROWS = 9;

  private static final double[][][] WEIGHTS = weights();

  private Extrapolation() {}

  static int substeps(int row) {
    return 4 * row + 2;
  }

  /** The weights of rows {@code first … last}, at their own index; not to be modified. */
  static double[] weights(int first, int last) {
    return WEIGHTS[first][last];
  }

  private static double[][][] weights() {
    double[][][] w = new double[ROWS][ROWS][ROWS];
    for (int first = 0; first < ROWS; first++) {
      for (int last = first; last < ROWS; last++) {
        for (int j = first; j <= last; j++) {
          double product = 1;
          double nj = (double) substeps(j) * substeps(j);
          for (int i = first; i <= last; i++) {
            if (i != j) {
              product *= nj / (nj - (double) substeps(i) * substeps(i));
            }
          }
          w[first][last][j] = product;
        }
      }
    }
    return w;
  }
}
