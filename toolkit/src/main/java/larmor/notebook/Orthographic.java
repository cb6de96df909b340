package larmor.notebook;

import java.util.Locale;

/**
 * The orthographic projection of half of the sky in equatorial coordinates. The sky is the inside
 * of a sphere seen from its centre: right ascension grows to the left, and north is up.
 *
 * @param middle right ascension of the centre, 0 to 2π [rad]
 * @param declination declination of the centre, −π/2 to π/2 [rad]
 */
record Orthographic(double middle, double declination) implements SkyProjection {
  Orthographic {
    if (!(middle >= 0 && middle <= 2 * Math.PI && Math.abs(declination) <= Math.PI / 2)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "RA %.4g°, Dec %.4g° cannot be the centre of the sky: use RA from 0 to 360 and Dec from"
                  + " -90 to 90, times deg",
              Math.toDegrees(middle),
              Math.toDegrees(declination)));
    }
  }

  @Override
  public double aspect() {
    return 1;
  }

  @Override
  public boolean toSky(double x, double y, double[] n) {
    double square = x * x + y * y;
    if (square > 1) {
      return false;
    }
    double depth = Math.sqrt(1 - square);
    double out = depth * Math.cos(declination) - y * Math.sin(declination);
    n[2] = depth * Math.sin(declination) + y * Math.cos(declination);
    n[0] = out * Math.cos(middle) + x * Math.sin(middle);
    n[1] = out * Math.sin(middle) - x * Math.cos(middle);
    return true;
  }

  @Override
  public boolean toPlane(double rightAscension, double d, double[] p) {
    double east = Math.cos(d) * Math.sin(rightAscension - middle);
    double out = Math.cos(d) * Math.cos(rightAscension - middle);
    p[0] = -east;
    p[1] = Math.sin(d) * Math.cos(declination) - out * Math.sin(declination);
    return Math.sin(d) * Math.sin(declination) + out * Math.cos(declination) >= 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "half sky about RA %.4g°, Dec %+.4g°",
        Math.toDegrees(middle),
        Math.toDegrees(declination));
  }
}
