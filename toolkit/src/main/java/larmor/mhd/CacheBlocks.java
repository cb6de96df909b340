package larmor.mhd;

/**
 * Divides each plane of cells of constant x into blocks of whole z-rows, about 256 cells each: long
 * enough for vector loops, short enough for the first-level cache.
 *
 * <p>A block is a {@code double[length]} with {@code block[r*nz + k]} for row r of the block; a
 * plane is a {@code double[count][length]}. The same layout serves cells, faces and edges.
 */
final class CacheBlocks {
  private static final int LENGTH = 256;

  /** Cells along x. */
  final int nx;

  /** Cells along y. */
  final int ny;

  /** Cells along z. */
  final int nz;

  /** Rows of cells along z in a block. */
  final int rows;

  /** Blocks in a plane. */
  final int count;

  /** Cells in a block. */
  final int length;

  /**
   * Chooses the largest number of rows that divides ny and keeps a block within 256 cells, or one
   * row.
   *
   * @param state gives the shape of the grid
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
   * Copies a block of the grid.
   *
   * @param i plane; periodic
   * @param out Modified.
   */
  void load(double[] grid, int i, int block, double[] out) {
    System.arraycopy(grid, offset(i, block), out, 0, length);
  }

  /**
   * Copies a block into the grid.
   *
   * @param grid Modified.
   * @param i plane; periodic
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
