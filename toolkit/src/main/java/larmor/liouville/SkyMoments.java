package larmor.liouville;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The lowest multipoles of a sky that is known by single particles instead of a map, with their
 * covariance. A moment is the mean of √4π Y_ℓm over the particles, with the real spherical
 * harmonics Y_ℓm, each particle counted with its weight; for the intensity 1 + A n·x̂ the moment
 * along x is A/√3, and C_ℓ of the relative intensity is 4π/(2ℓ + 1) times the sum of the squares.
 * The covariance follows from the scatter between trajectories, so that several arrivals of one
 * trajectory are not taken as independent.
 */
public final class SkyMoments {
  private final int lmax;
  private final double[] mean;
  private final RealMatrix covariance;
  private final double weight;

  private SkyMoments(int lmax, double[] mean, RealMatrix covariance, double weight) {
    this.lmax = lmax;
    this.mean = mean;
    this.covariance = covariance;
    this.weight = weight;
  }

  /** Adds up arrivals, which are given in the order of their trajectories. */
  static final class Sum {
    private final int lmax;
    private final double[] all;
    private final double[] own;
    private final double[][] products;
    private int trajectory = -1;

    /**
     * Makes an empty sum.
     *
     * @param lmax largest ℓ, from 1 to 8
     * @throws IllegalArgumentException if lmax is out of range
     */
    Sum(int lmax) {
      if (lmax < 1 || lmax > 8) {
        throw new IllegalArgumentException(
            "moments up to ℓ = " + lmax + " are not available: use a largest ℓ from 1 to 8");
      }
      this.lmax = lmax;
      int n = (lmax + 1) * (lmax + 1);
      all = new double[n];
      own = new double[n];
      products = new double[n][n];
    }

    /** Adds an arrival of a trajectory from a direction of the sky, a unit vector. */
    void add(int particle, Vec3 direction, double w) {
      if (particle != trajectory) {
        close();
        trajectory = particle;
      }
      double[] y = harmonics(lmax, direction);
      for (int k = 0; k < y.length; k++) {
        own[k] += w * y[k];
      }
    }

    private void close() {
      for (int j = 0; j < own.length; j++) {
        all[j] += own[j];
        for (int k = 0; k < own.length; k++) {
          products[j][k] += own[j] * own[k];
        }
      }
      Arrays.fill(own, 0);
    }

