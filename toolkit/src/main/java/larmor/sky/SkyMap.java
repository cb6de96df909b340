package larmor.sky;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import larmor.numeric.FiniteNumber;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/**
 * A map of the sphere on HEALPix pixels, one value for each pixel. A pixel may be empty: its value
 * is then NaN or healpy's −1.6375e30, and it stays empty in maps that are computed from this one.
 * Immutable.
 */
public final class SkyMap {
  /** The value that healpy writes for empty pixels. */
  public static final double UNSEEN = -1.6375e30;

  private final Healpix grid;
  private final double[] values;

  private SkyMap(Healpix grid, double[] values) {
    this.grid = grid;
    this.values = values;
  }

  private static double[] requireFinite(double[] values) {
    for (int p = 0; p < values.length; p++) {
      if (Double.isInfinite(values[p])) {
        throw new IllegalArgumentException(
            "pixel " + p + " holds " + values[p] + ": use NaN for an empty pixel");
      }
    }
    return values;
  }

  /**
   * Makes a map from values in RING order.
   *
   * @param values 12 nside² values, NaN or {@link #UNSEEN} in empty pixels. Not modified.
   * @return the map
   * @throws IllegalArgumentException if the number of values is not 12 nside² or a value is
   *     infinite
   */
  public static SkyMap of(double[] values) {
    Given.require(values, "the array of values", "new double[12 * nside * nside]");
    return new SkyMap(Healpix.ofPixels(values.length), requireFinite(values.clone()));
  }

  /**
   * Makes a map from values in NESTED order.
   *
   * @param values 12 nside² values, NaN or {@link #UNSEEN} in empty pixels. Not modified.
   * @return the map
   * @throws IllegalArgumentException if the number of values is not 12 nside² or a value is
   *     infinite
   */
  public static SkyMap ofNested(double[] values) {
    Given.require(values, "the array of values", "new double[12 * nside * nside]");
    Healpix grid = Healpix.ofPixels(values.length);
    double[] ring = new double[values.length];
    for (int p = 0; p < ring.length; p++) {
      Workers.stopIfInterrupted(p);
      ring[grid.fromNested(p)] = values[p];
    }
    return new SkyMap(grid, requireFinite(ring));
  }

  /**
   * Makes a map with one value in all pixels.
   *
   * @param nside a power of two, 1 to 8192
   * @param value NaN for an empty map
   * @return the map
   * @throws IllegalArgumentException if nside is not such a number or the value is infinite
   */
  public static SkyMap uniform(int nside, double value) {
    double[] v = allocate(Healpix.of(nside));
    Arrays.fill(v, value);
    return new SkyMap(Healpix.of(nside), requireFinite(v));
  }

  /**
   * Makes a map from a function of direction.
   *
   * @param nside a power of two, 1 to 8192
   * @param f the value at a unit vector; evaluated at the centre of each pixel in RING order
   * @return the map
   * @throws IllegalArgumentException if nside is not such a number or a value is infinite
   */
  public static SkyMap of(int nside, ToDoubleFunction<Vec3> f) {
    Healpix grid = Healpix.of(nside);
    Given.require(f, "the function of direction", "v -> v.x()");
    double[] v = allocate(grid);
    for (int p = 0; p < v.length; p++) {
      Workers.stopIfInterrupted(p);
      v[p] = f.applyAsDouble(grid.direction(p));
    }
    return new SkyMap(grid, requireFinite(v));
  }

  /**
   * Reads the first map of a FITS file in equatorial coordinates, as healpy writes it: in RING or
   * NESTED order, with all pixels or only some of them.
   *
   * @param file the file, which may be compressed by gzip
   * @return the map
   * @throws IOException if the file cannot be read, holds no HEALPix map or is in other coordinates
   */
  public static SkyMap read(Path file) throws IOException {
    return SkyMapFile.read(Given.require(file, "the file", "Path.of(\"sky.fits\")"), 0, false);
  }

  /**
   * Reads the first map of a FITS file in the coordinates of the file, which may be Galactic or
   * ecliptic.
   *
   * @param file the file, which may be compressed by gzip
   * @return the map along the axes of its own coordinates; {@link #toEquatorial} converts it
   * @throws IOException if the file cannot be read or holds no HEALPix map
   */
  public static SkyMap readAsStored(Path file) throws IOException {
    return SkyMapFile.read(Given.require(file, "the file", "Path.of(\"sky.fits\")"), 0, true);
  }

