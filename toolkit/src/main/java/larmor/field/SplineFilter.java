package larmor.field;

import larmor.numeric.Workers;

/**
 * Computes the coefficients of the periodic cubic B-spline through samples. A recursive filter with
 * the pole z = √3 − 2 runs forward and back along each axis and starts from the exact sum over the
 * periodic samples (Unser, Aldroubi and Eden 1993).
 */
final class SplineFilter {
  private static final double POLE = Math.sqrt(3) - 2;

  /** The limit below which a power of the pole does not change a sum. */
  private static final double NEGLIGIBLE = 1e-30;

  private SplineFilter() {}

  /**
   * Returns the number of planes of constant x that one array can hold in addition to the three
   * copied planes of a slab.
   */
  static int planes(int n) {
    return (int) Math.min(n, Integer.MAX_VALUE / (3L * n * (n + 3)) - 4);
  }

  /**
   * Computes the coefficients of a cube in the order of {@link CubicSplineField}. They are rounded
   * to single precision after the filters along z and y, and again after the filter along x.
   *
   * @param planes number of planes in a slab, not counting the three copied ones
   */
  static float[][] coefficients(FieldCube cube, int planes) {
    int n = cube.points();
    int stride = 3 * (n + 3);
    int size = n * stride;
    float[][] b = cube.raw();
    float[][] slabs = new float[(n + planes - 1) / planes][];
    for (int s = 0; s < slabs.length; s++) {
      slabs[s] = new float[(Math.min(planes, n - s * planes) + 3) * size];
    }
    Workers.all()
        .forEach(
            n,
            i -> {
              double[] plane = filtered(b[i], n);
              float[] c = slabs[i / planes];
              for (int j = 0; j < n; j++) {
                int row = (i % planes + 1) * size + j * stride;
                for (int p = 0; p < 3 * n; p++) {
                  c[row + 3 + p] = (float) plane[3 * n * j + p];
                }
              }
            });
    Workers.all()
        .forEach(
            n,
            j -> {
              double[] plane = new double[3 * n * n];
              for (int i = 0; i < n; i++) {
                float[] c = slabs[i / planes];
                int row = (i % planes + 1) * size + j * stride;
                for (int p = 0; p < 3 * n; p++) {
                  plane[3 * n * i + p] = c[row + 3 + p];
                }
              }
              filter(plane, 0, n, 3 * n, 3 * n);
              for (int i = 0; i < n; i++) {
                float[] c = slabs[i / planes];
                int row = (i % planes + 1) * size + j * stride;
                for (int p = 0; p < 3 * n; p++) {
                  c[row + 3 + p] = (float) plane[3 * n * i + p];
                }
                copyEnds(c, row, n);
              }
            });
    for (int s = 0; s < slabs.length; s++) {
      int own = slabs[s].length / size - 3;
      for (int extra : new int[] {-1, own, own + 1}) {
        int i = Math.floorMod(s * planes + extra, n);
        System.arraycopy(
            slabs[i / planes], (i % planes + 1) * size, slabs[s], (extra + 1) * size, size);
      }
    }
    return slabs;
  }

  /**
   * Filters the samples of a plane of constant x along z and y.
   *
   * @param samples 3n² of them, in the order of {@link FieldCube}. Not modified.
   */
  static double[] filtered(float[] samples, int n) {
    double[] plane = new double[samples.length];
    for (int p = 0; p < plane.length; p++) {
      plane[p] = samples[p];
    }
    for (int j = 0; j < n; j++) {
      filter(plane, 3 * n * j, n, 3, 3);
    }
    filter(plane, 0, n, 3 * n, 3 * n);
    return plane;
  }

  /**
   * Copies the last point of a line along z to its beginning and the first two to its end.
   *
   * @param c Modified.
   * @param row index at which the line begins
   */
  static void copyEnds(float[] c, int row, int n) {
    System.arraycopy(c, row + 3 * n, c, row, 3);
    System.arraycopy(c, row + 3, c, row + 3 * n + 3, 6);
  }

  /**
   * Filters {@code width} neighbouring lines of n numbers each. Successive numbers of a line are
   * {@code step} apart in memory.
   *
   * @param a Modified.
   */
  static void filter(double[] a, int start, int n, int step, int width) {
    double scale = 1 / (1 - Math.pow(POLE, n));
    double[] first = new double[width];
    double power = 1;
    for (int m = 0; m < n && Math.abs(power) > NEGLIGIBLE; m++) {
      int row = start + (m == 0 ? 0 : n - m) * step;
      for (int w = 0; w < width; w++) {
        first[w] += power * a[row + w];
      }
      power *= POLE;
    }
    for (int w = 0; w < width; w++) {
      a[start + w] = 6 * scale * first[w];
    }
    for (int m = 1; m < n; m++) {
      int row = start + m * step;
      for (int w = 0; w < width; w++) {
        a[row + w] = 6 * a[row + w] + POLE * a[row - step + w];
      }
    }
    double[] last = new double[width];
    power = 1;
    for (int m = 0; m < n && Math.abs(power) > NEGLIGIBLE; m++) {
      int row = start + (m == 0 ? n - 1 : m - 1) * step;
      for (int w = 0; w < width; w++) {
        last[w] += power * a[row + w];
      }
      power *= POLE;
    }
    for (int w = 0; w < width; w++) {
      a[start + (n - 1) * step + w] = -POLE * scale * last[w];
    }
    for (int m = n - 2; m >= 0; m--) {
      int row = start + m * step;
      for (int w = 0; w < width; w++) {
        a[row + w] = POLE * (a[row + step + w] - a[row + w]);
      }
    }
  }
}
