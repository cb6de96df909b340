package larmor.turbulence;

import larmor.field.MagneticField;

/**
 * Noise averaged along the lines of a field: at each point the sum of w_j n(x_j), where x_j is the
 * place j steps along the line through the point. A weight w_0 alone leaves the noise as it is. The
 * lines are followed by the rule of Adams and Bashforth of second order.
 *
 * @param field whose lines
 * @param noise to average
 * @param step along the line [m]
 * @param weights Not modified. w_0, w_1 = w_−1, w_2 …
 * @param across factor of the average's part across the field at the point
 * @param along factor of its part along it
 */
record LineAverage(
    MagneticField field,
    MagneticField noise,
    double step,
    double[] weights,
    double across,
    double along)
    implements MagneticField {

  /** exp(−|k∥| λ∥ / 2) for waves to 1/(2 steps), as the first terms of its Fourier series. */
  static double[] weights(double stretch, double most) {
    double a = 0.5 * stretch * most;
    int terms = stretch == 0 ? 1 : 2 + (int) Math.ceil(4 * a);
    double[] w = new double[terms];
    w[0] = stretch == 0 ? 1 : (1 - StrictMath.exp(-a)) / a;
    for (int j = 1; j < terms; j++) {
      double sign = j % 2 == 0 ? 1 : -1;
      w[j] = a * (1 - sign * StrictMath.exp(-a)) / (a * a + Math.PI * Math.PI * j * j);
    }
    return w;
  }

  /**
   * What these weights leave of a wave along straight lines.
   *
   * @param part of k∥ in the largest, 1/(2 steps)
   */
  static double filter(double[] weights, double part) {
    double sum = weights[0];
    for (int j = 1; j < weights.length; j++) {
      sum += 2 * weights[j] * StrictMath.cos(Math.PI * j * part);
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
    double part = sum[0] * here[0] + sum[1] * here[1] + sum[2] * here[2];
    for (int c = 0; c < 3; c++) {
      b[c] = across * (sum[c] - part * here[c]) + along * part * here[c];
    }
  }

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

  /** The unit vector along the field. */
  private void direction(double x, double y, double z, double[] d) {
    field.at(x, y, z, d);
    double size = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
    for (int c = 0; c < 3; c++) {
      d[c] /= size;
    }
  }
}
