package larmor.notebook;

import java.util.function.DoubleToIntFunction;
import larmor.sky.Healpix;

/**
 * A projection of the sky to a disc or an ellipse. Points of the sky have coordinates (x, y) with
 * x² + y² ≤ 1, where x goes from −1 at the left end to 1 at the right end, and y from −1 at the
 * lower end to 1 at the upper end.
 */
interface SkyProjection {
  /** Returns the width of the projected sky divided by its height. */
  double aspect();

  /**
   * Computes the unit vector of the direction that is shown at a point of the picture.
   *
   * @param n Modified. The unit vector in equatorial coordinates.
   * @return false if the point lies outside the sky
   */
  boolean toSky(double x, double y, double[] n);

  /**
   * Returns a function that finds the pixels in a line of the picture.
   *
   * @param y height of the line
   * @return the RING number of the pixel at x, or −1 if the point lies outside the sky
   */
  default DoubleToIntFunction row(Healpix grid, double y) {
    double[] n = new double[3];
    return x -> toSky(x, y, n) ? grid.pixel(n[0], n[1], n[2]) : -1;
  }

  /**
   * Computes the point of the picture at which a right ascension and a declination [rad] are shown.
   *
   * @param p Modified. The point (x, y).
   * @return false if the direction is not visible
   */
  boolean toPlane(double rightAscension, double declination, double[] p);

  /** Returns the right ascension of the centre, 0 to 2π [rad]. */
  double middle();

  /** The Mollweide projection of the whole sky, with right ascension 180° in the middle. */
  SkyProjection MOLLWEIDE =
      new SkyProjection() {
        @Override
        public double aspect() {
          return 2;
        }

        @Override
        public boolean toSky(double x, double y, double[] n) {
          return Mollweide.direction(x, y, n);
        }

        @Override
        public DoubleToIntFunction row(Healpix grid, double y) {
          return Mollweide.row(grid, y);
        }

        @Override
        public boolean toPlane(double rightAscension, double declination, double[] p) {
          p[1] = Mollweide.y(declination);
          p[0] = Mollweide.x(rightAscension, p[1]);
          return true;
        }

        @Override
        public double middle() {
          return Math.PI;
        }

        @Override
        public String toString() {
          return "Mollweide";
        }
      };
}
