package larmor.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import larmor.numeric.RandomStream;
import org.junit.jupiter.api.Test;

class SplineSumTest {
  private static float[] noise(int n) {
    float[] c = new float[3 * n * (n + 3) * (n + 3)];
    RandomStream r = RandomStream.of(7, n);
    for (int p = 0; p < c.length; p++) {
      c[p] = (float) r.gaussian();
    }
    return c;
  }

  @Test
  void vectorsGiveTheBitsOfTheScalarSum() {
    SplineSum fastest = SplineSum.fastest();
    if (fastest instanceof ScalarSplineSum) {
      System.out.println("SKIPPED: this Java or this machine has no vectors of four doubles");
      abort("no vectors of four doubles here");
    }
    double[] b = new double[3];
    double[] expected = new double[3];
    double[] along = new double[MagneticField.ALONG];
    double[] expectedAlong = new double[MagneticField.ALONG];
    for (int n : new int[] {4, 5, 16, 33}) {
      float[] c = noise(n);
      RandomStream r = RandomStream.of(8, n);
      for (int i = 0; i < 20_000; i++) {
        double u = i % 7 == 0 ? i % n : r.uniform(0, n);
        double v = i % 5 == 0 ? Math.nextDown((double) n) : r.uniform(0, n);
        double w = r.uniform(0, n);
        new ScalarSplineSum().at(c, n, u, v, w, 3e-10, expected);
        fastest.at(c, n, u, v, w, 3e-10, b);
        assertArrayEquals(expected, b, 0);
        double du = r.gaussian();
        double dv = r.gaussian();
        double dw = r.gaussian();
        new ScalarSplineSum().along(c, n, u, v, w, du, dv, dw, 3e-10, expectedAlong);
        fastest.along(c, n, u, v, w, du, dv, dw, 3e-10, along);
        for (int q = 0; q < 6; q++) {
          assertEquals(expectedAlong[q], along[q], 0);
        }
      }
    }
  }

  @Test
  void sumsAlongADisplacementAreTheSumsAndTheirDerivative() {
    int n = 16;
    float[] c = noise(n);
    SplineSum sum = new ScalarSplineSum();
    RandomStream r = RandomStream.of(9, 0);
    double[] along = new double[MagneticField.ALONG];
    double[] before = new double[3];
    double[] after = new double[3];
    double e = 1e-5;
    for (int i = 0; i < 1000; i++) {
      double u = r.uniform(1, n - 1);
      double v = r.uniform(1, n - 1);
      double w = r.uniform(1, n - 1);
      double du = r.gaussian();
      double dv = r.gaussian();
      double dw = r.gaussian();
      sum.along(c, n, u, v, w, du, dv, dw, 2, along);
      sum.at(c, n, u, v, w, 2, before);
      for (int q = 0; q < 3; q++) {
        assertEquals(before[q], along[q], 1e-14);
      }
      sum.at(c, n, u - e * du, v - e * dv, w - e * dw, 2, before);
      sum.at(c, n, u + e * du, v + e * dv, w + e * dw, 2, after);
      for (int q = 0; q < 3; q++) {
        assertEquals((after[q] - before[q]) / (2 * e), along[3 + q], 1e-8);
      }
    }
  }

  @Test
  void weightsAddUpToOne() {
    for (double t = 0; t < 1; t += 0.0625) {
      double sum =
          CubicBSpline.first(t)
              + CubicBSpline.second(t)
              + CubicBSpline.third(t)
              + CubicBSpline.fourth(t);
      assertEquals(1, sum, 4e-16);
    }
  }
}
