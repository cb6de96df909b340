package larmor.mhd;

/**
 * Divides each plane of constant x into blocks of whole rows of cells along z. A block has about
 * 256 cells, which is enough for loops with vector instructions and few enough for the first-level
 * cache.
 *
 * <p>A block is a {@code double[length]} whose element {@code block[r*nz + k]} is cell k of row r;
 * a plane is a {@code double[count][length]}. The same layout serves cells, faces and edges.
 */
final class CacheBlocks {
  private static final int LENGTH = 256;

  /** The number of cells along x. */
  final int nx;

  /** The number of cells along y. */
  final int ny;

  /** The number of cells along z. */
  final int nz;

  /** The number of rows of cells in a block. */
  final int rows;

  /** The number of blocks in a plane. */
  final int count;

  /** The number of cells in a block. */
  final int length;

  /**
   * Chooses the largest number of rows that divides ny and keeps a block within 256 cells, or one
   * row if there is none.
   *
   * @param state state whose grid is divided
   */
  CacheBlocks(MhdState state) {
    nx = state.nx();
    ny = state.ny();
    nz = state.nz();
    int most = 1;
    for (int r = 1; r <= ny; r++) {
      if (ny % r == 0 && r * nz <= LENGTH) {
        most = r;
      }
    }
    rows = most;
    count = ny / rows;
    length = rows * nz;
  }

  /** Allocates {@code n} planes. */
  double[][][] planes(int n) {
    return new double[n][count][length];
  }

  /** Allocates {@code n} blocks. */
  double[][] blocks(int n) {
    return new double[n][length];
  }

  private int offset(int i, int block) {
    return (Math.floorMod(i, nx) * ny + block * rows) * nz;
  }

  /**
   * Copies a block of the grid to an array.
   *
   * @param i index of the plane, periodic
   * @param out Modified.
   */
  void load(double[] grid, int i, int block, double[] out) {
    System.arraycopy(grid, offset(i, block), out, 0, length);
  }

  /**
   * Copies an array to a block of the grid.
   *
   * @param grid Modified.
   * @param i index of the plane, periodic
   */
  void store(double[] in, double[] grid, int i, int block) {
    System.arraycopy(in, 0, grid, offset(i, block), length);
  }

  /**
   * Copies the cells that lie {@code shift} rows further along y than those of a block, from the
   * grid.
   *
   * @param out Modified.
   */
  void loadShiftedY(double[] grid, int i, int block, int shift, double[] out) {
    int plane = Math.floorMod(i, nx) * ny;
    for (int r = 0; r < rows; r++) {
      int j = Math.floorMod(block * rows + r + shift, ny);
      System.arraycopy(grid, (plane + j) * nz, out, r * nz, nz);
    }
  }

  /**
   * Copies the cells that lie {@code shift} rows further along y than those of a block, from a
   * plane.
   *
   * @param out Modified.
   */
  void shiftY(double[][] plane, int block, int shift, double[] out) {
    int first = block * rows + shift;
    if (rows == 1) {
      System.arraycopy(plane[Math.floorMod(first, ny)], 0, out, 0, nz);
      return;
    }
    int done = 0;
    while (done < rows) {
      int j = Math.floorMod(first + done, ny);
      int inside = j % rows;
      int many = Math.min(rows - inside, rows - done);
      System.arraycopy(plane[j / rows], inside * nz, out, done * nz, many * nz);
      done += many;
    }
  }

  /**
   * Copies the cells that lie {@code shift} cells further along z than those of a block.
   *
   * @param out Modified.
   */
  void shiftZ(double[] in, int shift, double[] out) {
    int s = Math.floorMod(shift, nz);
    for (int o = 0; o < length; o += nz) {
      System.arraycopy(in, o + s, out, o, nz - s);
      System.arraycopy(in, o, out, o + nz - s, s);
    }
  }
}
