package larmor.sky;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import larmor.numeric.Workers;
import org.apache.commons.math3.util.ArithmeticUtils;

/**
 * The spherical-harmonic transform between maps and coefficients for one pixelisation and one lmax.
 * It consists of Fourier sums along rings and Legendre sums across rings, in which each ring is
 * combined with its mirror image south of the equator. The sums of each m run over the rings in a
 * fixed order on one thread, so the bits do not depend on the number of threads. Immutable, and
 * shared by threads; the arrays of a transform are in a {@link Workspace}.
 */
final class HarmonicPlan {
  /** The number of values that belong to one m in a tile of the phases. */
  private static final int CHUNK = 4 * LegendreState.TILE;

  /** The number of operations of a Legendre sum below which a second thread saves no time. */
  private static final int SMALL = 1 << 17;

  /**
   * The index of the first phase, chosen so that in large arrays the phases of two m share no cache
   * line.
   */
  private static final int FIRST = 6;

  /** The number of sections of a map that threads process as separate tasks. */
  private static final int SECTIONS = 64;

  final Healpix grid;
  final int lmax;
  private final LegendreSum sum;
  private final RingFourier fourier;
  private final LegendreRecursion recursion;
  private final int stride;
  private final int step;
  private final ConcurrentLinkedQueue<ThreadWorkspace> threadPool = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Workspace> smallPool = new ConcurrentLinkedQueue<>();
  private final AtomicReference<SoftReference<Workspace>> largePool = new AtomicReference<>();

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
    step = coprimeStep(lmax + 1);
  }

  /** Returns whether the transform is so small that one thread is as fast as several. */
  boolean small() {
    return (long) Alm.size(lmax) * recursion.rings <= SMALL;
  }

  /** Takes a workspace out of the pool, or makes one if the pool is empty. */
  Workspace takeWorkspace() {
    if (small()) {
      Workspace pooled = smallPool.poll();
      return pooled == null ? new Workspace() : pooled;
    }
    SoftReference<Workspace> kept = largePool.getAndSet(null);
    Workspace pooled = kept == null ? null : kept.get();
    return pooled == null ? new Workspace() : pooled;
  }

  /** Puts a workspace into the pool. The garbage collector may clear a large workspace. */
  void returnWorkspace(Workspace workspace) {
    if (small()) {
      smallPool.add(workspace);
    } else {
      largePool.set(new SoftReference<>(workspace));
    }
  }

  /** The arrays in which one thread computes the sums of one m or transforms one tile of rings. */
  private final class ThreadWorkspace {
    final LegendreState legendre = new LegendreState(recursion, sum);
    final double[][] rings = fourier.scratch();
  }

  /** The arrays of one transform at a time. */
  final class Workspace {
    final double[] re = new double[Alm.size(lmax)];
    final double[] im = new double[Alm.size(lmax)];
    private final double[] ringSpectra = new double[fourier.size];
    private final double[] phases = new double[FIRST + stride * recursion.tiles];
    private final ThreadWorkspace own = new ThreadWorkspace();

    /**
     * Computes the coefficients {@code re} and {@code im} of a map.
     *
     * @param map values of a map without empty pixels. Not modified.
     * @param weights quadrature weight of each pixel; null for weights of 1. Not modified.
     * @param iterations number of iterations of Jacobi's method, a ← a + A(map − S a), where A is
     *     the analysis and S the synthesis
     * @param workers threads; null to stay on the calling thread
     */
    void analyse(double[] map, double[] weights, int iterations, Workers workers) {
      double[] residual = weights == null || iterations == 0 ? null : new double[map.length];
      run(
          workers,
          (group, thread) -> {
            transformRings(map, weights, group);
            analyse(true, group, thread);
            for (int iteration = 0; iteration < iterations; iteration++) {
              synthesise(group, thread);
              if (residual == null) {
                group.each(
                    recursion.tiles,
                    t ->
                        fourier.residual(ringSpectra, t, phases, FIRST + t * stride, thread.rings));
              } else {
                invertRings(residual, group, thread);
                group.each(
                    SECTIONS,
                    i -> {
                      for (int p = section(residual, i); p < section(residual, i + 1); p++) {
                        residual[p] = map[p] - residual[p];
                      }
                    });
                transformRings(residual, weights, group);
              }
              analyse(false, group, thread);
            }
          });
    }

    /**
     * Computes the map that has the coefficients {@code re} and {@code im}.
     *
     * @param map Modified. The values of the map.
     * @param workers threads; null to stay on the calling thread
     */
    void synthesise(double[] map, Workers workers) {
      run(
          workers,
          (group, thread) -> {
            synthesise(group, thread);
            invertRings(map, group, thread);
          });
    }

    private void transformRings(double[] map, double[] weights, LockstepWorkers group) {
      group.each(
          recursion.tiles,
          t -> {
            fourier.forward(map, weights, t, ringSpectra);
            fourier.phases(ringSpectra, t, phases, FIRST + t * stride);
          });
    }

    private void invertRings(double[] map, LockstepWorkers group, ThreadWorkspace thread) {
      group.each(
          recursion.tiles, t -> fourier.inverse(phases, t, FIRST + t * stride, map, thread.rings));
    }

    private void analyse(boolean first, LockstepWorkers group, ThreadWorkspace thread) {
      double weight = grid.pixelArea();
      group.each(
          lmax + 1,
          m -> {
            int start = Alm.index(lmax, m, m);
            if (first) {
              Arrays.fill(re, start, start + lmax + 1 - m, 0);
              Arrays.fill(im, start, start + lmax + 1 - m, 0);
            }
            thread.legendre.analyse(m, phases, FIRST + m * CHUNK, stride, weight, start, re, im);
          });
    }

    private void synthesise(LockstepWorkers group, ThreadWorkspace thread) {
      group.each(
          lmax + 1,
          i -> {
            int m = scattered(i);
            int start = Alm.index(lmax, m, m);
            thread.legendre.synthesise(m, re, im, start, phases, FIRST + m * CHUNK, stride);
          });
    }

    private void run(Workers workers, BiConsumer<LockstepWorkers, ThreadWorkspace> steps) {
      if (workers == null || workers.threads() == 1) {
        LockstepWorkers.run(null, group -> steps.accept(group, own));
        return;
      }
      LockstepWorkers.run(
          workers,
          group -> {
            ThreadWorkspace pooled = threadPool.poll();
            ThreadWorkspace thread = pooled == null ? new ThreadWorkspace() : pooled;
            steps.accept(group, thread);
            threadPool.add(thread);
          });
    }
  }

  /** Returns the index at which a section of an array begins. */
  private static int section(double[] a, int i) {
    return (int) ((long) a.length * i / SECTIONS);
  }

  /**
   * Returns the i-th m of an order in which threads write at the same time to places far apart in
   * memory.
   */
  private int scattered(int i) {
    return (int) ((long) i * step % (lmax + 1));
  }

  /** Returns a number near n / 3 that has no common factor with n. */
  private static int coprimeStep(int n) {
    int step = Math.max(1, n / 3);
    while (ArithmeticUtils.gcd(step, n) > 1) {
      step++;
    }
    return step;
  }
}
