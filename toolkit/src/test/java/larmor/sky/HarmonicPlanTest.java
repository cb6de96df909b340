package larmor.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import larmor.numeric.RandomStream;
import org.junit.jupiter.api.Test;

class HarmonicPlanTest {
  private static double[] noise(Healpix grid) {
    double[] map = new double[grid.pixels()];
    RandomStream random = RandomStream.of(3, grid.nside());
    java.util.Arrays.setAll(map, i -> random.gaussian());
    return map;
  }

  /** A map of nside 16 is 24 kB; the few bytes are the objects of the tasks. */
  @Test
  void aTransformOfASmallMapAllocatesNoArrays() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Healpix grid = Healpix.of(16);
    HarmonicPlan.Workspace work =
        new HarmonicPlan(grid, 47, new ScalarLegendreSum()).new Workspace();
    double[] map = noise(grid);
    work.analyse(map, null, 3, null);
    work.synthesise(map, null);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10; i++) {
      work.analyse(map, null, 3, null);
      work.synthesise(map, null);
    }
    long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / 10;
    assertTrue(bytes < 1000, bytes + " bytes for an analysis and a synthesis");
  }

  /** All lengths that are summed directly, with weights and without. */
  @Test
  void shortRingsAreFourierSumsAndTheirInverses() {
    for (int n = 4; n <= ShortRingFourier.LONGEST; n += 4) {
      if (!ShortRingFourier.suits(n)) {
        continue;
      }
      RandomStream random = RandomStream.of(4, n);
      double[] f = new double[n + 3];
      double[] w = new double[n + 3];
      java.util.Arrays.setAll(f, i -> random.gaussian());
      java.util.Arrays.setAll(w, i -> 1 + random.uniform());
      double[] g = new double[n + 2];
      double[] back = new double[n + 3];
      ShortRingFourier ring = new ShortRingFourier(n);
      for (double[] weight : new double[][] {w, null}) {
        ring.forward(f, 3, weight, g, 0);
        for (int k = 0; k <= n / 2; k++) {
          double re = 0;
          double im = 0;
          for (int p = 0; p < n; p++) {
            double value = f[3 + p] * (weight == null ? 1 : weight[3 + p]);
            re += value * Math.cos(2 * Math.PI * k * p / n);
            im -= value * Math.sin(2 * Math.PI * k * p / n);
          }
          assertEquals(re, g[2 * k], 1e-12);
          assertEquals(im, g[2 * k + 1], 1e-12);
        }
      }
      ring.inverse(g, back, 3);
      for (int p = 3; p < n + 3; p++) {
        assertEquals(f[p], back[p], 1e-13);
      }
    }
  }
}
