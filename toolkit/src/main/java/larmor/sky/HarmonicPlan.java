package larmor.sky;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import larmor.numeric.Workers;

/**
 * The transform between maps and coefficients for one pixelisation and lmax: along rings by Fourier
 * sums, across rings by Legendre sums, north and south together. Each m is summed by itself in ring
 * order, so the bits do not depend on the number of threads. Immutable and shared by threads; each
 * thread works in its own {@link Work}.
 */
final class HarmonicPlan {
  private static final int CHUNK = 4 * LegendreState.TILE;
  private static final int SMALL = 1 << 17;

  final Healpix grid;
  final int lmax;
  private final LegendreSum sum;
  private final RingFourier fourier;
  private final LegendreRecursion recursion;
  private final int stride;
  private final ConcurrentLinkedQueue<Lane> lanes = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Work> idle = new ConcurrentLinkedQueue<>();

  HarmonicPlan(Healpix grid, int lmax) {
    this(grid, lmax, LegendreSum.fastest());
  }

  HarmonicPlan(Healpix grid, int lmax, LegendreSum sum) {
    this.grid = grid;
    this.lmax = lmax;
    this.sum = sum;
    fourier = new RingFourier(grid, lmax);
    recursion = new LegendreRecursion(grid, lmax);
    stride = CHUNK * (lmax + 1);
  }

  /** Whether one thread is as fast as several. */
  boolean small() {
    return (long) Alm.size(lmax) * recursion.rings <= SMALL;
  }

  /** Arrays nobody else works in, used before if there are such. */
  Work borrowed() {
    Work work = idle.poll();
    return work == null ? new Work() : work;
  }

  /** Keeps the arrays of a small transform for the next. */
  void giveBack(Work work) {
    if (small()) {
      idle.add(work);
    }
  }

  /** What one thread needs to sum one m or to transform one tile of rings. */
  private final class Lane {
    final LegendreState legendre = new LegendreState(recursion, sum);
    final double[][] rings = fourier.scratch();
  }

  /** The arrays of one transform at a time. */
  final class Work {
    final double[] re = new double[Alm.size(lmax)];
    final double[] im = new double[Alm.size(lmax)];
    private final double[] g = new double[fourier.size];
    private final double[] phases = new double[stride * recursion.tiles];
    private final Lane own = new Lane();

    /**
     * Coefficients of a map into {@code re}, {@code im}.
     *
     * @param map Not modified. No empty pixels.
     * @param weights Not modified. By pixel, null for 1.
     * @param iterations of Jacobi's method: a ← a + A(map − S a)
     * @param workers null to stay on the calling thread
     */
    void analyse(double[] map, double[] weights, int iterations, Workers workers) {
      Arrays.fill(re, 0);
      Arrays.fill(im, 0);
      transform(map, weights, workers);
      analyse(workers);
      double[] left = weights == null || iterations == 0 ? null : new double[map.length];
      for (int iteration = 0; iteration < iterations; iteration++) {
        if (left == null) {
          synthesise(workers);
          each(
              workers,
              recursion.tiles,
              (t, lane) -> fourier.residual(g, t, phases, t * stride, lane.rings));
        } else {
          synthesise(left, workers);
          for (int p = 0; p < left.length; p++) {
            left[p] = map[p] - left[p];
          }
          transform(left, weights, workers);
        }
        analyse(workers);
      }
    }

    /**
     * The map of the coefficients in {@code re}, {@code im}.
     *
     * @param map Modified.
     */
    void synthesise(double[] map, Workers workers) {
      synthesise(workers);
      each(
          workers,
          recursion.tiles,
          (t, lane) -> fourier.inverse(phases, t, t * stride, map, lane.rings));
    }

    private void transform(double[] map, double[] weights, Workers workers) {
      each(
          workers,
          recursion.tiles,
          (t, lane) -> {
            fourier.forward(map, weights, t, g);
            fourier.phases(g, t, phases, t * stride);
          });
    }

    private void analyse(Workers workers) {
      double weight = grid.pixelArea();
      each(
          workers,
          lmax + 1,
          (m, lane) ->
              lane.legendre.analyse(m, phases, m * CHUNK, stride, weight, place(m), re, im));
    }

    private void synthesise(Workers workers) {
      each(
          workers,
          lmax + 1,
          (m, lane) -> lane.legendre.synthesise(m, re, im, place(m), phases, m * CHUNK, stride));
    }

    private void each(Workers workers, int count, Task task) {
      if (workers == null || workers.threads() == 1) {
        for (int i = 0; i < count; i++) {
          Workers.stopIfInterrupted();
          task.accept(i, own);
        }
        return;
      }
      workers.forEach(
          count,
          i -> {
            Lane lane = lanes.poll();
            lane = lane == null ? new Lane() : lane;
            task.accept(i, lane);
            lanes.add(lane);
          });
    }
  }

  private interface Task {
    void accept(int index, Lane lane);
  }

  /** The place of a_mm. */
  int place(int m) {
    return m * (2 * lmax + 1 - m) / 2 + m;
  }
}
