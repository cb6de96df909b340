package larmor.sky;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import larmor.numeric.Workers;
import org.apache.commons.math3.util.ArithmeticUtils;

/**
 * The transform between maps and coefficients for one pixelisation and lmax: along rings by Fourier
 * sums, across rings by Legendre sums, north and south together. Each m is summed by itself in ring
 * order, so the bits do not depend on the number of threads. Immutable and shared by threads; each
 * thread works in its own {@link TransformArrays}.
 */
final class HarmonicPlan {
  private static final int CHUNK = 4 * LegendreState.TILE;
  private static final int SMALL = 1 << 17;

  /** Where phases begin in their array, so that in large ones no cache line belongs to two m. */
  private static final int FIRST = 6;

  /** Of an array that several threads go through. */
  private static final int PARTS = 64;

  final Healpix grid;
  final int lmax;
  private final LegendreSum sum;
  private final RingFourier fourier;
  private final LegendreRecursion recursion;
  private final int stride;
  private final int leap;
  private final ConcurrentLinkedQueue<ThreadArrays> lanes = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<TransformArrays> idle = new ConcurrentLinkedQueue<>();
  private final AtomicReference<SoftReference<TransformArrays>> large = new AtomicReference<>();

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
    leap = leap(lmax + 1);
  }

  /** Whether one thread is as fast as several. */
  boolean small() {
    return (long) Alm.size(lmax) * recursion.rings <= SMALL;
  }

  /** Arrays nobody else works in, used before if there are such. */
  TransformArrays borrowed() {
    if (small()) {
      TransformArrays work = idle.poll();
      return work == null ? new TransformArrays() : work;
    }
    SoftReference<TransformArrays> kept = large.getAndSet(null);
    TransformArrays work = kept == null ? null : kept.get();
    return work == null ? new TransformArrays() : work;
  }

  /** Keeps the arrays for the next transform, large ones until memory runs short. */
  void giveBack(TransformArrays work) {
    if (small()) {
      idle.add(work);
    } else {
      large.set(new SoftReference<>(work));
    }
  }

  /** What one thread needs to sum one m or to transform one tile of rings. */
  private final class ThreadArrays {
    final LegendreState legendre = new LegendreState(recursion, sum);
    final double[][] rings = fourier.scratch();
  }

  /** The arrays of one transform at a time. */
  final class TransformArrays {
    final double[] re = new double[Alm.size(lmax)];
    final double[] im = new double[Alm.size(lmax)];
    private final double[] g = new double[fourier.size];
    private final double[] phases = new double[FIRST + stride * recursion.tiles];
    private final ThreadArrays own = new ThreadArrays();

    /**
     * Coefficients of a map into {@code re}, {@code im}.
     *
     * @param map Not modified. No empty pixels.
     * @param weights Not modified. By pixel, null for 1.
     * @param iterations of Jacobi's method: a ← a + A(map − S a)
     * @param workers null to stay on the calling thread
     */
    void analyse(double[] map, double[] weights, int iterations, Workers workers) {
      double[] left = weights == null || iterations == 0 ? null : new double[map.length];
      together(
          workers,
          (crew, lane) -> {
            transform(map, weights, crew);
            analyse(true, crew, lane);
            for (int iteration = 0; iteration < iterations; iteration++) {
              synthesise(crew, lane);
              if (left == null) {
                crew.each(
                    recursion.tiles,
                    t -> fourier.residual(g, t, phases, FIRST + t * stride, lane.rings));
              } else {
                inverse(left, crew, lane);
                crew.each(
                    PARTS,
                    part -> {
                      for (int p = part(left, part); p < part(left, part + 1); p++) {
                        left[p] = map[p] - left[p];
                      }
                    });
                transform(left, weights, crew);
              }
              analyse(false, crew, lane);
            }
          });
    }

    /**
     * The map of the coefficients in {@code re}, {@code im}.
     *
     * @param map Modified.
     */
    void synthesise(double[] map, Workers workers) {
      together(
          workers,
          (crew, lane) -> {
            synthesise(crew, lane);
            inverse(map, crew, lane);
          });
    }

    private void transform(double[] map, double[] weights, LockstepWorkers crew) {
      crew.each(
          recursion.tiles,
          t -> {
            fourier.forward(map, weights, t, g);
            fourier.phases(g, t, phases, FIRST + t * stride);
          });
    }

    private void inverse(double[] map, LockstepWorkers crew, ThreadArrays lane) {
      crew.each(
          recursion.tiles, t -> fourier.inverse(phases, t, FIRST + t * stride, map, lane.rings));
    }

    private void analyse(boolean first, LockstepWorkers crew, ThreadArrays lane) {
      double weight = grid.pixelArea();
      crew.each(
          lmax + 1,
          m -> {
            int place = place(m);
            if (first) {
              Arrays.fill(re, place, place + lmax + 1 - m, 0);
              Arrays.fill(im, place, place + lmax + 1 - m, 0);
            }
            lane.legendre.analyse(m, phases, FIRST + m * CHUNK, stride, weight, place, re, im);
          });
    }

    private void synthesise(LockstepWorkers crew, ThreadArrays lane) {
      crew.each(
          lmax + 1,
          i -> {
            int m = apart(i);
            lane.legendre.synthesise(m, re, im, place(m), phases, FIRST + m * CHUNK, stride);
          });
    }

    private void together(Workers workers, BiConsumer<LockstepWorkers, ThreadArrays> steps) {
      if (workers == null || workers.threads() == 1) {
        LockstepWorkers.run(null, crew -> steps.accept(crew, own));
        return;
      }
      LockstepWorkers.run(
          workers,
          crew -> {
            ThreadArrays polled = lanes.poll();
            ThreadArrays lane = polled == null ? new ThreadArrays() : polled;
            steps.accept(crew, lane);
            lanes.add(lane);
          });
    }
  }

  /** Where one of the parts of an array begins. */
  private static int part(double[] a, int part) {
    return (int) ((long) a.length * part / PARTS);
  }

  /** The m's in an order in which those that threads write at once are not neighbours in memory. */
  private int apart(int i) {
    return (int) ((long) i * leap % (lmax + 1));
  }

  /** A number without a common factor with n, near a third of it. */
  private static int leap(int n) {
    int leap = Math.max(1, n / 3);
    while (ArithmeticUtils.gcd(leap, n) > 1) {
      leap++;
    }
    return leap;
  }

  /** The place of a_mm. */
  int place(int m) {
    return m * (2 * lmax + 1 - m) / 2 + m;
  }
}
