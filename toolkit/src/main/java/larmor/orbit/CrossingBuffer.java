package larmor.orbit;

import java.util.Arrays;

/** Crossings of one track as rows of numbers, in order of the path; grows as needed. */
final class CrossingBuffer {
  /** sphere, flags, path, x, y, z [m], ux, uy, uz. */
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

  void flag(int row, int flag) {
    rows[row * WIDTH + 1] = flags(row) | flag;
  }

  /** Makes room for a row and returns the index of its first number in {@link #rows()}. */
  int add() {
    if ((size + 1) * WIDTH > rows.length) {
      rows = Arrays.copyOf(rows, Math.multiplyExact(rows.length, 2));
    }
    return WIDTH * size++;
  }

  double[] rows() {
    return rows;
  }

  /** Adds a row to a table of crossings. */
  void copyTo(RowTable table, int particle, int row) {
    int to = table.add();
    table.put(to, EnsembleTables.PARTICLE, particle);
    table.put(to, EnsembleTables.FLAGS, flags(row));
    for (int c = 2; c < WIDTH; c++) {
      table.put(to, EnsembleTables.PATH + 8 * (c - 2), rows[row * WIDTH + c]);
    }
  }
}
