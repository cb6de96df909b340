package larmor.mhd;

import static larmor.mhd.MhdState.RHO;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import larmor.numeric.Workers;

/**
 * The time step of the van Leer integrator without driving: a first-order predictor over half a
 * step, then a whole step with the fluxes of the predicted state (Stone and Gardiner 2009, New
 * Astron. 14, 139). Each worker thread computes slabs of planes; the result has the same bits for
 * any number of threads.
 */
final class VanLeerStep {
  /**
   * The number of planes in a slab. It is small enough to distribute the work evenly and to let an
   * interrupt take effect soon, and large compared with the two planes that neighbouring slabs both
   * compute.
   */
  private static final int SLAB = 32;

  private final MhdState state;
  private final Workers workers;
  private final double floor;
  private final ConcurrentLinkedQueue<FiniteVolumeUpdate> idle = new ConcurrentLinkedQueue<>();
  private final int slabs;
  private final FirstOrderFluxCorrection correction;

  /** The state at half a step; null before the first step and after {@link #release}. */
  private MhdState middle;

  /**
   * Allocates one set of work arrays for each thread.
   *
   * @param state the flow, which {@link #advance} modifies
   */
  VanLeerStep(IsothermalMhd scheme, MhdState state) {
    this.state = state;
    workers = scheme.workers();
    floor = scheme.densityFloor();
    CacheBlocks blocks = new CacheBlocks(state);
    int threads = workers.threads();
    slabs = Math.max(1, Math.min(state.nx() / 4, Math.max(threads, state.nx() / SLAB)));
    double a2 = scheme.soundSpeed() * scheme.soundSpeed();
    for (int t = 0; t < Math.min(threads, slabs); t++) {
      idle.add(new FiniteVolumeUpdate(blocks, a2));
    }
    correction = new FirstOrderFluxCorrection(state, a2, floor);
  }

  /** Returns the treatment of cells below the floor, with its counts. */
  FirstOrderFluxCorrection correction() {
    return correction;
  }

  /** Frees the memory of the state at half a step until the next step. */
  void release() {
    middle = null;
  }

  /**
   * Advances the state by one step.
   *
   * @param dtOverSpacing time step over the side of a cell
   */
  void advance(double dtOverSpacing) {
    if (middle == null) {
      middle = state.blank();
    }
    stage(state, state, middle, 0.5 * dtOverSpacing, false);
    stage(middle, state, state, dtOverSpacing, true);
  }

  /**
   * Computes one stage: writes base + c · change of source to out, then applies the density floor.
   */
  private void stage(MhdState source, MhdState base, MhdState out, double c, boolean full) {
    int nx = state.nx();
    workers.forEach(
        slabs,
        t -> {
          FiniteVolumeUpdate update = idle.remove();
          update.advance(
              source.arrays(),
              base.arrays(),
              out.arrays(),
              c,
              (int) ((long) nx * t / slabs),
              (int) ((long) nx * (t + 1) / slabs),
              full);
          idle.add(update);
        });
    int[][] low = new int[nx][];
    int plane = state.ny() * state.nz();
    workers.forEach(nx, i -> low[i] = below(out.arrays()[RHO], i * plane, plane));
    int[] flagged = Arrays.stream(low).flatMapToInt(Arrays::stream).toArray();
    if (flagged.length == 0) {
      return;
    }
    if (full) {
      correction.repair(source.arrays(), out.arrays(), c, flagged);
    } else {
      correction.hold(out.arrays(), flagged);
    }
  }

  /**
   * Returns the indices of the cells whose density is below the floor or NaN, among n cells from
   * index {@code from}.
   */
  private int[] below(double[] rho, int from, int n) {
    int count = 0;
    for (int c = from; c < from + n; c++) {
      if (!(rho[c] >= floor)) {
        count++;
      }
    }
    int[] cells = new int[count];
    for (int c = from; count > 0; c++) {
      if (!(rho[c] >= floor)) {
        cells[cells.length - count--] = c;
      }
    }
    return cells;
  }
}
