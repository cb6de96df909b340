package larmor.ode;

/**
 * The dense output of an extrapolated midpoint step (Hairer and Ostermann 1990; Hairer, Nørsett and
 * Wanner 1993, II.9). It is, with s from -1/2 to 1/2 along the step,
 *
 * <pre>P(s) = C(s) + (1/4 - s²)² Q(s)</pre>
 *
 * where C is the cubic Hermite polynomial through both ends, and Q makes P match the derivatives at
 * the midpoint, which are extrapolated from central differences of f at the substeps. If the step
 * has k rows, the derivatives up to order 2 k - 3, but at most 6, are matched.
 */
final class MidpointInterpolant {
  private static final int HIGHEST = 6;
  private static final double[][] BINOMIAL = binomials();

  private final Extrapolation extrapolation;
  private final int dimension;
  private final double[] cubic;
  private final double[] quotient;
  private int degree;

  MidpointInterpolant(Extrapolation extrapolation, int dimension) {
    this.extrapolation = extrapolation;
    this.dimension = dimension;
    cubic = new double[4 * dimension];
    quotient = new double[(HIGHEST + 1) * dimension];
  }

  private static double[][] binomials() {
    double[][] b = new double[HIGHEST][HIGHEST];
    for (int p = 0; p < HIGHEST; p++) {
      b[p][0] = 1;
      for (int i = 1; i <= p; i++) {
        b[p][i] = b[p - 1][i - 1] + b[p - 1][i];
      }
    }
    return b;
  }

  /** Computes the polynomials C and Q of one step. */
  void fit(
      double step,
      double[] y0,
      double[] y1,
      double[] f0,
      double[] f1,
      int rows,
      double[][] middle,
      double[][] rates) {
    degree = Math.min(2 * rows - 3, HIGHEST);
    for (int c = 0; c < dimension; c++) {
      double rise = y1[c] - y0[c];
      double sum = step * (f0[c] + f1[c]);
      double difference = step * (f1[c] - f0[c]);
      cubic[4 * c] = y0[c] + 0.5 * rise - 0.125 * difference;
      cubic[4 * c + 1] = 1.5 * rise - 0.25 * sum;
      cubic[4 * c + 2] = 0.5 * difference;
      cubic[4 * c + 3] = sum - 2 * rise;
    }
    double factorial = 1;
    for (int k = 0; k <= degree; k++) {
      factorial *= Math.max(1, k);
      int first = Math.max(0, (k - 1) / 2);
      double[] weights = extrapolation.weights(first, rows - 1);
      for (int c = 0; c < dimension; c++) {
        double derivative = 0;
        for (int j = first; j < rows; j++) {
          double one = k == 0 ? middle[j][c] : step * difference(rates[j], j, k - 1, c);
          derivative += weights[j] * one;
        }
        double extra = derivative / factorial - (k < 4 ? cubic[4 * c + k] : 0);
        int q = c * (HIGHEST + 1) + k;
        quotient[q] =
            16 * extra + (k > 1 ? 8 * quotient[q - 2] : 0) - (k > 3 ? 16 * quotient[q - 4] : 0);
      }
    }
  }

  /** Returns the p-th central difference of f over two substeps, times (n/2)^p. */
  private double difference(double[] rate, int row, int p, int c) {
    int n = extrapolation.substeps(row);
    double[] binomial = BINOMIAL[p];
    double sum = 0;
    double power = 1;
    for (int i = 0; i <= p; i++) {
      double term = binomial[i] * rate[(n / 2 + p - 2 * i) * dimension + c];
      sum += (i & 1) == 0 ? term : -term;
      if (i < p) {
        power *= 0.5 * n;
      }
    }
    return power * sum;
  }

  /** Evaluates P at {@code theta}, which is 0 at the beginning of the step and 1 at its end. */
  void at(double theta, double[] y) {
    double s = theta - 0.5;
    double w = 0.25 - s * s;
    w *= w;
    for (int c = 0; c < dimension; c++) {
      int q = c * (HIGHEST + 1);
      double sum = 0;
      for (int k = degree; k >= 0; k--) {
        sum = sum * s + quotient[q + k];
      }
      int a = 4 * c;
      y[c] = cubic[a] + s * (cubic[a + 1] + s * (cubic[a + 2] + s * cubic[a + 3])) + w * sum;
    }
  }
}
