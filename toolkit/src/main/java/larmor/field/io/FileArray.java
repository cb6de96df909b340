package larmor.field.io;

import java.util.Locale;

/**
 * One array of a file, whose samples are not read yet. It has the three axes of a cube or, for
 * vectors, these and an axis of components.
 */
public interface FileArray {
  /**
   * Returns the shape of the array.
   *
   * @return lengths of the axes from the slowest to the fastest, without axes of length 1
   */
  int[] axes();

  /**
   * Returns the name of the array in the file.
   *
   * @return the name as the file gives it
   */
  String name();

  /**
   * Returns the names of file and array, for messages.
   *
   * @return never null
   */
  String label();

  /**
   * Returns the unit of the samples.
   *
   * @return the unit as the file gives it, or null if it gives none
   */
  String unit();

  /**
   * Returns whether files of this format usually store x as the fastest axis, as FITS does;
   * otherwise x is usually the slowest, as in arrays of C.
   *
   * @return true for x fastest
   */
  boolean xFastest();

  /** A receiver of the samples of an array. */
  interface Sink {
    /**
     * Receives one sample.
     *
     * @param index index of the sample, counted along the last axis of {@link #axes()} first
     * @param value a finite number
     */
    void put(int index, float value);
  }

  /**
   * Reads all samples and passes each to a sink once, in any order.
   *
   * @param sink receiver of the samples
   * @throws IllegalArgumentException if the file ends early or a sample is not a finite number
   */
  void read(Sink sink);

  /**
   * Returns the name in capitals without signs and blanks, so that it can be compared with known
   * names.
   *
   * @return letters A to Z and digits
   */
  default String key() {
    return name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  /**
   * Returns the shape in words, for messages.
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
   * @param value value of the sample
   * @param index index of the sample
   * @throws IllegalArgumentException if the value is infinite or NaN
   */
  default void requireFinite(double value, int index) {
    if (!(Math.abs((float) value) < Float.POSITIVE_INFINITY)) {
      throw notFinite(value, place(index));
    }
  }

  /**
   * Returns the error for a sample that is not a finite number.
   *
   * @param value what the file has in its place
   * @param where position of the sample in the array
   * @return the exception, to be thrown
   */
  default IllegalArgumentException notFinite(double value, String where) {
    if (Double.isFinite(value)) {
      return new IllegalArgumentException(
          label()
              + ": the sample at "
              + where
              + " is "
              + value
              + ", above the 3.4e38 of single precision: write the field in a larger unit, or"
              + " replace the sample if it stands for a missing one");
    }
    return notFinite(String.valueOf(value), where);
  }

  /**
   * Returns the error for a sample that is missing or not a number.
   *
   * @param value what the file has in its place
   * @param where position of the sample in the array
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
   * Returns where a sample is, for messages.
   *
   * @param index index of the sample
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
