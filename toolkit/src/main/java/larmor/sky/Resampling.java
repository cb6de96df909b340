package larmor.sky;

import java.util.function.UnaryOperator;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;

/** Interpolates maps at given directions and computes maps on pixels of another size. */
final class Resampling {
  private Resampling() {}

  static double interpolated(SkyMap map, Vec3 direction) {
    Healpix.Interpolation near = map.grid().interpolation(direction);
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < 4; i++) {
      if (near.weight(i) > 0 && !map.isEmpty(near.pixel(i))) {
        sum += near.weight(i) * map.at(near.pixel(i));
        weight += near.weight(i);
      }
    }
    return weight > 0 ? sum / weight : Double.NaN;
  }

  /**
   * Computes the map whose value at the centre n of each pixel is the value of the given map at
   * source(n).
   */
  static SkyMap remapped(SkyMap map, UnaryOperator<Vec3> source) {
    Healpix grid = map.grid();
    double[] out = new double[grid.pixels()];
    for (int p = 0; p < out.length; p++) {
      Workers.stopIfInterrupted(p);
      out[p] = interpolated(map, source.apply(grid.direction(p)));
    }
    return SkyMap.wrap(grid, out);
  }

  static SkyMap withNside(SkyMap map, int nside) {
    Healpix grid = Healpix.of(nside);
    double[] to = SkyMap.allocate(grid);
    double[] from = map.nestedValues();
    int fromPerTo = from.length / to.length;
    int toPerFrom = to.length / from.length;
    for (int p = 0; p < to.length; p++) {
      Workers.stopIfInterrupted(p);
      if (toPerFrom >= 1) {
        to[p] = from[p / toPerFrom];
        continue;
      }
      double sum = 0;
      int seen = 0;
      for (int i = p * fromPerTo; i < (p + 1) * fromPerTo; i++) {
        if (!Double.isNaN(from[i])) {
          sum += from[i];
          seen++;
        }
      }
      to[p] = seen == 0 ? Double.NaN : sum / seen;
    }
    return SkyMap.ofNested(to);
  }
}