  /**
   * Writes a FITS map in equatorial coordinates and RING order, which healpy.read_map reads.
   *
   * @param file file, which is replaced as a whole; compressed if its name ends with .gz
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    SkyMapFile.write(Map.of("I", this), false, Map.of(), file);
  }

  /**
   * Writes a FITS map in equatorial coordinates and NESTED order, which healpy.read_map reads.
   *
   * @param file file, which is replaced as a whole; compressed if its name ends with .gz
   * @throws IOException if the file cannot be written
   */
  public void writeNested(Path file) throws IOException {
    SkyMapFile.write(Map.of("I", this), true, Map.of(), file);
  }

  /**
   * Allocates an array for the values of a map after checking that there is enough memory.
   *
   * @throws IllegalStateException if there is not enough memory
   */
  static double[] allocate(Healpix grid) {
    Memory.require("a map of nside " + grid.nside(), 8L * grid.pixels(), "use a smaller nside");
    return new double[grid.pixels()];
  }

  /**
   * Makes a map that uses the given array without copying it; the caller must not use the array
   * afterwards.
   */
  static SkyMap wrap(Healpix grid, double[] values) {
    return new SkyMap(grid, values);
  }

  /** Returns the array of the values in RING order, not a copy. */
  double[] raw() {
    return values;
  }

  /** {@return nside of the pixels} */
  public int nside() {
    return grid.nside();
  }

  /** {@return the pixelisation} */
  public Healpix grid() {
    return grid;
  }

  /** {@return the number of pixels, empty ones included} */
  public int pixels() {
    return values.length;
  }

  /**
   * Returns the value of a pixel.
   *
   * @param pixel RING number
   * @return the value, NaN if the pixel is empty
   * @throws IllegalArgumentException if there is no such pixel
   */
  public double at(int pixel) {
    grid.check(pixel);
    return isEmpty(values[pixel]) ? Double.NaN : values[pixel];
  }

  /**
   * Returns the value of the pixel in a direction.
   *
   * @param direction the direction, a vector of any finite, positive length
   * @return the value, NaN if the pixel is empty
   * @throws IllegalArgumentException if the vector is zero or not finite
   */
  public double at(Vec3 direction) {
    return at(grid.pixel(direction));
  }

  /** {@return a copy of the values in RING order, NaN in empty pixels} */
  public double[] values() {
    return Arrays.stream(values).map(v -> isEmpty(v) ? Double.NaN : v).toArray();
  }

  /** {@return a copy of the values in NESTED order, NaN in empty pixels} */
  public double[] nestedValues() {
    return wrap(grid, values()).nestedRaw();
  }

  /** Returns the values in NESTED order without changing those of empty pixels. */
  double[] nestedRaw() {
    double[] nested = new double[values.length];
    for (int p = 0; p < nested.length; p++) {
      Workers.stopIfInterrupted(p);
      nested[p] = values[grid.fromNested(p)];
    }
    return nested;
  }

  /**
   * Interpolates bilinearly between the four pixels around a direction and leaves out empty pixels.
   *
   * @param direction the direction, a vector of any finite, positive length
   * @return the value, NaN if all four pixels are empty
   * @throws IllegalArgumentException if the vector is zero or not finite
   */
  public double interpolated(Vec3 direction) {
    return Resampling.interpolated(this, direction);
  }

  /**
   * Computes the map on pixels of another size. A larger pixel takes the mean of those pixels
   * within it that are not empty; a smaller pixel takes the value of the pixel that contains it.
   *
   * @param nside nside of the new map, a power of two
   * @return the map
   * @throws IllegalArgumentException if nside is not such a number
   */
  public SkyMap withNside(int nside) {
    return Resampling.withNside(this, nside);
  }

  /**
   * Converts a map along a frame's axes to equatorial coordinates by interpolation between pixels;
   * {@link Alm#toEquatorial} is exact.
   *
   * @param frame the axes that this map refers to
   * @return the map of the same sky in equatorial coordinates
   */
  public SkyMap toEquatorial(SkyFrame frame) {
    Given.require(frame, "the frame", "SkyFrame.box()");
    return Resampling.remapped(this, frame::toBox);
  }

