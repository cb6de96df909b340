package larmor.sky;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reference tables of the tests; each begins with lines that say what program made it. */
final class Reference {
  private Reference() {}

  /** The rows of numbers of a table, after its # lines and its header. */
  static List<double[]> rows(String name) {
    List<double[]> rows = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Reference.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
      boolean header = true;
      for (String line; (line = in.readLine()) != null; ) {
        if (line.startsWith("#")) {
          continue;
        }
        if (header) {
          header = false;
          continue;
        }
        String[] parts = line.split(",", -1);
        double[] row = new double[parts.length];
        for (int i = 0; i < row.length; i++) {
          row[i] = Double.parseDouble(parts[i]);
        }
        rows.add(row);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    if (rows.isEmpty()) {
      throw new IllegalStateException(name + " has no rows");
    }
    return rows;
  }

  /** The map of the reference tables: 1 + 0.3 z + ((7919 p) mod 1009) / 1009. */
  static SkyMap map(int nside) {
    Healpix grid = Healpix.of(nside);
    double[] v = new double[grid.pixels()];
    for (int p = 0; p < v.length; p++) {
      v[p] = 1 + 0.3 * grid.z(p) + (p * 7919L) % 1009 / 1009.0;
    }
    return SkyMap.of(v);
  }
}
