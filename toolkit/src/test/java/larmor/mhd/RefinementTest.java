package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.Vec3;
import org.junit.jupiter.api.Test;

class RefinementTest {
  private static final double K = 2 * Math.PI;

  private static MhdState smooth(int n) {
    return MhdState.uniform(n, n, n, 1.0 / n, Vec3.X)
        .withFlow(
            (x, y, z) -> 2 + Math.sin(K * x + 1) * Math.cos(K * (y - z)),
            (x, y, z, o) -> {
              o[0] = Math.sin(K * y);
              o[1] = Math.cos(K * (x + z));
              o[2] = 0.3;
            })
        .withPotential(
            (x, y, z, o) -> {
              o[0] = Math.cos(K * (y + z)) / K;
              o[1] = Math.sin(K * (z - x)) / K;
              o[2] = Math.cos(K * (x + 2 * y)) / K;
            });
  }

  /** Mean difference of the refined field from that of the same potential on the fine grid. */
  private static double error(int n, int from, int to) {
    double[][] a = smooth(n).doubled().arrays();
    double[][] b = smooth(2 * n).arrays();
    double sum = 0;
    for (int v = from; v < to; v++) {
      for (int c = 0; c < a[v].length; c++) {
        sum += Math.abs(a[v][c] - b[v][c]);
      }
    }
    return sum / (to - from) / a[0].length;
  }

  /** Measured ratio of the errors on 16 and 32 cells: 30.8, order 4.9. */
  @Test
  void theRefinedFieldConvergesAtFifthOrderAndStaysFreeOfDivergence() {
    double coarse = error(16, MhdState.BX, MhdState.VARIABLES);
    double fine = error(32, MhdState.BX, MhdState.VARIABLES);
    assertEquals(30.8, coarse / fine, 0.5);
    assertTrue(smooth(16).doubled().divergence() < 2e-14);
  }

  /** The values are means over cells, and the mean of x² over a cell is x² + h²/12. */
  @Test
  void aParabolaIsRefinedExactlyAwayFromItsMaximum() {
    MhdState s =
        MhdState.uniform(32, 8, 8, 1 / 32.0, Vec3.X)
            .withFlow((x, y, z) -> 1 + x * (1 - x), (x, y, z, o) -> o[0] = 0);
    MhdState f = s.doubled();
    double means = (1 / (32.0 * 32) - 1 / (64.0 * 64)) / 12;
    for (int i = 8; i < 28; i++) {
      double x = (i + 0.5) / 64;
      assertEquals(1 + x * (1 - x) + means, f.density(i, 3, 3), 1e-15);
    }
  }

  @Test
  void roughDensityStaysWithinItsNeighboursAndTheFieldKeepsItsMean() {
    var random = larmor.numeric.RandomStream.of(5, 0);
    MhdState s =
        smooth(12).withFlow((x, y, z) -> Math.exp(3 * random.gaussian()), (x, y, z, o) -> o[0] = 1);
    MhdState f = s.doubled();
    double coarseMass = 0;
    double fineMass = 0;
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < 24; j++) {
        for (int k = 0; k < 24; k++) {
          double least = Double.POSITIVE_INFINITY;
          double most = 0;
          for (int n = 0; n < 27; n++) {
            double r = s.density(i / 2 + n / 9 - 1, j / 2 + n / 3 % 3 - 1, k / 2 + n % 3 - 1);
            least = Math.min(least, r);
            most = Math.max(most, r);
          }
          double r = f.density(i, j, k);
          assertTrue(r >= least - 1e-14 * most && r <= most * (1 + 1e-14), () -> "density " + r);
          fineMass += r;
          coarseMass += s.density(i / 2, j / 2, k / 2) / 8;
        }
      }
    }
    assertEquals(coarseMass, fineMass / 8, 1e-12 * coarseMass);
    for (int d = 0; d < 3; d++) {
      double coarse = 0;
      double fine = 0;
      double energy = 0;
      double finer = 0;
      for (double b : s.arrays()[MhdState.BX + d]) {
        coarse += b;
        energy += b * b;
      }
      for (double b : f.arrays()[MhdState.BX + d]) {
        fine += b;
        finer += b * b;
      }
      assertEquals(coarse, fine / 8, 1e-11);
      // interpolation between the faces of a coarse grid raises the energy of short waves
      assertEquals(1.03, finer / 8 / energy, 0.03);
    }
  }
}
