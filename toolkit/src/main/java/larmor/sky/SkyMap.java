package larmor.sky;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import larmor.numeric.Vec3;

/**
 * A map of the sphere on HEALPix pixels, one value a pixel, RING order. A pixel may be empty: it
 * then holds NaN or healpy's −1.6375e30 and stays empty in whatever is made of the map. Immutable.
 */
public final class SkyMap {
  /** What healpy writes where a map has no value. */
  public static final double UNSEEN = -1.6375e30;

  private final Healpix grid;
  private final double[] values;

  private SkyMap(Healpix grid, double[] values) {
    this.grid = grid;
    this.values = values;
  }

  private static double[] finite(double[] values) {
    for (int p = 0; p < values.length; p++) {
      if (Double.isInfinite(values[p])) {
        throw new IllegalArgumentException(
            "pixel " + p + " holds " + values[p] + ": leave it empty with NaN");
      }
    }
    return values;
  }

  /**
   * @param values Not modified. One value a pixel, RING order, 12 nside² of them.
   */
  public static SkyMap of(double[] values) {
    return new SkyMap(Healpix.ofPixels(values.length), finite(values.clone()));
  }

  /**
   * @param values Not modified. One value a pixel, NESTED order, 12 nside² of them.
   */
  public static SkyMap ofNested(double[] values) {
    Healpix grid = Healpix.ofPixels(values.length);
    double[] ring = new double[values.length];
    for (int p = 0; p < ring.length; p++) {
      ring[grid.fromNested(p)] = values[p];
    }
    return new SkyMap(grid, finite(ring));
  }

  /** The same value everywhere. */
  public static SkyMap uniform(int nside, double value) {
    double[] v = new double[Healpix.of(nside).pixels()];
    Arrays.fill(v, value);
    return new SkyMap(Healpix.of(nside), v);
  }

  /** The value of a function of direction at each pixel's centre. */
  public static SkyMap of(int nside, java.util.function.ToDoubleFunction<Vec3> f) {
    Healpix grid = Healpix.of(nside);
    double[] v = new double[grid.pixels()];
    for (int p = 0; p < v.length; p++) {
      v[p] = f.applyAsDouble(grid.direction(p));
    }
    return new SkyMap(grid, finite(v));
  }

  /**
   * Reads the first column of a FITS map in equatorial coordinates, RING or NESTED, of all pixels
   * or some, as healpy writes it.
   */
  public static SkyMap read(Path file) throws IOException {
    return SkyMapFile.read(file, 0, false);
  }

  /** As {@link #read}, along the axes of the coordinates the file has. */
  public static SkyMap readAsStored(Path file) throws IOException {
    return SkyMapFile.read(file, 0, true);
  }

  /** Writes a FITS map in equatorial coordinates that healpy.read_map reads, beside and renamed. */
  public void write(Path file) throws IOException {
    SkyMapFile.write(Map.of("I", this), false, Map.of(), file);
  }

  /** As {@link #write}, in NESTED order. */
  public void writeNested(Path file) throws IOException {
    SkyMapFile.write(Map.of("I", this), true, Map.of(), file);
  }

  /** Wraps an array that nobody else keeps. */
  static SkyMap wrap(Healpix grid, double[] values) {
    return new SkyMap(grid, values);
  }

  double[] raw() {
    return values;
  }

  public int nside() {
    return grid.nside();
  }

  public Healpix grid() {
    return grid;
  }

  public int pixels() {
    return values.length;
  }

  /** The value of a pixel; NaN if it is empty. */
  public double at(int pixel) {
    grid.check(pixel);
    return isEmpty(values[pixel]) ? Double.NaN : values[pixel];
  }

  /** The value of the pixel that a direction points into. */
  public double at(Vec3 direction) {
    return at(grid.pixel(direction));
  }

  /** A copy of the values, RING order, NaN in empty pixels. */
  public double[] values() {
    return Arrays.stream(values).map(v -> isEmpty(v) ? Double.NaN : v).toArray();
  }

  /** A copy of the values in NESTED order, NaN in empty pixels. */
  public double[] nestedValues() {
    return wrap(grid, values()).nestedRaw();
  }

  /** The values in NESTED order, what is empty as it is. */
  double[] nestedRaw() {
    double[] nested = new double[values.length];
    for (int p = 0; p < nested.length; p++) {
      nested[p] = values[grid.fromNested(p)];
    }
    return nested;
  }

  /**
   * The value at a direction, linear between the four pixels about it; empty ones are left out, NaN
   * if all are.
   */
  public double interpolated(Vec3 direction) {
    return Resampling.interpolated(this, direction);
  }

