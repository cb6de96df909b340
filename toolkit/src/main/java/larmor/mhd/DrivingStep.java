package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.MX;
import static larmor.mhd.MhdState.RHO;

import larmor.numeric.Workers;

/**
 * The driving part of a time step: adds the momentum of the driver and, in the same pass, finds the
 * fastest signal for the next time step. The amplitude A solves ½ A² S₂ + A S₁ = energy, with S₁ =
 * Σ ρ v·f and S₂ = Σ ρ f², where f is the acceleration of the driver minus its mass-weighted mean.
 * Therefore the kinetic energy of the flow grows by exactly this energy, and its momentum does not
 * change.
 *
 * @param fastest largest value of max|v_i| + √(c_s² + B²/ρ) over all cells, an upper limit of the
 *     speed of every wave
 * @param machAlfven rms speed by volume before the momentum is added, in units of the Alfvén speed
 *     1; 0 without forcing
 */
record DrivingStep(double fastest, double machAlfven) {
  /**
   * Adds the momentum to a state and finds its fastest signal.
   *
   * @param s State of the flow. Modified if there is forcing.
   * @param forcing acceleration of the driver, or null if there is no driver
   * @param energy energy to add, as the sum over cells of the energy density
   */
  static DrivingStep of(
      MhdState s,
      SolenoidalForcing forcing,
      double energy,
      double soundSpeedSquared,
      Workers workers) {
    double amplitude = 0;
    double mach = 0;
    double[] mean = new double[3];
    if (forcing != null) {
      DrivingSums t = DrivingSums.of(s, forcing, workers);
      mach = Math.sqrt(t.speedSquared() / ((double) s.nx() * s.ny() * s.nz()));
      double s1 = t.work();
      double s2 = t.forceSquared();
      for (int d = 0; d < 3; d++) {
        mean[d] = t.force()[d] / t.mass();
        s1 -= mean[d] * t.momentum()[d];
        s2 -= mean[d] * t.force()[d];
      }
      double root = Math.sqrt(s1 * s1 + 2 * s2 * energy);
      amplitude = s1 > 0 ? 2 * energy / (root + s1) : (root - s1) / s2;
    }
    double a = amplitude;
    double[] fastest = new double[s.nx()];
    workers.forEach(s.nx(), i -> fastest[i] = plane(s, i, forcing, a, mean, soundSpeedSquared));
    double most = 0;
    for (double f : fastest) {
      most = Math.max(most, f);
    }
    return new DrivingStep(most, mach);
  }

  /** Adds the momentum in plane i and returns the fastest signal in this plane. */
  private static double plane(
      MhdState s, int i, SolenoidalForcing forcing, double a, double[] mean, double a2) {
    int n = s.nz();
    double[][] u = s.arrays();
    double[][] f = new double[3][n];
    double[] rho = new double[n];
    double[] inverse = new double[n];
    double[] m = new double[n];
    double[] other = new double[n];
    double[] speed = new double[n];
    double[] square = new double[n];
    double[] most = new double[n];
    double[] waves = forcing == null ? null : forcing.plane(i);
    for (int j = 0; j < s.ny(); j++) {
      int o = s.index(i, j, 0);
      System.arraycopy(u[RHO], o, rho, 0, n);
      invert(n, rho, inverse);
      if (forcing != null) {
        forcing.row(waves, j, f);
      }
      java.util.Arrays.fill(speed, 0);
      for (int d = 0; d < 3; d++) {
        System.arraycopy(u[MX + d], o, m, 0, n);
        if (forcing != null) {
          push(n, a, mean[d], rho, f[d], m);
          System.arraycopy(m, 0, u[MX + d], o, n);
        }
        faster(n, m, inverse, speed);
      }
      java.util.Arrays.fill(square, 0);
      for (int d = 0; d < 3; d++) {
        System.arraycopy(u[BX + d], o, m, 0, n);
        int next = s.index(i + (d == 0 ? 1 : 0), j + (d == 1 ? 1 : 0), 0);
        if (d == 2) {
          System.arraycopy(m, 1, other, 0, n - 1);
          other[n - 1] = m[0];
        } else {
          System.arraycopy(u[BX + d], next, other, 0, n);
        }
        larger(n, m, other, square);
      }
      signal(n, a2, square, inverse, speed, most);
    }
    double largest = 0;
    for (double v : most) {
      largest = Math.max(largest, v);
    }
    return largest;
  }

  private static void invert(int n, double[] a, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = 1 / a[k];
    }
  }

  private static void push(int n, double a, double mean, double[] rho, double[] f, double[] m) {
    for (int k = 0; k < n; k++) {
      m[k] += a * rho[k] * (f[k] - mean);
    }
  }

  private static void faster(int n, double[] m, double[] i, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] = Math.max(o[k], Math.abs(m[k] * i[k]));
    }
  }

  /** Adds the square of the larger of the two face values of each cell to o. */
  private static void larger(int n, double[] a, double[] b, double[] o) {
    for (int k = 0; k < n; k++) {
      o[k] += Math.max(a[k] * a[k], b[k] * b[k]);
    }
  }

  private static void signal(int n, double a2, double[] b2, double[] i, double[] v, double[] most) {
    for (int k = 0; k < n; k++) {
      most[k] = Math.max(most[k], v[k] + Math.sqrt(a2 + b2[k] * i[k]));
    }
  }
}
