package larmor.field;

import larmor.numeric.VectorInstructions;

/**
 * The sum over the 64 coefficients about a point of {@link CubicSplineField}. There are two
 * implementations with the same bits: one computes in vectors of four numbers, if Java and the
 * processor support them (module {@code jdk.incubator.vector}), the other number by number. This
 * interface contains what both have in common: the choice of the coefficients of a point, and the
 * last sum, along z.
 */
interface SplineSum {
  /**
   * Computes the field at a point.
   *
   * @param c coefficients, three for each point, x slowest. The first plane of constant x is the
   *     one before u = 0, and two more planes follow the last one that u reaches; a line along z
   *     begins with a copy of its last point and ends with copies of its first two. Not modified.
   * @param n points a side
   * @param u position along x in cells, from 0
   * @param v position along y in cells, 0 to below n
   * @param w position along z in cells, 0 to below n
   * @param unit factor of the result
   * @param b Modified. The three sums.
   */
  void at(float[] c, int n, double u, double v, double w, double unit, double[] b);

  /**
   * Computes the field at a point and its derivative along a displacement.
   *
   * @param c coefficients as in {@link #at}; n, u, v and w are also those of that method. Not
   *     modified.
   * @param n points a side
   * @param u position along x in cells
   * @param v position along y in cells
   * @param w position along z in cells
   * @param du displacement along x in cells
   * @param dv displacement along y in cells
   * @param dw displacement along z in cells
   * @param unit factor of the result
   * @param b Modified. The three sums, then the three derivatives; {@link MagneticField#ALONG}
   *     elements, of which those after the sixth are workspace.
   */
  void along(
      float[] c,
      int n,
      double u,
      double v,
      double w,
      double du,
      double dv,
      double dw,
      double unit,
      double[] b);

  /** Returns the cell of a position: the index of the sample below it. */
  static int cell(double position, int n) {
    return Math.min((int) position, n - 1);
  }

  /** Returns the number of coefficients in a line along z. */
  static int line(int n) {
    return 3 * (n + 3);
  }

  /** Returns the index of the sample before sample j on a periodic axis. */
  static int before(int j, int n) {
    return j == 0 ? n - 1 : j - 1;
  }

  /**
   * Returns the index of the sample a number of steps, below n, after sample j on a periodic axis.
   */
  static int after(int j, int steps, int n) {
    int i = j + steps;
    return i < n ? i : i - n;
  }

  /**
   * Computes the last sum, along z, for one component of the field.
   *
   * @param t position above the second of the four points, 0 to 1
   * @param s0 sum over x and y at the first of four points along z; {@code s1} to {@code s3} are
   *     those at the other points
   */
  static double alongZ(double t, double unit, double s0, double s1, double s2, double s3) {
    return unit
        * (CubicBSpline.first(t) * s0
            + CubicBSpline.second(t) * s1
            + CubicBSpline.third(t) * s2
            + CubicBSpline.fourth(t) * s3);
  }

  /**
   * Computes the last sums, along z, for the field and its derivative.
   *
   * @param t position above the second of the four points, 0 to 1
   * @param dw displacement along z in cells
   * @param unit factor of the result
   * @param b Modified. Before the call, the sums over x and y for the three components at each of
   *     four points along z, then the derivatives of these sums along x and y; after the call, the
   *     field and then its derivative.
   */
  static void alongZ(double t, double dw, double unit, double[] b) {
    double z0 = CubicBSpline.first(t);
    double z1 = CubicBSpline.second(t);
    double z2 = CubicBSpline.third(t);
    double z3 = CubicBSpline.fourth(t);
    double dz0 = dw * CubicBSpline.firstSlope(t);
    double dz1 = dw * CubicBSpline.secondSlope(t);
    double dz2 = dw * CubicBSpline.thirdSlope(t);
    double dz3 = dw * CubicBSpline.fourthSlope(t);
    for (int q = 0; q < 3; q++) {
      double s0 = b[q];
      double s1 = b[q + 3];
      double s2 = b[q + 6];
      double s3 = b[q + 9];
      double across = z0 * b[q + 12] + z1 * b[q + 15] + z2 * b[q + 18] + z3 * b[q + 21];
      b[q] = unit * (z0 * s0 + z1 * s1 + z2 * s2 + z3 * s3);
      b[q + 12] = unit * (across + (dz0 * s0 + dz1 * s1 + dz2 * s2 + dz3 * s3));
    }
    b[3] = b[12];
    b[4] = b[13];
    b[5] = b[14];
  }

  /** Returns the implementation that is fastest on this version of Java and this processor. */
  static SplineSum fastest() {
    if (VectorInstructions.offered()) {
      try {
        var vector = Class.forName("larmor.field.SimdSplineSum").asSubclass(SplineSum.class);
        if ((boolean) vector.getDeclaredMethod("worthwhile").invoke(null)) {
          return vector.getDeclaredConstructor().newInstance();
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        return new ScalarSplineSum();
      }
    }
    return new ScalarSplineSum();
  }
}
