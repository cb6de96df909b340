package larmor.turbulence;

import java.util.Locale;
import larmor.field.FieldCube;
import larmor.field.FieldModes;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * A velocity field split wave by wave into Alfvén, slow and fast motions about the mean magnetic
 * field (Cho and Lazarian 2003, Mon. Not. R. Astron. Soc. 345, 325), with the exact eigenvectors of
 * isothermal MHD. The three are orthonormal, so the energies add up.
 *
 * <p>About the mean field, not the local one: where δB/B0 is of order one, motion of one kind leaks
 * into the others. Waves along the mean field have Alfvén and fast motions of one speed; what is
 * across the field there is given to both in equal parts. Waves across the field have slow motions
 * that stand still, along the field.
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
    Workers.all().forEach(n, i -> planes[i] = plane(i - n / 2, magnetic, alfven));
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
   * @param velocity in units where the Alfvén speed is the length of the mean field; mean density 1
   * @param field with a mean
   * @param soundSpeed isothermal, in the units of the velocity
   */
  public static ModeDecomposition of(FieldCube velocity, FieldCube field, double soundSpeed) {
    if (velocity.points() != field.points()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "velocity of %d and field of %d points a side do not belong together: take both from"
                  + " one grid",
              velocity.points(),
              field.points()));
    }
    if (!(field.mean().norm() > 1e-3 * field.fluctuation())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the mean field is %.3g of the fluctuations, and modes are told apart by its"
                  + " direction: bring a field with a mean",
              field.mean().norm() / field.fluctuation()));
    }
    if (!(soundSpeed > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "sound speed %g is not positive: c_s² = β/2 of v_A²", soundSpeed));
    }
    return new ModeDecomposition(velocity, field, soundSpeed);
  }

  /**
   * Directions of motion of one wave and the speeds of fast and slow waves over the Alfvén speed.
   *
   * @param along whether the wave runs along the mean field
   */
  private record Wave(Vec3 alfven, Vec3 slow, Vec3 fast, double cs, double cf, boolean along) {}

  private Wave wave(Vec3 k) {
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
      return new Wave(e, low ? b : f, low ? f : b, cs, cf, true);
    }
    Vec3 p = across.times(1 / perpendicular);
    double x = (1 + root + alpha) * perpendicular;
    double y = (-1 + root + alpha) * parallel;
    double h = Math.hypot(x, y);
    x /= h;
    y /= h;
    return new Wave(
        p.cross(b), p.times(-y).plus(b.times(x)), p.times(x).plus(b.times(y)), cs, cf, false);
  }

  private double[][] plane(int kx, FieldModes magnetic, double alfven) {
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
        Wave w = wave(k);
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
        double share = power(m, w.alfven);
        sums[6][shell] += share;
        sums[7][shell] += power(m, Vec3.X) + power(m, Vec3.Y) + power(m, Vec3.Z) - share;
      }
    }
    return sums;
  }

  /** Half the square of the amplitude along a direction. */
  private static double power(double[] v, Vec3 e) {
    double re = v[0] * e.x() + v[2] * e.y() + v[4] * e.z();
    double im = v[1] * e.x() + v[3] * e.y() + v[5] * e.z();
    return 0.5 * (re * re + im * im);
  }

  /** Shells 0 to this less one; shell k holds the waves between k - ½ and k + ½ a side. */
  public int shells() {
    return modes.points() / 2;
  }

  /** Kinetic energy of a mode in every shell, mean over the box of half its speed squared. */
  public double[] kinetic(WaveMode mode) {
    return kinetic[mode.ordinal()].clone();
  }

  /**
   * Magnetic energy that linear waves of these velocities carry: |b| = |v| for Alfvén waves, |b|/B0
   * = |v|/c |B̂0 × ξ̂| for the others.
   */
  public double[] predictedMagnetic(WaveMode mode) {
    return predicted[mode.ordinal()].clone();
  }

  /** Magnetic energy along the Alfvén direction, as the field itself has it. */
  public double[] measuredAlfven() {
    return measured[0].clone();
  }

  /** Magnetic energy in the plane of k and B0: slow and fast waves together. */
  public double[] measuredInPlane() {
    return measured[1].clone();
  }

  /** Part of the kinetic energy of all shells. */
  public double share(WaveMode mode) {
    return share(mode, 1, shells() - 1);
  }

  /** Part of the kinetic energy of shells {@code low} to {@code high}. */
  public double share(WaveMode mode, int low, int high) {
    double part = 0;
    double all = 0;
    for (int k = low; k <= high; k++) {
      part += kinetic[mode.ordinal()][k];
      for (double[] e : kinetic) {
        all += e[k];
      }
    }
    return part / all;
  }

  /** The velocity of one mode alone, without a mean. */
  public FieldCube velocity(WaveMode mode) {
    return FieldModes.of(
            modes.points(),
            mean.times(0),
            (kx, ky, kz, o) -> {
              Wave w = wave(new Vec3(kx, ky, kz));
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

  private static void add(double[] v, Vec3 e, double factor, double[] o) {
    double[] d = {e.x(), e.y(), e.z()};
    for (int part = 0; part < 2; part++) {
      double a = factor * (v[part] * d[0] + v[2 + part] * d[1] + v[4 + part] * d[2]);
      for (int c = 0; c < 3; c++) {
        o[2 * c + part] += a * d[c];
      }
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "kinetic energy: %.0f %% Alfvén, %.0f %% slow, %.0f %% fast",
        100 * share(WaveMode.ALFVEN),
        100 * share(WaveMode.SLOW),
        100 * share(WaveMode.FAST));
  }
}
