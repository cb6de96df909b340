package larmor.field;

import java.util.Locale;

/**
 * How the arrays of a field hold its components.
 *
 * @param points along each axis
 * @param first whether the component is the slowest axis of a single array
 */
record ComponentLayout(int points, boolean first) {
  /**
   * @param parts one array of vectors or three of components
   */
  static ComponentLayout of(FileArray[] parts) {
    int[] first = parts[0].axes();
    int skip = first.length == 4 && first[0] == 3 ? 1 : 0;
    int n = first[skip];
    for (FileArray v : parts) {
      int[] a = v.axes();
      if (a.length != first.length || a[skip] != n && a[skip] == a[skip + 1]) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is %s and %s is %s: the components must be of one size",
                parts[0].label(),
                parts[0].size(),
                v.label(),
                v.size()));
      }
      if (a[skip] != a[skip + 1] || a[skip] != a[skip + 2]) {
        throw new IllegalArgumentException(
            v.label()
                + " is "
                + v.size()
                + ", not a cube: cut it to equal sides that are periodic");
      }
    }
    int limit = parts.length == 3 ? FieldCube.MOST : 890;
    if (n < 8 || n > limit) {
      throw new IllegalArgumentException(
          parts[0].label() + " has " + n + " points a side: use a cube of 8 to " + limit);
    }
    return new ComponentLayout(n, skip == 1);
  }

  /** The samples in the order of the file, each times its component's factor. */
  FieldCube samples(FileArray[] parts, float[] factors) {
    int plane = points * points;
    int count = plane * points;
    float[][] b = FieldCube.planes(points);
    if (parts.length == 3) {
      for (int c = 0; c < 3; c++) {
        int component = c;
        parts[c].read(
            (i, value) -> b[i / plane][3 * (i % plane) + component] = factors[component] * value);
      }
    } else if (first) {
      parts[0].read(
          (i, value) ->
              b[i % count / plane][3 * (i % plane) + i / count] = factors[i / count] * value);
    } else {
      int row = 3 * plane;
      parts[0].read((i, value) -> b[i / row][i % row] = factors[i % 3] * value);
    }
    return FieldCube.wrap(points, b);
  }
}
