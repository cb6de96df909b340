package larmor.mhd;

import static larmor.mhd.MhdState.RHO;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What happens to a cell whose new density falls below the floor: the mass and momentum fluxes of
 * its six faces are replaced, for both neighbours, by those of constant reconstruction (the idea of
 * first-order flux correction, Lemaster and Stone 2009, ApJ 691, 1092). Mass and momentum stay
 * conserved. The magnetic field, which has no positivity to lose, keeps its fluxes and so its
 * divergence. Cells still below the floor are raised to it, and the mass added is counted. Every
 * use is counted.
 */
final class FirstOrderFallback {
  private static final int[][] ORDER = {
    {0, 1, 2, 3, 5, 6}, {0, 2, 3, 1, 6, 4}, {0, 3, 1, 2, 4, 5},
  };

  private final MhdState shape;
  private final double floor;
  private final Hlld hlld;
  private final Ppm ppm = new Ppm(1);
  private final double[][] left = new double[6][1];
  private final double[][] right = new double[6][1];
  private final double[][] high = new double[6][1];
  private final double[][] low = new double[6][1];
  private final double[][] first = new double[6][1];
  private final double[][] second = new double[6][1];
  private final double[][] cells = new double[6][1];
  private long repaired;
  private long floored;
  private long held;
  private double massAdded;

  FirstOrderFallback(MhdState shape, double soundSpeedSquared, double floor) {
    this.shape = shape;
    this.floor = floor;
    this.hlld = new Hlld(1, soundSpeedSquared);
  }

  long repaired() {
    return repaired;
  }

  long floored() {
    return floored;
  }

  long held() {
    return held;
  }

  /** Mass added by the floor, in code units. */
  double massAdded() {
    return massAdded;
  }

  void restore(long repairedBefore, long flooredBefore, long heldBefore, double massAddedBefore) {
    repaired = repairedBefore;
    floored = flooredBefore;
    held = heldBefore;
    massAdded = massAddedBefore;
  }

  /**
   * Raises cells of the state at half a step, which is of first order already and is thrown away
   * when the step is done: no mass is added.
   *
   * @param middle Modified.
   */
  void hold(double[][] middle, int[] flagged) {
    for (int cell : flagged) {
      middle[RHO][cell] = floor;
    }
    held += flagged.length;
  }

  /**
   * @param source the state the fluxes came from. Not modified.
   * @param u Modified.
   * @param flagged cells below the floor, in rising order
   */
  void repair(double[][] source, double[][] u, double dtOverSpacing, int[] flagged) {
    Set<Long> done = new HashSet<>();
    Set<Integer> touched = new TreeSet<>();
    for (int cell : flagged) {
      int k = cell % shape.nz();
      int j = cell / shape.nz() % shape.ny();
      int i = cell / shape.nz() / shape.ny();
      repaired++;
      for (int d = 0; d < 3; d++) {
        for (int side = 0; side < 2; side++) {
          int x = i + (d == 0 ? side : 0);
          int y = j + (d == 1 ? side : 0);
          int z = k + (d == 2 ? side : 0);
          int above = shape.index(x, y, z);
          if (done.add(3L * above + d)) {
            int below = neighbour(x, y, z, d, -1);
            replace(source, u, dtOverSpacing, d, x, y, z, below, above);
            touched.add(below);
            touched.add(above);
          }
        }
      }
    }
    for (int cell : touched) {
      double rho = u[RHO][cell];
      if (!(rho >= floor)) {
        raise(u, cell, rho);
      }
    }
  }

  private void raise(double[][] u, int cell, double rho) {
    u[RHO][cell] = floor;
    floored++;
    double h = shape.spacing();
    massAdded += (floor - rho) * h * h * h;
  }

  private void replace(
      double[][] source, double[][] u, double c, int d, int x, int y, int z, int below, int above) {
    double[] bn = {source[MhdState.BX + d][above]};
    for (int v = 0; v < 6; v++) {
      for (int s = 0; s < 6; s++) {
        cells[s][0] = primitive(source, ORDER[d][v], x, y, z, d, s - 3);
      }
      ppm.faces(cells[0], cells[1], cells[2], cells[3], cells[4], low[v], left[v]);
      ppm.faces(cells[1], cells[2], cells[3], cells[4], cells[5], right[v], high[v]);
      low[v][0] = cells[2][0];
      high[v][0] = cells[3][0];
    }
    hlld.fluxes(bn, left, right, second);
    hlld.fluxes(bn, low, high, first);
    for (int v = 0; v < 4; v++) {
      int variable = v == 0 ? RHO : ORDER[d][v];
      double change = c * (first[v][0] - second[v][0]);
      u[variable][below] -= change;
      u[variable][above] += change;
    }
  }

  private int neighbour(int x, int y, int z, int d, int by) {
    return shape.index(x + (d == 0 ? by : 0), y + (d == 1 ? by : 0), z + (d == 2 ? by : 0));
  }

  private double primitive(double[][] u, int variable, int x, int y, int z, int d, int by) {
    int cell = neighbour(x, y, z, d, by);
    if (variable == RHO) {
      return u[RHO][cell];
    }
    if (variable < MhdState.BX) {
      return u[variable][cell] * (1 / u[RHO][cell]);
    }
    int e = variable - MhdState.BX;
    int i = cell / shape.nz() / shape.ny();
    int j = cell / shape.nz() % shape.ny();
    int k = cell % shape.nz();
    return 0.5 * (u[variable][cell] + u[variable][neighbour(i, j, k, e, 1)]);
  }
}
