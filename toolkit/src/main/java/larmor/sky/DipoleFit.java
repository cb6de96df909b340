package larmor.sky;

import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The monopole m and the dipole vector d of a map, from a least-squares fit of m + d·n to the
 * pixels that are not empty, where n is the direction of a pixel. Values have the unit of the map.
 * A dipole of amplitude A = |d| has the power C_1 = 4πA²/9. {@link SkyMap#minus(DipoleFit)}
 * subtracts the fit from a map. Immutable.
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

  /**
   * Fits monopole and dipole with equal weights of the pixels and computes the errors from the
   * variance of the residuals.
   *
   * @param map map of which at least four pixels are not empty and do not all lie on one circle
   * @return the fit
   * @throws IllegalArgumentException if the pixels do not determine the four parameters
   */
  public static DipoleFit of(SkyMap map) {
    Given.require(map, "the map", "SkyMap.read(file)");
    DipoleFit unweighted = solve(map, null, 1);
    double square = 0;
    int seen = 0;
    for (int p = 0; p < map.pixels(); p++) {
      Workers.stopIfInterrupted(p);
      if (!map.isEmpty(p)) {
        double residual = map.at(p) - unweighted.at(map.grid().direction(p));
        square += residual * residual;
        seen++;
      }
    }
    return new DipoleFit(
        unweighted.monopole,
        unweighted.dipole,
        scaled(unweighted.covariance, square / Math.max(1, seen - 4)));
  }

  /**
   * Fits monopole and dipole with equal weights of the pixels and computes the errors from a known
   * variance.
   *
   * @param map map of which at least four pixels are not empty and do not all lie on one circle
   * @param variance variance of the value of each pixel [map unit squared]
   * @return the fit
   * @throws IllegalArgumentException if the variance is not positive and finite, or if the pixels
   *     do not determine the four parameters
   */
  public static DipoleFit of(SkyMap map, double variance) {
    Given.require(map, "the map", "SkyMap.read(file)");
    if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a pixel variance of "
              + variance
              + " is not positive and finite: give the variance of the map's pixels");
    }
    return solve(map, null, variance);
  }

  /**
   * Fits monopole and dipole with the inverse of the variance of each pixel as its weight. Pixels
   * that are empty in either map are left out.
   *
   * @param map map of which at least four pixels are not empty and do not all lie on one circle
   * @param variance variance of each pixel [map unit squared], as a map of the same nside
   * @return the fit
   * @throws IllegalArgumentException if a variance is not positive, the maps differ in nside or the
   *     pixels do not determine the four parameters
   */
  public static DipoleFit of(SkyMap map, SkyMap variance) {
    Given.require(map, "the map", "SkyMap.read(file)");
    return solve(map.maskedBy(variance), variance, 1);
  }

  private static DipoleFit solve(SkyMap map, SkyMap variances, double variance) {
    double[][] normal = new double[4][4];
    double[] right = new double[4];
    double[] basis = new double[4];
    int seen = 0;
    for (int p = 0; p < map.pixels(); p++) {
      Workers.stopIfInterrupted(p);
      if (map.isEmpty(p)) {
        continue;
      }
      seen++;
      double v = variances == null ? variance : variances.at(p);
      if (!(v > 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "pixel %d has variance %.3g: give a positive variance, or make the pixel empty",
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
      throw undetermined(seen, null);
    }
    try {
      RealMatrix matrix = new Array2DRowRealMatrix(normal, false);
      double trace = matrix.getTrace();
      RealMatrix inverse =
          new CholeskyDecomposition(matrix.scalarMultiply(1 / trace), 1e-12, 1e-12)
              .getSolver()
              .getInverse()
              .scalarMultiply(1 / trace);
      double[] x = inverse.operate(right);
      return new DipoleFit(x[0], new Vec3(x[1], x[2], x[3]), inverse.getData());
    } catch (NonPositiveDefiniteMatrixException | ArithmeticException e) {
      throw undetermined(seen, e);
    }
  }

  private static IllegalArgumentException undetermined(int seen, Exception cause) {
    return new IllegalArgumentException(
        seen
            + " pixels in view do not determine a monopole and a dipole: leave more of the sky"
            + " unmasked",
        cause);
  }

  private static double[][] scaled(double[][] c, double f) {
    return new Array2DRowRealMatrix(c).scalarMultiply(f).getData();
  }

  /** {@return the monopole m [map unit]} */
  public double monopole() {
    return monopole;
  }

  /** {@return the dipole vector d, which points towards the excess [map unit]} */
  public Vec3 dipole() {
    return dipole;
  }

  /** {@return the amplitude |d| of the dipole [map unit]} */
  public double amplitude() {
    return dipole.norm();
  }

  /** {@return the standard error of the amplitude, to first order [map unit]} */
  public double amplitudeError() {
    Vec3 u = dipole.unit();
    return Math.sqrt(along(u, u));
  }

  /** {@return the declination of the excess, −π/2 to π/2 [rad]} */
  public double declination() {
    return SkyFrame.declination(dipole);
  }

  /** {@return the right ascension of the excess, 0 to 2π [rad]} */
  public double rightAscension() {
    return SkyFrame.rightAscension(dipole);
  }

  /** {@return the standard error of the declination, to first order [rad]} */
  public double declinationError() {
    double sine = Math.sin(declination());
    double cosine = Math.cos(declination());
    double ra = rightAscension();
    Vec3 north = new Vec3(-sine * Math.cos(ra), -sine * Math.sin(ra), cosine);
    return Math.sqrt(along(north, north)) / amplitude();
  }

  /**
   * {@return the standard error of the right ascension, to first order [rad of right ascension]}
   */
  public double rightAscensionError() {
    double ra = rightAscension();
    Vec3 east = new Vec3(-Math.sin(ra), Math.cos(ra), 0);
    return Math.sqrt(along(east, east)) / (amplitude() * Math.cos(declination()));
  }

  /**
   * Computes the standard error of the direction to first order: the square root of the sum of the
   * variances to the north and to the east. If the two variances are equal, 63 % of fitted
   * directions lie within this angle of the true direction.
   *
   * @return the angle [rad]
   */
  public double directionError() {
    return Math.hypot(declinationError(), rightAscensionError() * Math.cos(declination()));
  }

  /** {@return the power C_1 of the dipole, 4πA²/9 [map unit squared]} */
  public double power() {
    return 4 * Math.PI * dipole.dot(dipole) / 9;
  }

  /** {@return a copy of the covariance of (m, d_x, d_y, d_z), 4 by 4 [map unit squared]} */
  public double[][] covariance() {
    return scaled(covariance, 1);
  }

  /**
   * Returns the fitted value in a direction.
   *
   * @param n unit vector
   * @return m + d·n [map unit]
   */
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
