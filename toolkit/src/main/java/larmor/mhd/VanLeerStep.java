package larmor.mhd;

import static larmor.mhd.MhdState.RHO;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import larmor.numeric.Workers;

/**
 * The undriven step of van Leer's integrator: half a step of first order, then a whole one from
 * fluxes of the state in the middle (Stone and Gardiner 2009, New Astron. 14, 139). Slabs of planes
 * are shared among the workers; the bits do not depend on how.
 */
final class VanLeerStep {
  /**
   * Planes of a slab: few enough to share work and to stop soon, many against the two of overlap.
   */
  private static final int SLAB = 32;

  private final MhdState state;
  private final Workers workers;
  private final double floor;
  private final ConcurrentLinkedQueue<FluxSweep> sweeps = new ConcurrentLinkedQueue<>();
  private final int slabs;
  private final FirstOrderFallback fallback;

  /** The state at half a step; not there before the first step and after a release. */
  private MhdState middle;

  /**
   * @param state advanced in place
   */
  VanLeerStep(IsothermalMhd scheme, MhdState state) {
    this.state = state;
    workers = scheme.workers();
    floor = scheme.densityFloor();
    CacheBlocks strips = new CacheBlocks(state);
    int threads = workers.threads();
    slabs = Math.max(1, Math.min(state.nx() / 4, Math.max(threads, state.nx() / SLAB)));
    double a2 = scheme.soundSpeed() * scheme.soundSpeed();
    for (int t = 0; t < Math.min(threads, slabs); t++) {
      sweeps.add(new FluxSweep(strips, a2));
    }
    fallback = new FirstOrderFallback(state, a2, floor);
  }

  FirstOrderFallback fallback() {
    return fallback;
  }

  /** Gives the memory of the middle state back until the next step. */
  void release() {
    middle = null;
  }

  void advance(double dtOverSpacing) {
    if (middle == null) {
      middle = state.blank();
    }
    stage(state, state, middle, 0.5 * dtOverSpacing, false);
    stage(middle, state, state, dtOverSpacing, true);
  }

  private void stage(MhdState source, MhdState base, MhdState out, double c, boolean full) {
    int nx = state.nx();
    workers.forEach(
        slabs,
        t -> {
          FluxSweep sweep = sweeps.remove();
          sweep.advance(
              source.arrays(),
              base.arrays(),
              out.arrays(),
              c,
              (int) ((long) nx * t / slabs),
              (int) ((long) nx * (t + 1) / slabs),
              full);
          sweeps.add(sweep);
        });
    int[][] low = new int[nx][];
    int plane = state.ny() * state.nz();
    workers.forEach(nx, i -> low[i] = below(out.arrays()[RHO], i * plane, plane));
    int[] flagged = Arrays.stream(low).flatMapToInt(Arrays::stream).toArray();
    if (flagged.length == 0) {
      return;
    }
    if (full) {
      fallback.repair(source.arrays(), out.arrays(), c, flagged);
    } else {
      fallback.hold(out.arrays(), flagged);
    }
  }

  /** Cells below the floor, or not numbers. */
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
