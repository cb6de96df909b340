package larmor.sky;

import java.util.Locale;
import java.util.stream.IntStream;
import larmor.numeric.Given;
import larmor.numeric.RandomStream;
import larmor.numeric.Workers;

/**
 * The background that observatories estimate by scrambling right ascensions at fixed declination.
 * It contains the m = 0 part of the sky at every l, so that the dipole along the rotation axis of
 * the Earth cannot be measured. A declination band is one HEALPix ring.
 */
public final class Scrambling {
  private Scrambling() {}

  /**
   * Computes the background as the mean of each ring over its pixels that are not empty, which is
   * the limit of many scramblings.
   *
   * @param map counts or intensities
   * @return the background; pixels that are empty in the map are empty
   */
  public static SkyMap background(SkyMap map) {
    Given.require(map, "the map", "SkyMap.read(file)");
    Healpix grid = map.grid();
    double[] out = new double[map.pixels()];
    for (int ring = 1; ring <= grid.rings(); ring++) {
      Workers.stopIfInterrupted();
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

  /**
   * Subtracts the background from a map of relative intensity.
   *
   * @param map relative intensity
   * @return the map minus its background
   */
  public static SkyMap residual(SkyMap map) {
    return map.minus(background(map));
  }

  /**
   * Scrambles a map of counts once: moves each particle to a random pixel of its ring. Ring i draws
   * from stream i of the seed. Empty pixels stay empty.
   *
   * @param counts whole numbers of particles
   * @param seed seed of the random numbers
   * @return the scrambled counts
   * @throws IllegalArgumentException if a value is not a whole number of 0 or more
   */
  public static SkyMap scrambled(SkyMap counts, long seed) {
    Given.require(counts, "the map of counts", "SkyMap.read(file)");
    Healpix grid = counts.grid();
    double[] out = counts.values();
    for (int ring = 1; ring <= grid.rings(); ring++) {
      Workers.stopIfInterrupted();
      int start = grid.ringStart(ring);
      int[] open =
          IntStream.range(start, start + grid.ringLength(ring))
              .filter(p -> !counts.isEmpty(p))
              .toArray();
      long particles = 0;
      for (int p : open) {
        particles += whole(p, counts.at(p));
        out[p] = 0;
      }
      RandomStream random = RandomStream.of(seed, ring);
      for (long i = 0; i < particles; i++) {
        Workers.stopIfInterrupted(i);
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
              "pixel %d holds %.3g particles: give a map of whole numbers of particles",
              pixel,
              count));
    }
    return (long) count;
  }

  /**
   * Computes the mean spectrum of the {@link #residual} of full skies with a given spectrum. Of the
   * 2l + 1 modes of each l the one with m = 0 is lost, so C_l becomes C_l · 2l / (2l + 1).
   *
   * @param c spectrum of the skies, statistically isotropic
   * @return the mean spectrum of the residual
   */
  public static PowerSpectrum meanResidualSpectrum(PowerSpectrum c) {
    Given.require(c, "the spectrum", "PowerSpectrum.of(map)");
    double[] out = c.values();
    for (int l = 0; l < out.length; l++) {
      out[l] *= 2.0 * l / (2 * l + 1);
    }
    return PowerSpectrum.wrap(out);
  }
}
