package larmor.sky;

import java.util.Locale;
import larmor.numeric.Workers;

/**
 * Weights of pixels that make the quadrature of band-limited maps exact: of all weights for which Σ
 * w_p Y_lm(p) = √(npix²/4π) δ_l0 up to some l, those nearest to 1. With S the synthesis of
 * coefficients and Sᵀ its transpose, w = 1 + S x where Sᵀ S x = b − Sᵀ 1; solved by conjugate
 * gradients. What healpy reads from files as ring and pixel weights, computed.
 */
final class Quadrature {
  private static final int MOST = 200;
  private static final double ENOUGH = 1e-13;

  private Quadrature() {}

  /**
   * One weight a pixel, so that coefficients of maps with l to half of {@link #degree} need no
   * iteration.
   */
  static double[] pixelWeights(HarmonicPlan plan, Workers workers) {
    return solve(plan, plan.lmax, workers);
  }

  /**
   * One weight a ring, in every pixel of the ring: exact for m = 0, and so for the mean along rings
   * of a product of two maps.
   */
  static double[] ringWeights(HarmonicPlan plan, Workers workers) {
    return solve(plan, 0, workers);
  }

  /** The l that weights are exact to, 2.5 nside at most: nearer to 3 nside they are ill fixed. */
  static int degree(HarmonicPlan plan) {
    return Math.min(plan.lmax, 5 * plan.grid.nside() / 2);
  }

  private static double[] solve(HarmonicPlan plan, int mmax, Workers workers) {
    HarmonicPlan.TransformArrays work = plan.new TransformArrays();
    int pixels = plan.grid.pixels();
    double[] weights = new double[pixels];
    java.util.Arrays.fill(weights, 1);
    double[] r = transposed(plan, work, weights, mmax, workers);
    double scale = Math.sqrt(pixels * (double) pixels / (4 * Math.PI));
    for (int i = 0; i < r.length; i++) {
      r[i] = (i == 0 ? scale : 0) - r[i];
    }
    double[] p = r.clone();
    double[] step = new double[pixels];
    double square = dot(plan, r, r);
    int n = 0;
    while (Math.sqrt(square) > ENOUGH * scale) {
      if (n++ == MOST) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "weights of nside %d leave %.3g after %d steps: use iterations in their place",
                plan.grid.nside(),
                Math.sqrt(square) / scale,
                MOST));
      }
      synthesised(work, p, step, workers);
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

  private static void synthesised(
      HarmonicPlan.TransformArrays work, double[] alm, double[] map, Workers workers) {
    int n = work.re.length;
    System.arraycopy(alm, 0, work.re, 0, n);
    System.arraycopy(alm, n, work.im, 0, n);
    work.synthesise(map, workers);
  }

  /** Real parts, then imaginary parts of Σ_p f_p Y*_lm(p); those beyond what is asked for 0. */
  private static double[] transposed(
      HarmonicPlan plan,
      HarmonicPlan.TransformArrays work,
      double[] map,
      int mmax,
      Workers workers) {
    work.analyse(map, null, 0, workers);
    int n = work.re.length;
    int degree = degree(plan);
    double area = plan.grid.pixelArea();
    double[] out = new double[2 * n];
    for (int m = 0; m <= Math.min(mmax, degree); m++) {
      for (int i = plan.place(m); i <= plan.place(m) + degree - m; i++) {
        out[i] = work.re[i] / area;
        out[n + i] = work.im[i] / area;
      }
    }
    return out;
  }

  /** The product that makes synthesis and its transpose adjoint: a coefficient of m > 0 is two. */
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
