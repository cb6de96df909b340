package larmor.field;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * A check whether one component of a field has another scale or sign than the other two. The
 * factors (a, b, c) for which the divergence of (a Bx, b By, c Bz) is least form the eigenvector of
 * the smallest eigenvalue of a 3 x 3 matrix; they are equal if the components of a divergence-free
 * field have the same scale and sign.
 *
 * @param factors factors (a, b, c), divided by the one of them whose magnitude lies between those
 *     of the other two
 * @param divergence the relative divergence of the field whose components are multiplied by these
 *     factors
 */
record ComponentScaleCheck(double[] factors, double divergence) {
  /**
   * Computes the factors of least divergence for a field.
   *
   * @param modes Fourier coefficients of the field, its axes still in the order of the file
   * @param order order of the axes
   */
  static ComponentScaleCheck of(FieldModes modes, AxisOrder order) {
    double[][] products = modes.divergenceProducts(order.x(), order.y(), order.z());
    double[] size = products[3];
    double[][] m = new double[3][3];
    for (int c = 0; c < 3; c++) {
      for (int d = 0; d < 3; d++) {
        m[c][d] = size[c] * size[d] == 0 ? 0 : products[c][d] / Math.sqrt(size[c] * size[d]);
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(m, false));
    int least = 0;
    for (int e = 1; e < 3; e++) {
      least = eigen.getRealEigenvalue(e) < eigen.getRealEigenvalue(least) ? e : least;
    }
    double[] factors = eigen.getEigenvector(least).toArray();
    for (int c = 0; c < 3; c++) {
      factors[c] = size[c] == 0 ? 1 : factors[c] / Math.sqrt(size[c]);
    }
    double[] sorted = Arrays.stream(factors).map(Math::abs).sorted().toArray();
    double negative = Arrays.stream(factors).filter(f -> f < 0).count();
    double common = negative > 1 ? -sorted[1] : sorted[1];
    double[] relative = Arrays.stream(factors).map(f -> f / common).toArray();
    return new ComponentScaleCheck(
        relative, Math.sqrt(Math.max(0, eigen.getRealEigenvalue(least))));
  }

  /**
   * Returns the number (0, 1 or 2) of the component whose factor differs most from 1 on a
   * logarithmic scale; a negative factor differs more than any positive one.
   */
  private int oddOne() {
    int worst = 0;
    for (int c = 1; c < 3; c++) {
      worst = deviation(c) > deviation(worst) ? c : worst;
    }
    return worst;
  }

  private double deviation(int c) {
    return factors[c] < 0 ? 100 : Math.abs(Math.log(Math.max(factors[c], 1e-30)));
  }

  /**
   * Returns whether a wrong scale or sign of one component explains the divergence of the field:
   * whether the factors reduce it to less than a fifth.
   */
  boolean explains(double without) {
    double factor = Math.abs(factors[oddOne()]);
    // a factor of 0 or infinity tells of a component that is 0, not of a wrong scale
    return factor > 1e-20
        && factor < 1e20
        && deviation(oddOne()) > 0.02
        && without > 1e-3
        && divergence < 0.2 * without;
  }

  /**
   * Returns a description of the error, such as "By has the wrong sign: …", which follows the name
   * of the file in a message.
   */
  String finding(double without) {
    int c = oddOne();
    double f = factors[c];
    String fault =
        Math.abs(f + 1) < 0.05
            ? "has the wrong sign"
            : String.format(
                Locale.ROOT,
                "is %.3g times too %s%s",
                Math.abs(f) < 1 ? 1 / Math.abs(f) : Math.abs(f),
                Math.abs(f) < 1 ? "large" : "small",
                f < 0 ? " and has the wrong sign" : "");
    return String.format(
        Locale.ROOT,
        "B%c %s: multiplied by %.4g the relative divergence falls from %.2g to %.1g",
        "xyz".charAt(c),
        fault,
        f,
        without,
        divergence);
  }

  /** Returns the call of {@link CubeReader#withFactors} that corrects the component. */
  String remedy() {
    int c = oddOne();
    StringBuilder s = new StringBuilder(".withFactors(");
    for (int d = 0; d < 3; d++) {
      s.append(d == c ? String.format(Locale.ROOT, "%.4g", factors[d]) : "1");
      s.append(d < 2 ? ", " : ")");
    }
    return s.toString();
  }
}
