package larmor.notebook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import larmor.numeric.Vec3;
import larmor.sky.Healpix;
import larmor.sky.SkyMap;
import larmor.sky.SkyMapFile;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The sky maps of a figure as a table with one row for each pixel, and as FITS files. */
final class SkyData {
  /** Steps in which the table has the angles of a pixel's centre [1/°]. */
  private static final double STEPS = 1e5;

  private static final int LONGEST_NAME = 60;

  private SkyData() {}

  /**
   * Returns the different maps of some pictures by their titles. A map that several pictures show
   * has the title of the first.
   */
  static Map<String, SkyMap> maps(List<SkyPicture> pictures) {
    Map<String, SkyMap> maps = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (SkyPicture p : pictures) {
      if (!maps.containsValue(p.map())) {
        maps.put(FigureTable.unique(p.title().isEmpty() ? "map" : p.title(), names), p.map());
      }
    }
    return maps;
  }

  /**
   * Returns a table with one row for each pixel, first all pixels of the first nside, then those of
   * the next. Values are rounded to single precision, and angles to 10⁻⁵ degrees.
   *
   * @param unit name or unit of the values
   */
  static Table table(String name, Map<String, SkyMap> maps, String unit) {
    IntColumn nside = IntColumn.create("nside");
    IntColumn pixel = IntColumn.create("pixel");
    DoubleColumn ra = DoubleColumn.create("right ascension [deg]");
    DoubleColumn dec = DoubleColumn.create("declination [deg]");
    List<FloatColumn> values = new ArrayList<>();
    String of = unit.isEmpty() ? "" : " [" + unit + "]";
    maps.keySet().forEach(title -> values.add(FloatColumn.create(title + of)));
    for (Healpix grid : maps.values().stream().map(SkyMap::grid).distinct().toList()) {
      for (int p = 0; p < grid.pixels(); p++) {
        Vec3 n = grid.direction(p);
        nside.append(grid.nside());
        pixel.append(p);
        ra.append(rounded(grid.phi(p)));
        dec.append(rounded(Math.atan2(n.z(), Math.hypot(n.x(), n.y()))));
        int i = 0;
        for (SkyMap map : maps.values()) {
          boolean shown = map.nside() == grid.nside() && !map.isEmpty(p);
          values.get(i++).append(shown ? (float) map.at(p) : Float.NaN);
        }
      }
    }
    List<Column<?>> columns = new ArrayList<>(List.of(nside, pixel, ra, dec));
    columns.addAll(values);
    return FigureTable.of(name, columns);
  }

  private static double rounded(double angle) {
    return Math.rint(Math.toDegrees(angle) * STEPS) / STEPS;
  }

  /**
   * Writes maps to {@code name.fits}, one column for each; maps of another nside than the first to
   * {@code name-nsideN.fits}.
   *
   * @throws IOException if a file cannot be written
   */
  static void writeFits(Map<String, SkyMap> maps, Path folder, String name) throws IOException {
    int first = maps.values().stream().mapToInt(SkyMap::nside).findFirst().orElse(0);
    for (int nside : maps.values().stream().mapToInt(SkyMap::nside).distinct().toArray()) {
      Map<String, SkyMap> together = new LinkedHashMap<>();
      Set<String> names = new HashSet<>();
      maps.forEach(
          (title, map) -> {
            if (map.nside() == nside) {
              together.put(FigureTable.unique(ascii(title), names), map);
            }
          });
      String file = name + (nside == first ? "" : "-nside" + nside) + ".fits";
      if (together.size() == 1) {
        together.values().iterator().next().write(folder.resolve(file));
      } else {
        SkyMapFile.write(together, false, Map.of(), folder.resolve(file));
      }
    }
  }

  /** Returns a title as the name of a FITS column, which has ASCII characters only. */
  private static String ascii(String title) {
    String plain =
        title
            .replace("µ", "u")
            .replace("σ", "sigma")
            .replace("ℓ", "l")
            .replace("°", " deg")
            .replace("−", "-")
            .replaceAll("[^ -~]", "_");
    return plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
  }
}
