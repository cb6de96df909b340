package larmor.sky;

import java.io.Serializable;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * The orientation of the axes of a simulation box in the equatorial sky (J2000; x towards RA 0°, z
 * towards the north celestial pole): a right-handed orthonormal triad in equatorial components.
 *
 * @param x unit vector along the x axis of the box, the axis of its mean field
 * @param y unit vector along the y axis of the box
 * @param z unit vector along the z axis of the box
 */
public record SkyFrame(Vec3 x, Vec3 y, Vec3 z) implements Serializable {
  /**
   * Checks the axes.
   *
   * @param x unit vector along the x axis of the box
   * @param y unit vector along the y axis of the box
   * @param z unit vector along the z axis of the box
   * @throws IllegalArgumentException if the axes are not a right-handed orthonormal triad to 10⁻⁹
   */
  public SkyFrame {
    Given.require(x, "the x axis", "Vec3.X");
    Given.require(y, "the y axis", "Vec3.Y");
    Given.require(z, "the z axis", "Vec3.Z");
    double error =
        Math.max(
            x.cross(y).minus(z).norm(),
            Math.max(y.cross(z).minus(x).norm(), Math.abs(x.norm() - 1)));
    if (!(error < 1e-9)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "axes %s, %s, %s are not a right-handed orthonormal triad (error %.3g): use"
                  + " SkyFrame.alongField",
              x,
              y,
              z,
              error));
    }
  }

  /** {@return the frame in which the axes of the box are the equatorial ones} */
  public static SkyFrame box() {
    return new SkyFrame(Vec3.X, Vec3.Y, Vec3.Z);
  }

  /**
   * Returns the frame with the mean field along the local interstellar field, RA 234.43°, Dec
   * +16.31° (Zirnstein et al. 2016, ApJL 818, L18); y points to the east and z to the north at that
   * direction. López-Barquero et al. (2016) name no direction.
   *
   * @return the frame
   */
  public static SkyFrame localInterstellarField() {
    return alongField(234.43 * Units.deg, 16.31 * Units.deg);
  }

  /**
   * Returns the frame of Galactic coordinates: x towards the Galactic centre, z towards the north
   * Galactic pole (ESA 1997, The Hipparcos and Tycho Catalogues, volume 1, equation 1.5.11).
   *
   * @return the frame
   */
  public static SkyFrame galactic() {
    return new SkyFrame(
        new Vec3(-0.0548755604, -0.8734370902, -0.4838350155),
        new Vec3(0.4941094279, -0.4448296300, 0.7469822445),
        new Vec3(-0.8676661490, -0.1980763734, 0.4559837762));
  }

  /**
   * Returns the frame of ecliptic coordinates of J2000: x towards the equinox, z towards the north
   * ecliptic pole.
   *
   * @return the frame
   */
  public static SkyFrame ecliptic() {
    double obliquity = 84381.448 / 3600 * Units.deg;
    double c = Math.cos(obliquity);
    double s = Math.sin(obliquity);
    return new SkyFrame(Vec3.X, new Vec3(0, c, s), new Vec3(0, -s, c));
  }

  /**
   * Makes the frame with the mean field along a direction; y points to the east and z to the north
   * at that direction.
   *
   * @param rightAscension right ascension of the field [rad]
   * @param declination declination of the field [rad]
   * @return the frame
   */
  public static SkyFrame alongField(double rightAscension, double declination) {
    Vec3 x = direction(rightAscension, declination);
    Vec3 east = new Vec3(-Math.sin(rightAscension), Math.cos(rightAscension), 0);
    return new SkyFrame(x, east, x.cross(east));
  }

  /**
   * Rotates the frame about its x axis, such that y moves towards z.
   *
   * @param angle [rad]
   * @return the rotated frame
   */
  public SkyFrame rolled(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new SkyFrame(x, y.times(c).plus(z.times(s)), z.times(c).minus(y.times(s)));
  }

  /** {@return the frame with the field reversed: x and y change sign, z does not} */
  public SkyFrame reversed() {
    return new SkyFrame(x.times(-1), y.times(-1), z);
  }

  /**
   * Converts a vector to equatorial components.
   *
   * @param box components along the axes of the box
   * @return equatorial components
   */
  public Vec3 toEquatorial(Vec3 box) {
    return x.times(box.x()).plus(y.times(box.y())).plus(z.times(box.z()));
  }

  /**
   * Converts a vector to components along the axes of the box.
   *
   * @param equatorial equatorial components
   * @return components along the axes of the box
   */
  public Vec3 toBox(Vec3 equatorial) {
    return new Vec3(x.dot(equatorial), y.dot(equatorial), z.dot(equatorial));
  }

  /**
   * Makes the unit vector towards a point of the sky.
   *
   * @param rightAscension right ascension [rad]
   * @param declination declination [rad]
   * @return the equatorial unit vector
   */
  public static Vec3 direction(double rightAscension, double declination) {
    double c = Math.cos(declination);
    return new Vec3(
        c * Math.cos(rightAscension), c * Math.sin(rightAscension), Math.sin(declination));
  }

  /**
   * Computes the right ascension of a vector.
   *
   * @param v equatorial components
   * @return the right ascension, 0 to 2π [rad]
   */
  public static double rightAscension(Vec3 v) {
    double a = Math.atan2(v.y(), v.x());
    return a < 0 ? a + 2 * Math.PI : a;
  }

  /**
   * Computes the declination of a vector.
   *
   * @param v equatorial components
   * @return the declination, −π/2 to π/2 [rad]
   */
  public static double declination(Vec3 v) {
    return Math.atan2(v.z(), Math.hypot(v.x(), v.y()));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "box x towards RA %.2f°, Dec %+.2f°",
        rightAscension(x) / Units.deg,
        declination(x) / Units.deg);
  }
}
