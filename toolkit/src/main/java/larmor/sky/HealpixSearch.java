package larmor.sky;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Vec3;

/** Searches for pixels near a direction, ring by ring. */
final class HealpixSearch {
  private HealpixSearch() {}

  static int[] disc(Healpix grid, Vec3 centre, double radius) {
    if (!(radius >= 0 && radius <= Math.PI)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a disc radius of %.2f rad is outside 0 to π: use a value such as 5 * deg",
              radius));
    }
    double theta = Math.atan2(Math.hypot(centre.x(), centre.y()), centre.z());
    double phi = Math.atan2(centre.y(), centre.x());
    int first = Math.max(1, ringAbove(grid, Math.cos(Math.max(0, theta - radius))));
    int last =
        Math.min(grid.rings(), ringAbove(grid, Math.cos(Math.min(Math.PI, theta + radius))) + 1);
    int[] found = new int[16];
    int size = 0;
    for (int ring = first; ring <= last; ring++) {
      int n = grid.ringLength(ring);
      double halfSpan = halfSpan(grid.ringZ(ring), grid.ringSine(ring), theta, radius);
      double step = 2 * Math.PI / n;
      int low = 0;
      int count = 0;
      if (halfSpan >= Math.PI) {
        count = n;
      } else if (halfSpan >= 0) {
        low = (int) Math.floor((phi - halfSpan - grid.ringPhi0(ring)) / step);
        int high = (int) Math.ceil((phi + halfSpan - grid.ringPhi0(ring)) / step);
        count = Math.min(n, high - low + 1);
      }
      if (found.length < size + count) {
        found = Arrays.copyOf(found, 2 * (size + count));
      }
      for (int j = low; j < low + count; j++) {
        int p = grid.ringStart(ring) + Math.floorMod(j, n);
        if (grid.direction(p).angleTo(centre) <= radius) {
          found[size++] = p;
        }
      }
    }
    int[] sorted = Arrays.copyOf(found, size);
    Arrays.sort(sorted);
    return sorted;
  }

  /**
   * Returns half of the range of longitude in which a ring lies within the disc [rad]; −1 if no
   * part of the ring does.
   */
  private static double halfSpan(double z, double sine, double theta, double radius) {
    double cosine = Math.cos(radius) - z * Math.cos(theta);
    double scale = sine * Math.sin(theta);
    if (cosine <= -scale) {
      return Math.PI;
    }
    return cosine > scale * (1 + 1e-12) + 1e-12 ? -1 : Math.acos(Math.min(1, cosine / scale));
  }

  static Healpix.Interpolation interpolation(Healpix grid, Vec3 n) {
    double theta = Math.atan2(Math.hypot(n.x(), n.y()), n.z());
    double phi = Math.atan2(n.y(), n.x());
    int above = ringAbove(grid, n.z());
    int below = above + 1;
    int[] pixels = new int[4];
    double[] weights = new double[4];
    if (above >= 1) {
      between(grid, above, phi, pixels, weights, 0);
    }
    if (below <= grid.rings()) {
      between(grid, below, phi, pixels, weights, 2);
    }
    if (above == 0) {
      double w = theta / theta(grid, 1);
      acrossPole(0, w, pixels, weights, 2);
    } else if (below > grid.rings()) {
      double w = (Math.PI - theta) / (Math.PI - theta(grid, above));
      acrossPole(grid.pixels() - 4, w, pixels, weights, 0);
    } else {
      double w = (theta - theta(grid, above)) / (theta(grid, below) - theta(grid, above));
      for (int i = 0; i < 2; i++) {
        weights[i] *= 1 - w;
        weights[i + 2] *= w;
      }
    }
    return new Healpix.Interpolation(pixels, weights);
  }

  /** Finds the two pixels of a ring on either side of a longitude, and their linear weights. */
  private static void between(
      Healpix grid, int ring, double phi, int[] pixels, double[] weights, int at) {
    int n = grid.ringLength(ring);
    double position = (phi - grid.ringPhi0(ring)) * n / (2 * Math.PI);
    int j = (int) Math.floor(position);
    pixels[at] = grid.ringStart(ring) + Math.floorMod(j, n);
    pixels[at + 1] = grid.ringStart(ring) + Math.floorMod(j + 1, n);
    weights[at] = 1 - (position - j);
    weights[at + 1] = position - j;
  }

  /**
   * Changes pixels and weights so that they interpolate between the ring next to a pole and the
   * pole, where the value is the mean of the ring.
   */
  private static void acrossPole(int first, double w, int[] pixels, double[] weights, int at) {
    double pole = (1 - w) / 4;
    for (int i = 0; i < 2; i++) {
      weights[at + i] = weights[at + i] * w + pole;
      pixels[2 - at + i] = first + (pixels[at + i] - first + 2) % 4;
      weights[2 - at + i] = pole;
    }
  }

  private static double theta(Healpix grid, int ring) {
    return Math.atan2(grid.ringSine(ring), grid.ringZ(ring));
  }

  /**
   * Returns the last ring, counted from the north, whose pixel centres lie at z or north of it; 0
   * if there is none.
   */
  private static int ringAbove(Healpix grid, double z) {
    int low = 0;
    int high = grid.rings();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (grid.ringZ(middle) >= z) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
