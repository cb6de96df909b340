package larmor.sky;

import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The window of HEALPix pixels: w_l² is the mean over all pixels, and over all pairs of points in a
 * pixel, of P_l of the angle γ between them (the mean over pixels of Górski et al. 2005, section
 * 5). The coordinates along a base pixel's sides map areas to equal areas, so that the integrals
 * over a pixel are Gauss–Legendre sums in them. All that is kept of the pairs is the distribution
 * of t = 1 − cos γ, as weights of Chebyshev nodes between 0 and the largest t: P_l(1 − t) is a
 * polynomial that these nodes hold to rounding as far as l = 4 nside.
 */
final class PixelWindow {
  private static final int NODES = 4;
  private static final int KNOTS = 32;
  private static final int POINTS = NODES * NODES;
  private static final int PAIRS = POINTS * (POINTS - 1) / 2;
  private static final GaussIntegrator RULE =
      new GaussIntegratorFactory().legendre(NODES, 0.0, 1.0);
  private static final double[] WEIGHT = new double[PAIRS];

  static {
    for (int i = 0, pair = 0; i < POINTS; i++) {
      for (int j = 0; j < i; j++, pair++) {
        WEIGHT[pair] = 2 * weight(i) * weight(j);
      }
    }
  }

  private PixelWindow() {}

  static WindowFunction of(int nside, int lmax) {
    if (lmax > 4 * nside || nside > 2048) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no pixel window of nside %d to l = %d: use nside 2048 or less and l to 4 nside",
              nside,
              lmax));
    }
    double reach = reach(nside);
    double[] share = moments(nside, reach);
    double[] w = new double[lmax + 1];
    for (int j = 0; j < KNOTS; j++) {
      double angle = Math.PI * (j + 0.5) / KNOTS;
      double weight = share[0] / KNOTS;
      for (int k = 1; k < KNOTS; k++) {
        weight += 2 * share[k] * Math.cos(k * angle) / KNOTS;
      }
      legendre(1 - reach * (1 + Math.cos(angle)) / 2, weight, w);
    }
    for (int l = 0; l <= lmax; l++) {
      w[l] = Math.sqrt(w[l]);
    }
    return new WindowFunction("pixels of nside " + nside, w);
  }

  /** A bound of t: pixels are less than three times as long as they are wide. */
  private static double reach(int nside) {
    return 1 - Math.cos(Math.min(Math.PI, 3 * Healpix.of(nside).resolution()));
  }

  /**
   * Means of the Chebyshev polynomials T_k(2t / reach − 1) over pixels and pairs. One polar and one
   * equatorial base pixel stand for all; each is its own mirror image.
   */
  private static double[] moments(int nside, double reach) {
    double[][] rows = new double[2 * nside][KNOTS];
    Workers.all()
        .forEach(
            2 * nside,
            i -> {
              int face = i < nside ? 0 : 4;
              double share = (face == 0 ? 2 : 1) / (3.0 * nside * nside);
              double[] t = new double[PAIRS];
              int x = i % nside;
              for (int y = 0; y <= x; y++) {
                pairs(nside, face, x, y, t);
                add((y < x ? 2 : 1) * share, t, reach, rows[i]);
              }
            });
    double[] sum = new double[KNOTS];
    for (double[] row : rows) {
      for (int k = 0; k < KNOTS; k++) {
        sum[k] += row[k];
      }
    }
    return sum;
  }

  private static double weight(int i) {
    return RULE.getWeight(i / NODES) * RULE.getWeight(i % NODES);
  }

  /** t of every pair of two different points of a pixel. */
  private static void pairs(int nside, int face, int x, int y, double[] t) {
    Vec3[] n = new Vec3[POINTS];
    int pair = 0;
    for (int i = 0; i < POINTS; i++) {
      double a = x + RULE.getPoint(i / NODES);
      double b = y + RULE.getPoint(i % NODES);
      n[i] = FacePixel.direction(nside, face, a, b);
      for (int j = 0; j < i; j++) {
        Vec3 d = n[i].minus(n[j]);
        t[pair++] = d.dot(d) / 2;
      }
    }
  }

  private static void add(double share, double[] t, double reach, double[] sum) {
    double same = 0;
    for (int i = 0; i < POINTS; i++) {
      same += weight(i) * weight(i);
    }
    for (int k = 0; k < KNOTS; k++) {
      sum[k] += share * ((k & 1) == 0 ? same : -same);
    }
    double[] before = new double[PAIRS];
    double[] now = new double[PAIRS];
    for (int k = 0; k < KNOTS; k++) {
      double mean = 0;
      for (int i = 0; i < PAIRS; i++) {
        double u = 2 * t[i] / reach - 1;
        double next = k == 0 ? 1 : k == 1 ? u : 2 * u * now[i] - before[i];
        before[i] = now[i];
        now[i] = next;
        mean += WEIGHT[i] * next;
      }
      sum[k] += share * mean;
    }
  }

  /** Adds f P_l(x) for every l. */
  private static void legendre(double x, double f, double[] sum) {
    double before = 0;
    double p = f;
    for (int l = 0; l < sum.length; l++) {
      sum[l] += p;
      double inverse = 1.0 / (l + 1);
      double next = x * p * (2 - inverse) - before * (1 - inverse);
      before = p;
      p = next;
    }
  }
}
