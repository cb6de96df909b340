package larmor.field;

/**
 * The sum over the 64 coefficients about a point: in the vector unit of the processor where Java
 * offers it (module {@code jdk.incubator.vector}, at least four doubles wide), else one by one,
 * with the same bits.
 */
interface SplineSum {
  /**
   * @param c Not modified. Coefficients, three to a point, x slowest; the planes of constant x
   *     start with the one before u = 0 and end with two more than u reaches, a line along z starts
   *     with its last point and ends with its first two.
   * @param n points a side
   * @param u place along x in cells, from 0; {@code v} and {@code w} along y and z, 0 to below n
   * @param unit factor of the result
   * @param b Modified. The three sums.
   */
  void at(float[] c, int n, double u, double v, double w, double unit, double[] b);

  /**
   * The sums and their derivative along a displacement.
   *
   * @param du displacement along x in cells, likewise {@code dv} and {@code dw}
   * @param b Modified. The three sums, then the three derivatives; {@link MagneticField#ALONG}
   *     places, those after the sixth for the work.
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

  /**
   * From sums over lines along z to those over all: x, y, z of four points, then of their
   * derivatives across the line.
   */
  static void finish(double t, double dw, double unit, double[] b) {
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

  /** The fastest that this Java and this machine can do. */
  static SplineSum fastest() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
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
