package larmor.field;

import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * A periodic field with ∇·B = 0 at every point, computed as the exact curl of a vector potential
 * made of B-splines. Ax is quadratic along x, with splines centred on the samples, and cubic along
 * y and z, with splines centred half-way between them; Ay and Az are constructed in the same way
 * with the axes exchanged (the discrete de Rham complex of Buffa, Sangalli and Vázquez 2010). Bx is
 * then cubic along x and quadratic along y and z.
 *
 * <p>For each Fourier mode, the coefficients are those whose curl is nearest to the samples. For a
 * mode with k·b̂ = 0 whose wavelength is λ cells, 8 or more, the relative error at the samples is
 * 60 λ⁻⁴. Modes at the Nyquist limit are dropped. The coefficients are stored in single precision,
 * which does not affect ∇·B.
 */
public final class DivergenceFreeField implements MagneticField {
  private final int n;
  private final double spacing;
  private final double unit;
  private final Vec3 mean;
  private final String cubeHash;

  /**
   * The coefficients of A in the field unit of the cube times the width of a cell, in one array for
   * each plane of constant x.
   */
  private final float[][] a;

  private DivergenceFreeField(
      int n, double spacing, double unit, Vec3 mean, String cubeHash, float[][] a) {
    this.n = n;
    this.spacing = spacing;
    this.unit = unit;
    this.mean = mean;
    this.cubeHash = cubeHash;
    this.a = a;
  }

  /**
   * Computes the divergence-free field nearest to the samples of a cube.
   *
   * @param cube Not modified; the field keeps no reference to it
   * @param scale its side and field strength
   * @return the field
   * @throws IllegalStateException if the scale has no field strength, or there is not enough memory
   * @throws IllegalArgumentException if the scale does not fit the cube, see {@link
   *     CubeScale#unit(FieldCube)}
   */
  public static DivergenceFreeField of(FieldCube cube, CubeScale scale) {
    Given.require(scale, "the scale", "CubeScale.ofSide(250 * pc).withMeanField(3 * muG)");
    double unit = scale.unit(cube);
    int n = cube.points();
    Memory.require(
        "the vector potential of a field of " + n + " points a side",
        40L * n * n * n,
        "use fewer points a side");
    FieldModes field = FieldModes.of(cube);
    FieldCube potential =
        FieldModes.of(
                n,
                new Vec3(0, 0, 0),
                (kx, ky, kz, b) -> potential(field, new int[] {kx, ky, kz}, b))
            .cube();
    return new DivergenceFreeField(
        n, scale.spacing(n), unit, cube.mean(), cube.contentHash(), potential.raw());
  }

  /**
   * Computes the coefficients of one Fourier mode of the potential, â = i d × ĉ / |d|² with d = 2
   * sin(κ/2), where ĉ are the coefficients of the field's splines and κ is the wave number times
   * the cell; the phases move the splines by half a cell.
   */
  private static void potential(FieldModes field, int[] k, double[] out) {
    int n = field.points();
    double[] b = field.at(k[0], k[1], k[2]);
    double[] kappa = new double[3];
    double[] d = new double[3];
    double square = 0;
    for (int c = 0; c < 3; c++) {
      kappa[c] = 2 * Math.PI * k[c] / n;
      d[c] = 2 * Math.sin(0.5 * kappa[c]);
      square += d[c] * d[c];
    }
    for (int c = 0; c < 3; c++) {
      int e = (c + 1) % 3;
      int f = (c + 2) % 3;
      double symbol = cubic(kappa[c]) * quadratic(kappa[e]) * quadratic(kappa[f]);
      b[2 * c] /= symbol;
      b[2 * c + 1] /= symbol;
    }
    for (int c = 0; c < 3; c++) {
      int e = (c + 1) % 3;
      int f = (c + 2) % 3;
      double re = -(d[e] * b[2 * f + 1] - d[f] * b[2 * e + 1]) / square;
      double im = (d[e] * b[2 * f] - d[f] * b[2 * e]) / square;
      double phase = 0.5 * (kappa[e] + kappa[f]);
      double cos = Math.cos(phase);
      double sin = Math.sin(phase);
      out[2 * c] = re * cos - im * sin;
      out[2 * c + 1] = re * sin + im * cos;
    }
  }

  /**
   * Returns the amplitude, at the samples, of a wave of cubic splines centred half-way between the
   * samples.
   */
  private static double cubic(double kappa) {
    return (23 * Math.cos(0.5 * kappa) + Math.cos(1.5 * kappa)) / 24;
  }

