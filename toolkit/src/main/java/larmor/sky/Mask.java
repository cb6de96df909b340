package larmor.sky;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import larmor.units.Units;

/** What part of the sky is seen: a weight from 0 to 1 for each pixel, RING order. Immutable. */
public final class Mask {
  private final Healpix grid;
  private final double[] w;

  private Mask(Healpix grid, double[] w) {
    this.grid = grid;
    this.w = w;
    for (int p = 0; p < w.length; p++) {
      if (!(w[p] >= 0 && w[p] <= 1)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "pixel %d has mask weight %.3g: give one from 0 to 1", p, w[p]));
      }
    }
    if (Arrays.stream(w).noneMatch(v -> v > 0)) {
      throw new IllegalArgumentException(
          "the mask hides all " + w.length + " pixels: leave some of the sky in view");
    }
  }

  /** The weights of a map; its empty pixels are hidden. */
  public static Mask of(SkyMap weights) {
    return new Mask(weights.grid(), weights.filledWith(0).raw());
  }

  /**
   * A weight that depends on declination alone.
   *
   * @param weight from 0 to 1 at a declination [rad] of a pixel's centre
   */
  public static Mask ofDeclination(int nside, DoubleUnaryOperator weight) {
    Healpix grid = Healpix.of(nside);
    double[] w = new double[grid.pixels()];
    for (int p = 0; p < w.length; p++) {
      w[p] = weight.applyAsDouble(Math.asin(grid.z(p)));
    }
    return new Mask(grid, w);
  }

  /** Pixels whose centre lies between two declinations [rad]. */
  public static Mask declinations(int nside, double from, double to) {
    if (!(from < to)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no declinations from %.3g° to %.3g°: give the southern one first",
              from / Units.deg,
              to / Units.deg));
    }
    return ofDeclination(nside, d -> d >= from && d <= to ? 1 : 0);
  }

  /**
   * What culminates within a zenith angle of an observatory: declinations within that angle of its
   * latitude [rad].
   */
  public static Mask observatory(int nside, double latitude, double zenith) {
    return declinations(nside, latitude - zenith, latitude + zenith);
  }

  /**
   * IceCube at the South Pole, zenith angles below 65°, so declinations below −25°. Cuts differ
   * between analyses: {@link #observatory} takes the one of yours.
   */
  public static Mask iceCube(int nside) {
    return observatory(nside, -90 * Units.deg, 65 * Units.deg);
  }

  /**
   * HAWC at 19° N, zenith angles below 45°, so declinations from −26° to +64°. Cuts differ between
   * analyses: {@link #observatory} takes the one of yours.
   */
  public static Mask hawc(int nside) {
    return observatory(nside, 19 * Units.deg, 45 * Units.deg);
  }

  /** Reads a FITS map of weights. */
  public static Mask read(Path file) throws IOException {
    return of(SkyMap.read(file));
  }

  /** Writes a FITS map of weights that healpy reads. */
  public void write(Path file) throws IOException {
    map().write(file);
  }

  public int nside() {
    return grid.nside();
  }

  /** The weights as a map. */
  public SkyMap map() {
    return SkyMap.wrap(grid, w.clone());
  }

  /** Mean weight: the fraction of the sky in view for weights of 0 and 1. */
  public double skyFraction() {
    return moment(1);
  }

  /** Mean over the sky of a power of the weight. */
  public double moment(int power) {
    double sum = 0;
    for (double v : w) {
      sum += Math.pow(v, power);
    }
    return sum / w.length;
  }

  /** The map with hidden pixels empty and the others as they are, for fits and pictures. */
  public SkyMap in(SkyMap map) {
    double[] v = fitting(map);
    for (int p = 0; p < v.length; p++) {
      v[p] = w[p] > 0 ? v[p] : Double.NaN;
    }
    return SkyMap.wrap(grid, v);
  }

  /** Monopole and dipole over the pixels in view, their correlation in the covariance. */
  public DipoleFit dipole(SkyMap map) {
    return DipoleFit.of(in(map));
  }

  /** The map times the weights, 0 where hidden; no pixel in view may be empty. */
  public SkyMap times(SkyMap map) {
    double[] v = fitting(map);
    for (int p = 0; p < v.length; p++) {
      if (w[p] > 0 && map.isEmpty(p)) {
        throw new IllegalArgumentException(
            "pixel " + p + " is in view but empty: hide it with maskedBy(map)");
      }
      v[p] = w[p] > 0 ? w[p] * v[p] : 0;
    }
    return SkyMap.wrap(grid, v);
  }

  /** This mask, hiding also what is empty in a map. */
  public Mask maskedBy(SkyMap map) {
    double[] v = fitting(map);
    for (int p = 0; p < v.length; p++) {
      v[p] = map.isEmpty(p) ? 0 : w[p];
    }
    return new Mask(grid, v);
  }

  /** Both masks, weight by weight. */
  public Mask and(Mask o) {
    return new Mask(grid, times(o.map()).raw());
  }

  /** The pseudo-spectrum of the map seen through the mask, to 3 nside − 1, undivided by area. */
  public PowerSpectrum pseudo(SkyMap map) {
    return PowerSpectrum.of(times(map));
  }

  /** The mask's own spectrum W_l to 3 nside − 1. */
  public PowerSpectrum spectrum() {
    return PowerSpectrum.of(map());
  }

  /** Whether all pixels of each ring weigh the same, so that the weight depends on declination. */
  boolean isEvenAlongRings() {
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

  /** The mask whose weights are the squares of these. */
  Mask squared() {
    return new Mask(grid, Arrays.stream(w).map(v -> v * v).toArray());
  }

  private double[] fitting(SkyMap map) {
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
