package larmor.sky;

import java.io.Serializable;
import java.util.Locale;
import larmor.numeric.Given;
import larmor.numeric.Vec3;

/**
 * Equal-area pixels on the sphere (HEALPix; Górski et al. 2005, ApJ 622, 759). Pixels are numbered
 * from 0 in the RING scheme unless a method says NESTED; rings are numbered 1 … 4 nside − 1 from
 * the north pole. The z axis points to the north pole; longitude increases from x towards y.
 *
 * @param nside pixels along a side of each of the 12 base pixels: a power of two, 1 to 8192
 */
public record Healpix(int nside) implements Serializable {
  static final int LARGEST = 8192;

  /**
   * Checks nside.
   *
   * @param nside pixels along a side of each of the 12 base pixels
   * @throws IllegalArgumentException if {@code nside} is not a power of two from 1 to 8192
   */
  public Healpix {
    if (nside < 1 || nside > LARGEST || Integer.bitCount(nside) != 1) {
      throw new IllegalArgumentException(
          "nside "
              + nside
              + " is not a power of two from 1 to "
              + LARGEST
              + ": use a value such as 16");
    }
  }

  /**
   * Makes a pixelisation.
   *
   * @param nside a power of two, 1 to 8192
   * @return the pixelisation
   * @throws IllegalArgumentException if nside is not such a number
   */
  public static Healpix of(int nside) {
    return new Healpix(nside);
  }

  /**
   * Finds the pixelisation of a map with a given number of pixels.
   *
   * @param pixels 12 nside²
   * @return the pixelisation
   * @throws IllegalArgumentException if there is no nside, a power of two, with that many pixels
   */
  public static Healpix ofPixels(long pixels) {
    int nside = (int) Math.round(Math.sqrt(pixels / 12.0));
    if (12L * nside * nside != pixels) {
      throw new IllegalArgumentException(
          pixels + " values are not 12 nside² pixels: nside 16 has 3072");
    }
    return new Healpix(nside);
  }

  /** {@return the number of pixels, 12 nside²} */
  public int pixels() {
    return 12 * nside * nside;
  }

  /** {@return the solid angle of each pixel [sr]} */
  public double pixelArea() {
    return 4 * Math.PI / pixels();
  }

  /** {@return the square root of the solid angle of a pixel [rad]} */
  public double resolution() {
    return Math.sqrt(pixelArea());
  }

  /** {@return the number of rings, 4 nside − 1} */
  public int rings() {
    return 4 * nside - 1;
  }

  /**
   * Counts the pixels of a ring.
   *
   * @param ring 1 to 4 nside − 1
   * @return the number of pixels, a multiple of 4
   */
  public int ringLength(int ring) {
    return 4 * Math.min(nside, Math.min(ring, 4 * nside - ring));
  }

  /**
   * Returns the first pixel of a ring.
   *
   * @param ring 1 to 4 nside − 1
   * @return the RING number
   */
  public int ringStart(int ring) {
    if (ring < nside) {
      return 2 * ring * (ring - 1);
    }
    if (ring <= 3 * nside) {
      return 2 * nside * (nside - 1) + 4 * nside * (ring - nside);
    }
    int fromSouth = 4 * nside - ring;
    return pixels() - 2 * fromSouth * (fromSouth + 1);
  }

  /**
   * Returns z, the cosine of the colatitude, of the pixel centres of a ring.
   *
   * @param ring 1 to 4 nside − 1
   * @return z of the centres
   */
  public double ringZ(int ring) {
    if (ring < nside) {
      return 1 - capHeight(ring);
    }
    if (ring <= 3 * nside) {
      return (2 * nside - ring) * 2.0 / (3 * nside);
    }
    return capHeight(4 * nside - ring) - 1;
  }

  /**
   * Returns the sine of the colatitude of the pixel centres of a ring, which is accurate also near
   * the poles.
   *
   * @param ring 1 to 4 nside − 1
   * @return the sine
   */
  public double ringSine(int ring) {
    int fromPole = Math.min(ring, 4 * nside - ring);
    if (fromPole < nside) {
      double h = capHeight(fromPole);
      return Math.sqrt(h * (2 - h));
    }
    double z = ringZ(ring);
    return Math.sqrt((1 - z) * (1 + z));
  }

  /**
   * Tells whether the first pixel centre of a ring lies half a pixel from longitude 0.
   *
   * @param ring 1 to 4 nside − 1
   * @return true if it lies half a pixel from longitude 0, false if it lies at longitude 0
   */
  public boolean ringShifted(int ring) {
    return ring < nside || ring > 3 * nside || ((ring - nside) & 1) == 0;
  }

  /**
   * Returns the longitude of the centre of the first pixel of a ring.
   *
   * @param ring 1 to 4 nside − 1
   * @return the longitude [rad]
   */
  public double ringPhi0(int ring) {
    return ringShifted(ring) ? Math.PI / ringLength(ring) : 0;
  }

