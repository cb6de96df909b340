package larmor.orbit;

import java.util.Arrays;

/** Crossings as rows of {@link #WIDTH} numbers, in order of particle and path; grows as needed. */
final class CrossingTable {
  /** particle, sphere, flags, path, x, y, z [m], ux, uy, uz. */
  static final int WIDTH = 10;

  static final int IS_FIRST = 1;
  static final int IS_LAST = 2;
  static final int IS_OUTWARD = 4;

  private double[] rows = new double[16 * WIDTH];
  private int size;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  double value(int row, int column) {
    return rows[row * WIDTH + column];
  }

  int flags(int row) {
    return (int) rows[row * WIDTH + 2];
  }

  void flag(int row, int flag) {
    rows[row * WIDTH + 2] = flags(row) | flag;
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

  void addAll(CrossingTable other, boolean onlyFlagged) {
    for (int r = 0; r < other.size; r++) {
      if (!onlyFlagged || (other.flags(r) & (IS_FIRST | IS_LAST)) != 0) {
        int to = add();
        System.arraycopy(other.rows, r * WIDTH, rows, to, WIDTH);
      }
    }
  }
}
