package larmor.mhd;

import static larmor.mhd.MhdState.BX;
import static larmor.mhd.MhdState.RHO;
import static larmor.mhd.MhdState.VARIABLES;

import java.util.Locale;

/**
 * Refines a state to twice as many cells a side. Means over cells and over faces are divided, one
 * axis after the other, into the means of the two halves, to fifth order where the data are smooth
 * (Harten 1995, Commun. Pure Appl. Math. 48, 1305). This conserves mass, momentum and magnetic flux
 * to rounding error. Density and momentum are limited to the range of the neighbouring cells, so
 * that the density stays positive. The field on the faces inside a coarse cell is interpolated to
 * fourth order from the faces along the same axis; then a correction is added that makes ∇·B zero
 * to rounding error in all eight new cells and whose sum of squares is as small as possible.
 * Balsara 2001 (J. Comput. Phys. 174, 614) and Tóth and Roe 2002 (J. Comput. Phys. 180, 736) give
 * other divergence-free methods.
 */
final class Refinement {
  private Refinement() {}

  /**
   * Refines a state.
   *
   * @param s The coarse state. Not modified.
   * @throws IllegalArgumentException if the result has more cells than one array can hold
   */
  static MhdState doubled(MhdState s) {
    int nx = s.nx();
    int ny = s.ny();
    int nz = s.nz();
    if (8L * nx * ny * nz > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "twice %d x %d x %d cells a side are more than the 2147483639 elements of an array:"
                  + " do not refine beyond %d a side",
              nx,
              ny,
              nz,
              nx));
    }
    double[][] fine = new double[VARIABLES][];
    for (int v = RHO; v < BX; v++) {
      Lattice a = new Lattice(s.arrays()[v], nx, ny, nz);
      fine[v] = a.split(0, true).split(1, true).split(2, true).values();
    }
    for (int d = 0; d < 3; d++) {
      Lattice a = new Lattice(s.arrays()[BX + d], nx, ny, nz);
      fine[BX + d] = a.split((d + 1) % 3, false).split((d + 2) % 3, false).between(d).values();
    }
    MhdState out = new MhdState(2 * nx, 2 * ny, 2 * nz, s.spacing() / 2, fine);
    double[] divergence = new double[8];
    for (int i = 0; i < nx; i++) {
      for (int j = 0; j < ny; j++) {
        for (int k = 0; k < nz; k++) {
          clean(out, 2 * i, 2 * j, 2 * k, divergence);
        }
      }
    }
    return out;
  }

  /**
   * Makes ∇·B zero in the eight new cells within a coarse cell by changing the field on the twelve
   * faces between them. The smallest correction is the difference of a potential that solves
   * Poisson's equation on the eight corners of a cube; its eigenvectors are the products of signs
   * along the axes, and its eigenvalues are twice the number of axes in the product.
   *
   * @param s The refined state. Modified.
   * @param i index of the lowest new cell along x; {@code j} and {@code k} are those along y and z
   * @param d work array of eight values. Modified.
   */
  private static void clean(MhdState s, int i, int j, int k, double[] d) {
    double[][] u = s.arrays();
    for (int p = 0; p < 8; p++) {
      int x = i + (p >> 2);
      int y = j + (p >> 1 & 1);
      int z = k + (p & 1);
      int c = s.index(x, y, z);
      d[p] =
          (u[BX][s.index(x + 1, y, z)] - u[BX][c])
              + (u[BX + 1][s.index(x, y + 1, z)] - u[BX + 1][c])
              + (u[BX + 2][s.index(x, y, z + 1)] - u[BX + 2][c]);
    }
    signs(d);
    d[0] = 0;
    for (int p = 1; p < 8; p++) {
      d[p] /= 16 * Integer.bitCount(p);
    }
    signs(d);
    for (int p = 0; p < 8; p++) {
      int c = s.index(i + (p >> 2), j + (p >> 1 & 1), k + (p & 1));
      for (int axis = 0; axis < 3; axis++) {
        int bit = 4 >> axis;
        if ((p & bit) != 0) {
          u[BX + axis][c] += d[p] - d[p ^ bit];
        }
      }
    }
  }

  /**
   * Computes the Hadamard transform over the eight corners: the sums with the signs of each product
   * of axes.
   */
  private static void signs(double[] d) {
    for (int bit = 1; bit < 8; bit <<= 1) {
      for (int p = 0; p < 8; p++) {
        if ((p & bit) == 0) {
          double low = d[p];
          double high = d[p | bit];
          d[p] = low + high;
          d[p | bit] = low - high;
        }
      }
    }
  }

  /** A variable on a periodic grid, {@code values[(i*ny + j)*nz + k]}. */
  private record Lattice(double[] values, int nx, int ny, int nz) {
    /** Returns a grid of twice as many points along an axis, filled with zeros. */
    private Lattice longer(int axis) {
      int x = axis == 0 ? 2 * nx : nx;
      int y = axis == 1 ? 2 * ny : ny;
      int z = axis == 2 ? 2 * nz : nz;
      return new Lattice(new double[x * y * z], x, y, z);
    }

    private int points(int axis) {
      return axis == 0 ? nx : axis == 1 ? ny : nz;
    }

    private int stride(int axis) {
      return axis == 0 ? ny * nz : axis == 1 ? nz : 1;
    }

    /**
     * Computes the means of the lower and the upper half of each cell along an axis.
     *
     * @param limited whether the new means are limited to the range of the neighbouring means
     */
    Lattice split(int axis, boolean limited) {
      Lattice out = longer(axis);
      int n = points(axis);
      int step = stride(axis);
      for (int start : starts(axis)) {
        int to = start / (n * step) * (2 * n * step) + start % step;
        for (int i = 0; i < n; i++) {
          double b = at(start, step, n, i - 1);
          double c = at(start, step, n, i);
          double d = at(start, step, n, i + 1);
          double outer = at(start, step, n, i + 2) - at(start, step, n, i - 2);
          double offset = (22 * (d - b) - 3 * outer) * (1 / 128.0);
          if (limited) {
            double room =
                Math.min(Math.max(Math.max(b, d), c) - c, c - Math.min(Math.min(b, d), c));
            offset = Math.max(-room, Math.min(room, offset));
          }
          out.values[to + 2 * i * step] = c - offset;
          out.values[to + (2 * i + 1) * step] = c + offset;
        }
      }
      return out;
    }

    /** Inserts, along an axis, values that are interpolated halfway between the present ones. */
    Lattice between(int axis) {
      Lattice out = longer(axis);
      int n = points(axis);
      int step = stride(axis);
      for (int start : starts(axis)) {
        int to = start / (n * step) * (2 * n * step) + start % step;
        for (int i = 0; i < n; i++) {
          double near = at(start, step, n, i) + at(start, step, n, i + 1);
          double far = at(start, step, n, i - 1) + at(start, step, n, i + 2);
          out.values[to + 2 * i * step] = at(start, step, n, i);
          out.values[to + (2 * i + 1) * step] = (9 * near - far) * (1 / 16.0);
        }
      }
      return out;
    }

    private double at(int start, int step, int n, int i) {
      return values[start + Math.floorMod(i, n) * step];
    }

    /** Returns the index of the first point of each line along an axis. */
    private int[] starts(int axis) {
      int n = points(axis);
      int step = stride(axis);
      int[] starts = new int[values.length / n];
      for (int line = 0; line < starts.length; line++) {
        starts[line] = line / step * (n * step) + line % step;
      }
      return starts;
    }
  }
}
