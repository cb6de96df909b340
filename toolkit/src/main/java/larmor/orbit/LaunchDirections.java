package larmor.orbit;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.IntFunction;
import larmor.numeric.Given;
import larmor.numeric.RandomStream;
import larmor.numeric.Sha256;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import larmor.sky.SkyFrame;

/**
 * The directions in which particles leave the observer. For a back-traced particle this is the
 * direction in which one looks to see it arrive; its velocity on arrival points the opposite way.
 * Direction i belongs to particle i and depends only on the seed and on i, so the particles can be
 * traced in any order.
 */
public final class LaunchDirections implements Serializable {
  private static final long serialVersionUID = 1;

  /** The direction of a particle, in a form that can be sent to another machine. */
  private interface Direction extends IntFunction<Vec3>, Serializable {}

  private final int size;
  private final String identity;
  private final String description;
  private final Direction direction;

  private LaunchDirections(int size, String identity, String description, Direction direction) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "the number of launch directions, " + size + ", is below 1: give 1 or more");
    }
    this.size = size;
    this.identity = identity;
    this.description = description;
    this.direction = direction;
  }

  /**
   * Returns random directions that are distributed uniformly on the sphere, as in the paper. The
   * direction of particle i is drawn from stream i of the seed.
   *
   * @param count number of directions, 1 or more
   * @param seed any number
   * @return the directions
   * @throws IllegalArgumentException if the count is below 1
   */
  public static LaunchDirections uniform(int count, long seed) {
    String identity = "uniform, " + count + " from seed " + seed;
    return new LaunchDirections(
        count, identity, "uniform from seed " + seed, i -> RandomStream.of(seed, i).direction());
  }

  /**
   * Returns the directions of the centres of all HEALPix pixels. The box is oriented as {@link
   * SkyFrame#localInterstellarField()}, which is also the default of the maps. Particle i is
   * launched towards the centre of RING pixel i.
   *
   * @param nside HEALPix resolution, a power of two
   * @return 12 nside² directions
   * @throws IllegalArgumentException if nside is not a power of two
   */
  public static LaunchDirections healpix(int nside) {
    return healpix(nside, SkyFrame.localInterstellarField());
  }

  /**
   * Returns the directions of the centres of all HEALPix pixels. Particle i is launched towards the
   * centre of RING pixel i.
   *
   * @param nside HEALPix resolution, a power of two
   * @param frame orientation of the box in the sky, the same as that of the map
   * @return 12 nside² directions
   * @throws IllegalArgumentException if nside is not a power of two
   */
  public static LaunchDirections healpix(int nside, SkyFrame frame) {
    Healpix pixels = Healpix.of(nside);
    String text = "HEALPix centres, nside " + nside;
    return new LaunchDirections(
        pixels.pixels(),
        text + identityOf(frame),
        text + ", " + frame,
        i -> frame.toBox(pixels.direction(i)).unit());
  }

  /**
   * Returns random directions, equally many in every pixel of the sky map. The box is oriented as
   * {@link SkyFrame#localInterstellarField()}, which is also the default of the maps.
   *
   * @param nside HEALPix resolution of the map, a power of two
   * @param perPixel number of directions in each pixel, 1 or more
   * @param seed seed of the random positions within the pixels
   * @return 12 nside² perPixel directions
   * @throws IllegalArgumentException if nside is not a power of two, or perPixel is below 1
   */
  public static LaunchDirections stratified(int nside, int perPixel, long seed) {
    return stratified(nside, perPixel, seed, SkyFrame.localInterstellarField());
  }

  /**
   * Returns random directions, equally many in every pixel of the sky map and distributed uniformly
   * within the pixel. Particle i is launched into RING pixel {@code i / perPixel}: directions are
   * drawn from stream i of the seed until one of them lies in that pixel. As the number of
   * particles in a pixel is constant, a map of sums has no shot noise from the launch.
   *
   * @param nside HEALPix resolution of the map, a power of two
   * @param perPixel number of directions in each pixel, 1 or more
   * @param seed seed of the random positions within the pixels
   * @param frame orientation of the box in the sky, the same as that of the map
   * @return 12 nside² perPixel directions
   * @throws IllegalArgumentException if nside is not a power of two, or perPixel is below 1
   */
  public static LaunchDirections stratified(int nside, int perPixel, long seed, SkyFrame frame) {
    if (perPixel < 1) {
      throw new IllegalArgumentException(
          "the number of launch directions per pixel, "
              + perPixel
              + ", is below 1: give 1 or more");
    }
    Healpix pixels = Healpix.of(nside);
    long count = (long) pixels.pixels() * perPixel;
    if (count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d launch directions, %,d in each pixel of nside %d, are more than %,d: use fewer to a"
                  + " pixel or a smaller nside",
              count,
              perPixel,
              nside,
              Integer.MAX_VALUE));
    }
    double radius = Math.min(Math.PI, 2.5 * pixels.resolution());
    String text =
        "stratified, " + perPixel + " in each pixel of nside " + nside + " from seed " + seed;
    return new LaunchDirections(
        (int) count,
        text + identityOf(frame),
        text + ", " + frame,
        i -> inPixel(pixels, i / perPixel, radius, RandomStream.of(seed, i), frame));
  }

  /**
   * Returns a hash of all bits of the axes of a frame. The identity is stored in FITS headers, so
   * it must be ASCII text, which the description of a frame is not.
   */
  private static String identityOf(SkyFrame frame) {
    Given.require(frame, "the frame", "SkyFrame.box()");
    return ", frame axes " + hash(frame.x(), frame.y(), frame.z());
  }

  /**
   * Returns a random direction in a pixel: draws directions from a cap of the given radius [rad]
   * about the centre of the pixel until one of them lies in the pixel.
   */
  private static Vec3 inPixel(
      Healpix pixels, int pixel, double radius, RandomStream random, SkyFrame frame) {
    Vec3 centre = pixels.direction(pixel);
    Vec3 aside = Math.abs(centre.z()) < 0.9 ? Vec3.Z : Vec3.X;
    Vec3 e = centre.cross(aside).unit();
    Vec3 f = centre.cross(e);
    double height = 1 - StrictMath.cos(radius);
    while (true) {
      double c = 1 - height * random.uniform();
      double s = StrictMath.sqrt(Math.max(0, 1 - c * c));
      double phi = 2 * Math.PI * random.uniform();
      Vec3 u =
          centre
              .times(c)
              .plus(e.times(s * StrictMath.cos(phi)))
              .plus(f.times(s * StrictMath.sin(phi)));
      Vec3 launch = frame.toBox(u).unit();
      // a map looks up the pixel of the rotated vector, which may be a neighbouring pixel because
      // of rounding
      if (pixels.pixel(frame.toEquatorial(launch)) == pixel) {
        return launch;
      }
    }
  }

  /**
   * Returns given launch directions.
   *
   * @param directions one or more vectors of any length but zero. Not modified.
   * @return the unit vectors of the directions, in the same order
   * @throws IllegalArgumentException if there is no direction
   */
  public static LaunchDirections of(Vec3... directions) {
    Given.requireEach(directions, "the list of launch directions", "Vec3.X");
    Vec3[] units = new Vec3[directions.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = directions[i].unit();
    }
    return new LaunchDirections(units.length, "list " + hash(units), "as given", i -> units[i]);
  }

  private static String hash(Vec3... units) {
    ByteBuffer bytes = ByteBuffer.allocate(24 * units.length);
    for (Vec3 u : units) {
      bytes.putDouble(u.x()).putDouble(u.y()).putDouble(u.z());
    }
    return Sha256.of(bytes.array());
  }

  /**
   * Returns the number of directions.
   *
   * @return the number, which is also that of the particles
   */
  public int size() {
    return size;
  }

  /**
   * Returns the launch direction of a particle.
   *
   * @param i number of the particle, from 0 to {@code size() - 1}
   * @return unit vector, in the frame of the box
   */
  public Vec3 direction(int i) {
    return direction.apply(i);
  }

  /**
   * Returns the directions of some consecutive particles, so that an ensemble can be traced in
   * parts. Direction i of the part is direction {@code from + i} of this list.
   *
   * @param from first particle of the part
   * @param to particle after the last one
   * @return {@code to - from} directions
   * @throws IllegalArgumentException if the part is empty or not within this list
   */
  public LaunchDirections part(int from, int to) {
    if (from < 0 || to > size || from >= to) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "particles %d to %d are no part of %d launch directions: give 0 <= from < to <= %d",
              from,
              to,
              size,
              size));
    }
    return new LaunchDirections(
        to - from,
        identity + ", part " + from + " to " + to,
        description + ", particles " + from + " to " + (to - 1),
        i -> direction.apply(from + i));
  }

  /**
   * Returns a text that identifies the directions: two objects with the same identity have the same
   * directions to the last bit. It is part of an ensemble's manifest.
   *
   * @return ASCII text
   */
  public String identity() {
    return identity;
  }

  @Override
  public String toString() {
    return size + (size == 1 ? " launch direction, " : " launch directions, ") + description;
  }
}
