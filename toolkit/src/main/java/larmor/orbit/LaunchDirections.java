package larmor.orbit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.IntFunction;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import larmor.sky.SkyFrame;

/**
 * The directions particles start in: for a back-tracked particle the unit velocity of its track,
 * which is where an observer looks to see it arrive. Direction i belongs to particle i and depends
 * on nothing else.
 */
public final class LaunchDirections {
  private final int size;
  private final String identity;
  private final IntFunction<Vec3> direction;

  private LaunchDirections(int size, String identity, IntFunction<Vec3> direction) {
    if (size < 1) {
      throw new IllegalArgumentException(size + " directions trace nothing: give 1 or more");
    }
    this.size = size;
    this.identity = identity;
    this.direction = direction;
  }

  /** {@code count} directions uniform on the sphere; particle i draws from stream i of the seed. */
  public static LaunchDirections uniform(int count, long seed) {
    return new LaunchDirections(
        count,
        "uniform, " + count + " from seed " + seed,
        i -> RandomStream.of(seed, i).direction());
  }

  /**
   * The centres of all HEALPix pixels of the sky map, with the box oriented as {@link
   * SkyFrame#localInterstellarField()}: particle i is launched towards the centre of RING pixel i.
   *
   * @param nside HEALPix resolution, a power of two
   */
  public static LaunchDirections healpix(int nside) {
    return healpix(nside, SkyFrame.localInterstellarField());
  }

  /**
   * The centres of all HEALPix pixels of the sky map.
   *
   * @param nside HEALPix resolution, a power of two
   * @param frame orientation of the box in the sky, the one the map is made with
   */
  public static LaunchDirections healpix(int nside, SkyFrame frame) {
    Healpix pixels = Healpix.of(nside);
    return new LaunchDirections(
        pixels.pixels(),
        "HEALPix centres, nside " + nside + inSky(frame),
        i -> frame.toBox(pixels.direction(i)).unit());
  }

  /**
   * The same number of directions in every pixel of the sky map, with the box oriented as {@link
   * SkyFrame#localInterstellarField()}, which is also the default of the maps.
   *
   * @param nside HEALPix resolution of the map, a power of two
   * @param perPixel directions in each pixel, 1 or more
   * @param seed of the random positions inside the pixels
   */
  public static LaunchDirections stratified(int nside, int perPixel, long seed) {
    return stratified(nside, perPixel, seed, SkyFrame.localInterstellarField());
  }

  /**
   * The same number of directions in every pixel of the sky map, uniform within the pixel. Particle
   * i is launched into RING pixel {@code i / perPixel}; it draws from stream i of the seed until a
   * direction falls there. Stratified launches have no Poisson noise of the counts in a pixel.
   *
   * @param nside HEALPix resolution of the map, a power of two
   * @param perPixel directions in each pixel, 1 or more
   * @param seed of the random positions inside the pixels
   * @param frame orientation of the box in the sky, the one the map is made with
   */
  public static LaunchDirections stratified(int nside, int perPixel, long seed, SkyFrame frame) {
    if (perPixel < 1) {
      throw new IllegalArgumentException(
          perPixel + " directions in a pixel trace nothing: give 1 or more");
    }
    Healpix pixels = Healpix.of(nside);
    double reach = Math.min(Math.PI, 2.5 * pixels.resolution());
    return new LaunchDirections(
        Math.multiplyExact(pixels.pixels(), perPixel),
        "stratified, "
            + perPixel
            + " in each pixel of nside "
            + nside
            + " from seed "
            + seed
            + inSky(frame),
        i -> within(pixels, i / perPixel, reach, RandomStream.of(seed, i), frame));
  }

  /** The orientation to the last bit, for the identity. */
  private static String inSky(SkyFrame frame) {
    return ", " + frame + ", axes " + hash(frame.x(), frame.y(), frame.z());
  }

  private static Vec3 within(
      Healpix pixels, int pixel, double reach, RandomStream random, SkyFrame frame) {
    Vec3 centre = pixels.direction(pixel);
    Vec3 aside = Math.abs(centre.z()) < 0.9 ? Vec3.Z : Vec3.X;
    Vec3 e = centre.cross(aside).unit();
    Vec3 f = centre.cross(e);
    double drop = 1 - StrictMath.cos(reach);
    while (true) {
      double c = 1 - drop * random.uniform();
      double s = StrictMath.sqrt(Math.max(0, 1 - c * c));
      double phi = 2 * Math.PI * random.uniform();
      Vec3 u =
          centre
              .times(c)
              .plus(e.times(s * StrictMath.cos(phi)))
              .plus(f.times(s * StrictMath.sin(phi)));
      Vec3 launch = frame.toBox(u).unit();
      // the map finds the pixel from the rotated vector, so rounding must not move it to another
      if (pixels.pixel(frame.toEquatorial(launch)) == pixel) {
        return launch;
      }
    }
  }

  /** The directions given, each made a unit vector. */
  public static LaunchDirections of(Vec3... directions) {
    Vec3[] units = new Vec3[directions.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = directions[i].unit();
    }
    return new LaunchDirections(units.length, "list " + hash(units), i -> units[i]);
  }

  private static String hash(Vec3... units) {
    ByteBuffer bytes = ByteBuffer.allocate(24 * units.length);
    for (Vec3 u : units) {
      bytes.putDouble(u.x()).putDouble(u.y()).putDouble(u.z());
    }
    return sha256(bytes.array());
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
          .substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  public int size() {
    return size;
  }

  /** The unit vector of particle {@code i}, from 0. */
  public Vec3 direction(int i) {
    return direction.apply(i);
  }

  /** What tells these directions from all others: two with the same identity are the same. */
  public String identity() {
    return identity;
  }

  @Override
  public String toString() {
    return size + " directions, " + identity;
  }
}
