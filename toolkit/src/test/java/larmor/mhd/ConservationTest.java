package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.junit.jupiter.api.Test;

class ConservationTest {
  /** Random supersonic waves on a cube, c_s² = 0.1. */
  private static MhdState storm(int n, double speed) {
    RandomStream r = RandomStream.of(20161101, 0);
    double[][] c = new double[12][6];
    for (double[] w : c) {
      for (int i = 0; i < 6; i++) {
        w[i] = r.gaussian();
      }
    }
    return MhdState.uniform(n, n, n, 1.0 / n, new Vec3(1, 0.2, -0.1))
        .withFlow(
            (x, y, z) -> 1 + 0.5 * Math.sin(2 * Math.PI * (x + 2 * y - z)),
            (x, y, z, o) -> sum(c, speed, 0, x, y, z, o))
        .withPotential((x, y, z, o) -> sum(c, 0.05, 3, x, y, z, o));
  }

  private static void sum(
      double[][] c, double f, int from, double x, double y, double z, double[] o) {
    java.util.Arrays.fill(o, 0);
    for (int m = 0; m < c.length; m++) {
      int[] k = {m % 3 - 1, m / 3 % 2 + 1, m / 6};
      double q = 2 * Math.PI * (k[0] * x + k[1] * y + k[2] * z + c[m][0]);
      for (int d = 0; d < 3; d++) {
        o[d] += f * c[m][from + d] * Math.sin(q);
      }
    }
  }

  private static double[] sums(MhdState s) {
    double[] t = new double[MhdState.VARIABLES];
    for (int v = 0; v < t.length; v++) {
      double lost = 0;
      for (double a : s.arrays()[v]) {
        double y = a - lost;
        double next = t[v] + y;
        lost = next - t[v] - y;
        t[v] = next;
      }
      t[v] /= s.arrays()[v].length;
    }
    return t;
  }

  @Test
  void massMomentumMeanFieldAndZeroDivergenceAreKeptToRoundOff() {
    MhdState start = storm(24, 0.3);
    MhdRun run = IsothermalMhd.ofBeta(0.2).withWorkers(new Workers(2)).start(start);
    for (int i = 0; i < 40; i++) {
      run.step();
    }
    assertEquals(0, run.floored());
    assertArrayEquals(sums(start), sums(run.state()), 3e-16 * 40);
    assertTrue(run.state().divergence() < 2e-14, () -> "∇·B " + run.state().divergence());
    assertTrue(run.diagnostics().divergence() < 2e-14);
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    MhdState one = driven(1);
    for (int threads : new int[] {2, 3, 5}) {
      MhdState many = driven(threads);
      for (int v = 0; v < MhdState.VARIABLES; v++) {
        assertArrayEquals(one.arrays()[v], many.arrays()[v]);
      }
    }
  }

  private static MhdState driven(int threads) {
    MhdRun run =
        IsothermalMhd.ofBeta(0.2)
            .withDriver(DrivingSettings.ofMachAlfven(0.77, 5))
            .withWorkers(new Workers(threads))
            .start(storm(20, 0.3));
    for (int i = 0; i < 6; i++) {
      run.step();
    }
    return run.state();
  }

  /** Streams that separate at Mach 14, where second order leads to negative densities. */
  @Test
  void separatingStreamsStayAboveTheFloorAndAddOnlyTheMassReported() {
    int n = 16;
    MhdState start =
        MhdState.uniform(n, n, n, 1.0 / n, Vec3.X)
            .withFlow(
                (x, y, z) -> 1,
                (x, y, z, o) -> {
                  o[0] = 0;
                  o[1] = y > 0.5 ? 4.5 : -4.5;
                  o[2] = z > 0.5 ? 4.5 : -4.5;
                });
    MhdRun run =
        IsothermalMhd.ofBeta(0.2).withDensityFloor(0.05).withWorkers(new Workers(2)).start(start);
    for (int i = 0; i < 40; i++) {
      run.step();
    }
    MhdDiagnostics d = run.diagnostics();
    assertTrue(d.repaired() > 0);
    assertTrue(d.floored() > 0);
    assertTrue(d.held() > 0);
    assertTrue(d.massAdded() > 0);
    assertTrue(d.leastDensity() >= 0.05);
    assertEquals(1 + d.massAdded(), d.mass(), 1e-13);
    assertEquals(0, d.momentum().norm(), 1e-13);
    assertTrue(run.state().divergence() < 1e-13);
  }

  /** With the fluxes of all its faces replaced, a cell has the values of a first-order step. */
  @Test
  void aCorrectedCellHasTheValuesOfAFirstOrderStep() {
    MhdState s = storm(12, 0.3);
    CacheBlocks blocks = new CacheBlocks(s);
    FiniteVolumeUpdate update = new FiniteVolumeUpdate(blocks, 0.1);
    MhdState high = s.copy();
    MhdState low = s.copy();
    double c = 0.05;
    update.advance(s.arrays(), s.arrays(), high.arrays(), c, 0, 12, true);
    update.advance(s.arrays(), s.arrays(), low.arrays(), c, 0, 12, false);
    int cell = s.index(0, 11, 5);
    FirstOrderFluxCorrection correction = new FirstOrderFluxCorrection(s, 0.1, 1e-6);
    double before = high.arrays()[0][cell];
    correction.repair(s.arrays(), high.arrays(), c, new int[] {cell});
    assertTrue(Math.abs(before - low.arrays()[0][cell]) > 1e-5, "the orders must differ here");
    for (int v = 0; v < 4; v++) {
      assertEquals(low.arrays()[v][cell], high.arrays()[v][cell], 1e-15);
    }
    assertEquals(sums(s)[0], sums(high)[0], 1e-15);
    assertEquals(1, correction.repaired());
    assertEquals(0, correction.floored());
  }

  @Test
  void doublingKeepsMassMomentumFieldAndZeroDivergence() {
    MhdState s = storm(12, 0.3);
    MhdState fine = s.doubled();
    assertEquals(24, fine.nx());
    assertArrayEquals(sums(s), sums(fine), 1e-15);
    assertTrue(fine.divergence() < 3e-15);
  }
}
