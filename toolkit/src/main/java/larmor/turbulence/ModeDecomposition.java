package larmor.turbulence;

import java.util.Locale;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.numeric.Given;
import larmor.numeric.Numbered;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * The decomposition of a velocity field into Alfvén, slow and fast modes relative to the mean
 * magnetic field, wave by wave in Fourier space, with the exact eigenvectors of isothermal MHD (Cho
 * and Lazarian 2003, Mon. Not. R. Astron. Soc. 345, 325). The three eigenvectors of a wave are
 * orthonormal, so the energies of the modes add up to the total energy.
 *
 * <p>The directions are relative to the mean field and not to the local field; where δB/B0 is of
 * order one, the motion of one mode is partly attributed to the others. If k is along the mean
 * field, Alfvén and fast waves (slow waves if the sound speed exceeds the Alfvén speed) have the
 * same phase speed, and the motion perpendicular to the field is attributed to both in equal parts.
 * If k is perpendicular to the mean field, slow waves have speed 0 and move the gas along the
 * field.
 */
public final class ModeDecomposition {
  private final FieldModes modes;
  private final Vec3 mean;
  private final Vec3 b;
  private final double alpha;
  private final double[][] kinetic;
  private final double[][] predicted;
  private final double[][] measured;

  private ModeDecomposition(FieldCube velocity, FieldCube field, double soundSpeed) {
    double alfven = field.mean().norm();
    modes = FieldModes.of(velocity);
    mean = velocity.mean();
    b = field.mean().times(1 / alfven);
    alpha = soundSpeed * soundSpeed / (alfven * alfven);
    FieldModes magnetic = FieldModes.of(field);
    int n = velocity.points();
    double[][][] planes = new double[n][][];
    Workers.all().forEach(n, i -> planes[i] = plane(i - n / 2, magnetic));
    double[][] sums = new double[8][n / 2];
    for (double[][] p : planes) {
      for (int s = 0; s < sums.length; s++) {
        for (int k = 0; k < n / 2; k++) {
          sums[s][k] += p[s][k];
        }
      }
    }
    kinetic = new double[][] {sums[0], sums[1], sums[2]};
    predicted = new double[][] {sums[3], sums[4], sums[5]};
    measured = new double[][] {sums[6], sums[7]};
  }

