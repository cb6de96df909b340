package larmor.sky;

import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The window of HEALPix pixels: w_l² is the mean over all pixels, and over all pairs of points in a
 * pixel, of P_l of the angle between them (the mean over pixels of Górski et al. 2005, section 5).
 * The coordinates along a base pixel's sides map areas to equal areas, so that the integrals over a
 * pixel are Gauss–Legendre sums in them.
 */
final class PixelWindow {
  private static final int LARGEST = 64;
  private static final int NODES = 4;

  private static final double[] INVERSE = new double[4 * LARGEST + 2];

  static {
    for (int l = 1; l < INVERSE.length; l++) {
      INVERSE[l] = 1.0 / l;
    }
  }

  private PixelWindow() {}

  static Window of(int nside, int lmax) {
    if (nside > LARGEST || lmax > 4 * nside) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no pixel window of nside %d to l = %d: use nside %d or less and l to 4 nside",
              nside,
              lmax,
              LARGEST));
    }
    double[] w = squares(nside, lmax);
    for (int l = 0; l <= lmax; l++) {
      w[l] = Math.sqrt(w[l]);
    }
    return new Window("pixels of nside " + nside, w);
  }

  /** One polar and one equatorial base pixel stand for all; each is its own mirror image. */
  private static double[] squares(int nside, int lmax) {
    double[][] rows = new double[2 * nside][lmax + 1];
    Workers.all()
        .forEach(
            2 * nside,
            i -> {
              int face = i < nside ? 0 : 4;
              double share = (face == 0 ? 2 : 1) / (3.0 * nside * nside);
              int x = i % nside;
              for (int y = 0; y <= x; y++) {
                add(nside, face, x, y, (y < x ? 2 : 1) * share, rows[i]);
              }
            });
    double[] sum = new double[lmax + 1];
    for (double[] row : rows) {
      for (int l = 0; l <= lmax; l++) {
        sum[l] += row[l];
      }
    }
    return sum;
  }

  private static void add(int nside, int face, int x, int y, double share, double[] sum) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES, 0.0, 1.0);
    Vec3[] n = new Vec3[NODES * NODES];
    double[] weight = new double[n.length];
    for (int i = 0; i < n.length; i++) {
      double a = x + rule.getPoint(i / NODES);
      double b = y + rule.getPoint(i % NODES);
      n[i] = FacePixel.direction(nside, face, a, b);
      weight[i] = rule.getWeight(i / NODES) * rule.getWeight(i % NODES);
    }
    for (int i = 0; i < n.length; i++) {
      for (int j = 0; j <= i; j++) {
        double both = share * weight[i] * weight[j];
        legendre(n[i].dot(n[j]), i == j ? both : 2 * both, sum);
      }
    }
  }

  /** Adds f P_l(x) for every l. */
  private static void legendre(double x, double f, double[] sum) {
    double before = 0;
    double p = f;
    for (int l = 0; l < sum.length; l++) {
      sum[l] += p;
      double inverse = INVERSE[l + 1];
      double next = x * p * (2 - inverse) - before * (1 - inverse);
      before = p;
      p = next;
    }
  }
}
