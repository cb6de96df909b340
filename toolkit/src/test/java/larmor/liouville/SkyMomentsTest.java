package larmor.liouville;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

class SkyMomentsTest {
  private static final int TRAJECTORIES = 40;

  /** Trajectory i has 1 + i % 3 arrivals with weights from 0 to 1. */
  private static SkyMoments moments(int lmax, int seed) {
    SkyMoments.Sum sum = new SkyMoments.Sum(lmax);
    for (int i = 0; i < TRAJECTORIES; i++) {
      RandomStream random = RandomStream.of(seed, i);
      for (int k = 0; k <= i % 3; k++) {
        sum.add(i, random.direction(), random.uniform());
      }
    }
    return sum.moments();
  }

  /** The mean, and the covariance Σ d dᵀ/W², where d is Σ w (y - mean) of one trajectory. */
  private static double[][] expected(int lmax, int seed) {
    int n = (lmax + 1) * (lmax + 1);
    double[][] own = new double[TRAJECTORIES][n];
    double[] all = new double[n];
    for (int i = 0; i < TRAJECTORIES; i++) {
      RandomStream random = RandomStream.of(seed, i);
      for (int k = 0; k <= i % 3; k++) {
        double[] y = SkyMoments.harmonics(lmax, random.direction());
        double w = random.uniform();
        for (int j = 0; j < n; j++) {
          own[i][j] += w * y[j];
          all[j] += w * y[j];
        }
      }
    }
    double[][] result = new double[n][n - 1];
    for (int j = 1; j < n; j++) {
      result[n - 1][j - 1] = all[j] / all[0];
    }
    for (double[] s : own) {
      for (int j = 1; j < n; j++) {
        for (int k = 1; k < n; k++) {
          double dj = s[j] - s[0] * all[j] / all[0];
          double dk = s[k] - s[0] * all[k] / all[0];
          result[j - 1][k - 1] += dj * dk / (all[0] * all[0]);
        }
      }
    }
    return result;
  }

  @Test
  void meanAndErrorAreThoseOfTheScatterBetweenTrajectories() {
    SkyMoments moments = moments(3, 1);
    double[][] expected = expected(3, 1);
    assertEquals(15, moments.size());
    for (int l = 1; l <= 3; l++) {
      for (int m = -l; m <= l; m++) {
        int k = l * l + l + m - 1;
        assertEquals(expected[15][k], moments.moment(l, m), 1e-14);
        assertEquals(Math.sqrt(expected[k][k]), moments.error(l, m), 1e-14);
      }
    }
    double weight = 0;
    for (int i = 0; i < TRAJECTORIES; i++) {
      RandomStream random = RandomStream.of(1, i);
      for (int k = 0; k <= i % 3; k++) {
        random.direction();
        weight += random.uniform();
      }
    }
    assertEquals(weight, moments.weight(), 1e-13);
  }

  @Test
  void chiSquaredIsThatOfBothCovariances() {
    SkyMoments a = moments(2, 1);
    SkyMoments b = moments(2, 2);
    double[][] ea = expected(2, 1);
    double[][] eb = expected(2, 2);
    RealVector d = new ArrayRealVector(ea[8]).subtract(new ArrayRealVector(eb[8]));
    RealMatrix c = new Array2DRowRealMatrix(8, 8);
    for (int j = 0; j < 8; j++) {
      for (int k = 0; k < 8; k++) {
        c.setEntry(j, k, ea[j][k] + eb[j][k]);
      }
    }
    double expected = d.dotProduct(new LUDecomposition(c).getSolver().solve(d));
    assertEquals(expected, a.chiSquared(b), 1e-9);
    assertEquals(
        1 - new ChiSquaredDistribution(8).cumulativeProbability(expected), a.probability(b), 1e-9);
    assertEquals(0, a.chiSquared(a), 1e-15);
    assertEquals(1, a.probability(a), 1e-12);
  }

  /** Sums over the pixels of nside 16 of products up to ℓ = 8, where the quadrature is good. */
  @Test
  void harmonicsAreOrthonormalToTheHighestMultipole() {
    Healpix grid = Healpix.of(16);
    double[][] sums = new double[81][81];
    for (int p = 0; p < grid.pixels(); p++) {
      double[] y = SkyMoments.harmonics(8, grid.direction(p));
      for (int j = 0; j < 81; j++) {
        for (int k = 0; k <= j; k++) {
          sums[j][k] += y[j] * y[k] / grid.pixels();
        }
      }
    }
    for (int j = 0; j < 81; j++) {
      for (int k = 0; k <= j; k++) {
        assertEquals(j == k ? 1 : 0, sums[j][k], 0.02, j + " " + k);
      }
    }
  }

  @Test
  void multipolesOutsideTheRangeAreRefused() {
    for (int lmax : new int[] {0, 9}) {
      assertEquals(
          "moments up to ℓ = " + lmax + " are not available: use a largest ℓ from 1 to 8",
          assertThrows(IllegalArgumentException.class, () -> new SkyMoments.Sum(lmax))
              .getMessage());
    }
    assertEquals(80, moments(8, 1).size());
    SkyMoments moments = moments(1, 1);
    for (int[] lm : new int[][] {{0, 0}, {2, 0}, {1, 2}, {1, -2}}) {
      assertEquals(
          "there is no moment of ℓ = "
              + lm[0]
              + ", m = "
              + lm[1]
              + ": give ℓ from 1 to 1 and m from −ℓ to ℓ",
          assertThrows(IllegalArgumentException.class, () -> moments.moment(lm[0], lm[1]))
              .getMessage());
    }
    SkyMoments.Sum none = new SkyMoments.Sum(1);
    none.add(0, Vec3.X, 0);
    assertThrows(IllegalStateException.class, none::moments);
  }
}
