package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Workers;

/**
 * Computes pixel weights that make the quadrature of band-limited maps exact. Among all weights
 * with Σ w_p Y_lm(p) = √(npix²/4π) δ_l0 up to some l, the weights nearest to 1 are chosen. If S is
 * the synthesis of a map from coefficients and Sᵀ its transpose, they are w = 1 + S x, where Sᵀ S x
 * = b − Sᵀ 1 is solved by conjugate gradients. healpy reads such ring and pixel weights from files.
 */
final class Quadrature {
  private static final int MAXIMUM_STEPS = 200;
  private static final double TOLERANCE = 1e-13;

  private Quadrature() {}

  /**
   * Computes a weight for each pixel. With these weights the coefficients of maps with no power
   * above half of {@link #degree} are exact without iterations.
   */
  static double[] pixelWeights(HarmonicPlan plan, Workers workers) {
    return solve(plan, plan.lmax, workers);
  }

  /**
   * Computes a weight for each ring and returns it for each of its pixels. With these weights the
   * quadrature is exact for m = 0, and therefore for the m = 0 part of the product of two maps.
   */
  static double[] ringWeights(HarmonicPlan plan, Workers workers) {
    return solve(plan, 0, workers);
  }

  /**
   * Returns the largest l up to which the quadrature is exact. It is at most 2.5 nside, because the
   * equations are ill conditioned for l closer to 3 nside.
   */
  static int degree(HarmonicPlan plan) {
    return Math.min(plan.lmax, 5 * plan.grid.nside() / 2);
  }

  private static double[] solve(HarmonicPlan plan, int mmax, Workers workers) {
    HarmonicPlan.Workspace work = plan.new Workspace();
    int pixels = plan.grid.pixels();
    double[] weights = new double[pixels];
    Arrays.fill(weights, 1);
    double[] r = transposed(plan, work, weights, mmax, workers);
    double scale = Math.sqrt(pixels * (double) pixels / (4 * Math.PI));
    for (int i = 0; i < r.length; i++) {
      r[i] = (i == 0 ? scale : 0) - r[i];
    }
    double[] p = r.clone();
    double[] step = new double[pixels];
    double square = dot(plan, r, r);
    int n = 0;
    while (Math.sqrt(square) > TOLERANCE * scale) {
      if (n++ == MAXIMUM_STEPS) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "the weights of nside %d have a residual of %.3g after %d steps: use iterations instead",
                plan.grid.nside(),
                Math.sqrt(square) / scale,
                MAXIMUM_STEPS));
      }
      synthesise(work, p, step, workers);
      double[] q = transposed(plan, work, step, mmax, workers);
      double alpha = square / dot(plan, p, q);
      for (int i = 0; i < pixels; i++) {
        weights[i] += alpha * step[i];
      }
      for (int i = 0; i < r.length; i++) {
        r[i] -= alpha * q[i];
      }
      double next = dot(plan, r, r);
      for (int i = 0; i < p.length; i++) {
        p[i] = r[i] + next / square * p[i];
      }
      square = next;
    }
    return weights;
  }

  /**
   * Computes the map S a of coefficients a, of which the real parts come first, then the imaginary
   * parts.
   */
  private static void synthesise(
      HarmonicPlan.Workspace work, double[] alm, double[] map, Workers workers) {
    int n = work.re.length;
    System.arraycopy(alm, 0, work.re, 0, n);
    System.arraycopy(alm, n, work.im, 0, n);
    work.synthesise(map, workers);
  }

  /**
   * Computes Sᵀ f = Σ_p f_p Y*_lm(p) of a map f. The result holds the real parts, then the
   * imaginary parts; it is 0 for m above {@code mmax} and l above {@link #degree}.
   */
  private static double[] transposed(
      HarmonicPlan plan, HarmonicPlan.Workspace work, double[] map, int mmax, Workers workers) {
    work.analyse(map, null, 0, workers);
    int n = work.re.length;
    int degree = degree(plan);
    double area = plan.grid.pixelArea();
    double[] out = new double[2 * n];
    for (int m = 0; m <= Math.min(mmax, degree); m++) {
      int start = Alm.index(plan.lmax, m, m);
      for (int i = start; i <= start + degree - m; i++) {
        out[i] = work.re[i] / area;
        out[n + i] = work.im[i] / area;
      }
    }
    return out;
  }

  /**
   * Returns the scalar product for which S and Sᵀ are adjoint: terms with m > 0 count twice, for m
   * and −m.
   */
  private static double dot(HarmonicPlan plan, double[] a, double[] b) {
    int n = a.length / 2;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double both = a[i] * b[i] + a[n + i] * b[n + i];
      sum += i <= plan.lmax ? both : 2 * both;
    }
    return sum;
  }
}
