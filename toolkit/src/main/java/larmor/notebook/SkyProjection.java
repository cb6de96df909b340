package larmor.notebook;

/**
 * The sky on a disc or an ellipse of width {@link #aspect} times its height: places are (x, y) with
 * x² + y² ≤ 1, x from −1 at the left end to 1 at the right, y from −1 below to 1 above.
 */
interface SkyProjection {
  /** Width over height. */
  double aspect();

  /**
   * @param n Modified. The unit vector at a place.
   * @return false outside the sky
   */
  boolean toSky(double x, double y, double[] n);

  /**
   * @param p Modified. The place (x, y) of a right ascension and a declination [rad].
   * @return false if it is not to be seen
   */
  boolean toPlane(double rightAscension, double declination, double[] p);

  /** Right ascension between 0 and 2π of the middle [rad]. */
  double middle();

  /** All of the sky, 180° in the middle. */
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
