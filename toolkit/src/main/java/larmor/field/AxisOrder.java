package larmor.field;

import larmor.field.io.FileArray;
import larmor.numeric.Workers;

/**
 * Which axis of an array each coordinate runs along: 0 is the slowest axis, 2 the fastest.
 *
 * @param x the array axis of x
 * @param y the array axis of y
 * @param z the array axis of z
 */
record AxisOrder(int x, int y, int z) {
  /** The usual order in FITS files: x is the fastest axis. */
  static final AxisOrder FITS = new AxisOrder(2, 1, 0);

  /** The usual order of arrays in C: x is the slowest axis. */
  static final AxisOrder C = new AxisOrder(0, 1, 2);

  static final AxisOrder[] ALL = {
    FITS,
    C,
    new AxisOrder(0, 2, 1),
    new AxisOrder(1, 0, 2),
    new AxisOrder(1, 2, 0),
    new AxisOrder(2, 0, 1)
  };

  /**
   * The order of least divergence.
   *
   * @param order of the axes
   * @param divergence relative divergence in it
   * @param usual relative divergence in the usual order
   * @param worst the largest relative divergence of all orders
   */
  record Choice(AxisOrder order, double divergence, double usual, double worst) {}

  /** The usual order of the axes of an array. */
  static AxisOrder usual(FileArray array) {
    return array.xFastest() ? FITS : C;
  }

  /** Chooses the order of least divergence; the usual one unless another has at least 5 % less. */
  static Choice choose(FieldModes modes, AxisOrder usual) {
    double inUsual = usual.divergence(modes);
    Choice best = new Choice(usual, inUsual, inUsual, inUsual);
    double limit = 0.95 * inUsual;
    for (AxisOrder o : ALL) {
      double d = o.divergence(modes);
      boolean better = d < Math.min(limit, best.divergence);
      best =
          new Choice(
              better ? o : best.order,
              better ? d : best.divergence,
              inUsual,
              Math.max(d, best.worst));
    }
    return best;
  }

  private double divergence(FieldModes modes) {
    return modes.relativeDivergence(x, y, z);
  }

  /** The samples with x slowest, of a cube whose axes are still as in the file. */
  FieldCube arranged(FieldCube cube) {
    return x == 0 && y == 1 ? cube : permuted(cube, new int[] {x, y, z}, new int[] {0, 1, 2});
  }

  /**
   * The same field with its axes renamed cyclically: coordinate {@code first} becomes x, the next
   * one y.
   */
  static FieldCube renamed(FieldCube cube, int first) {
    int[] cyclic = {first, (first + 1) % 3, (first + 2) % 3};
    return permuted(cube, cyclic, cyclic);
  }

  /** Coordinate c is axis {@code axes[c]} of the cube, component c its {@code components[c]}. */
  private static FieldCube permuted(FieldCube cube, int[] axes, int[] components) {
    int n = cube.points();
    float[][] b = cube.raw();
    float[][] out = FieldCube.planes(n);
    Workers.all()
        .forEach(
            n,
            i -> {
              int[] index = new int[3];
              float[] plane = out[i];
              int p = 0;
              index[axes[0]] = i;
              for (int j = 0; j < n; j++) {
                index[axes[1]] = j;
                for (int k = 0; k < n; k++) {
                  index[axes[2]] = k;
                  float[] from = b[index[0]];
                  int q = 3 * (index[1] * n + index[2]);
                  for (int c = 0; c < 3; c++) {
                    plane[p++] = from[q + components[c]];
                  }
                }
              }
            });
    return FieldCube.wrap(n, out);
  }

  private String[] coordinates() {
    String[] names = new String[3];
    names[x] = "x";
    names[y] = "y";
    names[z] = "z";
    return names;
  }

  /** The order as FITS states it, the fastest axis first. */
  @Override
  public String toString() {
    String[] names = coordinates();
    return "NAXIS1 = " + names[2] + ", NAXIS2 = " + names[1] + ", NAXIS3 = " + names[0];
  }

  /** The order from the slowest axis, as for arrays of C. */
  String fromTheSlowest() {
    String[] names = coordinates();
    return names[0] + " slowest, " + names[1] + ", " + names[2] + " fastest";
  }
}
