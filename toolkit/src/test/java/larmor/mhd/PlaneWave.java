package larmor.mhd;

import larmor.numeric.Vec3;

/**
 * A linear isothermal MHD wave: background and one eigenvector, travelling along a unit vector with
 * wavelength 1. In the wave's frame B = (1, √2, 1/2) and density and sound speed are 1.
 */
record PlaneWave(
    String name,
    double speed,
    double density,
    double[] velocity,
    double[] field,
    Vec3 e1,
    Vec3 e2,
    Vec3 e3) {
  static final double B1 = 1;
  static final double B2 = Math.sqrt(2);
  static final double B3 = 0.5;

  static PlaneWave fast(Vec3 e1, Vec3 e2) {
    return magnetosonic("fast", 1, e1, e2);
  }

  static PlaneWave slow(Vec3 e1, Vec3 e2) {
    return magnetosonic("slow", -1, e1, e2);
  }

  static PlaneWave alfven(Vec3 e1, Vec3 e2) {
    double bt = Math.hypot(B2, B3);
    double[] v = {0, -B3 / bt, B2 / bt};
    return new PlaneWave("Alfvén", B1, 0, v, new double[] {-v[1], -v[2]}, e1, e2, e1.cross(e2));
  }

  private static PlaneWave magnetosonic(String name, int sign, Vec3 e1, Vec3 e2) {
    double b2 = B1 * B1 + B2 * B2 + B3 * B3;
    double c2 = 0.5 * (1 + b2 + sign * Math.sqrt((1 + b2) * (1 + b2) - 4 * B1 * B1));
    double c = Math.sqrt(c2);
    double g = c2 / (c2 - B1 * B1);
    double[] v = {c, -B1 * B2 * g / c, -B1 * B3 * g / c};
    return new PlaneWave(name, c, 1, v, new double[] {B2 * g, B3 * g}, e1, e2, e1.cross(e2));
  }

  private Vec3 box(double a, double b, double c) {
    return e1.times(a).plus(e2.times(b)).plus(e3.times(c));
  }

  private double along(double x, double y, double z) {
    return e1.dot(new Vec3(x, y, z));
  }

  MhdState on(int nx, int ny, int nz, double h, double amplitude) {
    double k = 2 * Math.PI;
    return MhdState.uniform(nx, ny, nz, h, box(B1, B2, B3))
        .withFlow(
            (x, y, z) -> 1 + amplitude * density * Math.cos(k * along(x, y, z)),
            (x, y, z, o) -> {
              double q = amplitude * Math.cos(k * along(x, y, z));
              put(box(q * velocity[0], q * velocity[1], q * velocity[2]), o);
            })
        .withPotential(
            (x, y, z, o) -> {
              double q = amplitude * Math.sin(k * along(x, y, z)) / k;
              put(box(0, q * field[1], -q * field[0]), o);
            });
  }

  static void put(Vec3 v, double[] o) {
    o[0] = v.x();
    o[1] = v.y();
    o[2] = v.z();
  }

  /** Mean absolute difference over cells, summed over the seven variables as a norm. */
  static double distance(MhdState a, MhdState b) {
    double sum = 0;
    for (int v = 0; v < MhdState.VARIABLES; v++) {
      double l1 = 0;
      for (int c = 0; c < a.arrays()[v].length; c++) {
        l1 += Math.abs(a.arrays()[v][c] - b.arrays()[v][c]);
      }
      l1 /= a.arrays()[v].length;
      sum += l1 * l1;
    }
    return Math.sqrt(sum);
  }
}