  /**
   * Converts a map in equatorial coordinates to a frame's axes by interpolation between pixels;
   * {@link Alm#toBox} is exact.
   *
   * @param frame the axes that the result refers to
   * @return the map of the same sky along the frame's axes
   */
  public SkyMap toBox(SkyFrame frame) {
    Given.require(frame, "the frame", "SkyFrame.box()");
    return Resampling.remapped(this, frame::toEquatorial);
  }

  /**
   * Tells whether a pixel is empty.
   *
   * @param pixel RING number
   * @return true if the pixel has no value
   * @throws IllegalArgumentException if there is no such pixel
   */
  public boolean isEmpty(int pixel) {
    grid.check(pixel);
    return isEmpty(values[pixel]);
  }

  private static boolean isEmpty(double v) {
    return Double.isNaN(v) || Math.abs(v - UNSEEN) <= 1e-5 * Math.abs(UNSEEN);
  }

  /** {@return the number of empty pixels} */
  public int emptyPixels() {
    int empty = 0;
    for (double v : values) {
      empty += isEmpty(v) ? 1 : 0;
    }
    return empty;
  }

  /**
   * Computes the mean of the pixels that are not empty.
   *
   * @return the mean
   * @throws IllegalArgumentException if all pixels are empty
   */
  public double mean() {
    double sum = 0;
    int seen = 0;
    for (double v : values) {
      if (!isEmpty(v)) {
        sum += v;
        seen++;
      }
    }
    if (seen == 0) {
      throw new IllegalArgumentException(
          "all " + values.length + " pixels are empty and have no mean: give a map with values");
    }
    return sum / seen;
  }

  /**
   * Computes the root mean square deviation from the mean over the pixels that are not empty.
   *
   * @return the deviation
   * @throws IllegalArgumentException if all pixels are empty
   */
  public double deviation() {
    double mean = mean();
    double sum = 0;
    int seen = 0;
    for (double v : values) {
      if (!isEmpty(v)) {
        sum += (v - mean) * (v - mean);
        seen++;
      }
    }
    return Math.sqrt(sum / seen);
  }

  /** {@return the smallest value, NaN if all pixels are empty} */
  public double min() {
    return Arrays.stream(values).filter(v -> !isEmpty(v)).min().orElse(Double.NaN);
  }

  /** {@return the largest value, NaN if all pixels are empty} */
  public double max() {
    return Arrays.stream(values).filter(v -> !isEmpty(v)).max().orElse(Double.NaN);
  }

  /**
   * Returns the sum of this map and another map in each pixel.
   *
   * @param o another map of the same nside
   * @return the sum; empty where either map is
   * @throws IllegalArgumentException if {@code o} has another nside
   */
  public SkyMap plus(SkyMap o) {
    return combine(o, Double::sum);
  }

  /**
   * Returns this map minus another map in each pixel.
   *
   * @param o another map of the same nside
   * @return the difference; empty where either map is
   * @throws IllegalArgumentException if {@code o} has another nside
   */
  public SkyMap minus(SkyMap o) {
    return combine(o, (a, b) -> a - b);
  }

  /**
   * Returns the product of this map and another map in each pixel.
   *
   * @param o another map of the same nside
   * @return the product; empty where either map is
   * @throws IllegalArgumentException if {@code o} has another nside
   */
  public SkyMap times(SkyMap o) {
    return combine(o, (a, b) -> a * b);
  }

  /**
   * Returns this map divided by another map in each pixel.
   *
   * @param o another map of the same nside
   * @return the quotient; empty where either map is or the divisor is zero
   * @throws IllegalArgumentException if {@code o} has another nside
   */
  public SkyMap dividedBy(SkyMap o) {
    return combine(o, (a, b) -> b == 0 ? Double.NaN : a / b);
  }

  /**
   * Returns this map with a number added to the value of each pixel.
   *
   * @param v the number
   * @return the sum
   */
  public SkyMap plus(double v) {
    FiniteNumber.require(v, "a summand", "");
    return each((p, x) -> x + v);
  }

  /**
   * Returns this map with a number subtracted from the value of each pixel.
   *
   * @param v the number
   * @return the difference
   */
  public SkyMap minus(double v) {
    FiniteNumber.require(v, "a subtrahend", "");
    return each((p, x) -> x - v);
  }

