package larmor.sky;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import larmor.numeric.Given;
import larmor.numeric.Workers;
import larmor.units.Units;

/**
 * A mask: the part of the sky that is in view, described by a weight from 0 (hidden) to 1 for each
 * pixel. Immutable.
 */
public final class Mask {
  /**
   * The farthest limit of declinations [rad]: that of an observatory at a pole which sees the whole
   * sky.
   */
  private static final double MOST = 1.5 * Math.PI;

  private final Healpix grid;
  private final double[] w;

  private Mask(Healpix grid, double[] w) {
    this.grid = grid;
    this.w = w;
    for (int p = 0; p < w.length; p++) {
      if (!(w[p] >= 0 && w[p] <= 1)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "pixel %d has mask weight %.3g: give a weight from 0 to 1", p, w[p]));
      }
    }
    if (Arrays.stream(w).noneMatch(v -> v > 0)) {
      throw new IllegalArgumentException(
          "the mask hides all " + w.length + " pixels: leave some of the sky in view");
    }
  }

  /**
   * Makes a mask from a map of weights.
   *
   * @param weights map of weights from 0 to 1, whose empty pixels are hidden
   * @return the mask
   * @throws IllegalArgumentException if a weight is outside 0 to 1 or all are 0
   */
  public static Mask of(SkyMap weights) {
    Given.require(weights, "the map of weights", "SkyMap.uniform(16, 1)");
    return new Mask(weights.grid(), weights.filledWith(0).raw());
  }

  /**
   * Makes a mask whose weight depends on declination only.
   *
   * @param nside nside of the pixels, a power of two
   * @param weight weight from 0 to 1, as a function of the declination of a pixel's centre [rad]
   * @return the mask
   * @throws IllegalArgumentException if a weight is outside 0 to 1 or all are 0
   */
  public static Mask ofDeclinationWeight(int nside, DoubleUnaryOperator weight) {
    Given.require(weight, "the function of declination", "declination -> 1");
    Healpix grid = Healpix.of(nside);
    double[] w = SkyMap.allocate(grid);
    for (int p = 0; p < w.length; p++) {
      Workers.stopIfInterrupted(p);
      w[p] = weight.applyAsDouble(Math.asin(grid.z(p)));
    }
    return new Mask(grid, w);
  }

  /**
   * Makes a mask that leaves in view the pixels whose centres lie between two declinations.
   *
   * @param nside nside of the pixels, a power of two
   * @param from southern limit [rad]
   * @param to northern limit [rad]
   * @return the mask, with weights 0 and 1
   * @throws IllegalArgumentException if {@code from} is not below {@code to}, a limit lies beyond
   *     ±270°, as limits in degrees do, or no centre lies between them
   */
  public static Mask ofDeclinations(int nside, double from, double to) {
    if (!(from < to)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there are no declinations from %.3g° to %.3g°: give the southern limit first",
              from / Units.deg,
              to / Units.deg));
    }
    if (!(Math.max(-from, to) <= MOST)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "declinations from %.3g° to %.3g° reach beyond ±270°: give the limits in radians, such"
                  + " as -25 * deg",
              from / Units.deg,
              to / Units.deg));
    }
    return ofDeclinationWeight(nside, d -> d >= from && d <= to ? 1 : 0);
  }

  /**
   * Makes a mask that leaves in view the directions that culminate within a zenith angle of an
   * observatory, which are the declinations within that angle of its latitude.
   *
   * @param nside nside of the pixels, a power of two
   * @param latitude latitude of the observatory, north positive [rad]
   * @param zenith largest zenith angle, above 0 [rad]
   * @return the mask, with weights 0 and 1
   * @throws IllegalArgumentException if {@code zenith} is not positive
   */
  public static Mask ofObservatory(int nside, double latitude, double zenith) {
    return ofDeclinations(nside, latitude - zenith, latitude + zenith);
  }

  /**
   * Makes the mask of IceCube at the South Pole: zenith angles below 65°, so declinations below
   * −25°. The limit differs between analyses; use {@link #ofObservatory} for another limit.
   *
   * @param nside nside of the pixels, a power of two
   * @return the mask, with weights 0 and 1
   */
  public static Mask iceCube(int nside) {
    return ofObservatory(nside, -90 * Units.deg, 65 * Units.deg);
  }

  /**
   * Makes the mask of HAWC at 19° N: zenith angles below 45°, so declinations from −26° to +64°.
   * The limit differs between analyses; use {@link #ofObservatory} for another limit.
   *
   * @param nside nside of the pixels, a power of two
   * @return the mask, with weights 0 and 1
   */
  public static Mask hawc(int nside) {
    return ofObservatory(nside, 19 * Units.deg, 45 * Units.deg);
  }

  /**
   * Reads a FITS map of weights.
   *
   * @param file file of a map in equatorial coordinates
   * @return the mask
   * @throws IOException if the file is not a readable HEALPix map in equatorial coordinates
   * @throws IllegalArgumentException if a weight is outside 0 to 1 or all are 0
   */
  public static Mask read(Path file) throws IOException {
    return of(SkyMap.read(file));
  }

  /**
   * Writes the weights as a FITS map that healpy reads.
   *
   * @param file file, which is replaced as a whole; compressed if its name ends with .gz
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    map().write(file);
  }

  /** {@return nside of the pixels} */
  public int nside() {
    return grid.nside();
  }

  /** {@return the weights as a map} */
  public SkyMap map() {
    return SkyMap.wrap(grid, w.clone());
  }

  /** {@return the mean weight, which is the fraction of the sky in view for weights of 0 and 1} */
  public double skyFraction() {
    return moment(1);
  }

  /**
   * Computes the mean over the sky of a power of the weight.
   *
   * @param power the exponent
   * @return ⟨w^power⟩
   */
  public double moment(int power) {
    double sum = 0;
    for (double v : w) {
      sum += Math.pow(v, power);
    }
    return sum / w.length;
  }

  /**
   * Empties the hidden pixels of a map and keeps the values of the others, for fits and pictures.
   *
   * @param map a map of the same nside
   * @return the visible part of the map
   * @throws IllegalArgumentException if the map has another nside
   */
  public SkyMap visiblePart(SkyMap map) {
    double[] v = valuesOf(map);
    for (int p = 0; p < v.length; p++) {
      v[p] = w[p] > 0 ? v[p] : Double.NaN;
    }
    return SkyMap.wrap(grid, v);
  }

  /**
   * Fits monopole and dipole to the pixels in view. On part of the sky the two are correlated; the
   * covariance of the fit includes this correlation.
   *
   * @param map a map of the same nside
   * @return the fit
   * @throws IllegalArgumentException if the map has another nside or the pixels in view do not
   *     determine a dipole
   */
  public DipoleFit dipole(SkyMap map) {
    return DipoleFit.of(visiblePart(map));
  }

  /**
   * Returns the product of a map and the weights of this mask.
   *
   * @param map a map of the same nside, without empty pixels in view
   * @return the products, 0 in hidden pixels
   * @throws IllegalArgumentException if the map has another nside or a pixel in view is empty
   */
  public SkyMap times(SkyMap map) {
    double[] v = valuesOf(map);
    for (int p = 0; p < v.length; p++) {
      if (w[p] > 0 && map.isEmpty(p)) {
        throw new IllegalArgumentException(
            "pixel " + p + " is in view but empty: hide it with mask.maskedBy(map)");
      }
      v[p] = w[p] > 0 ? w[p] * v[p] : 0;
    }
    return SkyMap.wrap(grid, v);
  }

  /**
   * Hides the pixels that are empty in a map, in addition to those that this mask hides.
   *
   * @param map a map of the same nside
   * @return the mask with fewer pixels in view
   * @throws IllegalArgumentException if the map has another nside or no pixel is left in view
   */
  public Mask maskedBy(SkyMap map) {
    double[] v = valuesOf(map);
    for (int p = 0; p < v.length; p++) {
      v[p] = map.isEmpty(p) ? 0 : w[p];
    }
    return new Mask(grid, v);
  }

  /**
   * Returns the mask whose weights are the products of the weights of two masks.
   *
   * @param o another mask of the same nside
   * @return the combined mask
   * @throws IllegalArgumentException if {@code o} has another nside or no pixel is left in view
   */
  public Mask and(Mask o) {
    Given.require(o, "the mask", "Mask.iceCube(64)");
    return new Mask(grid, times(o.map()).raw());
  }

  /**
   * Computes the pseudo-spectrum of a map: the spectrum of the map times the weights, not divided
   * by the area in view. {@link Master} recovers the spectrum of the sky from it.
   *
   * @param map a map of the same nside, without empty pixels in view
   * @return C̃_l to 3 nside − 1 [map unit squared]
   * @throws IllegalArgumentException if the map has another nside or a pixel in view is empty
   */
  public PowerSpectrum pseudoSpectrum(SkyMap map) {
    return PowerSpectrum.of(times(map));
  }

  /** {@return the power spectrum W_l of the weights to 3 nside − 1} */
  public PowerSpectrum spectrum() {
    return PowerSpectrum.of(map());
  }

  /**
   * Returns whether all pixels of a ring have the same weight, for each ring, so that the weight
   * depends on declination only.
   */
  boolean isConstantAlongRings() {
    for (int ring = 1; ring <= grid.rings(); ring++) {
      int start = grid.ringStart(ring);
      for (int p = start; p < start + grid.ringLength(ring); p++) {
        if (w[p] != w[start]) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns the mask with squared weights. */
  Mask squared() {
    return new Mask(grid, Arrays.stream(w).map(v -> v * v).toArray());
  }

  /** Returns a copy of the values of a map, which must have this nside. */
  private double[] valuesOf(SkyMap map) {
    Given.require(map, "the map", "SkyMap.read(file)");
    if (map.nside() != nside()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a map of nside %d does not fit a mask of nside %d: make both with one nside",
              map.nside(),
              nside()));
    }
    return map.raw().clone();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "mask nside %d: %.3g of the sky in view", nside(), skyFraction());
  }
}
