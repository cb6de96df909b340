package larmor.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import larmor.numeric.RandomStream;
import org.junit.jupiter.api.Test;

class SplineSumTest {
  private static float[] noise(int n) {
    float[] c = new float[3 * n * n * (n + 3)];
    RandomStream r = RandomStream.of(7, n);
    for (int p = 0; p < c.length; p++) {
      c[p] = (float) r.gaussian();
    }
    return c;
  }

  @Test
  void vectorsGiveTheBitsOfTheScalarSum() {
    SplineSum fastest = SplineSum.fastest();
    if (fastest instanceof ScalarSum) {
      System.out.println("SKIPPED: this Java or this machine offers no vectors of four doubles");
      abort("no vectors of four doubles here");
    }
    double[] b = new double[3];
    double[] expected = new double[3];
    for (int n : new int[] {4, 5, 16, 33}) {
      float[] c = noise(n);
      RandomStream r = RandomStream.of(8, n);
      for (int i = 0; i < 20_000; i++) {
        double u = i % 7 == 0 ? i % n : r.uniform(0, n);
        double v = i % 5 == 0 ? Math.nextDown((double) n) : r.uniform(0, n);
        double w = r.uniform(0, n);
        new ScalarSum().at(c, n, u, v, w, 3e-10, expected);
        fastest.at(c, n, u, v, w, 3e-10, b);
        assertArrayEquals(expected, b, 0);
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
