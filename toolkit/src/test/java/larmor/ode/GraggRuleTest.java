package larmor.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The parts of the method of Bulirsch and Stoer. */
class GraggRuleTest {
  /** y0' = d (1 + t)^(d - 1), and y1' = -y0'. */
  private static Equations power(int d) {
    return new Equations() {
      @Override
      public int dimension() {
        return 2;
      }

      @Override
      public void derivatives(double t, double[] y, double[] dydt) {
        dydt[0] = d * Math.pow(1 + t, d - 1);
        dydt[1] = -dydt[0];
      }
    };
  }

  @Test
  void weightsOfTheExtrapolationAreThoseOfAitkenAndNeville() {
    Extrapolation e = new Extrapolation(2, 6, 10);
    assertArrayEquals(new double[] {1.0 / 192, -81.0 / 128, 625.0 / 384}, e.weights(0, 2), 1e-15);
    assertArrayEquals(new double[] {-1.0 / 8, 9.0 / 8, 0}, e.weights(0, 1), 1e-15);
    assertArrayEquals(new double[] {0, -9.0 / 16, 25.0 / 16}, e.weights(1, 2), 1e-15);
    assertArrayEquals(new double[] {0, 0, 1}, e.weights(2, 2));
    assertEquals(3, e.rows());
    assertEquals(6, e.substeps(1));
  }

  @Test
  void tableHasFiveRowsDownTo1em9AndOneMoreForEachDecadeBelow() {
    GraggRule rule = new GraggRule(power(1));
    assertEquals(4, rule.lastRow(1e-2));
    assertEquals(4, rule.lastRow(1e-9));
    assertEquals(5, rule.lastRow(0.5e-9));
    assertEquals(6, rule.lastRow(0.5e-10));
    assertEquals(rule.extrapolation().rows() - 1, rule.lastRow(1.1e-14));
  }

  @Test
  void stateThatIsNotFiniteIsReported() {
    for (double end : new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}) {
      for (double sign : new double[] {1, -1}) {
        Equations last =
            new Equations() {
              @Override
              public int dimension() {
                return 1;
              }

              @Override
              public void derivatives(double t, double[] y, double[] dydt) {
                dydt[0] = t < 1 ? 1 : sign * end;
              }
            };
        double[] y = new double[1];
        int made = new GraggRule(last).cross(0, new double[1], new double[] {1}, 1, 1, y);
        assertEquals(end == 1 ? 6 : 0, made);
      }
    }
  }

  /**
   * With k rows the dense output is exact for polynomials up to degree 2 k - 1, at most 10, and not
   * for the next.
   */
  @Test
  void denseOutputIsExactForPolynomials() {
    for (int rows = 2; rows <= 6; rows++) {
      int exact = Math.min(10, 2 * rows - 1);
      for (int d = 1; d <= 12; d++) {
        double worst = 0;
        GraggRule rule = new GraggRule(power(d));
        double[] y0 = {1, -1};
        double[] f0 = {d, -d};
        double[] end = new double[2];
        for (int row = 0; row < rows; row++) {
          rule.cross(0, y0, f0, 0.5, row, end);
        }
        double y = Math.pow(1.5, d);
        double f = d * Math.pow(1.5, d - 1);
        rule.fit(0.5, y0, new double[] {y, -y}, f0, new double[] {f, -f}, rows);
        for (double theta : new double[] {0, 0.1, 0.3, 0.5, 0.9, 1}) {
          rule.at(theta, end);
          worst = Math.max(worst, Math.abs(end[0] / Math.pow(1 + 0.5 * theta, d) - 1));
          assertEquals(-end[0], end[1]);
        }
        assertEquals(d <= exact, worst < 1e-12, rows + " rows, degree " + d + ": " + worst);
      }
    }
  }
}