    /**
     * Returns the moments.
     *
     * @throws IllegalStateException if the sum of the weights is not positive
     */
    SkyMoments moments() {
      close();
      double w = all[0];
      if (!(w > 0)) {
        throw new IllegalStateException(
            "no particle with a positive weight arrived: trace more particles, or use a larger"
                + " target");
      }
      int n = all.length - 1;
      double[] mean = new double[n];
      for (int k = 0; k < n; k++) {
        mean[k] = all[k + 1] / w;
      }
      double[][] c = new double[n][n];
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          c[j][k] =
              (products[j + 1][k + 1]
                      - mean[j] * products[0][k + 1]
                      - mean[k] * products[j + 1][0]
                      + mean[j] * mean[k] * products[0][0])
                  / (w * w);
        }
      }
      return new SkyMoments(lmax, mean, new Array2DRowRealMatrix(c, false), w);
    }
  }

  /**
   * Returns √4π times the real spherical harmonics of a direction, by the recursions of the
   * associated Legendre functions (Press et al. 2007, Numerical Recipes, §6.7) and of the powers of
   * x + iy.
   *
   * @return values at index ℓ² + ℓ + m, of mean square 1 over the sphere
   */
  static double[] harmonics(int lmax, Vec3 n) {
    double[] y = new double[(lmax + 1) * (lmax + 1)];
    double re = 1;
    double im = 0;
    double diagonal = 1;
    for (int m = 0; m <= lmax; m++) {
      double before = 0;
      double now = diagonal;
      double root = m == 0 ? 1 : Math.sqrt(2);
      for (int l = m; l <= lmax; l++) {
        y[l * l + l + m] = root * now * re;
        if (m > 0) {
          y[l * l + l - m] = root * now * im;
        }
        double above = (l + 1) * (l + 1) - (double) m * m;
        double below = l * (double) l - (double) m * m;
        double a = Math.sqrt((2 * l + 1) * (2 * l + 3) / above);
        double b = l == m ? 0 : Math.sqrt((2 * l + 3) * below / ((2 * l - 1) * above));
        double next = a * n.z() * now - b * before;
        before = now;
        now = next;
      }
      diagonal *= Math.sqrt((2 * m + 3) / (2.0 * m + 2));
      double turned = re * n.x() - im * n.y();
      im = re * n.y() + im * n.x();
      re = turned;
    }
    return y;
  }

  /**
   * Returns the number of moments.
   *
   * @return (ℓmax + 1)² − 1
   */
  public int size() {
    return mean.length;
  }

  /**
   * Returns the sum of the weights of all arrivals.
   *
   * @return the sum, above 0
   */
  public double weight() {
    return weight;
  }

  /**
   * Returns a moment.
   *
   * @param l multipole, from 1
   * @param m from −l to l; m = 1, −1 and 0 of l = 1 are the components along x, y and z
   * @return mean of √4π Y_ℓm
   */
  public double moment(int l, int m) {
    return mean[index(l, m)];
  }

  /**
   * Returns the standard error of a moment.
   *
   * @param l multipole, from 1
   * @param m from −l to l
   * @return error from the finite number of trajectories
   */
  public double error(int l, int m) {
    int k = index(l, m);
    return Math.sqrt(covariance.getEntry(k, k));
  }

  private int index(int l, int m) {
    if (l < 1 || l > lmax || Math.abs(m) > l) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no moment of ℓ = %d, m = %d: give ℓ from 1 to %d and m from −ℓ to ℓ",
              l,
              m,
              lmax));
    }
    return l * l + l + m - 1;
  }

  /**
   * Returns χ² of the difference to another sky, with the covariances of both. If the two skies are
   * equal, it has the distribution of χ² with {@link #size} degrees of freedom, for as many
   * arrivals that the moments are normally distributed.
   *
   * @param other moments of independent particles, to the same ℓ
   * @return χ²
   * @throws IllegalArgumentException if the skies have different numbers of moments
   * @throws IllegalStateException if there are too few trajectories for the covariance
   */
  public double chiSquared(SkyMoments other) {
    Given.require(other, "the other set of moments", "target.moments(weight, 3)");
    if (other.lmax != lmax) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "moments to ℓ = %d and ℓ = %d cannot be compared: use the same largest ℓ",
              lmax,
              other.lmax));
    }
    RealVector d = new ArrayRealVector(mean).subtract(new ArrayRealVector(other.mean));
    try {
      return d.dotProduct(
          new CholeskyDecomposition(covariance.add(other.covariance), 1e-10, 0)
              .getSolver()
              .solve(d));
    } catch (NonPositiveDefiniteMatrixException e) {
      throw new IllegalStateException(
          "the covariance of the moments cannot be inverted, because too few particles arrived:"
              + " trace more, or use a smaller ℓ",
          e);
    }
  }

  /**
   * Returns the probability that two equal skies give a larger χ².
   *
   * @param other moments of independent particles, to the same ℓ
   * @return probability, 0 to 1
   * @throws IllegalArgumentException under the conditions of {@link #chiSquared}
   * @throws IllegalStateException under the conditions of {@link #chiSquared}
   */
  public double probability(SkyMoments other) {
    return 1 - new ChiSquaredDistribution(size()).cumulativeProbability(chiSquared(other));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "moments to ℓ = %d: dipole (%.3g, %.3g, %.3g) ± %.2g",
        lmax,
        moment(1, 1),
        moment(1, -1),
        moment(1, 0),
        error(1, 0));
  }
}
