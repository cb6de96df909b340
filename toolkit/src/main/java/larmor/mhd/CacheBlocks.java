package larmor.mhd;

/**
 * How a plane of cells (fixed x) is cut into strips of whole z-rows, each its own array of about
 * 256 numbers: long enough for vector loops, short enough for the cache. A plane is {@code
 * double[strips][rows*nz]}.
 */
final class CacheBlocks {
  private static final int LENGTH = 256;

  final int nx;
  final int ny;
  final int nz;
  final int rows;
  final int count;
  final int length;

  CacheBlocks(MhdState s) {
    nx = s.nx();
    ny = s.ny();
    nz = s.nz();
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

  double[][] plane() {
    return new double[count][length];
  }

  double[][][] planes(int n) {
    return new double[n][count][length];
  }

  double[][] strips(int n) {
    return new double[n][length];
  }

  private int offset(int i, int strip) {
    return (Math.floorMod(i, nx) * ny + strip * rows) * nz;
  }

  void load(double[] grid, int i, int strip, double[] out) {
    System.arraycopy(grid, offset(i, strip), out, 0, length);
  }

  void store(double[] in, double[] grid, int i, int strip) {
    System.arraycopy(in, 0, grid, offset(i, strip), length);
  }

  /** The strip as seen {@code by} rows further along y, from the grid. */
  void loadAlongY(double[] grid, int i, int strip, int by, double[] out) {
    int plane = Math.floorMod(i, nx) * ny;
    for (int r = 0; r < rows; r++) {
      int j = Math.floorMod(strip * rows + r + by, ny);
      System.arraycopy(grid, (plane + j) * nz, out, r * nz, nz);
    }
  }

  /** The strip as seen {@code by} rows further along y, from a plane. */
  void alongY(double[][] plane, int strip, int by, double[] out) {
    int first = strip * rows + by;
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

  /** The strip as seen {@code by} cells further along z. */
  void alongZ(double[] in, int by, double[] out) {
    int s = Math.floorMod(by, nz);
    for (int o = 0; o < length; o += nz) {
      System.arraycopy(in, o + s, out, o, nz - s);
      System.arraycopy(in, o, out, o + nz - s, s);
    }
  }
}
