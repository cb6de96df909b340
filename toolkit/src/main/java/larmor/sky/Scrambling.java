package larmor.sky;

import java.util.Locale;
import larmor.numeric.RandomStream;

/**
 * The background of a map when right ascensions are scrambled at fixed declination, as
 * observatories estimate it: it takes every m = 0 part of the sky with it, so the vertical dipole
 * cannot be measured. A declination band is one HEALPix ring. Immutable.
 */
public final class Scrambling {
  private Scrambling() {}

  /** The mean of each ring over its pixels that are not empty: the limit of many scramblings. */
  public static SkyMap background(SkyMap map) {
    Healpix grid = map.grid();
    double[] out = new double[map.pixels()];
    for (int ring = 1; ring <= grid.rings(); ring++) {
      int start = grid.ringStart(ring);
      int end = start + grid.ringLength(ring);
      double sum = 0;
      int seen = 0;
      for (int p = start; p < end; p++) {
        if (!map.isEmpty(p)) {
          sum += map.at(p);
          seen++;
        }
      }
      for (int p = start; p < end; p++) {
        out[p] = map.isEmpty(p) ? Double.NaN : sum / seen;
      }
    }
    return SkyMap.wrap(grid, out);
  }

  /** What is left of relative intensities: the map less its background. */
  public static SkyMap residual(SkyMap map) {
    return map.minus(background(map));
  }

  /**
   * One scrambling: each particle of a map of counts goes to a random pixel of its ring. Ring i
   * draws from stream i of the seed. Empty pixels stay empty and receive none.
   */
  public static SkyMap scrambled(SkyMap counts, long seed) {
    Healpix grid = counts.grid();
    double[] out = counts.values();
    for (int ring = 1; ring <= grid.rings(); ring++) {
      int start = grid.ringStart(ring);
      int[] open =
          java.util.stream.IntStream.range(start, start + grid.ringLength(ring))
              .filter(p -> !counts.isEmpty(p))
              .toArray();
      long particles = 0;
      for (int p : open) {
        particles += whole(p, counts.at(p));
        out[p] = 0;
      }
      RandomStream random = RandomStream.of(seed, ring);
      for (long i = 0; i < particles; i++) {
        out[open[random.below(open.length)]]++;
      }
    }
    return SkyMap.wrap(grid, out);
  }

  private static long whole(int pixel, double count) {
    if (!(count >= 0 && count < 1e15 && count == Math.rint(count))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "pixel %d holds %.3g particles: give a map of whole counts",
              pixel,
              count));
    }
    return (long) count;
  }

  /** The mean spectrum left on the full sky of an isotropic spectrum: C_l 2l / (2l + 1). */
  public static PowerSpectrum left(PowerSpectrum c) {
    double[] out = c.values();
    for (int l = 0; l < out.length; l++) {
      out[l] *= 2.0 * l / (2 * l + 1);
    }
    return PowerSpectrum.wrap(out);
  }
}
