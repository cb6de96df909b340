package larmor.ode;

/**
 * An integration by {@link Hermite}. An array of the state holds x, then u; an array of the rate
 * holds w, then its derivative along the motion. In the dense output, u is the quintic polynomial
 * through u, u' and u'' at both ends of the step, and x is its integral; a step computes x in the
 * same way.
 */
final class HermiteIntegration extends SteppedIntegration {
  private static final double SAFETY = 0.78;

  /**
   * The error of the result of fourth order as a fraction of the difference between orders three
   * and four.
   */
  private static final double ERROR_FRACTION = 0.2;

  private static final double LARGEST_GROWTH = 1.25;
  private static final double LARGEST_CUT = 0.3;

  private final VelocityRotation equations;

  /**
   * The factor that turns a difference of position into the ratio of error to tolerance; {@code
   * perVelocity} is that for the velocity.
   */
  private final double perPosition;

  private final double perVelocity;

  /** The derivatives u' and u'' at the end of the last step. */
  private double[] f = new double[6];

  private double[] fBefore = new double[6];
  private final double[] w = new double[6];
  private final double[] quintic = new double[18];

  /** True if the quintic polynomial of the last step is prepared. */
  private boolean fitted;

  HermiteIntegration(
      VelocityRotation equations, double[] scale, double tolerance, double largestStep) {
    super(6, largestStep);
    this.equations = equations;
    perPosition = ERROR_FRACTION / (tolerance * Math.min(scale[0], Math.min(scale[1], scale[2])));
    perVelocity = ERROR_FRACTION / (tolerance * Math.min(scale[3], Math.min(scale[4], scale[5])));
  }

  @Override
  void begin() {
    equations.rate(y, w);
    double ux = y[3];
    double uy = y[4];
    double uz = y[5];
    f[0] = uy * w[2] - uz * w[1];
    f[1] = uz * w[0] - ux * w[2];
    f[2] = ux * w[1] - uy * w[0];
    f[3] = f[1] * w[2] - f[2] * w[1] + (uy * w[5] - uz * w[4]);
    f[4] = f[2] * w[0] - f[0] * w[2] + (uz * w[3] - ux * w[5]);
    f[5] = f[0] * w[1] - f[1] * w[0] + (ux * w[4] - uy * w[3]);
    fitted = false;
  }

  @Override
  public boolean step(double limit) {
    double wanted = nextStep;
    while (true) {
      double step = wanted;
      boolean cut = Math.abs(step) >= Math.abs(limit - t);
      if (cut) {
        step = limit - t;
      }
      if (!(Math.abs(step) > 1e-15 * Math.abs(t))) {
        return false;
      }
      double error = attempt(step);
      evaluations++;
      double factor = SAFETY * inverseEighthRoot(error);
      if (error <= 1) {
        accept(cut ? limit : t + step);
        double next = (factor < LARGEST_GROWTH ? factor : LARGEST_GROWTH) * step;
        if (cut && Math.abs(next) < Math.abs(wanted)) {
          next = wanted;
        }
        nextStep = Math.abs(next) < largestStep ? next : Math.copySign(largestStep, step);
        return true;
      }
      rejections++;
      wanted = error < Double.POSITIVE_INFINITY ? Math.max(LARGEST_CUT, factor) * step : 0.1 * step;
    }
  }

  /**
   * Returns an approximate x^(−1/8), computed from the binary exponent alone. It is at most 6 % too
   * large, which is accurate enough for the length of a step.
   */
  private static double inverseEighthRoot(double x) {
    long one = 0x3ff0000000000000L;
    long bits = Double.doubleToRawLongBits(x > 1e-20 ? x : 1e-20);
    return Double.longBitsToDouble(one - ((bits - one) >> 3));
  }

