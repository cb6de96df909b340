package larmor.sky;

import java.util.Arrays;
import java.util.stream.IntStream;
import larmor.numeric.Workers;

/**
 * Computes the covariance of the pseudo-spectra of Gaussian skies seen through a mask, with white
 * noise of the same variance in all pixels.
 */
final class PseudoCovariance {
  /**
   * The largest lmax for which the exact sums are used; their time grows with the fourth power of
   * lmax.
   */
  static final int EXACT = 200;

  private PseudoCovariance() {}

  /**
   * Computes the covariance: exactly if the weight depends on declination only and lmax is not
   * above {@link #EXACT}, else approximately.
   *
   * @param coupling coupling matrix of the mask
   * @param squares coupling matrix of the mask with squared weights
   * @param sky C_l of the sky, 0 to lmax. Not modified.
   * @param noise power of the noise, the same at every l
   * @return cov(C̃_l, C̃_l'), (lmax + 1)² values
   */
  static double[][] of(
      Mask mask, CouplingMatrix coupling, CouplingMatrix squares, double[] sky, double noise) {
    return mask.isConstantAlongRings() && sky.length - 1 <= EXACT
        ? exact(mask, sky, noise)
        : approximate(coupling, squares, sky, noise);
  }

  /**
   * Computes 2 D_l D_l' M_ll'[w²] / (2l' + 1) (Efstathiou 2004, MNRAS 349, 603), where D_l is the
   * mean of signal and noise over the multipoles that the mask mixes into l (Nicola et al. 2021,
   * JCAP 03, 067).
   */
  static double[][] approximate(
      CouplingMatrix coupling, CouplingMatrix squares, double[] sky, double noise) {
    int n = sky.length;
    double[] mixed = new double[n];
    for (int l = 0; l < n; l++) {
      double sum = 0;
      double weight = 0;
      for (int j = 0; j < n; j++) {
        sum += coupling.at(l, j) * (sky[j] + noise);
        weight += coupling.at(l, j);
      }
      mixed[l] = sum / weight;
    }
    double[][] out = new double[n][n];
    for (int l = 0; l < n; l++) {
      for (int j = 0; j < n; j++) {
        out[l][j] = 2 * mixed[l] * mixed[j] * squares.at(l, j) / (2 * j + 1);
      }
    }
    return out;
  }

  /**
   * Computes the covariance for a mask whose weight depends on declination only. Such a mask
   * couples only coefficients of the same m, ã_lm = Σ_L W_lL a_Lm with W_lL = 2π ∫ w λ_lm λ_Lm dz,
   * whose covariance is S = W C Wᵀ + N W[w²]. Therefore cov(C̃_l, C̃_l') = 2 Σ_m S_ll'² / ((2l +
   * 1)(2l' + 1)), where the sum is over positive and negative m. Integrals are computed as sums
   * over rings.
   */
  private static double[][] exact(Mask mask, double[] sky, double noise) {
    int n = sky.length;
    double[][] out = new double[n][n];
    VisibleRings rings = new VisibleRings(mask, n - 1);
    for (int m = 0; m < n; m++) {
      Workers.stopIfInterrupted();
      double[][] lambda = rings.harmonics(m);
      double[][] w = products(lambda, rings.weighted);
      double[][] s = products(lambda, rings.weightedTwice);
      double[] power = Arrays.copyOfRange(sky, m, n);
      double[][] signal = products(w, power);
      int copies = m == 0 ? 2 : 4;
      for (int l = m; l < n; l++) {
        for (int j = m; j < n; j++) {
          double both = signal[l - m][j - m] + noise * s[l - m][j - m];
          out[l][j] += copies * both * both / ((2 * l + 1.0) * (2 * j + 1));
        }
      }
    }
    return out;
  }

  /** Computes Σ_k a_ik f_k a_jk. */
  private static double[][] products(double[][] a, double[] f) {
    double[][] out = new double[a.length][a.length];
    double[] row = new double[f.length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < f.length; k++) {
        row[k] = a[i][k] * f[k];
      }
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < f.length; k++) {
          sum += row[k] * a[j][k];
        }
        out[i][j] = sum;
        out[j][i] = sum;
      }
    }
    return out;
  }

  /** The rings in view, with their weights and harmonics. */
  private static final class VisibleRings {
    private final int lmax;
    private final double[] z;
    private final double[] sine;

    /** The solid angle of the pixels of each ring times the weight [sr]. */
    final double[] weighted;

    /** The solid angle of the pixels of each ring times the squared weight [sr]. */
    final double[] weightedTwice;

    VisibleRings(Mask mask, int lmax) {
      this.lmax = lmax;
      Healpix grid = Healpix.of(mask.nside());
      SkyMap weights = mask.map();
      int[] seen =
          IntStream.rangeClosed(1, grid.rings())
              .filter(r -> weights.at(grid.ringStart(r)) > 0)
              .toArray();
      z = new double[seen.length];
      sine = new double[seen.length];
      weighted = new double[seen.length];
      weightedTwice = new double[seen.length];
      for (int i = 0; i < seen.length; i++) {
        double weight = weights.at(grid.ringStart(seen[i]));
        z[i] = grid.ringZ(seen[i]);
        sine[i] = grid.ringSine(seen[i]);
        weighted[i] = weight * grid.ringLength(seen[i]) * grid.pixelArea();
        weightedTwice[i] = weight * weighted[i];
      }
    }

    /**
     * Returns λ_lm on the rings for l = m … lmax. It is 0 where sin^m θ underflows, because λ_lm is
     * negligible there.
     */
    double[][] harmonics(int m) {
      double[][] lambda = new double[lmax - m + 1][z.length];
      for (int r = 0; r < z.length; r++) {
        double p = Math.sqrt(1 / (4 * Math.PI));
        for (int k = 1; k <= m; k++) {
          p *= -sine[r] * Math.sqrt((2 * k + 1.0) / (2 * k));
        }
        lambda[0][r] = p;
      }
      double before = 0;
      for (int l = m + 1; l <= lmax; l++) {
        double epsilon = Math.sqrt(((double) l * l - m * m) / (4.0 * l * l - 1));
        double[] here = lambda[l - m];
        double[] one = lambda[l - m - 1];
        double[] two = lambda[Math.max(0, l - m - 2)];
        for (int r = 0; r < z.length; r++) {
          here[r] = (z[r] * one[r] - before * two[r]) / epsilon;
        }
        before = epsilon;
      }
      return lambda;
    }
  }
}