  /**
   * On pixels of another size: larger ones hold the mean of those in them that are not empty,
   * smaller ones the value of the one they are in.
   */
  public SkyMap withNside(int nside) {
    return Resampling.withNside(this, nside);
  }

  /**
   * The map in equatorial coordinates of a sky given along a frame's axes, interpolated between
   * pixels; {@link Alm#toEquatorial} is exact.
   */
  public SkyMap toEquatorial(SkyFrame frame) {
    return Resampling.at(this, frame::toBox);
  }

  /** The map along a frame's axes of a sky given in equatorial coordinates, interpolated. */
  public SkyMap toBox(SkyFrame frame) {
    return Resampling.at(this, frame::toEquatorial);
  }

  public boolean isEmpty(int pixel) {
    grid.check(pixel);
    return isEmpty(values[pixel]);
  }

  private static boolean isEmpty(double v) {
    return Double.isNaN(v) || Math.abs(v - UNSEEN) <= 1e-5 * Math.abs(UNSEEN);
  }

  public int emptyPixels() {
    int empty = 0;
    for (double v : values) {
      empty += isEmpty(v) ? 1 : 0;
    }
    return empty;
  }

  /** Mean of the pixels that are not empty. */
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
          "all " + values.length + " pixels are empty: a map needs values to have a mean");
    }
    return sum / seen;
  }

  /** Root mean square about the mean, over the pixels that are not empty. */
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

  /** Smallest value of the pixels that are not empty. */
  public double min() {
    return Arrays.stream(values).filter(v -> !isEmpty(v)).min().orElse(Double.NaN);
  }

  /** Largest value of the pixels that are not empty. */
  public double max() {
    return Arrays.stream(values).filter(v -> !isEmpty(v)).max().orElse(Double.NaN);
  }

  public SkyMap plus(SkyMap o) {
    return combine(o, Double::sum);
  }

  public SkyMap minus(SkyMap o) {
    return combine(o, (a, b) -> a - b);
  }

  /** Pixel by pixel. */
  public SkyMap times(SkyMap o) {
    return combine(o, (a, b) -> a * b);
  }

  /** Pixel by pixel; empty where the divisor is zero. */
  public SkyMap dividedBy(SkyMap o) {
    return combine(o, (a, b) -> b == 0 ? Double.NaN : a / b);
  }

  public SkyMap plus(double v) {
    return each((p, x) -> x + v);
  }

  public SkyMap minus(double v) {
    return each((p, x) -> x - v);
  }

  public SkyMap times(double f) {
    return each((p, x) -> x * f);
  }

  /** Less a fitted monopole and dipole. */
  public SkyMap minus(DipoleFit fit) {
    return each((p, x) -> x - fit.at(grid.direction(p)));
  }

  /** v / mean − 1. */
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

  /** With a value in the empty pixels. */
  public SkyMap filledWith(double value) {
    double[] v = values.clone();
    for (int p = 0; p < v.length; p++) {
      v[p] = isEmpty(v[p]) ? value : v[p];
    }
    return new SkyMap(grid, v);
  }

  /** Empty wherever the other map is empty. */
  public SkyMap maskedBy(SkyMap o) {
    return combine(o, (a, b) -> a);
  }

  /**
   * Seen through a Gaussian beam, for display: spectra are taken of maps that were not smoothed.
   *
   * @param sigma standard deviation [rad], not the full width at half maximum
   */
  public SkyMap smoothed(double sigma) {
    SphericalHarmonics harmonics = SphericalHarmonics.of(nside());
    WindowFunction beam = WindowFunction.gaussian(sigma, harmonics.lmax());
    return harmonics.map(harmonics.alm(this).times(beam));
  }

  private interface Each {
    double apply(int pixel, double value);
  }

  private SkyMap each(Each f) {
    double[] v = new double[values.length];
    for (int p = 0; p < v.length; p++) {
      v[p] = isEmpty(values[p]) ? Double.NaN : f.apply(p, values[p]);
    }
    return new SkyMap(grid, v);
  }

  private SkyMap combine(SkyMap o, DoubleBinaryOperator f) {
    if (o.nside() != nside()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "maps of nside %d and %d do not combine: make both with one nside",
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
    String what = String.format(Locale.ROOT, "sky map nside %d", nside());
    if (empty == values.length) {
      return what + ", all empty";
    }
    String holes =
        empty == 0 ? "" : String.format(Locale.ROOT, ", %d of %d pixels empty", empty, pixels());
    return String.format(
        Locale.ROOT,
        "%s: mean %.3g, rms %.3g, %.3g to %.3g%s",
        what,
        Math.abs(mean()) < 1e-13 * Math.max(-min(), max()) ? 0 : mean(),
        deviation(),
        min(),
        max(),
        holes);
  }
}
