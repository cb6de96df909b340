package larmor.ode;

/**
 * Polynomial extrapolation to zero substep in the square of the substep, for one sequence of
 * numbers of substeps. The object holds the weights that the algorithm of Aitken and Neville gives
 * to the rows, which are computed once.
 */
final class Extrapolation {
  private final int[] substeps;
  private final double[][][] weights;

  /**
   * @param substeps number of substeps in rows 0, 1, 2 …, ascending
   */
  Extrapolation(int... substeps) {
    this.substeps = substeps;
    int rows = substeps.length;
    weights = new double[rows][rows][rows];
    for (int first = 0; first < rows; first++) {
      for (int last = first; last < rows; last++) {
        for (int j = first; j <= last; j++) {
          weights[first][last][j] = weight(first, last, j);
        }
      }
    }
  }

  private double weight(int first, int last, int j) {
    double product = 1;
    double nj = (double) substeps[j] * substeps[j];
    for (int i = first; i <= last; i++) {
      if (i != j) {
        product *= nj / (nj - (double) substeps[i] * substeps[i]);
      }
    }
    return product;
  }

  int rows() {
    return substeps.length;
  }

  int substeps(int row) {
    return substeps[row];
  }

  /**
   * Returns the weights of the extrapolation from rows {@code first} to {@code last}, at the index
   * of the row. The caller must not modify the array.
   */
  double[] weights(int first, int last) {
    return weights[first][last];
  }
}
