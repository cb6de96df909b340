package larmor.turbulence;

import larmor.field.MagneticField;

/**
 * A noise field n averaged along the field lines of another field. Its value at a point is the sum
 * of w_j n(x_j), where x_j lies j steps along the field line through the point, to both sides. The
 * field lines are integrated by the second-order Adams–Bashforth method. If w_0 = 1 is the only
 * weight, the noise is not changed.
 *
 * @param field field whose lines are followed
 * @param noise field that is averaged
 * @param step step along a field line [m]
 * @param weights w_0, w_1 = w_−1, w_2 and so on. Not modified.
 * @param across factor of the component of the average perpendicular to the field at the point
 * @param along factor of the component of the average along the field at the point
 */
record FieldLineAverage(
    MagneticField field,
    MagneticField noise,
    double step,
    double[] weights,
    double across,
    double along)
    implements MagneticField {

  /**
   * Returns the weights whose {@link #filter} approximates exp(−|k∥| λ∥ / 2) for wave numbers up to
   * 1/(2 steps). They are the first terms of the Fourier series of this function.
   *
   * @param parallelLength the length λ∥ [side/2π]
   * @param most largest k∥, which is 1/(2 steps) [waves a side]
   */
  static double[] weights(double parallelLength, double most) {
    double a = 0.5 * parallelLength * most;
    int terms = parallelLength == 0 ? 1 : 2 + (int) Math.ceil(4 * a);
    double[] w = new double[terms];
    w[0] = parallelLength == 0 ? 1 : (1 - StrictMath.exp(-a)) / a;
    for (int j = 1; j < terms; j++) {
      double sign = j % 2 == 0 ? 1 : -1;
      w[j] = a * (1 - sign * StrictMath.exp(-a)) / (a * a + Math.PI * Math.PI * j * j);
    }
    return w;
  }

  /**
   * Returns the factor by which the average along straight field lines multiplies a wave.
   *
   * @param weights the weights from {@link #weights}. Not modified.
   * @param fraction k∥ divided by its largest value, 1/(2 steps)
   */
  static double filter(double[] weights, double fraction) {
    double sum = weights[0];
    for (int j = 1; j < weights.length; j++) {
      sum += 2 * weights[j] * StrictMath.cos(Math.PI * j * fraction);
    }
    return sum;
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    double[] here = new double[3];
    double[] sum = new double[3];
    direction(x, y, z, here);
    noise.at(x, y, z, b);
    for (int c = 0; c < 3; c++) {
      sum[c] = weights[0] * b[c];
    }
    if (weights.length > 1) {
      follow(new double[] {x, y, z}, step, here, sum, b);
      follow(new double[] {x, y, z}, -step, here, sum, b);
    }
    double parallel = sum[0] * here[0] + sum[1] * here[1] + sum[2] * here[2];
    for (int c = 0; c < 3; c++) {
      b[c] = across * (sum[c] - parallel * here[c]) + along * parallel * here[c];
    }
  }

  /** Adds the terms on one side of the point to the sum; b is a work array. */
  private void follow(double[] p, double h, double[] here, double[] sum, double[] b) {
    double[] last = here.clone();
    double[] now = new double[3];
    direction(p[0] + 0.5 * h * here[0], p[1] + 0.5 * h * here[1], p[2] + 0.5 * h * here[2], now);
    move(p, h, now);
    for (int j = 1; ; j++) {
      noise.at(p[0], p[1], p[2], b);
      for (int c = 0; c < 3; c++) {
        sum[c] += weights[j] * b[c];
      }
      if (j + 1 == weights.length) {
        return;
      }
      direction(p[0], p[1], p[2], now);
      for (int c = 0; c < 3; c++) {
        double slope = now[c];
        p[c] += h * (1.5 * slope - 0.5 * last[c]);
        last[c] = slope;
      }
    }
  }

  private static void move(double[] p, double h, double[] d) {
    for (int c = 0; c < 3; c++) {
      p[c] += h * d[c];
    }
  }

  /** Writes the unit vector along the field to d. */
  private void direction(double x, double y, double z, double[] d) {
    field.at(x, y, z, d);
    double size = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
    for (int c = 0; c < 3; c++) {
      d[c] /= size;
    }
  }
}