  /**
   * Finds the ring of a pixel.
   *
   * @param pixel RING number
   * @return the ring, 1 to 4 nside − 1
   * @throws IllegalArgumentException if there is no such pixel
   */
  public int ring(int pixel) {
    check(pixel);
    int cap = 2 * nside * (nside - 1);
    if (pixel < cap) {
      return capRing(pixel);
    }
    if (pixel < pixels() - cap) {
      return (pixel - cap) / (4 * nside) + nside;
    }
    return 4 * nside - capRing(pixels() - 1 - pixel);
  }

  /**
   * Returns the cosine of the colatitude of a pixel's centre.
   *
   * @param pixel RING number
   * @return z of the centre
   * @throws IllegalArgumentException if there is no such pixel
   */
  public double z(int pixel) {
    return ringZ(ring(pixel));
  }

  /**
   * Returns the longitude of a pixel's centre.
   *
   * @param pixel RING number
   * @return the longitude, 0 to 2π [rad]
   * @throws IllegalArgumentException if there is no such pixel
   */
  public double phi(int pixel) {
    int ring = ring(pixel);
    return phi(ring, pixel - ringStart(ring));
  }

  /**
   * Returns the direction of a pixel's centre.
   *
   * @param pixel RING number
   * @return a unit vector
   * @throws IllegalArgumentException if there is no such pixel
   */
  public Vec3 direction(int pixel) {
    int ring = ring(pixel);
    double phi = phi(ring, pixel - ringStart(ring));
    double sine = ringSine(ring);
    return new Vec3(sine * Math.cos(phi), sine * Math.sin(phi), ringZ(ring));
  }

  /**
   * Finds the pixel in a direction.
   *
   * @param direction vector of any finite, positive length
   * @return its RING number
   * @throws IllegalArgumentException if the vector is zero or not finite
   */
  public int pixel(Vec3 direction) {
    return pixel(direction.x(), direction.y(), direction.z());
  }

