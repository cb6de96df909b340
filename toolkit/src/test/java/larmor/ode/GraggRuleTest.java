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

  /** Takes a step of 0.5 from t = 0 with all rows, and prepares its dense output. */
  private static GraggRule step(int d, int rows) {
    GraggRule rule = new GraggRule(power(d));
    double[] y0 = {1, -1};
    double[] f0 = {d, -d};
    for (int row = 0; row < rows; row++) {
      rule.cross(0, y0, f0, 0.5, row, new double[2]);
    }
    double y = Math.pow(1.5, d);
    double f = d * Math.pow(1.5, d - 1);
    rule.fit(0.5, y0, new double[] {y, -y}, f0, new double[] {f, -f}, rows);
    return rule;
  }

  /** With k rows it is exact for polynomials up to degree 2 k - 1, at most 10, and no higher. */
  @Test
  void denseOutputIsExactForPolynomials() {
    double[] y = new double[2];
    for (int rows = 2; rows <= 9; rows++) {
      int exact = Math.min(10, 2 * rows - 1);
      for (int d = 1; d <= 12; d++) {
        double worst = 0;
        GraggRule rule = step(d, rows);
        for (double theta : new double[] {0, 0.1, 0.3, 0.5, 0.9, 1}) {
          rule.at(theta, y);
          worst = Math.max(worst, Math.abs(y[0] / Math.pow(1 + 0.5 * theta, d) - 1));
          assertEquals(-y[0], y[1]);
        }
        assertEquals(d <= exact, worst < 2e-11, rows + " rows, degree " + d + ": " + worst);
      }
    }
  }

  /** With k rows its degree is 2 k + 1, so that the differences of order 2 k + 2 are zero. */
  @Test
  void denseOutputOfFewRowsHasALowDegree() {
    double[] y = new double[2];
    for (int rows = 2; rows <= 3; rows++) {
      GraggRule rule = step(12, rows);
      int order = 2 * rows + 2;
      for (int n = order - 1; n <= order; n++) {
        double difference = 0;
        double binomial = 1;
        for (int i = 0; i <= n; i++) {
          rule.at((double) i / n, y);
          difference += (i % 2 == 0 ? 1 : -1) * binomial * y[0];
          binomial *= (double) (n - i) / (i + 1);
        }
        assertEquals(n == order, Math.abs(difference) < 1e-9, n + ": " + difference);
      }
    }
  }
}
