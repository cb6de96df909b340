package larmor.mhd;

import static larmor.mhd.MhdState.MX;
import static larmor.mhd.MhdState.RHO;

import larmor.numeric.Workers;

/**
 * The sums over all cells from which {@link DrivingStep} computes its amplitude; f is the
 * acceleration of the driver. The sums of the planes are added in order, so that the result does
 * not depend on the number of threads.
 *
 * @param mass Σ ρ
 * @param momentum Σ ρ v, three components
 * @param force Σ ρ f, three components
 * @param work Σ ρ v·f
 * @param forceSquared the sum Σ ρ f²
 * @param speedSquared Σ v²
 */
record DrivingSums(
    double mass,
    double[] momentum,
    double[] force,
    double work,
    double forceSquared,
    double speedSquared) {
  private static final int N = 10;

  static DrivingSums of(MhdState s, SolenoidalForcing forcing, Workers workers) {
    double[][] planes = new double[s.nx()][];
    workers.forEach(s.nx(), i -> planes[i] = plane(s, forcing, i));
    double[] t = new double[N];
    for (double[] p : planes) {
      for (int c = 0; c < N; c++) {
        t[c] += p[c];
      }
    }
    return new DrivingSums(
        t[0], new double[] {t[1], t[2], t[3]}, new double[] {t[4], t[5], t[6]}, t[7], t[8], t[9]);
  }

  private static double[] plane(MhdState s, SolenoidalForcing forcing, int i) {
    double[][] u = s.arrays();
    double[] t = new double[N];
    double[][] f = new double[3][s.nz()];
    double[] waves = forcing.plane(i);
    for (int j = 0; j < s.ny(); j++) {
      forcing.row(waves, j, f);
      int o = s.index(i, j, 0);
      row(s.nz(), u[RHO], u[MX], u[MX + 1], u[MX + 2], o, f[0], f[1], f[2], t);
    }
    return t;
  }

  private static void row(
      int n,
      double[] rho,
      double[] mx,
      double[] my,
      double[] mz,
      int o,
      double[] fx,
      double[] fy,
      double[] fz,
      double[] t) {
    double m0 = 0;
    double m1 = 0;
    double m2 = 0;
    double m3 = 0;
    double f1 = 0;
    double f2 = 0;
    double f3 = 0;
    double w = 0;
    double q = 0;
    double v = 0;
    for (int k = 0; k < n; k++) {
      double r = rho[o + k];
      double x = mx[o + k];
      double y = my[o + k];
      double z = mz[o + k];
      m0 += r;
      m1 += x;
      m2 += y;
      m3 += z;
      f1 += r * fx[k];
      f2 += r * fy[k];
      f3 += r * fz[k];
      w += x * fx[k] + y * fy[k] + z * fz[k];
      q += r * (fx[k] * fx[k] + fy[k] * fy[k] + fz[k] * fz[k]);
      v += (x * x + y * y + z * z) / (r * r);
    }
    t[0] += m0;
    t[1] += m1;
    t[2] += m2;
    t[3] += m3;
    t[4] += f1;
    t[5] += f2;
    t[6] += f3;
    t[7] += w;
    t[8] += q;
    t[9] += v;
  }
}
