package larmor.notebook;

import java.util.function.DoubleToIntFunction;
import larmor.sky.Healpix;

/**
 * The Mollweide projection of the sky in equatorial coordinates. Right ascension grows to the left,
 * and 180° is in the middle. Points are (x, y) with x² + y² ≤ 1: x from −1 at the left end of the
 * equator to 1 at the right end, y from −1 at the south pole to 1 at the north pole.
 */
final class Mollweide {
  private Mollweide() {}

  /**
   * Computes the unit vector of the direction that is shown at a point.
   *
   * @param n Modified. The unit vector in equatorial coordinates.
   * @return false if the point lies outside the ellipse
   */
  static boolean direction(double x, double y, double[] n) {
    if (x * x + y * y > 1) {
      return false;
    }
    double root = Math.sqrt(1 - y * y);
    double z = z(y, root);
    double ra = rightAscension(x, root);
    double sine = Math.sqrt(Math.max(0, 1 - z * z));
    n[0] = sine * Math.cos(ra);
    n[1] = sine * Math.sin(ra);
    n[2] = z;
    return true;
  }

  /** Returns the pixels at height y as a function of x, −1 outside the ellipse. */
  static DoubleToIntFunction row(Healpix grid, double y) {
    if (Math.abs(y) > 1) {
      return x -> -1;
    }
    double root = Math.sqrt(1 - y * y);
    double z = z(y, root);
    return x -> {
      if (x * x + y * y > 1) {
        return -1;
      }
      double phi = rightAscension(x, root);
      return grid.pixelAt(z, Math.max(0, Math.min(2 * Math.PI, phi)));
    };
  }

  private static double z(double y, double root) {
    return Math.max(-1, Math.min(1, (2 * Math.asin(y) + 2 * y * root) / Math.PI));
  }

  private static double rightAscension(double x, double root) {
    return root == 0 ? Math.PI : Math.PI * (1 - x / root);
  }

  /** Returns the coordinate y, −1 to 1, at which a declination [rad] is shown. */
  static double y(double declination) {
    double target = Math.PI * Math.sin(declination);
    double low = -Math.PI / 2;
    double high = Math.PI / 2;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (2 * middle + Math.sin(2 * middle) < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sin((low + high) / 2);
  }

  /**
   * Returns the coordinate x, −1 to 1, at which a right ascension from 0 to 2π [rad] is shown at
   * height y.
   */
  static double x(double rightAscension, double y) {
    return (1 - rightAscension / Math.PI) * Math.sqrt(1 - y * y);
  }
}