  /**
   * Finds the pixel in the direction of the vector (x, y, z), which may have any finite, positive
   * length.
   *
   * @param x first component
   * @param y second component
   * @param z component towards the north pole
   * @return its RING number
   * @throws IllegalArgumentException if the vector is zero or not finite
   */
  public int pixel(double x, double y, double z) {
    double rho2 = x * x + y * y;
    double norm = Math.sqrt(rho2 + z * z);
    if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a vector of length " + norm + " has no direction: give one of finite, positive length");
    }
    double quarter = Math.atan2(y, x) * (2 / Math.PI);
    if (quarter < 0) {
      quarter += 4;
    }
    if (quarter >= 4) {
      quarter = 0;
    }
    return locate(z / norm, Math.sqrt(rho2) / norm, quarter);
  }

  /**
   * Finds the pixel of a place given by its height and longitude, without the arc tangent of {@link
   * #pixel(double, double, double)}.
   *
   * @param z cosine of the colatitude, −1 to 1
   * @param phi longitude, 0 to 2π [rad]
   * @return its RING number
   * @throws IllegalArgumentException if z or phi is out of range
   */
  public int pixelAt(double z, double phi) {
    if (!(z >= -1 && z <= 1 && phi >= 0 && phi <= 2 * Math.PI)) {
      throw new IllegalArgumentException(
          "there is no place at z = "
              + z
              + " and longitude "
              + phi
              + ": give z from -1 to 1 and a longitude from 0 to 2π");
    }
    double quarter = phi * (2 / Math.PI);
    return locate(z, Math.sqrt(1 - z * z), quarter >= 4 ? 0 : quarter);
  }

  /**
   * Converts a RING number to a NESTED number.
   *
   * @param pixel RING number
   * @return the NESTED number
   * @throws IllegalArgumentException if there is no such pixel
   */
  public int nested(int pixel) {
    check(pixel);
    return FacePixel.ofRing(this, pixel).nested();
  }

  /**
   * Converts a NESTED number to a RING number.
   *
   * @param nested NESTED number
   * @return the RING number
   * @throws IllegalArgumentException if there is no such pixel
   */
  public int fromNested(int nested) {
    check(nested);
    return FacePixel.ofNested(nside, nested).ring();
  }

  /**
   * Finds the pixels that touch a pixel.
   *
   * @param pixel RING number
   * @return eight RING numbers in the order SW, W, NW, N, NE, E, SE, S; −1 where there is no
   *     neighbour, because only three base pixels meet there
   * @throws IllegalArgumentException if there is no such pixel
   */
  public int[] neighbours(int pixel) {
    check(pixel);
    FacePixel here = FacePixel.ofRing(this, pixel);
    int[][] steps = {{-1, 0}, {-1, 1}, {0, 1}, {1, 1}, {1, 0}, {1, -1}, {0, -1}, {-1, -1}};
    int[] found = new int[8];
    for (int s = 0; s < 8; s++) {
      FacePixel there = here.step(steps[s][0], steps[s][1]);
      found[s] = there == null ? -1 : there.ring();
    }
    return found;
  }

  /**
   * Finds the pixels whose centres lie within an angle of a direction.
   *
   * @param centre direction of the disc's centre, of any finite, positive length
   * @param radius angle from the centre, 0 to π [rad]
   * @return their RING numbers in increasing order
   * @throws IllegalArgumentException if the radius is outside 0 to π or the vector has no direction
   */
  public int[] disc(Vec3 centre, double radius) {
    Given.require(centre, "the direction of the centre", "Vec3.X");
    return HealpixSearch.disc(this, centre.unit(), radius);
  }

  /**
   * Finds the pixels and weights of bilinear interpolation at a direction: two pixels on the ring
   * to its north and two on the ring to its south.
   *
   * @param direction vector of any finite, positive length
   * @return the pixels and their weights
   * @throws IllegalArgumentException if the vector has no direction
   */
  public Interpolation interpolation(Vec3 direction) {
    return HealpixSearch.interpolation(this, direction.unit());
  }

  /**
   * The four pixels around a direction, which are not always distinct, and their weights, whose sum
   * is 1.
   */
  public static final class Interpolation {
    private final int[] pixels;
    private final double[] weights;

    Interpolation(int[] pixels, double[] weights) {
      this.pixels = pixels;
      this.weights = weights;
    }

    /**
     * Returns one of the pixels.
     *
     * @param i 0 to 3
     * @return its RING number
     */
    public int pixel(int i) {
      return pixels[i];
    }

    /**
     * Returns the weight of one of the pixels.
     *
     * @param i 0 to 3
     * @return the weight, 0 to 1
     */
    public double weight(int i) {
      return weights[i];
    }
  }

  /** Returns 1 − z of ring {@code i} of the north polar cap. */
  private double capHeight(int i) {
    return (double) i * i / (3.0 * nside * nside);
  }

  private double phi(int ring, int j) {
    return (2 * j + (ringShifted(ring) ? 1 : 0)) * (Math.PI / ringLength(ring));
  }

  /** Returns the ring of a pixel of the north polar cap: the largest i with 2i(i − 1) ≤ pixel. */
  private static int capRing(int pixel) {
    int i = (int) ((1 + Math.sqrt(1 + 2.0 * pixel)) / 2);
    while (2L * i * (i - 1) > pixel) {
      i--;
    }
    while (2L * i * (i + 1) <= pixel) {
      i++;
    }
    return i;
  }

  /**
   * Computes the pixel that contains a direction from equations 4 to 9 of Górski et al. (2005).
   *
   * @param quarter longitude in units of π/2, 0 to below 4
   */
  private int locate(double z, double sine, double quarter) {
    double height = Math.abs(z);
    if (height <= 2.0 / 3) {
      double along = nside * (0.5 + quarter);
      double across = nside * z * 0.75;
      int down = (int) Math.floor(along - across);
      int up = (int) Math.floor(along + across);
      int ring = nside + 1 + down - up;
      int j = (down + up - nside + 2 - (ring & 1)) >> 1;
      return 2 * nside * (nside - 1) + (ring - 1) * 4 * nside + (j & (4 * nside - 1));
    }
    double inFace = quarter - (int) quarter;
    double distance =
        height < 0.99
            ? nside * Math.sqrt(3 * (1 - height))
            : nside * sine * Math.sqrt(3 / (1 + height));
    int ring = Math.min(nside, (int) (inFace * distance) + (int) ((1 - inFace) * distance) + 1);
    int j = Math.min(4 * ring - 1, (int) (quarter * ring));
    return z > 0 ? 2 * ring * (ring - 1) + j : pixels() - 2 * ring * (ring + 1) + j;
  }

  /**
   * Refuses an lmax that maps of this nside do not support.
   *
   * @param holder word for the object of this nside in the message, such as "map"
   */
  void requireLmax(int lmax, String holder) {
    if (lmax < 0 || lmax > 3 * nside - 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "lmax %d is outside 0 to 3 nside - 1 = %d: lower it or use a finer %s",
              lmax,
              3 * nside - 1,
              holder));
    }
  }

  /** Refuses a pixel number that does not exist. */
  void check(int pixel) {
    if (pixel < 0 || pixel >= pixels()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "pixel %d is outside nside %d: use 0 to %d",
              pixel,
              nside,
              pixels() - 1));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "HEALPix nside %d: %d pixels of side %.3g°",
        nside,
        pixels(),
        Math.toDegrees(resolution()));
  }
}