  /**
   * Returns the amplitude, at the samples, of a wave of quadratic splines centred on the samples.
   */
  private static double quadratic(double kappa) {
    return 0.75 + 0.25 * Math.cos(kappa);
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    double u = cells(x);
    double v = cells(y);
    double w = cells(z);
    b[0] = mean.x();
    b[1] = mean.y();
    b[2] = mean.z();
    addCurl(u, v, w, 0, 3 * n, 3, 0, b);
    addCurl(v, w, u, 3 * n, 3, 0, 1, b);
    addCurl(w, u, v, 3, 0, 3 * n, 2, b);
    b[0] *= unit;
    b[1] *= unit;
    b[2] *= unit;
  }

  @Override
  public void along(double x, double y, double z, double dx, double dy, double dz, double[] b) {
    double u = cells(x);
    double v = cells(y);
    double w = cells(z);
    double du = dx / spacing;
    double dv = dy / spacing;
    double dw = dz / spacing;
    b[0] = mean.x();
    b[1] = mean.y();
    b[2] = mean.z();
    b[3] = 0;
    b[4] = 0;
    b[5] = 0;
    addCurlAlong(u, v, w, du, dv, dw, 0, 3 * n, 3, 0, b);
    addCurlAlong(v, w, u, dv, dw, du, 3 * n, 3, 0, 1, b);
    addCurlAlong(w, u, v, dw, du, dv, 3, 0, 3 * n, 2, b);
    for (int i = 0; i < 6; i++) {
      b[i] *= unit;
    }
  }

  /**
   * Returns a coordinate in cells, moved by whole sides into the cube: from 0 to below n or, by
   * rounding, equal to n.
   */
  private double cells(double x) {
    int half = n / 2;
    double u = x / spacing + half;
    return u - n * Math.floor(u / n);
  }

  /**
   * Adds the curl of component c of the potential to b: ∂Ac/∂f to Be and −∂Ac/∂e to Bf, where c, e,
   * f are x, y, z in cyclic order. {@code pc}, {@code pe} and {@code pf} are the positions along
   * these axes in cells; {@code sc}, {@code se} and {@code sf} are the distances of neighbours in
   * the array of a plane. A distance of 0 marks the x axis, along which neighbours are in different
   * planes.
   */
  private void addCurl(double pc, double pe, double pf, int sc, int se, int sf, int c, double[] b) {
    int i = (int) Math.floor(pc + 0.5);
    double t = pc - i;
    int j = (int) Math.floor(pe - 0.5);
    double r = pe - 0.5 - j;
    int k = (int) Math.floor(pf - 0.5);
    double s = pf - 0.5 - k;
    double s0 = spline(0, s);
    double s1 = spline(1, s);
    double s2 = spline(2, s);
    double s3 = spline(3, s);
    double d0 = slope(0, s);
    double d1 = slope(1, s);
    double d2 = slope(2, s);
    double d3 = slope(3, s);
    int f0 = wrapped(k - 1);
    int f1 = wrapped(k);
    int f2 = wrapped(k + 1);
    int f3 = wrapped(k + 2);
    double alongE = 0;
    double alongF = 0;
    for (int q = 0; q < 3; q++) {
      double quadratic = quadratic(q, t);
      int ci = wrapped(i + q - 1);
      for (int l = 0; l < 4; l++) {
        double spline = quadratic * spline(l, r);
        double slope = quadratic * slope(l, r);
        int ej = wrapped(j + l - 1);
        int row = c + sc * ci + se * ej;
        double a0;
        double a1;
        double a2;
        double a3;
        if (sf == 0) {
          a0 = a[f0][row];
          a1 = a[f1][row];
          a2 = a[f2][row];
          a3 = a[f3][row];
        } else {
          float[] plane = a[sc == 0 ? ci : ej];
          a0 = plane[row + sf * f0];
          a1 = plane[row + sf * f1];
          a2 = plane[row + sf * f2];
          a3 = plane[row + sf * f3];
        }
        alongE += slope * (a0 * s0 + a1 * s1 + a2 * s2 + a3 * s3);
        alongF += spline * (a0 * d0 + a1 * d1 + a2 * d2 + a3 * d3);
      }
    }
    b[(c + 1) % 3] += alongF;
    b[(c + 2) % 3] -= alongE;
  }

