package larmor.notebook;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import larmor.liouville.WeightedSky;
import larmor.units.Units;

/** Several skies, smoothed for the eye, two to a row, on one colour scale. */
public final class SkyPanels {
  /**
   * Of one sky: two beside each other fit a cell of a small screen without losing their numbers.
   */
  private static final int WIDTH = 520;

  private SkyPanels() {}

  /**
   * Each under its radius.
   *
   * @param sigma of the Gaussian the maps are smoothed with [rad]
   */
  public static Figure of(List<WeightedSky> skies, double sigma) {
    List<String> titles =
        skies.stream()
            .map(s -> String.format(Locale.ROOT, "R = %.3g pc", s.radius() / Units.pc))
            .toList();
    return of(skies, titles, sigma);
  }

  /**
   * @param titles one for each sky
   * @param sigma of the Gaussian the maps are smoothed with [rad]
   */
  public static Figure of(List<WeightedSky> skies, List<String> titles, double sigma) {
    if (skies.size() != titles.size()) {
      throw new IllegalArgumentException(
          titles.size() + " titles for " + skies.size() + " skies: give one for each");
    }
    List<SkyPicture> alone =
        skies.stream().map(s -> SkyPicture.of(s.map().smoothed(sigma)).withWidth(WIDTH)).toList();
    double limit = alone.stream().mapToDouble(SkyPicture::limit).max().orElse(1);
    SkyPicture[] pictures =
        IntStream.range(0, skies.size())
            .mapToObj(i -> alone.get(i).withTitle(titles.get(i)).withLimit(limit))
            .toArray(SkyPicture[]::new);
    return SkyPicture.columns(2, pictures);
  }
}
