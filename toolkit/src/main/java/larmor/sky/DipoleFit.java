package larmor.sky;

import java.util.Locale;
import larmor.numeric.Vec3;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Monopole and dipole of a map, m + d·n, by least squares over the pixels that are not empty.
 * Amplitude A of a dipole and its power: C_1 = 4πA²/9. Immutable.
 */
public final class DipoleFit {
  private final double monopole;
  private final Vec3 dipole;
  private final double[][] covariance;

  private DipoleFit(double monopole, Vec3 dipole, double[][] covariance) {
    this.monopole = monopole;
    this.dipole = dipole;
    this.covariance = covariance;
  }

  /** Every pixel weighs the same; errors from the scatter of the residuals. */
  public static DipoleFit of(SkyMap map) {
    DipoleFit unit = solve(map, null, 1);
    double square = 0;
    int seen = 0;
    for (int p = 0; p < map.pixels(); p++) {
      if (!map.isEmpty(p)) {
        double residual = map.at(p) - unit.at(map.grid().direction(p));
        square += residual * residual;
        seen++;
      }
    }
    return new DipoleFit(
        unit.monopole, unit.dipole, scaled(unit.covariance, square / Math.max(1, seen - 4)));
  }

  /**
   * Every pixel weighs the same.
   *
   * @param variance of each pixel's value [map unit squared]
   */
  public static DipoleFit of(SkyMap map, double variance) {
    if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a pixel variance of " + variance + " is not positive and finite: give the map's");
    }
    return solve(map, null, variance);
  }

  /** Each pixel weighs the inverse of its variance; pixels empty in either map are left out. */
  public static DipoleFit of(SkyMap map, SkyMap variance) {
    return solve(map.maskedBy(variance), variance, 1);
  }

  private static DipoleFit solve(SkyMap map, SkyMap variances, double variance) {
    double[][] normal = new double[4][4];
    double[] right = new double[4];
    double[] basis = new double[4];
    int seen = 0;
    for (int p = 0; p < map.pixels(); p++) {
      if (map.isEmpty(p)) {
        continue;
      }
      seen++;
      double v = variances == null ? variance : variances.at(p);
      if (!(v > 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "pixel %d has variance %.3g: give a positive one or leave it empty",
                p,
                v));
      }
      Vec3 n = map.grid().direction(p);
      basis[0] = 1;
      basis[1] = n.x();
      basis[2] = n.y();
      basis[3] = n.z();
      for (int i = 0; i < 4; i++) {
        right[i] += basis[i] * map.at(p) / v;
        for (int j = 0; j < 4; j++) {
          normal[i][j] += basis[i] * basis[j] / v;
        }
      }
    }
    if (seen < 4) {
      throw unfixed(seen, null);
    }
    try {
      RealMatrix matrix = new Array2DRowRealMatrix(normal, false);
      double size = matrix.getTrace();
      RealMatrix inverse =
          new CholeskyDecomposition(matrix.scalarMultiply(1 / size), 1e-12, 1e-12)
              .getSolver()
              .getInverse()
              .scalarMultiply(1 / size);
      double[] x = inverse.operate(right);
      return new DipoleFit(x[0], new Vec3(x[1], x[2], x[3]), inverse.getData());
    } catch (NonPositiveDefiniteMatrixException | ArithmeticException e) {
      throw unfixed(seen, e);
    }
  }

  private static IllegalArgumentException unfixed(int seen, Exception cause) {
    return new IllegalArgumentException(
        seen + " pixels in view do not fix monopole and dipole: leave more of the sky unmasked",
        cause);
  }

  private static double[][] scaled(double[][] c, double f) {
    return new Array2DRowRealMatrix(c).scalarMultiply(f).getData();
  }

  public double monopole() {
    return monopole;
  }

  /** The dipole vector, along the excess. */
  public Vec3 dipole() {
    return dipole;
  }

  public double amplitude() {
    return dipole.norm();
  }

  /** Standard error of the amplitude. */
  public double amplitudeError() {
    Vec3 u = dipole.unit();
    return Math.sqrt(along(u, u));
  }

  /** Declination of the excess, −π/2 to π/2 [rad]. */
  public double declination() {
    return SkyFrame.declination(dipole);
  }

  /** Right ascension of the excess, 0 to 2π [rad]. */
  public double rightAscension() {
    return SkyFrame.rightAscension(dipole);
  }

  /** Standard error of the declination [rad], from the covariance to first order. */
  public double declinationError() {
    double sine = Math.sin(declination());
    double cosine = Math.cos(declination());
    double ra = rightAscension();
    Vec3 north = new Vec3(-sine * Math.cos(ra), -sine * Math.sin(ra), cosine);
    return Math.sqrt(along(north, north)) / amplitude();
  }

  /** Standard error of the right ascension [rad of right ascension], to first order. */
  public double rightAscensionError() {
    double ra = rightAscension();
    Vec3 east = new Vec3(-Math.sin(ra), Math.cos(ra), 0);
    return Math.sqrt(along(east, east)) / (amplitude() * Math.cos(declination()));
  }

  /**
   * Standard error of the direction [rad], to first order: the root of the summed variances to the
   * north and to the east. 63 % of directions lie within it, if both are alike.
   */
  public double directionError() {
    return Math.hypot(declinationError(), rightAscensionError() * Math.cos(declination()));
  }

  /** Power of the dipole, 4πA²/9. */
  public double power() {
    return 4 * Math.PI * dipole.dot(dipole) / 9;
  }

  /** Covariance of (monopole, x, y, z), a copy, 4 by 4. */
  public double[][] covariance() {
    return scaled(covariance, 1);
  }

  /** m + d·n. */
  public double at(Vec3 n) {
    return monopole + dipole.dot(n);
  }

  private double along(Vec3 a, Vec3 b) {
    double[] u = {a.x(), a.y(), a.z()};
    double[] v = {b.x(), b.y(), b.z()};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        sum += u[i] * covariance[i + 1][j + 1] * v[j];
      }
    }
    return sum;
  }

  @Override
  public String toString() {
    if (amplitude() == 0) {
      return String.format(Locale.ROOT, "no dipole, monopole %.3g", monopole);
    }
    return String.format(
        Locale.ROOT,
        "dipole %.3g ± %.2g towards RA %.3g°, Dec %+.3g°, monopole %.3g",
        amplitude(),
        amplitudeError(),
        Math.toDegrees(rightAscension()),
        Math.toDegrees(declination()),
        monopole);
  }
}
