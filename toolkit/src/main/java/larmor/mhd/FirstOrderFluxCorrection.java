package larmor.mhd;

import static larmor.mhd.FiniteVolumeUpdate.ORDER;
import static larmor.mhd.MhdState.RHO;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The treatment of cells whose density falls below the floor in a step. The mass and momentum
 * fluxes through their six faces are replaced, for the cells on both sides, by first-order fluxes
 * (first-order flux correction, Lemaster and Stone 2009, ApJ 691, 1092), so that mass and momentum
 * stay conserved. The fluxes of the magnetic field are not replaced, so that its divergence does
 * not change; this is possible because its components may have any sign. The density of a cell that
 * is still below the floor is raised to the floor. The number of cells treated in each way and the
 * mass added are recorded.
 */
final class FirstOrderFluxCorrection {
  private final MhdState shape;
  private final double floor;
  private final Hlld hlld;
  private final Ppm ppm = new Ppm(1);
  private final double[][] left = new double[6][1];
  private final double[][] right = new double[6][1];
  private final double[][] high = new double[6][1];
  private final double[][] low = new double[6][1];
  private final double[][] lowOrder = new double[6][1];
  private final double[][] highOrder = new double[6][1];
  private final double[][] cells = new double[6][1];
  private long repaired;
  private long floored;
  private long held;
  private double massAdded;

  /**
   * Creates a correction with all counts at zero.
   *
   * @param shape state whose grid has the shape of that of the flow
   * @param soundSpeedSquared square of the sound speed in code units
   * @param floor smallest allowed density
   */
  FirstOrderFluxCorrection(MhdState shape, double soundSpeedSquared, double floor) {
    this.shape = shape;
    this.floor = floor;
    this.hlld = new Hlld(1, soundSpeedSquared);
  }

  /** Returns the number of cell updates so far in which mass and momentum fluxes were replaced. */
  long repaired() {
    return repaired;
  }

  /**
   * Returns the number of cell updates so far in which the density was raised to the floor after a
   * whole step.
   */
  long floored() {
    return floored;
  }

  /**
   * Returns the number of cell updates so far in which the density was raised to the floor at half
   * a step.
   */
  long held() {
    return held;
  }

  /** Returns the mass that the density floor has added so far, in code units. */
  double massAdded() {
    return massAdded;
  }

  /** Sets the counts to those of a checkpoint or of a coarser grid. */
  void restore(long repairedBefore, long flooredBefore, long heldBefore, double massAddedBefore) {
    repaired = repairedBefore;
    floored = flooredBefore;
    held = heldBefore;
    massAdded = massAddedBefore;
  }

  /**
   * Raises the density of cells to the floor in the state at half a step. This state is already of
   * first order and is discarded at the end of the step, so that no mass is added to the flow.
   *
   * @param middle arrays of the state at half a step. Modified.
   * @param flagged indices of the cells below the floor
   */
  void hold(double[][] middle, int[] flagged) {
    for (int cell : flagged) {
      middle[RHO][cell] = floor;
    }
    held += flagged.length;
  }

  /**
   * Replaces the fluxes of cells below the floor after a whole step, and raises the density of
   * cells that are still below it.
   *
   * @param source state from which the fluxes were computed. Not modified.
   * @param u state after the step. Modified.
   * @param dtOverSpacing time step over the side of a cell
   * @param flagged indices of the cells below the floor, in rising order
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

  /** Replaces the fluxes through one face, between the cells {@code below} and {@code above}. */
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
    hlld.fluxes(bn, left, right, highOrder);
    hlld.fluxes(bn, low, high, lowOrder);
    for (int v = 0; v < 4; v++) {
      int variable = v == 0 ? RHO : ORDER[d][v];
      double change = c * (lowOrder[v][0] - highOrder[v][0]);
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
