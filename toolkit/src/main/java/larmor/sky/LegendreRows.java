package larmor.sky;

import java.util.Arrays;

/**
 * The θ part λ_lm of the orthonormal harmonics Y_lm = λ_lm(θ) e^{imφ} on the northern rings of a
 * pixelisation, the equator included, by the upward recursion in l. Where λ_mm = O(sin^m θ) is too
 * small for a double the recursion runs on scaled numbers; what stays below 2⁻⁴⁰⁰ counts as zero.
 */
final class LegendreRows {
  private static final double BIG = 0x1p400;
  private static final double STEP = 0x1p800;

  final int lmax;
  final int rings;
  private final double[] z;
  private final double[] sine;
  private final double[] prefactor;

  LegendreRows(Healpix grid, int lmax) {
    this.lmax = lmax;
    this.rings = 2 * grid.nside();
    z = new double[rings];
    sine = new double[rings];
    for (int r = 0; r < rings; r++) {
      z[r] = grid.ringZ(r + 1);
      sine[r] = grid.ringSine(r + 1);
    }
    prefactor = new double[lmax + 1];
    double square = 1 / (4 * Math.PI);
    for (int m = 0; m <= lmax; m++) {
      if (m > 0) {
        square *= (2 * m + 1.0) / (2 * m);
      }
      prefactor[m] = (m & 1) == 0 ? Math.sqrt(square) : -Math.sqrt(square);
    }
  }

  /** What {@link #fill} needs for itself; one per thread. */
  final class Scratch {
    private final double[] a = new double[lmax + 1];
    private final double[] b = new double[lmax + 1];
    private final int[] start;
    private final double[] first;
    private final double[] before;
    private final double[] z;
    private final double[] now;
    private final double[] old;
    private final double[] older;

    Scratch(int block) {
      start = new int[block];
      first = new double[block];
      before = new double[block];
      z = new double[block];
      now = new double[block];
      old = new double[block];
      older = new double[block];
    }
  }

  /**
   * Writes λ_lm for l = m … lmax on the rings r0 … r1 − 1, counted from 0 at the pole.
   *
   * @param out Modified. λ_lm of ring r at (l − m)·(r1 − r0) + r − r0; rows before the returned one
   *     are all zero and not written.
   * @return l − m of the first row that is not all zero; lmax − m + 1 if there is none
   */
  int fill(int m, int r0, int r1, double[] out, Scratch s) {
    int rows = lmax - m + 1;
    int width = r1 - r0;
    for (int l = m + 1; l <= lmax; l++) {
      s.a[l - m] = Math.sqrt((4.0 * l * l - 1) / ((double) (l - m) * (l + m)));
      s.b[l - m] = l == m + 1 ? 0 : s.a[l - m] / s.a[l - m - 1];
    }
    int latest = 0;
    for (int r = width - 1; r >= 0; r--) {
      latest = start(m, r, z[r0 + r], sine[r0 + r], latest, s);
    }
    int top = s.start[width - 1];
    int active = width;
    double[] before = s.older;
    double[] last = s.old;
    double[] now = s.now;
    double[] x = s.z;
    System.arraycopy(z, r0, x, 0, width);
    Arrays.fill(before, 0, width, 0);
    Arrays.fill(last, 0, width, 0);
    for (int i = top; i < rows; i++) {
      recur(now, last, before, x, s.a[i], s.b[i], width);
      while (active > 0 && s.start[active - 1] == i) {
        active--;
        now[active] = s.first[active];
        last[active] = s.before[active];
      }
      System.arraycopy(now, 0, out, i * width, width);
      double[] free = before;
      before = last;
      last = now;
      now = free;
    }
    return top;
  }

  /** λ_l from λ_l−1 and λ_l−2; rings that have not begun stay zero. */
  private static void recur(
      double[] now, double[] last, double[] before, double[] x, double a, double b, int width) {
    for (int r = 0; r < width; r++) {
      now[r] = a * (x[r] * last[r]) - b * before[r];
    }
  }

  /**
   * Runs ring r's recursion to the first row, not before {@code earliest}, where it no longer needs
   * scaling; keeps that value and the one before.
   */
  private int start(int m, int r, double z, double sine, int earliest, Scratch s) {
    int scale = 0;
    double value = prefactor[m];
    double base = sine;
    int baseScale = 0;
    for (int power = m; power > 0; power >>= 1) {
      if ((power & 1) == 1) {
        value *= base;
        scale += baseScale;
        if (Math.abs(value) < 1 / BIG) {
          value *= STEP;
          scale++;
        } else if (Math.abs(value) > BIG) {
          value /= STEP;
          scale--;
        }
      }
      base *= base;
      baseScale *= 2;
      if (base < 1 / BIG) {
        base *= STEP;
        baseScale++;
      } else if (base > BIG) {
        base /= STEP;
        baseScale--;
      }
    }
    double before = 0;
    int i = 0;
    while ((scale > 0 || i < earliest) && i <= lmax - m) {
      i++;
      if (i > lmax - m) {
        break;
      }
      double next = s.a[i] * (z * value) - s.b[i] * before;
      before = value;
      value = next;
      if (scale > 0 && Math.abs(value) > BIG) {
        value /= STEP;
        before /= STEP;
        scale--;
      }
    }
    s.start[r] = i;
    s.first[r] = value;
    s.before[r] = before;
    return i;
  }
}
