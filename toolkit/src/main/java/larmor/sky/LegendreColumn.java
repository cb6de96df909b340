package larmor.sky;

/**
 * The coefficients of the Legendre recursion of one m. The recursion, after Ishioka (2018, J.
 * Meteorol. Soc. Japan 96, 241), runs in x² = cos²θ over pairs of multipoles, l = m + 2k and l + 1,
 * and gives both at once.
 *
 * <p>Let ε_l = √((l² − m²) / (4l² − 1)) and let λ_lm be the θ part of Y_lm. Then λ_{l+1} = x α_k
 * p_k and λ_l = ε_{l+1} α_k p_k + ε_l α_{k−1} p_{k−1}, where p_{k+1} = (A_k x² + B_k) p_k +
 * p_{k−1}, p_0 = λ_mm, p_{−1} = 0; α_0 = 1 / ε_{m+1}, α_{k+1} = (−1)^k / (ε_{l+2} ε_{l+3} α_k), A_k
 * = (−1)^k α_k², B_k = −A_k (ε_{l+1}² + ε_{l+2}²).
 */
final class LegendreColumn {
  /** The number of pairs; the last pair has no second multipole if lmax − m is even. */
  int pairs;

  /** The coefficients A_0, B_0, A_1, B_1 … for a number of pairs that is a multiple of four. */
  final double[] ab;

  /** The factors α_k, α_k ε_{l+1}, α_k ε_{l+2} for k = 0, then for k = 1, and so on. */
  final double[] alpha;

  private final double[] epsilon;

  /** Makes arrays that are large enough for m and for every larger order. */
  LegendreColumn(int lmax, int m) {
    int most = (lmax - m) / 2 + 4;
    ab = new double[2 * most];
    alpha = new double[3 * most];
    epsilon = new double[2 * most + 3];
  }

  /** Computes the coefficients for an order m. */
  LegendreColumn fill(int lmax, int m) {
    pairs = (lmax - m) / 2 + 1;
    int filled = pairs + 3 & ~3;
    double square = (double) m * m;
    for (int i = 0; i <= 2 * filled + 1; i++) {
      double l = m + i;
      epsilon[i] = Math.sqrt((l * l - square) / (4 * l * l - 1));
    }
    double a = 1 / epsilon[1];
    for (int k = 0; k < filled; k++) {
      double one = epsilon[2 * k + 1];
      double two = epsilon[2 * k + 2];
      double signed = (k & 2) == 0 ? a : -a;
      alpha[3 * k] = signed;
      alpha[3 * k + 1] = signed * one;
      alpha[3 * k + 2] = signed * two;
      ab[2 * k] = (k & 1) == 0 ? a * a : -a * a;
      ab[2 * k + 1] = -ab[2 * k] * (one * one + two * two);
      a = 1 / (two * epsilon[2 * k + 3] * a);
    }
    return this;
  }
}
