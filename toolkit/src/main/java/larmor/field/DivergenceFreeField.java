package larmor.field;

import java.util.Locale;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * A periodic field whose divergence vanishes everywhere: the exact curl of a vector potential of
 * B-splines. Ax is quadratic along x, its splines centred on the samples, and cubic along y and z,
 * centred half-way between them; Ay and Az likewise (the discrete de Rham complex of Buffa,
 * Sangalli and Vázquez 2010). Then Bx is cubic along x and quadratic along y and z.
 *
 * <p>The coefficients are found wave by wave, as those whose curl comes nearest to the samples: a
 * spectrally divergence-free wave of λ cells, 8 or more, is off by 60 λ⁻⁴ at the samples. Waves at
 * the Nyquist limit are dropped. The coefficients are kept in float, which costs ∇·B nothing.
 */
public final class DivergenceFreeField implements MagneticField {
  private final int n;
  private final double spacing;
  private final double unit;
  private final Vec3 mean;
  private final String cubeHash;

  /** Coefficients of A in units of the cube times a cell, an array for each plane of constant x. */
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
   * The divergence-free field nearest to the samples of a cube.
   *
   * @param cube Not modified, and not kept
   * @param scale its side and field strength
   * @throws IllegalStateException if the scale has no field strength
   * @throws IllegalArgumentException if the scale does not fit the cube, see {@link
   *     CubeScale#unit(FieldCube)}, or there is not enough memory
   */
  public static DivergenceFreeField of(FieldCube cube, CubeScale scale) {
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

  /** â = i d × ĉ / |d|², d = 2 sin(κ/2), ĉ the coefficients of the field; then half-cell phases. */
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

  /** What a wave becomes at the samples through cubic splines half-way between them. */
  private static double cubic(double kappa) {
    return (23 * Math.cos(0.5 * kappa) + Math.cos(1.5 * kappa)) / 24;
  }

  /** The same through quadratic splines on the samples. */
  private static double quadratic(double kappa) {
    return 0.75 + 0.25 * Math.cos(kappa);
  }

  @Override
  public void at(double x, double y, double z, double[] b) {
    double u = place(x);
    double v = place(y);
    double w = place(z);
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

  /** In cells, 0 to below n or, by rounding, n. */
  private double place(double x) {
    double u = x / spacing + n / 2;
    return u - n * Math.floor(u / n);
  }

  /**
   * What component c of the potential adds: its slope along f to Be, along e, lessening, to Bf. A
   * step of 0 within a plane marks the axis x, along which planes follow each other.
   */
  private void addCurl(double pc, double pe, double pf, int sc, int se, int sf, int c, double[] b) {
    int i = (int) Math.floor(pc + 0.5);
    double t = pc - i;
    int j = (int) Math.floor(pe - 0.5);
    double r = pe - 0.5 - j;
    int k = (int) Math.floor(pf - 0.5);
    double s = pf - 0.5 - k;
    double alongE = 0;
    double alongF = 0;
    for (int q = 0; q < 3; q++) {
      double quadratic = quadratic(q, t);
      int ci = wrapped(i + q - 1);
      for (int l = 0; l < 4; l++) {
        double spline = quadratic * spline(l, r);
        double slope = quadratic * slope(l, r);
        int ej = wrapped(j + l - 1);
        int plane = sc == 0 ? ci : ej;
        int row = c + sc * ci + se * ej;
        double value = 0;
        double change = 0;
        for (int m = 0; m < 4; m++) {
          int fk = wrapped(k + m - 1);
          double one = a[sf == 0 ? fk : plane][row + sf * fk];
          value += one * spline(m, s);
          change += one * slope(m, s);
        }
        alongE += slope * value;
        alongF += spline * change;
      }
    }
    b[(c + 1) % 3] += alongF;
    b[(c + 2) % 3] -= alongE;
  }

  private int wrapped(int i) {
    return i < 0 ? i + n : i >= n ? i - n : i;
  }

  private static double quadratic(int tap, double t) {
    return switch (tap) {
      case 0 -> 0.5 * (0.5 - t) * (0.5 - t);
      case 1 -> 0.75 - t * t;
      default -> 0.5 * (0.5 + t) * (0.5 + t);
    };
  }

  private static double spline(int tap, double t) {
    return switch (tap) {
      case 0 -> CubicBSpline.first(t);
      case 1 -> CubicBSpline.second(t);
      case 2 -> CubicBSpline.third(t);
      default -> CubicBSpline.fourth(t);
    };
  }

  /** The derivative of that. */
  private static double slope(int tap, double t) {
    return switch (tap) {
      case 0 -> -0.5 * (1 - t) * (1 - t);
      case 1 -> t * (1.5 * t - 2);
      case 2 -> (1 - t) * (2 - 1.5 * (1 - t));
      default -> 0.5 * t * t;
    };
  }

  @Override
  public double resolution() {
    return spacing;
  }

  @Override
  public String hash() {
    return LocalInterpolationField.hash(Interpolation.SOLENOIDAL, cubeHash, spacing, unit);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d³ points %.3g pc apart, curl of a splined potential, mean field %.3g µG",
        n,
        spacing / Units.pc,
        mean.norm() * unit / Units.muG);
  }
}
