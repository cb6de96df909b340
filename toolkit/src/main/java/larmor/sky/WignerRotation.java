package larmor.sky;

import java.util.Arrays;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * Rotates spherical-harmonic coefficients, a'_lm = Σ_m' D^l_mm' a_lm', with Wigner's d matrices
 * from the recursion of Risbo (1996, J. Geod. 70, 383), which is stable at every l. The time grows
 * with the third power of lmax.
 */
final class WignerRotation {
  private WignerRotation() {}

  /**
   * Rotates coefficients to new axes.
   *
   * @param x unit vector along the old x axis, in the new coordinates
   * @param y unit vector along the old y axis, in the new coordinates
   * @param z unit vector along the old z axis, in the new coordinates
   */
  static Alm rotated(Alm alm, Vec3 x, Vec3 y, Vec3 z) {
    // R = Rz(alpha) Ry(beta) Rz(gamma), whose columns are x, y, z
    double beta = Math.atan2(Math.hypot(z.x(), z.y()), z.z());
    boolean aboutZ = Math.hypot(z.x(), z.y()) < 1e-15;
    double alpha = aboutZ ? 0 : Math.atan2(z.y(), z.x());
    double gamma =
        aboutZ ? Math.atan2(x.y(), z.z() > 0 ? x.x() : -x.x()) : Math.atan2(y.z(), -x.z());
    return rotated(alm, alpha, beta, gamma);
  }

  /** Rotates coefficients by Rz(alpha) Ry(beta) Rz(gamma), with angles in rad. */
  static Alm rotated(Alm alm, double alpha, double beta, double gamma) {
    int lmax = alm.lmax();
    double[] re = new double[Alm.size(lmax)];
    double[] im = new double[re.length];
    double[] root = new double[2 * lmax + 2];
    for (int i = 0; i < root.length; i++) {
      root[i] = Math.sqrt(i);
    }
    double p = Math.sin(beta / 2);
    double q = Math.cos(beta / 2);
    int width = 2 * lmax + 2;
    double[] d = new double[width * width];
    double[] other = new double[width * width];
    d[0] = 1;
    double[] aRe = new double[lmax + 1];
    double[] aIm = new double[lmax + 1];
    for (int l = 0; l <= lmax; l++) {
      if (l > 0) {
        raiseByHalf(d, other, 2 * l - 1, width, root, p, q);
        raiseByHalf(other, d, 2 * l, width, root, p, q);
      }
      for (int m = 0; m <= l; m++) {
        double c = StrictMath.cos(m * gamma);
        double s = -StrictMath.sin(m * gamma);
        aRe[m] = c * alm.re(l, m) - s * alm.im(l, m);
        aIm[m] = m == 0 ? 0 : s * alm.re(l, m) + c * alm.im(l, m);
      }
      for (int m = 0; m <= l; m++) {
        Workers.stopIfInterrupted();
        int row = (m + l) * width + l;
        double sumRe = d[row] * aRe[0];
        double sumIm = 0;
        for (int k = 1; k <= l; k++) {
          double sign = (k & 1) == 0 ? 1 : -1;
          double plus = d[row + k];
          double minus = sign * d[row - k];
          sumRe += (plus + minus) * aRe[k];
          sumIm += (plus - minus) * aIm[k];
        }
        double c = StrictMath.cos(m * alpha);
        double s = -StrictMath.sin(m * alpha);
        int i = Alm.index(lmax, l, m);
        re[i] = c * sumRe - s * sumIm;
        im[i] = m == 0 ? 0 : s * sumRe + c * sumIm;
      }
    }
    return Alm.wrap(lmax, re, im);
  }

  /**
   * Computes the matrix d for 2j = n from that for 2j = n − 1. The element with m = i − n/2 and m'
   * = k − n/2 is at index {@code i * width + k}.
   */
  private static void raiseByHalf(
      double[] d, double[] next, int n, int width, double[] root, double p, double q) {
    for (int i = 0; i <= n; i++) {
      Arrays.fill(next, i * width, i * width + n + 1, 0);
    }
    for (int i = 0; i < n; i++) {
      Workers.stopIfInterrupted();
      int o = i * width;
      double qi = q * root[n - i] / n;
      double pi = p * root[n - i] / n;
      double qj = q * root[i + 1] / n;
      double pj = p * root[i + 1] / n;
      for (int k = 0; k < n; k++) {
        double v = d[o + k];
        next[o + k] += qi * root[n - k] * v;
        next[o + width + k] -= pj * root[n - k] * v;
        next[o + k + 1] += pi * root[k + 1] * v;
        next[o + width + k + 1] += qj * root[k + 1] * v;
      }
    }
  }
}
