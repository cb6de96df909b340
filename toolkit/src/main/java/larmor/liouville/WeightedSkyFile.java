package larmor.liouville;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import larmor.sky.SkyMap;
import larmor.sky.SkyMapFile;
import larmor.units.Units;
import nom.tam.fits.Header;

/**
 * A sky as a HEALPix file of two maps, relative intensity and trajectories, which healpy reads,
 * with the rest in its header.
 */
final class WeightedSkyFile {
  private static final String RADIUS = "RADIUS";
  private static final String ESTIMATOR = "ESTIMATE";
  private static final String PARTICLES = "REACHED";
  private static final String MISSING = "MISSED";
  private static final String MEAN_WEIGHT = "MEANW";
  private static final String NOISE = "NOISE";

  private WeightedSkyFile() {}

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
    // no number in a header can be NaN
    cards.put(NOISE, Double.isNaN(sky.noise()) ? "NaN" : sky.noise());
    SkyMapFile.write(maps, false, cards, file);
  }

  static WeightedSky read(Path file) throws IOException {
    Header header = SkyMapFile.header(file);
    for (String key : new String[] {RADIUS, ESTIMATOR, PARTICLES, MISSING, MEAN_WEIGHT, NOISE}) {
      if (!header.containsKey(key)) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s has no %s in its header: it is no weighted sky, read it as a SkyMap",
                file,
                key));
      }
    }
    PixelEstimator estimator;
    try {
      estimator = PixelEstimator.valueOf(header.getStringValue(ESTIMATOR));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + " has the unknown estimator " + header.getStringValue(ESTIMATOR), e);
    }
    return new WeightedSky(
        SkyMapFile.read(file, 0),
        SkyMapFile.read(file, 1),
        estimator,
        header.getDoubleValue(RADIUS) * Units.pc,
        header.getIntValue(PARTICLES),
        header.getIntValue(MISSING),
        header.getDoubleValue(MEAN_WEIGHT),
        Double.parseDouble(header.findCard(NOISE).getValue()));
  }
}
