package larmor.field;

import larmor.field.io.FileArray;

/**
 * Mach numbers and plasma β of a flow, from its velocities and density; NaN where these are not
 * given.
 *
 * @param alfvenMach M_A, the rms of the velocity about its mean over the Alfvén speed B0/√ρ̄
 * @param sonicMach M_s, the same rms over the sound speed
 * @param beta β, the gas pressure over the magnetic pressure of the mean field
 * @param kinetic ρ̄ times the mean square of the velocity about its mean, twice the kinetic energy
 *     density
 */
record FlowStatistics(double alfvenMach, double sonicMach, double beta, double kinetic) {
  /**
   * Computes the numbers of a flow. The velocity and the density may be null, and the sound speed
   * may be NaN; the numbers that need them are then NaN.
   */
  static FlowStatistics of(FileArray[] velocity, FileArray density, double b0, double soundSpeed) {
    if (velocity == null) {
      return new FlowStatistics(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double square = 0;
    for (FileArray v : velocity) {
      for (double[] s : moments(v)) {
        square += s[1] - s[0] * s[0];
      }
    }
    double rho = density == null ? 1 : moments(density)[0][0];
    if (!(rho > 0)) {
      throw new IllegalArgumentException(
          density.label()
              + ": its mean is "
              + rho
              + ", and a density is above 0: correct it, or leave velocity and density out");
    }
    double alfven = b0 / Math.sqrt(rho);
    double speed = Math.sqrt(square);
    return new FlowStatistics(
        speed / alfven, speed / soundSpeed, 2 * Math.pow(soundSpeed / alfven, 2), rho * square);
  }

  /** Computes the mean, the mean square and the number of samples of each component. */
  private static double[][] moments(FileArray v) {
    int[] axes = v.axes();
    int components = axes.length == 4 ? 3 : 1;
    int points = axes[axes.length - 1] * axes[axes.length - 2] * axes[axes.length - 3];
    if (components == 3 && axes[0] == 3) {
      points = axes[1] * axes[2] * axes[3];
    }
    int apart = components == 3 && axes[0] == 3 ? points : 1;
    double[][] s = new double[components][3];
    v.read(
        (i, x) -> {
          double[] one = s[i / apart % components];
          one[0] += x;
          one[1] += (double) x * x;
          one[2]++;
        });
    for (double[] one : s) {
      one[0] /= one[2];
      one[1] /= one[2];
    }
    return s;
  }
}