  /**
   * Returns this map with the value of each pixel multiplied by a number.
   *
   * @param f the factor
   * @return the product
   */
  public SkyMap times(double f) {
    FiniteNumber.require(f, "a factor", "");
    return each((p, x) -> x * f);
  }

  /**
   * Returns this map minus a fitted monopole and dipole.
   *
   * @param fit the monopole and dipole
   * @return the residual
   */
  public SkyMap minus(DipoleFit fit) {
    Given.require(fit, "the dipole", "DipoleFit.of(map)");
    return each((p, x) -> x - fit.at(grid.direction(p)));
  }

  /**
   * Converts counts or intensities to relative intensity, value / mean − 1.
   *
   * @return the relative intensity
   * @throws IllegalArgumentException if the mean is not positive
   */
  public SkyMap relativeIntensity() {
    double mean = mean();
    if (!(mean > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a mean of %.3g gives no relative intensity: use a map of counts or intensities",
              mean));
    }
    return each((p, x) -> x / mean - 1);
  }

  /**
   * Fills the empty pixels with a value.
   *
   * @param value value of the empty pixels
   * @return the map without empty pixels
   */
  public SkyMap filledWith(double value) {
    double[] v = values.clone();
    for (int p = 0; p < v.length; p++) {
      v[p] = isEmpty(v[p]) ? value : v[p];
    }
    return new SkyMap(grid, requireFinite(v));
  }

  /**
   * Empties the pixels that are empty in another map.
   *
   * @param o another map of the same nside
   * @return this map, empty where either map is
   * @throws IllegalArgumentException if {@code o} has another nside
   */
  public SkyMap maskedBy(SkyMap o) {
    return combine(o, (a, b) -> a);
  }

  /**
   * Smooths the map with a Gaussian beam for display. Power spectra should be computed from the map
   * before smoothing.
   *
   * @param sigma standard deviation, 0 to π [rad], not the full width at half maximum
   * @return the smoothed map
   * @throws IllegalArgumentException if {@code sigma} is outside 0 to π or a pixel is empty
   */
  public SkyMap smoothed(double sigma) {
    return GaussianSmoothing.of(sigma).applyTo(this);
  }

  /**
   * Smooths the map with a Gaussian beam and evaluates the result in finer pixels, so that a
   * picture does not show the pixels of this map.
   *
   * @param sigma standard deviation, 0 to π [rad], not the full width at half maximum
   * @param nside nside of the result, such as 64
   * @return the smoothed map
   * @throws IllegalArgumentException if {@code sigma} is outside 0 to π, a pixel is empty or there
   *     is no such nside
   */
  public SkyMap smoothed(double sigma, int nside) {
    return GaussianSmoothing.of(sigma).applyTo(this, nside);
  }

  /** A function of a pixel and its value. */
  private interface PixelFunction {
    double apply(int pixel, double value);
  }

  private SkyMap each(PixelFunction f) {
    double[] v = new double[values.length];
    for (int p = 0; p < v.length; p++) {
      Workers.stopIfInterrupted(p);
      v[p] = isEmpty(values[p]) ? Double.NaN : f.apply(p, values[p]);
    }
    return new SkyMap(grid, v);
  }

  private SkyMap combine(SkyMap o, DoubleBinaryOperator f) {
    Given.require(o, "the other map", "SkyMap.read(file)");
    if (o.nside() != nside()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "maps of nside %d and %d cannot be combined: make both with one nside",
              nside(),
              o.nside()));
    }
    return each((p, x) -> isEmpty(o.values[p]) ? Double.NaN : f.applyAsDouble(x, o.values[p]));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SkyMap m && Arrays.equals(values(), m.values());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values());
  }

  @Override
  public String toString() {
    int empty = emptyPixels();
    String start = String.format(Locale.ROOT, "sky map nside %d", nside());
    if (empty == values.length) {
      return start + ", all empty";
    }
    String emptyPart =
        empty == 0 ? "" : String.format(Locale.ROOT, ", %d of %d pixels empty", empty, pixels());
    return String.format(
        Locale.ROOT,
        "%s: mean %.3g, rms %.3g, %.3g to %.3g%s",
        start,
        Math.abs(mean()) < 1e-13 * Math.max(-min(), max()) ? 0 : mean(),
        deviation(),
        min(),
        max(),
        emptyPart);
  }
}
