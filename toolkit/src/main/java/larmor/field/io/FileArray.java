package larmor.field.io;

import java.util.Locale;

/** One array of a file, not yet read: the three axes of a cube, or those and one of components. */
public interface FileArray {
  /**
   * The shape of the array.
   *
   * @return lengths from the slowest axis to the fastest, those of length 1 left out
   */
  int[] axes();

  /**
   * The name of the array in the file.
   *
   * @return as it is written there
   */
  String name();

  /**
   * The names of file and array, for messages.
   *
   * @return never null
   */
  String label();

  /**
   * The unit of the samples.
   *
   * @return as it is written in the file, or null if it is not
   */
  String unit();

  /**
   * Whether files of this format usually store x as the fastest axis, as FITS does; otherwise x is
   * usually the slowest, as in arrays of C.
   *
   * @return true for x fastest
   */
  boolean xFastest();

  /** Receives the samples of an array. */
  interface Sink {
    /**
     * Receives one sample.
     *
     * @param index of the sample, counted along the fastest axis first
     * @param value a finite number
     */
    void put(int index, float value);
  }

  /**
   * Reads all samples, each once, in any order.
   *
   * @param sink receives them
   * @throws IllegalArgumentException if the file ends early or a sample is not a finite number
   */
  void read(Sink sink);

  /**
   * The name in capitals without signs and blanks, to compare with known names.
   *
   * @return letters A to Z and digits
   */
  default String key() {
    return name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  /**
   * The shape in words, for messages.
   *
   * @return the lengths in the order in which files of this format state them
   */
  default String size() {
    int[] axes = axes();
    StringBuilder s = new StringBuilder();
    for (int a = 0; a < axes.length; a++) {
      int axis = xFastest() ? axes.length - 1 - a : a;
      s.append(axes[axis]).append(a < axes.length - 1 ? " x " : "");
    }
    return s.toString();
  }

  /**
   * Refuses a sample that is not finite in single precision.
   *
   * @param value of the sample
   * @param index of the sample
   * @throws IllegalArgumentException if it is infinite or NaN
   */
  default void requireFinite(double value, int index) {
    if (!(Math.abs((float) value) < Float.POSITIVE_INFINITY)) {
      throw notFinite(String.valueOf(value), place(index));
    }
  }

  /**
   * The error for a sample that is not a finite number.
   *
   * @param value what the file has in its place
   * @param where the sample is
   * @return the exception, to be thrown
   */
  default IllegalArgumentException notFinite(String value, String where) {
    return new IllegalArgumentException(
        label()
            + ": the sample at "
            + where
            + " is "
            + value
            + ": every sample must be a finite number, so replace the missing ones");
  }

  /**
   * Where a sample is, for messages.
   *
   * @param index of the sample
   * @return its index along every axis, slowest first, from 0
   */
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