  /**
   * Decomposes a velocity field.
   *
   * @param velocity velocity in units in which the Alfvén speed is the magnitude of the mean field
   * @param field magnetic field with a mean, in the same units (mean density 1)
   * @param soundSpeed isothermal sound speed in the units of the velocity
   * @return the decomposition
   * @throws IllegalArgumentException if the grids differ, the mean field is below 1e-3 of the
   *     fluctuations, or the sound speed is not a positive number
   * @throws IllegalStateException if the heap is too small
   */
  public static ModeDecomposition of(FieldCube velocity, FieldCube field, double soundSpeed) {
    Given.require(velocity, "the cube of the velocity", "snapshot.velocity()");
    Given.require(field, "the cube of the field", "Cubes.read(file).cube()");
    if (velocity.points() != field.points()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "velocity of %d and field of %d points a side are on different grids: take both from"
                  + " one grid",
              velocity.points(),
              field.points()));
    }
    WaveMode.requireDefined(field, soundSpeed);
    return new ModeDecomposition(velocity, field, soundSpeed);
  }

  /**
   * The unit eigenvectors of the velocity for one wave vector, and the phase speeds of slow and
   * fast waves divided by the Alfvén speed.
   *
   * @param along whether k is along the mean field
   */
  private record Eigenvectors(
      Vec3 alfven, Vec3 slow, Vec3 fast, double cs, double cf, boolean along) {}

  private Eigenvectors eigenvectors(Vec3 k) {
    Vec3 unit = k.times(1 / k.norm());
    double parallel = unit.dot(b);
    Vec3 across = unit.minus(b.times(parallel));
    double perpendicular = across.norm();
    double root = Math.sqrt((1 + alpha) * (1 + alpha) - 4 * alpha * parallel * parallel);
    double cf = Math.sqrt(0.5 * (1 + alpha + root));
    double cs = Math.sqrt(Math.max(0, 0.5 * (1 + alpha - root)));
    if (perpendicular < 1e-9) {
      Vec3 e = b.cross(Math.abs(b.x()) < 0.5 ? Vec3.X : Vec3.Y);
      e = e.times(1 / e.norm());
      boolean low = alpha < 1;
      Vec3 f = b.cross(e);
      return new Eigenvectors(e, low ? b : f, low ? f : b, cs, cf, true);
    }
    Vec3 p = across.times(1 / perpendicular);
    double x = (1 + root + alpha) * perpendicular;
    double y = (-1 + root + alpha) * parallel;
    double h = Math.hypot(x, y);
    x /= h;
    y /= h;
    return new Eigenvectors(
        p.cross(b), p.times(-y).plus(b.times(x)), p.times(x).plus(b.times(y)), cs, cf, false);
  }

  /**
   * Computes eight sums over the waves of one kx, for each shell: the kinetic energies of the three
   * modes, the magnetic energies predicted for them, and the magnetic energies measured along the
   * direction of Alfvén waves and in the plane of k and B0.
   */
  private double[][] plane(int kx, FieldModes magnetic) {
    int half = modes.points() / 2;
    double[][] sums = new double[8][half];
    if (kx == -half) {
      return sums;
    }
    for (int ky = 1 - half; ky < half; ky++) {
      for (int kz = 1 - half; kz < half; kz++) {
        Vec3 k = new Vec3(kx, ky, kz);
        int shell = (int) Math.rint(k.norm());
        if (shell == 0 || shell >= half) {
          continue;
        }
        Eigenvectors w = eigenvectors(k);
        double[] v = modes.at(kx, ky, kz);
        double a = power(v, w.alfven);
        double s = power(v, w.slow);
        double f = power(v, w.fast);
        if (w.along && alpha < 1) {
          a = 0.5 * (a + f);
          f = a;
        } else if (w.along) {
          a = 0.5 * (a + s);
          s = a;
        }
        sums[0][shell] += a;
        sums[1][shell] += s;
        sums[2][shell] += f;
        sums[3][shell] += a;
        double xs = b.cross(w.slow).norm();
        double xf = b.cross(w.fast).norm();
        sums[4][shell] += w.cs > 1e-9 ? s * xs * xs / (w.cs * w.cs) : 0;
        sums[5][shell] += f * xf * xf / (w.cf * w.cf);
        double[] m = magnetic.at(kx, ky, kz);
        double transverse = power(m, w.alfven);
        sums[6][shell] += transverse;
        sums[7][shell] += power(m, Vec3.X) + power(m, Vec3.Y) + power(m, Vec3.Z) - transverse;
      }
    }
    return sums;
  }

  /** Returns half the squared magnitude of the complex amplitude along a direction. */
  private static double power(double[] v, Vec3 e) {
    double re = v[0] * e.x() + v[2] * e.y() + v[4] * e.z();
    double im = v[1] * e.x() + v[3] * e.y() + v[5] * e.z();
    return 0.5 * (re * re + im * im);
  }

  /**
   * Returns the number of shells, from shell 0; shell k contains the waves with |k| between k - ½
   * and k + ½ waves a side.
   *
   * @return half the number of points a side
   */
  public int shells() {
    return modes.points() / 2;
  }

  /**
   * Returns the kinetic energy of a mode in each shell.
   *
   * @param mode of the waves
   * @return mean of v²/2 over the box, from shell 0
   */
  public double[] kinetic(WaveMode mode) {
    Given.require(mode, "the mode", "WaveMode.ALFVEN");
    return kinetic[mode.ordinal()].clone();
  }

  /**
   * Returns the magnetic energy that linear waves with these velocities have, in each shell: |b| =
   * |v| for Alfvén waves, |b|/B0 = |v|/c |B̂0 × ξ̂| for slow and fast waves of phase speed c and
   * direction of motion ξ̂.
   *
   * @param mode of the waves
   * @return mean of b²/2 over the box, from shell 0
   */
  public double[] predictedMagnetic(WaveMode mode) {
    Given.require(mode, "the mode", "WaveMode.ALFVEN");
    return predicted[mode.ordinal()].clone();
  }

  /**
   * Returns the energy of the given magnetic field along the direction of Alfvén waves in each
   * shell.
   *
   * @return mean of b²/2 over the box, from shell 0
   */
  public double[] measuredAlfven() {
    return measured[0].clone();
  }

  /**
   * Returns the energy of the given magnetic field in the plane of k and B0 in each shell, which is
   * that of slow and fast waves together.
   *
   * @return mean of b²/2 over the box, from shell 0
   */
  public double[] measuredInPlane() {
    return measured[1].clone();
  }

  /**
   * Returns the fraction of the kinetic energy in a mode, over all shells.
   *
   * @param mode of the waves
   * @return 0 to 1
   */
  public double fraction(WaveMode mode) {
    return fraction(mode, 1, shells() - 1);
  }

  /**
   * Returns the fraction of the kinetic energy in a mode, over a range of shells.
   *
   * @param mode of the waves
   * @param low first shell
   * @param high last shell
   * @return 0 to 1
   */
  public double fraction(WaveMode mode, int low, int high) {
    Given.require(mode, "the mode", "WaveMode.ALFVEN");
    Numbered.require(low, shells(), "wave number");
    Numbered.require(high, shells(), "wave number");
    if (low > high) {
      throw new IllegalArgumentException(
          "the wave numbers from " + low + " to " + high + " are none: give the smaller one first");
    }
    double ofMode = 0;
    double all = 0;
    for (int k = low; k <= high; k++) {
      ofMode += kinetic[mode.ordinal()][k];
      for (double[] e : kinetic) {
        all += e[k];
      }
    }
    return ofMode / all;
  }

  /**
   * Returns the velocity field of one mode.
   *
   * @param mode of the waves
   * @return the field, without a mean
   * @throws IllegalStateException if the heap is too small
   */
  public FieldCube velocity(WaveMode mode) {
    Given.require(mode, "the mode", "WaveMode.ALFVEN");
    return FieldModes.of(
            modes.points(),
            mean.times(0),
            (kx, ky, kz, o) -> {
              Eigenvectors w = eigenvectors(new Vec3(kx, ky, kz));
              double[] v = modes.at(kx, ky, kz);
              boolean shared = w.along && mode != (alpha < 1 ? WaveMode.SLOW : WaveMode.FAST);
              if (shared) {
                add(v, w.alfven, 0.5, o);
                add(v, alpha < 1 ? w.fast : w.slow, 0.5, o);
              } else {
                Vec3[] e = {w.alfven, w.slow, w.fast};
                add(v, e[mode.ordinal()], 1, o);
              }
            })
        .cube();
  }

  /** Adds the component of a wave along a direction times a factor to o. */
  private static void add(double[] v, Vec3 e, double factor, double[] o) {
    double[] d = {e.x(), e.y(), e.z()};
    for (int half = 0; half < 2; half++) {
      double a = factor * (v[half] * d[0] + v[2 + half] * d[1] + v[4 + half] * d[2]);
      for (int c = 0; c < 3; c++) {
        o[2 * c + half] += a * d[c];
      }
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "kinetic energy: %.0f %% Alfvén, %.0f %% slow, %.0f %% fast",
        100 * fraction(WaveMode.ALFVEN),
        100 * fraction(WaveMode.SLOW),
        100 * fraction(WaveMode.FAST));
  }
}
