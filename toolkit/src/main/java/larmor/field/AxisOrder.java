package larmor.field;

import larmor.field.io.FileArray;
import larmor.numeric.Workers;

/**
 * The order of the axes of an array: for each coordinate, the axis along which it runs. Axis 0 is
 * the slowest, axis 2 the fastest.
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
   * The order of the axes in which the field has the smallest divergence.
   *
   * @param order the order of the axes
   * @param divergence relative divergence of the field in this order
   * @param usual relative divergence in the usual order of the format
   * @param worst the largest relative divergence of all orders
   */
  record Choice(AxisOrder order, double divergence, double usual, double worst) {}

  /** Returns the order of the axes that is usual in the format of an array. */
  static AxisOrder usual(FileArray array) {
    return array.xFastest() ? FITS : C;
  }

  /**
   * Chooses the order in which the divergence is smallest, but keeps the usual order unless another
   * order has less than 95 % of its divergence.
   */
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

  /**
   * Returns a cube with x as the slowest axis, made of a cube whose axes are still in the order of
   * the file.
   */
  FieldCube arranged(FieldCube cube) {
    return x == 0 && y == 1 ? cube : permuted(cube, new int[] {x, y, z}, new int[] {0, 1, 2});
  }

  /**
   * Returns the same field with its axes renamed cyclically: the coordinate {@code first} becomes
   * x, the next coordinate y, and the last z.
   */
  static FieldCube renamed(FieldCube cube, int first) {
    int[] cyclic = {first, (first + 1) % 3, (first + 2) % 3};
    return permuted(cube, cyclic, cyclic);
  }

  /**
   * Returns a cube whose coordinate c runs along axis {@code axes[c]} of the given cube, and whose
   * component c is component {@code components[c]} of it.
   */
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

  /** Returns the order in the words of FITS, such as "NAXIS1 = x", the fastest axis first. */
  @Override
  public String toString() {
    String[] names = coordinates();
    return "NAXIS1 = " + names[2] + ", NAXIS2 = " + names[1] + ", NAXIS3 = " + names[0];
  }

  /**
   * Returns the order in words, from the slowest axis to the fastest, as is usual for arrays in C.
   */
  String fromTheSlowest() {
    String[] names = coordinates();
    return names[0] + " slowest, " + names[1] + ", " + names[2] + " fastest";
  }
}