  /**
   * Does the same as {@link #addCurl} and adds the derivative of the curl along the displacement
   * {@code dc}, {@code de}, {@code df}, in cells, to b[3] to b[5].
   */
  private void addCurlAlong(
      double pc,
      double pe,
      double pf,
      double dc,
      double de,
      double df,
      int sc,
      int se,
      int sf,
      int c,
      double[] b) {
    int i = (int) Math.floor(pc + 0.5);
    double t = pc - i;
    int j = (int) Math.floor(pe - 0.5);
    double r = pe - 0.5 - j;
    int k = (int) Math.floor(pf - 0.5);
    double s = pf - 0.5 - k;
    double s0 = spline(0, s);
    double s1 = spline(1, s);
    double s2 = spline(2, s);
    double s3 = spline(3, s);
    double d0 = slope(0, s);
    double d1 = slope(1, s);
    double d2 = slope(2, s);
    double d3 = slope(3, s);
    double c0 = curvature(0, s);
    double c1 = curvature(1, s);
    double c2 = curvature(2, s);
    double c3 = curvature(3, s);
    int f0 = wrapped(k - 1);
    int f1 = wrapped(k);
    int f2 = wrapped(k + 1);
    int f3 = wrapped(k + 2);
    double alongE = 0;
    double alongF = 0;
    double rateE = 0;
    double rateF = 0;
    for (int q = 0; q < 3; q++) {
      double quadratic = quadratic(q, t);
      double linear = dc * quadraticSlope(q, t);
      int ci = wrapped(i + q - 1);
      for (int l = 0; l < 4; l++) {
        double weight = spline(l, r);
        double first = slope(l, r);
        double second = de * curvature(l, r);
        int ej = wrapped(j + l - 1);
        int row = c + sc * ci + se * ej;
        double a0;
        double a1;
        double a2;
        double a3;
        if (sf == 0) {
          a0 = a[f0][row];
          a1 = a[f1][row];
          a2 = a[f2][row];
          a3 = a[f3][row];
        } else {
          float[] plane = a[sc == 0 ? ci : ej];
          a0 = plane[row + sf * f0];
          a1 = plane[row + sf * f1];
          a2 = plane[row + sf * f2];
          a3 = plane[row + sf * f3];
        }
        double value = a0 * s0 + a1 * s1 + a2 * s2 + a3 * s3;
        double change = a0 * d0 + a1 * d1 + a2 * d2 + a3 * d3;
        double bend = a0 * c0 + a1 * c1 + a2 * c2 + a3 * c3;
        alongE += quadratic * first * value;
        alongF += quadratic * weight * change;
        rateE += (linear * first + quadratic * second) * value + df * quadratic * first * change;
        rateF +=
            (linear * weight + de * quadratic * first) * change + df * quadratic * weight * bend;
      }
    }
    b[(c + 1) % 3] += alongF;
    b[(c + 2) % 3] -= alongE;
    b[3 + (c + 1) % 3] += rateF;
    b[3 + (c + 2) % 3] -= rateE;
  }

  /** Returns the derivative of the weight of the quadratic spline with respect to t. */
  private static double quadraticSlope(int sample, double t) {
    return switch (sample) {
      case 0 -> t - 0.5;
      case 1 -> -2 * t;
      default -> t + 0.5;
    };
  }

  /** Returns the second derivative of the weight of the cubic spline with respect to t. */
  private static double curvature(int sample, double t) {
    return switch (sample) {
      case 0 -> 1 - t;
      case 1 -> 3 * t - 2;
      case 2 -> 1 - 3 * t;
      default -> t;
    };
  }

  private int wrapped(int i) {
    return i < 0 ? i + n : i >= n ? i - n : i;
  }

  /**
   * Returns the weight of the quadratic spline for one of the three samples (0 to 2) about a point,
   * which lies t cells, −0.5 to 0.5, above the second sample.
   */
  private static double quadratic(int sample, double t) {
    return switch (sample) {
      case 0 -> 0.5 * (0.5 - t) * (0.5 - t);
      case 1 -> 0.75 - t * t;
      default -> 0.5 * (0.5 + t) * (0.5 + t);
    };
  }

  /**
   * Returns the weight of the cubic spline for one of the four samples (0 to 3) about a point, see
   * {@link CubicBSpline}.
   */
  private static double spline(int sample, double t) {
    return switch (sample) {
      case 0 -> CubicBSpline.first(t);
      case 1 -> CubicBSpline.second(t);
      case 2 -> CubicBSpline.third(t);
      default -> CubicBSpline.fourth(t);
    };
  }

  /** Returns the derivative of the weight of the cubic spline with respect to t. */
  private static double slope(int sample, double t) {
    return switch (sample) {
      case 0 -> -0.5 * (1 - t) * (1 - t);
      case 1 -> t * (1.5 * t - 2);
      case 2 -> (1 - t) * (2 - 1.5 * (1 - t));
      default -> 0.5 * t * t;
    };
  }

  /**
   * Returns the distance of neighbouring samples.
   *
   * @return in metres
   */
  @Override
  public double resolution() {
    return spacing;
  }

  /**
   * Returns a hash of the samples and the scale.
   *
   * @return hexadecimal digits of SHA-256
   */
  @Override
  public String hash() {
    return LocalInterpolationField.hash(Interpolation.SOLENOIDAL, cubeHash, spacing, unit);
  }

  /** Returns size, spacing and mean field with units. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d³ points %.3g pc apart, curl of a spline potential, mean field %.3g µG",
        n,
        spacing / Units.pc,
        mean.norm() * unit / Units.muG);
  }
}
