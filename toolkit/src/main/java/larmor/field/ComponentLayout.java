package larmor.field;

import java.util.Locale;
import larmor.field.io.FileArray;

/**
 * The layout of a vector field in the arrays of a file: either one array for each component, or one
 * array that holds all three.
 *
 * @param points number of points n along each axis
 * @param componentFirst whether one array holds all components and the number of the component is
 *     its slowest index
 */
record ComponentLayout(int points, boolean componentFirst) {
  /**
   * Finds the layout of the arrays of a field and checks their shapes.
   *
   * @param parts one array of vectors or three of components
   * @throws IllegalArgumentException if the arrays are not cubes of one size, or have too few or
   *     too many points
   */
  static ComponentLayout of(FileArray[] parts) {
    int[] first = parts[0].axes();
    int skip = first.length == 4 && first[0] == 3 ? 1 : 0;
    int n = first[skip];
    for (FileArray part : parts) {
      int[] a = part.axes();
      if (a.length != first.length || (a[skip] != n && a[skip] == a[skip + 1])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is %s and %s is %s: give components of one size",
                parts[0].label(),
                parts[0].size(),
                part.label(),
                part.size()));
      }
      if (a[skip] != a[skip + 1] || a[skip] != a[skip + 2]) {
        throw new IllegalArgumentException(
            part.label()
                + " is "
                + part.size()
                + ", which is not a cube: cut out a periodic cube with equal sides");
      }
    }
    int limit = parts.length == 3 ? FieldCube.MOST : 890;
    if (n < 8 || n > limit) {
      throw new IllegalArgumentException(
          parts[0].label() + " has " + n + " points a side: use a cube of 8 to " + limit);
    }
    return new ComponentLayout(n, skip == 1);
  }

  /**
   * Reads the samples without changing the order of the axes, and multiplies each by the factor of
   * its component.
   */
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
    } else if (componentFirst) {
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
