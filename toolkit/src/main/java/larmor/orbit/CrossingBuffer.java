package larmor.orbit;

import java.util.Arrays;

/**
 * A buffer of the crossings of one trajectory, one row of numbers for each crossing, in order of
 * path length. The buffer grows as needed.
 */
final class CrossingBuffer {
  /** The number of values in a row: sphere, flags, path length [m], x, y, z [m], ux, uy, uz. */
  static final int WIDTH = 9;

  private double[] rows = new double[16 * WIDTH];
  private int size;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  int sphere(int row) {
    return (int) rows[row * WIDTH];
  }

  int flags(int row) {
    return (int) rows[row * WIDTH + 1];
  }

  /** Sets a flag of {@link EnsembleTables} in a row. */
  void flag(int row, int flag) {
    rows[row * WIDTH + 1] = flags(row) | flag;
  }

  /** Adds an empty row and returns the index of its first number in {@link #rows()}. */
  int add() {
    if ((size + 1) * WIDTH > rows.length) {
      rows = Arrays.copyOf(rows, Math.multiplyExact(rows.length, 2));
    }
    return WIDTH * size++;
  }

  /**
   * Returns the array that holds all rows. It is not a copy and is valid until the next {@link
   * #add}.
   */
  double[] rows() {
    return rows;
  }

  /** Copies a row to a table of crossings. */
  void copyTo(RowTable table, int particle, int row) {
    int to = table.add();
    table.put(to, EnsembleTables.PARTICLE, particle);
    table.put(to, EnsembleTables.FLAGS, flags(row));
    for (int c = 2; c < WIDTH; c++) {
      table.put(to, EnsembleTables.PATH + 8 * (c - 2), rows[row * WIDTH + c]);
    }
  }
}
