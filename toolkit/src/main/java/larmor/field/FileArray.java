package larmor.field;

import java.util.Locale;

/** One array of a file, not yet read: three axes of a cube, or those and one of components. */
interface FileArray {
  /** Lengths from the slowest axis to the fastest, those of length 1 left out. */
  int[] axes();

  String name();

  /** File and name, for messages. */
  String label();

  /** What the file says about the unit, or null. */
  String unit();

  /** The order in which files of this kind have their axes. */
  AxisOrder usual();

  /** Receives the samples, each once, numbered with the fastest axis first. */
  interface Sink {
    void put(int index, float value);
  }

  void read(Sink sink);

  /** The name without signs and blanks, in capitals, to compare with. */
  default String key() {
    return name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  /** The axes as the file lists them. */
  default String size() {
    int[] axes = axes();
    StringBuilder s = new StringBuilder();
    for (int a = 0; a < axes.length; a++) {
      int axis = usual().equals(AxisOrder.FITS) ? axes.length - 1 - a : a;
      s.append(axes[axis]).append(a < axes.length - 1 ? " x " : "");
    }
    return s.toString();
  }

  /**
   * @throws IllegalArgumentException if the sample is not a finite number
   */
  default void requireFinite(double value, int index) {
    if (!(Math.abs((float) value) < Float.POSITIVE_INFINITY)) {
      throw notFinite(String.valueOf(value), place(index));
    }
  }

  default IllegalArgumentException notFinite(String what, String where) {
    return new IllegalArgumentException(
        label()
            + ": the sample at "
            + where
            + " is "
            + what
            + ": every sample must be a finite number, so replace the missing ones");
  }

  /** Index of a sample along every axis, slowest first, counted from 0. */
  default String place(int index) {
    int[] axes = axes();
    String s = ")";
    for (int a = axes.length - 1; a >= 0; a--) {
      s = index % axes[a] + s;
      s = (a > 0 ? ", " : "(") + s;
      index /= axes[a];
    }
    return s;
  }
}
