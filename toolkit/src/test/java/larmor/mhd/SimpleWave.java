package larmor.mhd;

/**
 * A centred isothermal fast or slow rarefaction: the states along an integral curve of its
 * eigenvector, parametrised by density and integrated by the classical Runge–Kutta rule.
 */
final class SimpleWave {
  static final int STEPS = 400;

  private final double a2;
  private final double bn;
  private final boolean fast;
  private final int side;
  private final double[][] states = new double[STEPS + 1][];

  /**
   * @param left state on the left
   * @param density on the right
   * @param side 1 if it runs to the right through the gas, -1 if to the left
   */
  SimpleWave(double a2, double bn, double[] left, double density, boolean fast, int side) {
    this.a2 = a2;
    this.bn = bn;
    this.fast = fast;
    this.side = side;
    double h = (density - left[0]) / STEPS;
    states[0] = left;
    for (int i = 0; i < STEPS; i++) {
      double[] s = states[i];
      double[] k1 = slope(s);
      double[] k2 = slope(moved(s, k1, 0.5 * h));
      double[] k3 = slope(moved(s, k2, 0.5 * h));
      double[] k4 = slope(moved(s, k3, h));
      double[] next = s.clone();
      for (int c = 0; c < next.length; c++) {
        next[c] += h / 6 * (k1[c] + 2 * k2[c] + 2 * k3[c] + k4[c]);
      }
      states[i + 1] = next;
    }
  }

  double[] right() {
    return states[STEPS];
  }

  /** Speed of the state after so many steps. */
  double speed(int step) {
    return states[step][1] + side * celerity(states[step]);
  }

  double[] at(double xOverT) {
    int low = 0;
    int high = STEPS;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (speed(middle) < xOverT) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double f = (xOverT - speed(low)) / (speed(high) - speed(low));
    double[] s = states[low].clone();
    for (int c = 0; c < s.length; c++) {
      s[c] += f * (states[high][c] - s[c]);
    }
    return s;
  }

  private static double[] moved(double[] s, double[] k, double h) {
    double[] m = s.clone();
    for (int c = 0; c < m.length; c++) {
      m[c] += h * k[c];
    }
    return m;
  }

  private double celerity(double[] s) {
    double b2 = (bn * bn + s[4] * s[4] + s[5] * s[5]) / s[0];
    double sum = a2 + b2;
    double root = Math.sqrt(Math.max(0, sum * sum - 4 * a2 * bn * bn / s[0]));
    double c2 = 0.5 * (sum + root);
    return Math.sqrt(fast ? c2 : a2 * bn * bn / s[0] / c2);
  }

  /** d/dρ of the state: the eigenvector scaled to one unit of density. */
  private double[] slope(double[] s) {
    double c = side * celerity(s);
    double g = c * c / (c * c - bn * bn / s[0]) / s[0];
    double[] k = {1, c / s[0], 0, 0, s[4] * g, s[5] * g};
    for (int t = 0; t < 2; t++) {
      k[2 + t] = -bn * k[4 + t] / (s[0] * c);
    }
    return k;
  }
}
