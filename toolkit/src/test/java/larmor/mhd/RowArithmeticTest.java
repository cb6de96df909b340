package larmor.mhd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import larmor.numeric.VectorInstructions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two implementations of the arithmetic on rows give the same bits. */
class RowArithmeticTest {
  private static final int N = 64;
  private static final double A2 = 0.1;

  private final SplittableRandom random = new SplittableRandom(7);
  private final RowArithmetic loops = new LoopArithmetic(N, A2);
  private RowArithmetic fastest;

  @BeforeEach
  void vectors() {
    assumeTrue(VectorInstructions.offered(), "vector instructions are not offered");
    fastest = RowArithmetic.fastest(N, A2);
    assertTrue(
        fastest.getClass().getSimpleName().equals("SimdArithmetic"),
        "with vector instructions, rows of " + N + " are computed with them");
  }

  @Test
  void aRowThatDoesNotFillVectorsIsComputedInLoops() {
    assertInstanceOf(LoopArithmetic.class, RowArithmetic.fastest(N + 1, A2));
  }

  @Test
  void fluxesOfStrongAndWeakWavesHaveTheSameBits() {
    for (double strength : new double[] {1e-9, 1e-2, 1, 30}) {
      double[] bn = row(1);
      double[][] l = states(strength);
      double[][] r = states(strength);
      for (int k = 0; k < N; k += 7) {
        bn[k] = 0;
      }
      for (int k = 0; k < N; k += 5) {
        for (int v = 0; v < 6; v++) {
          r[v][k] = l[v][k];
        }
      }
      // faces without a transverse field, where the Alfvén wave is as fast as the outer wave
      for (int k = 3; k < N; k += 11) {
        l[4][k] = 0;
        l[5][k] = 0;
        r[4][k] = 0;
        r[5][k] = 0;
      }
      double[][] expected = new double[6][N];
      double[][] actual = new double[6][N];
      loops.fluxes(bn, l, r, expected);
      fastest.fluxes(bn, l, r, actual);
      for (int v = 0; v < 6; v++) {
        assertSameBits(expected[v], actual[v], "flux " + v + " at strength " + strength);
      }
    }
  }

  @Test
  void facesAtExtremaAndInSmoothRowsHaveTheSameBits() {
    double[][] cells = {row(1), row(1), row(1), row(1), row(1)};
    for (int k = 0; k < N; k += 4) {
      for (int v = 0; v < 5; v++) {
        cells[v][k] = v * v + 0.1 * v;
      }
      cells[1][k + 1] = cells[2][k + 1];
      cells[3][k + 2] = cells[2][k + 2];
    }
    double[][] expected = new double[2][N];
    double[][] actual = new double[2][N];
    loops.faces(cells[0], cells[1], cells[2], cells[3], cells[4], expected[0], expected[1]);
    fastest.faces(cells[0], cells[1], cells[2], cells[3], cells[4], actual[0], actual[1]);
    assertSameBits(expected[0], actual[0], "lower face");
    assertSameBits(expected[1], actual[1], "upper face");
  }

  @Test
  void edgesHaveTheSameBits() {
    double[][] w = new double[4][N];
    for (double[] weights : w) {
      for (int k = 0; k < N; k++) {
        weights[k] = new double[] {0, 0.5, 1}[random.nextInt(3)];
      }
    }
    double[][] a = {row(1), row(1)};
    double[][] b = {row(1), row(1)};
    double[][] c = {row(1), row(1), row(1), row(1)};
    double[][] wa = {w[0], w[1]};
    double[][] wb = {w[2], w[3]};
    double[] expected = new double[N];
    double[] actual = new double[N];
    loops.edges(a, wa, b, wb, c, expected);
    fastest.edges(a, wa, b, wb, c, actual);
    assertSameBits(expected, actual, "edges");
  }

  @Test
  void aStateThatIsNotANumberIsNotHidden() {
    double[] bn = row(1);
    double[][] l = states(1);
    double[][] r = states(1);
    l[0][9] = Double.NaN;
    double[][] flux = new double[6][N];
    fastest.fluxes(bn, l, r, flux);
    for (int v = 0; v < 6; v++) {
      assertEquals(Double.NaN, flux[v][9], "flux " + v);
      assertTrue(Double.isFinite(flux[v][8]), "flux " + v + " of the face before it");
    }
  }

  private double[][] states(double strength) {
    double[][] w = new double[6][N];
    for (int v = 0; v < 6; v++) {
      w[v] = row(strength);
    }
    for (int k = 0; k < N; k++) {
      w[0][k] = Math.exp(w[0][k] / (1 + 0.1 * strength));
    }
    return w;
  }

  private double[] row(double strength) {
    double[] values = new double[N];
    for (int k = 0; k < N; k++) {
      values[k] = strength * random.nextGaussian();
    }
    return values;
  }

  private static void assertSameBits(double[] expected, double[] actual, String what) {
    long[] e = new long[N];
    long[] a = new long[N];
    for (int k = 0; k < N; k++) {
      e[k] = Double.doubleToRawLongBits(expected[k]);
      a[k] = Double.doubleToRawLongBits(actual[k]);
    }
    assertArrayEquals(e, a, what);
  }
}
