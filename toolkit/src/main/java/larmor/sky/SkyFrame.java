package larmor.sky;

import java.util.Locale;
import larmor.numeric.Vec3;
import larmor.units.Units;

/**
 * How the axes of a simulation box stand in the equatorial sky (J2000; x towards RA 0°, z towards
 * the north celestial pole). A right-handed orthonormal triad, in equatorial components.
 *
 * @param x of the box, along its mean field
 * @param y of the box
 * @param z of the box
 */
public record SkyFrame(Vec3 x, Vec3 y, Vec3 z) {
  public SkyFrame {
    double worst =
        Math.max(
            x.cross(y).minus(z).norm(),
            Math.max(y.cross(z).minus(x).norm(), Math.abs(x.norm() - 1)));
    if (!(worst < 1e-9)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "axes %s, %s, %s are no right-handed orthonormal triad (off by %.3g): use alongField",
              x,
              y,
              z,
              worst));
    }
  }

  /** The box's own axes taken as equatorial. */
  public static SkyFrame box() {
    return new SkyFrame(Vec3.X, Vec3.Y, Vec3.Z);
  }

  /**
   * The mean field along the local interstellar field, RA 234.43°, Dec +16.31° (Zirnstein et al.
   * 2016, ApJL 818, L18); y to the east, z to the north there. The 2016 paper names no direction.
   */
  public static SkyFrame localInterstellarField() {
    return alongField(234.43 * Units.deg, 16.31 * Units.deg);
  }

  /**
   * Galactic coordinates: x towards the Galactic centre, z towards the north Galactic pole (ESA
   * 1997, The Hipparcos and Tycho Catalogues, volume 1, equation 1.5.11).
   */
  public static SkyFrame galactic() {
    return new SkyFrame(
        new Vec3(-0.0548755604, -0.8734370902, -0.4838350155),
        new Vec3(0.4941094279, -0.4448296300, 0.7469822445),
        new Vec3(-0.8676661490, -0.1980763734, 0.4559837762));
  }

  /** Ecliptic coordinates of J2000: x towards the equinox, z towards the north ecliptic pole. */
  public static SkyFrame ecliptic() {
    double obliquity = 84381.448 / 3600 * Units.deg;
    double c = Math.cos(obliquity);
    double s = Math.sin(obliquity);
    return new SkyFrame(Vec3.X, new Vec3(0, c, s), new Vec3(0, -s, c));
  }

  /** x towards a direction [rad], y to the east, z to the north there. */
  public static SkyFrame alongField(double rightAscension, double declination) {
    Vec3 x = direction(rightAscension, declination);
    Vec3 east = new Vec3(-Math.sin(rightAscension), Math.cos(rightAscension), 0);
    return new SkyFrame(x, east, x.cross(east));
  }

  /** Turned about the field by an angle [rad], y towards z. */
  public SkyFrame rolled(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new SkyFrame(x, y.times(c).plus(z.times(s)), z.times(c).minus(y.times(s)));
  }

  /** The other sense of the field: x and y reversed, z kept. */
  public SkyFrame reversed() {
    return new SkyFrame(x.times(-1), y.times(-1), z);
  }

  /** Equatorial components of a vector given along the box's axes. */
  public Vec3 toEquatorial(Vec3 box) {
    return x.times(box.x()).plus(y.times(box.y())).plus(z.times(box.z()));
  }

  /** Components along the box's axes of an equatorial vector. */
  public Vec3 toBox(Vec3 equatorial) {
    return new Vec3(x.dot(equatorial), y.dot(equatorial), z.dot(equatorial));
  }

  /** The unit vector towards a right ascension and a declination [rad]. */
  public static Vec3 direction(double rightAscension, double declination) {
    double c = Math.cos(declination);
    return new Vec3(
        c * Math.cos(rightAscension), c * Math.sin(rightAscension), Math.sin(declination));
  }

  /** Right ascension of an equatorial vector, 0 to 2π [rad]. */
  public static double rightAscension(Vec3 v) {
    double a = Math.atan2(v.y(), v.x());
    return a < 0 ? a + 2 * Math.PI : a;
  }

  /** Declination of an equatorial vector, −π/2 to π/2 [rad]. */
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
