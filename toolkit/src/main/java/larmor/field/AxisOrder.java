package larmor.field;

import larmor.numeric.Workers;

/**
 * Which axis of an array each coordinate runs along: 0 is the slowest, 2 the fastest.
 *
 * @param x the array axis of x, likewise {@code y} and {@code z}
 */
record AxisOrder(int x, int y, int z) {
  /** The habit of FITS: x is the fastest. */
  static final AxisOrder FITS = new AxisOrder(2, 1, 0);

  /** The habit of arrays in C: x is the slowest. */
  static final AxisOrder C = new AxisOrder(0, 1, 2);

  static final AxisOrder[] ALL = {
    FITS,
    C,
    new AxisOrder(0, 2, 1),
    new AxisOrder(1, 0, 2),
    new AxisOrder(1, 2, 0),
    new AxisOrder(2, 0, 1)
  };

  /** The order of least divergence, with that and the largest one. */
  record Choice(AxisOrder order, double divergence, double usual, double worst) {}

  /** The best order; the usual one unless another is at least 5 % better. */
  static Choice choose(FieldModes modes, AxisOrder usual) {
    double trusted = usual.divergence(modes);
    Choice best = new Choice(usual, trusted, trusted, trusted);
    double limit = 0.95 * trusted;
    for (AxisOrder o : ALL) {
      double d = o.divergence(modes);
      boolean better = d < Math.min(limit, best.divergence);
      best =
          new Choice(
              better ? o : best.order,
              better ? d : best.divergence,
              trusted,
              Math.max(d, best.worst));
    }
    return best;
  }

  private double divergence(FieldModes modes) {
    return modes.relativeDivergence(x, y, z);
  }

  /** The samples with x slowest, of a cube whose axes are as in the file. */
  FieldCube arranged(FieldCube cube) {
    return x == 0 && y == 1 ? cube : taken(cube, new int[] {x, y, z}, new int[] {0, 1, 2});
  }

  /**
   * The same field seen from turned axes: coordinate {@code first} is called x, and so on round.
   */
  static FieldCube turned(FieldCube cube, int first) {
    int[] round = {first, (first + 1) % 3, (first + 2) % 3};
    return taken(cube, round, round);
  }

  /** Coordinate c from an axis of the cube, component c from one of its components. */
  private static FieldCube taken(FieldCube cube, int[] axes, int[] components) {
    int n = cube.points();
    float[][] b = cube.raw();
    float[][] out = FieldCube.planes(n);
    Workers.all()
        .forEach(
            n,
            i -> {
              int[] place = new int[3];
              float[] plane = out[i];
              int p = 0;
              place[axes[0]] = i;
              for (int j = 0; j < n; j++) {
                place[axes[1]] = j;
                for (int k = 0; k < n; k++) {
                  place[axes[2]] = k;
                  float[] from = b[place[0]];
                  int q = 3 * (place[1] * n + place[2]);
                  for (int c = 0; c < 3; c++) {
                    plane[p++] = from[q + components[c]];
                  }
                }
              }
            });
    return FieldCube.wrap(n, out);
  }

  @Override
  public String toString() {
    String[] names = new String[3];
    names[x] = "x";
    names[y] = "y";
    names[z] = "z";
    return "NAXIS1 = " + names[2] + ", NAXIS2 = " + names[1] + ", NAXIS3 = " + names[0];
  }

  /** As programmers say it: {@link #toString} is the way of FITS. */
  String fromTheSlowest() {
    String[] names = new String[3];
    names[x] = "x";
    names[y] = "y";
    names[z] = "z";
    return names[0] + " slowest, " + names[1] + ", " + names[2] + " fastest";
  }
}
