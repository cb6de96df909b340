package larmor.sky;

import larmor.numeric.Workers;

/**
 * The coefficients and the starting values of the recursion for λ_lm, the θ part of the harmonics,
 * on the rings of a pixelisation from the north pole to the equator. Rings are grouped in tiles,
 * counted from the pole; the last tile is padded with rings whose values are zero. Immutable and
 * shared by threads.
 */
final class LegendreRecursion {
  /** The number of a_lm up to which the coefficients of every m are computed once and stored. */
  private static final int KEPT = 1 << 21;

  /** The number of exponents that one table of powers of sin θ covers. */
  private static final int ROOT = 64;

  final int lmax;
  final int rings;
  final int tiles;

  /** The value of cos²θ on each ring. */
  final double[] x2;

  private final double[] prefactor;
  private final double[] low;
  private final double[] high;
  private final int[] highScale;
  private final LegendreColumn[] kept;

  LegendreRecursion(Healpix grid, int lmax) {
    this.lmax = lmax;
    rings = 2 * grid.nside();
    tiles = (rings + LegendreState.TILE - 1) / LegendreState.TILE;
    x2 = new double[(tiles + 1 & ~1) * LegendreState.TILE];
    low = new double[ROOT * rings];
    high = new double[(lmax / ROOT + 1) * rings];
    highScale = new int[high.length];
    for (int r = 0; r < rings; r++) {
      x2[r] = grid.ringZ(r + 1) * grid.ringZ(r + 1);
      Workers.stopIfInterrupted();
      tabulatePowers(grid.ringSine(r + 1), r);
    }
    prefactor = new double[lmax + 1];
    double square = 1 / (4 * Math.PI);
    for (int m = 0; m <= lmax; m++) {
      if (m > 0) {
        square *= (2 * m + 1.0) / (2 * m);
      }
      prefactor[m] = (m & 1) == 0 ? Math.sqrt(square) : -Math.sqrt(square);
    }
    kept = Alm.size(lmax) <= KEPT ? new LegendreColumn[lmax + 1] : null;
    if (kept != null) {
      for (int m = 0; m <= lmax; m++) {
        Workers.stopIfInterrupted();
        kept[m] = new LegendreColumn(lmax, m).fill(lmax, m);
      }
    }
  }

  /**
   * Tabulates sin^m θ on a ring as a product: {@code low} at m mod 64 times {@code high} at m / 64,
   * where {@code high} is scaled.
   */
  private void tabulatePowers(double sine, int r) {
    double power = 1;
    for (int j = 0; j < ROOT; j++) {
      low[j * rings + r] = power;
      power *= sine;
    }
    double value = 1;
    int scale = 0;
    for (int i = 0; i * rings < high.length; i++) {
      high[i * rings + r] = value;
      highScale[i * rings + r] = scale;
      value *= power;
      if (value < 1) {
        value *= LegendreState.UNIT;
        scale++;
      }
    }
  }

  /**
   * Returns the coefficients for an order m. The method reads the coefficients from the table if
   * there is a table, and otherwise computes them and stores them in {@code own}.
   */
  LegendreColumn column(int m, LegendreColumn own) {
    return kept != null ? kept[m] : own.fill(lmax, m);
  }

  /**
   * Returns arrays in which a thread stores the coefficients that it computes, or null if the
   * coefficients of every m are in a table.
   */
  LegendreColumn ownColumn() {
    return kept != null ? null : new LegendreColumn(lmax, 0);
  }

  /**
   * Computes λ_mm on each ring as value · 2^(−800 scale). The scale is 0 where |λ_mm| is at least
   * {@link LegendreState#LEAST}.
   *
   * @param value Modified. The value on each ring.
   * @param scale Modified. The exponent {@code scale} of the formula above on each ring, 0 or more.
   */
  void firstValues(int m, double[] value, int[] scale) {
    int j = m % ROOT * rings;
    int i = m / ROOT * rings;
    double f = prefactor[m];
    for (int r = 0; r < rings; r++) {
      double v = f * low[j + r] * high[i + r];
      int s = highScale[i + r];
      double size = Math.abs(v);
      if (s == 0 && size < LegendreState.LEAST) {
        v *= LegendreState.UNIT;
        s = 1;
      } else if (s > 0 && size > LegendreState.LEAST * LegendreState.UNIT) {
        v /= LegendreState.UNIT;
        s--;
      }
      value[r] = v;
      scale[r] = s;
    }
  }
}
