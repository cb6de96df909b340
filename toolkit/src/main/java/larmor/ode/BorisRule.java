package larmor.ode;

/**
 * The rule of Boris (1970): half a drift, a rotation of u about the rate in the middle, half a
 * drift; 1, 3, 5 … substeps. A substep keeps |u| to round-off, so what extrapolation adds to it is
 * of the order of the error squared or of the last row.
 *
 * <p>Dense output: the polynomial of seventh degree in x through place, velocity and acceleration
 * at both ends and the extrapolated place and velocity in the middle, and its derivative.
 */
final class BorisRule implements BaseRule {
  private static final Extrapolation TABLE = new Extrapolation(1, 3, 5, 7, 9, 11, 13, 15, 17);

  private final Turning equations;
  private final double[] w = new double[3];

  /** Row j: place and velocity in the middle of the step. */
  private final double[][] middle = new double[TABLE.rows()][6];

  private final double[] polynomial = new double[18];

  /** Of θ³(1 − θ)³ and of that times θ − ½. */
  private final double[] bump = new double[6];

  private double length;

  BorisRule(Turning equations) {
    this.equations = equations;
  }

  @Override
  public Extrapolation extrapolation() {
    return TABLE;
  }

  /** Few rows serve fields that are only twice differentiable; fine tolerances need more. */
  @Override
  public int lastRow(double tolerance) {
    double finer = Math.max(0, Math.ceil(0.5 * (-7.5 - Math.log10(tolerance))));
    return (int) Math.min(TABLE.rows() - 1, 3 + finer);
  }

  @Override
  public int cross(double t, double[] y, double[] f, double step, int row, double[] end) {
    int n = TABLE.substeps(row);
    double h = step / n;
    System.arraycopy(y, 0, end, 0, 6);
    drift(0.5 * h, end);
    for (int i = 0; i < n; i++) {
      equations.rate(end, w);
      if (2 * i + 1 == n) {
        System.arraycopy(end, 0, middle[row], 0, 6);
      }
      turn(0.5 * h, end);
      if (2 * i + 1 == n) {
        for (int c = 3; c < 6; c++) {
          middle[row][c] = 0.5 * (middle[row][c] + end[c]);
        }
      }
      drift(i == n - 1 ? 0.5 * h : h, end);
    }
    double sum = 0;
    for (double v : end) {
      sum += Math.abs(v);
    }
    return sum < Double.POSITIVE_INFINITY ? n : 0;
  }

  private static void drift(double h, double[] y) {
    y[0] += h * y[3];
    y[1] += h * y[4];
    y[2] += h * y[5];
  }

  /** u by twice the angle whose tangent is |w| times {@code half}. */
  private void turn(double half, double[] y) {
    double x = half * w[0];
    double v = half * w[1];
    double z = half * w[2];
    double s = 2 / (1 + (x * x + v * v + z * z));
    double a = y[3] + (y[4] * z - y[5] * v);
    double b = y[4] + (y[5] * x - y[3] * z);
    double c = y[5] + (y[3] * v - y[4] * x);
    y[3] += s * (b * z - c * v);
    y[4] += s * (c * x - a * z);
    y[5] += s * (a * v - b * x);
  }

  @Override
  public void fit(double step, double[] y0, double[] y1, double[] f0, double[] f1, int rows) {
    length = step;
    double[] weights = TABLE.weights(0, rows - 1);
    for (int c = 0; c < 3; c++) {
      double v0 = step * y0[3 + c];
      double a0 = 0.5 * step * step * f0[3 + c];
      double rise = y1[c] - y0[c] - v0 - a0;
      double speed = step * y1[3 + c] - v0 - 2 * a0;
      double bend = step * step * f1[3 + c] - 2 * a0;
      int p = 6 * c;
      polynomial[p] = y0[c];
      polynomial[p + 1] = v0;
      polynomial[p + 2] = a0;
      polynomial[p + 3] = 10 * rise - 4 * speed + 0.5 * bend;
      polynomial[p + 4] = -15 * rise + 7 * speed - bend;
      polynomial[p + 5] = 6 * rise - 3 * speed + 0.5 * bend;
      double place = 0;
      double slope = 0;
      for (int j = 0; j < rows; j++) {
        place += weights[j] * (middle[j][c] - y0[c]);
        slope += weights[j] * step * middle[j][3 + c];
      }
      for (int k = 5; k >= 1; k--) {
        double half = StrictMath.scalb(polynomial[p + k], -k);
        place -= half;
        slope -= 2 * k * half;
      }
      bump[c] = 64 * place;
      bump[3 + c] = 64 * slope;
    }
  }

  @Override
  public void at(double theta, double[] y) {
    double q = theta * (1 - theta);
    for (int c = 0; c < 3; c++) {
      int p = 6 * c;
      double place = 0;
      double speed = 0;
      for (int k = 5; k >= 0; k--) {
        speed = speed * theta + place;
        place = place * theta + polynomial[p + k];
      }
      double factor = bump[c] + bump[3 + c] * (theta - 0.5);
      y[c] = place + q * q * q * factor;
      speed += q * q * (3 * (1 - 2 * theta) * factor + q * bump[3 + c]);
      y[3 + c] = speed / length;
    }
  }
}
