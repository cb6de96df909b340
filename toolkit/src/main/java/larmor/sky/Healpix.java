package larmor.sky;

import java.util.Locale;
import larmor.numeric.Vec3;

/**
 * Equal-area pixels on the sphere (HEALPix; Górski et al. 2005, ApJ 622, 759). Pixels are numbered
 * in the RING scheme unless a method says NESTED; rings are numbered 1 … 4 nside − 1 from the north
 * pole. The sphere's z axis is the pole, longitude is counted from x towards y.
 *
 * @param nside pixels along a side of each of the 12 base pixels: a power of two, 1 to 8192
 */
public record Healpix(int nside) {
  static final int LARGEST = 8192;

  public Healpix {
    if (nside < 1 || nside > LARGEST || Integer.bitCount(nside) != 1) {
      throw new IllegalArgumentException(
          "nside " + nside + " is not a power of two from 1 to " + LARGEST + ": use 16, say");
    }
  }

  public static Healpix of(int nside) {
    return new Healpix(nside);
  }

  /** The pixelisation whose maps have this many pixels, 12 nside². */
  public static Healpix ofPixels(long pixels) {
    int nside = (int) Math.round(Math.sqrt(pixels / 12.0));
    if (12L * nside * nside != pixels) {
      throw new IllegalArgumentException(
          pixels + " values are not 12 nside² pixels: nside 16 has 3072");
    }
    return new Healpix(nside);
  }

  public int pixels() {
    return 12 * nside * nside;
  }

  /** Solid angle of every pixel [sr]. */
  public double pixelArea() {
    return 4 * Math.PI / pixels();
  }

  /** The side of a square as large as a pixel [rad]. */
  public double resolution() {
    return Math.sqrt(pixelArea());
  }

  public int rings() {
    return 4 * nside - 1;
  }

  /** Pixels in a ring. */
  public int ringLength(int ring) {
    return 4 * Math.min(nside, Math.min(ring, 4 * nside - ring));
  }

  /** The first pixel of a ring. */
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

  /** Cosine of the colatitude of a ring's pixel centres. */
  public double ringZ(int ring) {
    if (ring < nside) {
      return 1 - capHeight(ring);
    }
    if (ring <= 3 * nside) {
      return (2 * nside - ring) * 2.0 / (3 * nside);
    }
    return capHeight(4 * nside - ring) - 1;
  }

  /** Sine of the colatitude of a ring's pixel centres, accurate next to the poles. */
  public double ringSine(int ring) {
    int fromPole = Math.min(ring, 4 * nside - ring);
    if (fromPole < nside) {
      double h = capHeight(fromPole);
      return Math.sqrt(h * (2 - h));
    }
    double z = ringZ(ring);
    return Math.sqrt((1 - z) * (1 + z));
  }

  /** Whether a ring's first pixel centre stands half a pixel from longitude 0. */
  public boolean ringShifted(int ring) {
    return ring < nside || ring > 3 * nside || ((ring - nside) & 1) == 0;
  }

  /** Longitude of the centre of a ring's first pixel [rad]. */
  public double ringPhi0(int ring) {
    return ringShifted(ring) ? Math.PI / ringLength(ring) : 0;
  }

  /** The ring a pixel lies on. */
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

  /** Cosine of the colatitude of a pixel's centre. */
  public double z(int pixel) {
    return ringZ(ring(pixel));
  }

  /** Longitude of a pixel's centre, 0 to 2π [rad]. */
  public double phi(int pixel) {
    int ring = ring(pixel);
    return phi(ring, pixel - ringStart(ring));
  }

  /** The unit vector to a pixel's centre. */
  public Vec3 direction(int pixel) {
    int ring = ring(pixel);
    double phi = phi(ring, pixel - ringStart(ring));
    double sine = ringSine(ring);
    return new Vec3(sine * Math.cos(phi), sine * Math.sin(phi), ringZ(ring));
  }

  /** The pixel that a direction, of any length but zero, points into. */
  public int pixel(Vec3 direction) {
    return pixel(direction.x(), direction.y(), direction.z());
  }

  /** The pixel that a direction, of any length but zero, points into. */
  public int pixel(double x, double y, double z) {
    double rho2 = x * x + y * y;
    double norm = Math.sqrt(rho2 + z * z);
    if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a vector of length "
              + norm
              + " points into no pixel: give one of finite, positive length");
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

  /** The NESTED number of a RING pixel. */
  public int nested(int pixel) {
    check(pixel);
    return FacePixel.ofRing(this, pixel).nested();
  }

  /** The RING number of a NESTED pixel. */
  public int fromNested(int nested) {
    check(nested);
    return FacePixel.ofNested(nside, nested).ring();
  }

  /**
   * The pixels that touch a pixel, in the order SW, W, NW, N, NE, E, SE, S; −1 where the corner of
   * a base pixel has no neighbour.
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
   * The pixels whose centres lie within an angle of a direction, in rising order.
   *
   * @param radius 0 to π [rad]
   */
  public int[] disc(Vec3 centre, double radius) {
    return HealpixSearch.disc(this, centre.unit(), radius);
  }

  /** The value at a direction by linear interpolation, from the pixels of the rings about it. */
  public Interpolation interpolation(Vec3 direction) {
    return HealpixSearch.interpolation(this, direction.unit());
  }

  /** Four pixels about a direction (some may be the same) and their weights, which sum to 1. */
  public static final class Interpolation {
    private final int[] pixels;
    private final double[] weights;

    Interpolation(int[] pixels, double[] weights) {
      this.pixels = pixels;
      this.weights = weights;
    }

    /** The i-th pixel, i = 0 … 3. */
    public int pixel(int i) {
      return pixels[i];
    }

    /** The weight of the i-th pixel. */
    public double weight(int i) {
      return weights[i];
    }
  }

  /** Colatitude's cosine below the pole, 1 − z, of ring {@code i} of a polar cap. */
  private double capHeight(int i) {
    return (double) i * i / (3.0 * nside * nside);
  }

  private double phi(int ring, int j) {
    return (2 * j + (ringShifted(ring) ? 1 : 0)) * (Math.PI / ringLength(ring));
  }

  /** The ring of a pixel of the north cap: the largest i with 2i(i − 1) ≤ pixel. */
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

  /** Equations 4 to 9 of the paper solved for the pixel; {@code quarter} is φ in units of π/2. */
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
        java.util.Locale.ROOT,
        "HEALPix nside %d: %d pixels, %.3g° apart",
        nside,
        pixels(),
        Math.toDegrees(resolution()));
  }
}