  /**
   * Computes one step and leaves the state and the derivatives at its end in {@code yBefore} and
   * {@code fBefore}.
   *
   * @return the square of the ratio of error to tolerance
   */
  private double attempt(double h) {
    double ux = y[3];
    double uy = y[4];
    double uz = y[5];
    double f0x = f[0];
    double f0y = f[1];
    double f0z = f[2];
    double j0x = f[3];
    double j0y = f[4];
    double j0z = f[5];
    double half = 0.5 * h;
    double third = h * (1.0 / 3);
    double q = half * (h * (1.0 / 6));
    double[] end = yBefore;
    double px = y[0] + h * (ux + half * (f0x + third * j0x));
    double py = y[1] + h * (uy + half * (f0y + third * j0y));
    double pz = y[2] + h * (uz + half * (f0z + third * j0z));
    end[0] = px;
    end[1] = py;
    end[2] = pz;
    end[3] = ux + h * (f0x + half * j0x);
    end[4] = uy + h * (f0y + half * j0y);
    end[5] = uz + h * (f0z + half * j0z);
    equations.rate(end, w);
    double wx = w[0];
    double wy = w[1];
    double wz = w[2];
    double dx = w[3];
    double dy = w[4];
    double dz = w[5];
    // the corrector u1 - h/2 u1' + h²/12 u1'' = r is a u1 + v × u1 + q w (w·u1) = r: solve for u1
    double rx = ux + half * f0x + q * j0x;
    double ry = uy + half * f0y + q * j0y;
    double rz = uz + half * f0z + q * j0z;
    double vx = half * wx - q * dx;
    double vy = half * wy - q * dy;
    double vz = half * wz - q * dz;
    double a = 1 - q * (wx * wx + wy * wy + wz * wz);
    double a2 = a * a;
    double b = vx * rx + vy * ry + vz * rz;
    double gx = a2 * rx - a * (vy * rz - vz * ry) + b * vx;
    double gy = a2 * ry - a * (vz * rx - vx * rz) + b * vy;
    double gz = a2 * rz - a * (vx * ry - vy * rx) + b * vz;
    b = vx * wx + vy * wy + vz * wz;
    double kx = a2 * wx - a * (vy * wz - vz * wy) + b * vx;
    double ky = a2 * wy - a * (vz * wx - vx * wz) + b * vy;
    double kz = a2 * wz - a * (vx * wy - vy * wx) + b * vz;
    double d = a * (a2 + (vx * vx + vy * vy + vz * vz));
    b = q * (wx * gx + wy * gy + wz * gz) / (d + q * (wx * kx + wy * ky + wz * kz));
    d = 1 / d;
    double u1x = d * (gx - b * kx);
    double u1y = d * (gy - b * ky);
    double u1z = d * (gz - b * kz);
    double f1x = u1y * wz - u1z * wy;
    double f1y = u1z * wx - u1x * wz;
    double f1z = u1x * wy - u1y * wx;
    double j1x = f1y * wz - f1z * wy + (u1y * dz - u1z * dy);
    double j1y = f1z * wx - f1x * wz + (u1z * dx - u1x * dz);
    double j1z = f1x * wy - f1y * wx + (u1x * dy - u1y * dx);
    double tenth = 0.1 * h * h;
    double last = tenth * (h * (1.0 / 12));
    double x = y[0] + half * (ux + u1x) + tenth * (f0x - f1x) + last * (j0x + j1x);
    double v = y[1] + half * (uy + u1y) + tenth * (f0y - f1y) + last * (j0y + j1y);
    double z = y[2] + half * (uz + u1z) + tenth * (f0z - f1z) + last * (j0z + j1z);
    end[0] = x;
    end[1] = v;
    end[2] = z;
    end[3] = u1x;
    end[4] = u1y;
    end[5] = u1z;
    double[] fEnd = fBefore;
    fEnd[0] = f1x;
    fEnd[1] = f1y;
    fEnd[2] = f1z;
    fEnd[3] = j1x;
    fEnd[4] = j1y;
    fEnd[5] = j1z;
    // the error is estimated from the difference between this result, of fourth order, and one of
    // third order, and from the difference of w at the predicted and at the corrected x
    rx = f1x - f0x - half * (j0x + j1x);
    ry = f1y - f0y - half * (j0y + j1y);
    rz = f1z - f0z - half * (j0z + j1z);
    double order = (1.0 / 36) * (rx * rx + ry * ry + rz * rz);
    px -= x;
    py -= v;
    pz -= z;
    double place = 0.25 * (px * px + py * py + pz * pz) * (dx * dx + dy * dy + dz * dz);
    double perStep = Math.abs(h) * perPosition;
    double unit = h * (perStep > perVelocity ? perStep : perVelocity);
    double square = unit * unit * (place > order ? place : order);
    return square < Double.POSITIVE_INFINITY ? square : Double.POSITIVE_INFINITY;
  }

  private void accept(double reached) {
    advanceTo(reached);
    double[] swap = f;
    f = fBefore;
    fBefore = swap;
    fitted = false;
  }

  @Override
  public void at(double time, double[] state) {
    if (steps == 0 || time == t) {
      System.arraycopy(y, 0, state, 0, 6);
      return;
    }
    double h = t - before;
    if (!fitted) {
      fit(h);
      fitted = true;
    }
    double s = (time - before) / h;
    for (int i = 0; i < 3; i++) {
      double c0 = quintic[i];
      double c1 = quintic[3 + i];
      double c2 = quintic[6 + i];
      double c3 = quintic[9 + i];
      double c4 = quintic[12 + i];
      double c5 = quintic[15 + i];
      state[3 + i] = c0 + s * (c1 + s * (c2 + s * (c3 + s * (c4 + s * c5))));
      double mean =
          c0
              + s
                  * (0.5 * c1
                      + s
                          * ((1.0 / 3) * c2
                              + s * (0.25 * c3 + s * (0.2 * c4 + s * (1.0 / 6) * c5))));
      state[i] = yBefore[i] + h * s * mean;
    }
  }

  /** Prepares the dense output of the last step. */
  private void fit(double h) {
    for (int i = 0; i < 3; i++) {
      double c0 = yBefore[3 + i];
      double c1 = h * fBefore[i];
      double c2 = 0.5 * h * h * fBefore[3 + i];
      double rise = y[3 + i] - c0 - c1 - c2;
      double slope = h * f[i] - c1 - 2 * c2;
      double bend = 0.5 * (h * h * f[3 + i] - 2 * c2);
      quintic[i] = c0;
      quintic[3 + i] = c1;
      quintic[6 + i] = c2;
      quintic[9 + i] = 10 * rise - 4 * slope + bend;
      quintic[12 + i] = -15 * rise + 7 * slope - 2 * bend;
      quintic[15 + i] = 6 * rise - 3 * slope + bend;
    }
  }
}
