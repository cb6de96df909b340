package larmor.sky;

import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Computes the window of HEALPix pixels: w_l² is the mean of P_l(cos γ) over all pixels and over
 * all pairs of points in a pixel, where γ is the angle between the two points (the mean over pixels
 * of Górski et al. 2005, ApJ 622, 759, section 5). The coordinates along the sides of a base pixel
 * conserve area, so that integrals over a pixel are computed as Gauss–Legendre sums in these
 * coordinates. The result depends only on the distribution of t = 1 − cos γ over the pairs. This
 * distribution is represented by weights at Chebyshev nodes between 0 and an upper limit of t,
 * which integrate the polynomials P_l(1 − t) to rounding error up to l = 4 nside.
 */
final class PixelWindow {
  /** The number of Gauss–Legendre nodes along each side of a pixel. */
  private static final int NODES = 4;

  /** The number of Chebyshev nodes in t. */
  private static final int CHEBYSHEV_NODES = 32;

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
    if (lmax < 0 || lmax > 4 * nside || nside > 2048) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the pixel window of nside %d to l = %d is not available: use nside 2048 or less and l to 4"
                  + " nside",
              nside,
              lmax));
    }
    double largest = largestT(nside);
    double[] moments = moments(nside, largest);
    double[] w = new double[lmax + 1];
    for (int j = 0; j < CHEBYSHEV_NODES; j++) {
      double angle = Math.PI * (j + 0.5) / CHEBYSHEV_NODES;
      double weight = moments[0] / CHEBYSHEV_NODES;
      for (int k = 1; k < CHEBYSHEV_NODES; k++) {
        weight += 2 * moments[k] * Math.cos(k * angle) / CHEBYSHEV_NODES;
      }
      addLegendre(1 - largest * (1 + Math.cos(angle)) / 2, weight, w);
    }
    for (int l = 0; l <= lmax; l++) {
      w[l] = Math.sqrt(w[l]);
    }
    return new WindowFunction("pixels of nside " + nside, w);
  }

  /**
   * Returns an upper limit of t, which holds because the longest diagonal of a pixel is shorter
   * than three times the resolution.
   */
  private static double largestT(int nside) {
    return 1 - Math.cos(Math.min(Math.PI, 3 * Healpix.of(nside).resolution()));
  }

  /**
   * Computes the means of the Chebyshev polynomials T_k(2t / largest − 1) over pixels and pairs.
   * One polar and one equatorial base pixel represent all base pixels; each is symmetric about its
   * diagonal.
   */
  private static double[] moments(int nside, double largest) {
    double[][] rows = new double[2 * nside][CHEBYSHEV_NODES];
    Workers.all()
        .forEach(
            2 * nside,
            i -> {
              int face = i < nside ? 0 : 4;
              double weight = (face == 0 ? 2 : 1) / (3.0 * nside * nside);
              double[] t = new double[PAIRS];
              int x = i % nside;
              for (int y = 0; y <= x; y++) {
                pairs(nside, face, x, y, t);
                addMoments((y < x ? 2 : 1) * weight, t, largest, rows[i]);
              }
            });
    double[] sum = new double[CHEBYSHEV_NODES];
    for (double[] row : rows) {
      for (int k = 0; k < CHEBYSHEV_NODES; k++) {
        sum[k] += row[k];
      }
    }
    return sum;
  }

  private static double weight(int i) {
    return RULE.getWeight(i / NODES) * RULE.getWeight(i % NODES);
  }

  /** Computes t of every pair of different points of a pixel. */
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

  /** Adds the means of the Chebyshev polynomials over the pairs of one pixel. */
  private static void addMoments(double weight, double[] t, double largest, double[] sum) {
    double same = 0;
    for (int i = 0; i < POINTS; i++) {
      same += weight(i) * weight(i);
    }
    for (int k = 0; k < CHEBYSHEV_NODES; k++) {
      sum[k] += weight * ((k & 1) == 0 ? same : -same);
    }
    double[] before = new double[PAIRS];
    double[] now = new double[PAIRS];
    for (int k = 0; k < CHEBYSHEV_NODES; k++) {
      double mean = 0;
      for (int i = 0; i < PAIRS; i++) {
        double u = 2 * t[i] / largest - 1;
        double next = k == 0 ? 1 : k == 1 ? u : 2 * u * now[i] - before[i];
        before[i] = now[i];
        now[i] = next;
        mean += WEIGHT[i] * next;
      }
      sum[k] += weight * mean;
    }
  }

  /** Adds f P_l(x) to the sum of every l. */
  private static void addLegendre(double x, double f, double[] sum) {
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
