package larmor.liouville;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import larmor.numeric.FitsInput;
import larmor.sky.SkyMap;
import larmor.sky.SkyMapFile;
import larmor.units.Units;
import nom.tam.fits.Header;

/**
 * Writes and reads a {@link WeightedSky} as a HEALPix FITS file, which healpy reads, with two maps,
 * the relative intensity and the counts. The other components are in the header.
 */
final class WeightedSkyFile {
  private static final String RADIUS = "RADIUS";
  private static final String ESTIMATOR = "ESTIMATE";
  private static final String PARTICLES = "REACHED";
  private static final String MISSING = "MISSED";
  private static final String MEAN_WEIGHT = "MEANW";
  private static final String NOISE = "NOISE";

  private WeightedSkyFile() {}

  /**
   * Writes a sky as {@link WeightedSky#write} describes.
   *
   * @throws IOException if the file cannot be written
   */
  static void write(WeightedSky sky, Path file) throws IOException {
    Map<String, SkyMap> maps = new LinkedHashMap<>();
    maps.put("I", sky.map());
    maps.put("COUNTS", sky.counts());
    Map<String, Object> cards = new LinkedHashMap<>();
    cards.put(RADIUS, sky.radius() / Units.pc);
    cards.put(ESTIMATOR, sky.estimator());
    cards.put(PARTICLES, sky.particles());
    cards.put(MISSING, sky.missing());
    cards.put(MEAN_WEIGHT, sky.meanWeight());
    // a number in a FITS header cannot be NaN
    cards.put(NOISE, Double.isNaN(sky.noise()) ? "NaN" : sky.noise());
    SkyMapFile.write(maps, false, cards, file);
  }

  /**
   * Reads a sky as {@link WeightedSky#read} describes.
   *
   * @throws IOException if the file is missing, damaged or not a weighted sky
   */
  static WeightedSky read(Path file) throws IOException {
    Header header = SkyMapFile.header(file);
    for (String key : new String[] {RADIUS, ESTIMATOR, PARTICLES, MISSING, MEAN_WEIGHT, NOISE}) {
      if (!header.containsKey(key)) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s has no %s in its header, so it is not a weighted sky: read it with SkyMap.read",
                file,
                key));
      }
    }
    String name = String.valueOf(header.findCard(ESTIMATOR).getValue()).trim();
    PixelEstimator estimator;
    try {
      estimator = PixelEstimator.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + " has the unknown estimator " + name + ": it must be SUM or MEAN", e);
    }
    String label = file.toString();
    return new WeightedSky(
        SkyMapFile.read(file, 0),
        SkyMapFile.read(file, 1),
        estimator,
        FitsInput.number(header, RADIUS, 0, label) * Units.pc,
        count(header, PARTICLES, label),
        count(header, MISSING, label),
        FitsInput.number(header, MEAN_WEIGHT, 0, label),
        "NaN".equals(header.getStringValue(NOISE))
            ? Double.NaN
            : FitsInput.number(header, NOISE, 0, label));
  }

  private static int count(Header header, String keyword, String label) throws IOException {
    long count = FitsInput.whole(header, keyword, 0, label);
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new IOException(
          label + ": " + keyword + " is " + count + ": it must be a number of trajectories");
    }
    return (int) count;
  }
}
