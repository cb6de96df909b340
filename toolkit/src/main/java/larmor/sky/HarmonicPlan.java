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
  private static final int TABLE_LIMIT = 1 << 20;
  private static final int BLOCK = 128;

  final Healpix grid;
  final int lmax;
  private final int half;
  private final RingFourier fourier;
  private final LegendreRows legendre;
  private final double[][] table;
  private final ConcurrentLinkedQueue<Lane> lanes = new ConcurrentLinkedQueue<>();

  HarmonicPlan(Healpix grid, int lmax) {
    this.grid = grid;
    this.lmax = lmax;
    half = 2 * grid.nside();
    fourier = new RingFourier(grid);
    legendre = new LegendreRows(grid, lmax);
    if ((long) Alm.size(lmax) * half <= TABLE_LIMIT) {
      table = new double[lmax + 1][];
      LegendreRows.Scratch scratch = legendre.new Scratch(half);
      for (int m = 0; m <= lmax; m++) {
        double[] rows = new double[(lmax - m + 1) * half];
        legendre.fill(m, 0, half, rows, scratch);
        table[m] = rows;
      }
    } else {
      table = null;
    }
  }

  /** Whether one thread is as fast as several: the whole Legendre table is kept. */
  boolean small() {
    return table != null;
  }

  /** What one thread needs to sum one m. */
  private final class Lane {
    final double[] evenRe = new double[half];
    final double[] evenIm = new double[half];
    final double[] oddRe = new double[half];
    final double[] oddIm = new double[half];
    final double[] phase = new double[4];
    final double[] rows = table == null ? new double[(lmax + 1) * BLOCK] : null;
    final LegendreRows.Scratch scratch = table == null ? legendre.new Scratch(BLOCK) : null;
  }

  /** The arrays of one transform at a time. */
  final class Work {
    final double[] re = new double[Alm.size(lmax)];
    final double[] im = new double[Alm.size(lmax)];
    private final double[] g = new double[fourier.size];
    private final double[] residual = new double[fourier.size];
    private final double[] phases = new double[4 * half * (lmax + 1)];
    private final Lane lane = new Lane();

    /**
     * Coefficients of a map into {@code re}, {@code im}.
     *
     * @param map Not modified. No empty pixels.
     * @param iterations of Jacobi's method: a ← a + A(map − S a)
     * @param workers null to stay on the calling thread
     */
    void analyse(double[] map, int iterations, Workers workers) {
      each(workers, fourier.rings, i -> fourier.forward(map, i + 1, g));
      Arrays.fill(re, 0);
      Arrays.fill(im, 0);
      each(workers, lmax + 1, m -> onLane(workers, lane, l -> legendreAnalysis(m, g, re, im, l)));
      for (int iteration = 0; iteration < iterations; iteration++) {
        toRings(workers, residual);
        each(workers, fourier.rings, i -> fourier.subtract(g, residual, i + 1));
        each(
            workers,
            lmax + 1,
            m -> onLane(workers, lane, l -> legendreAnalysis(m, residual, re, im, l)));
      }
    }

    /**
     * The map of the coefficients in {@code re}, {@code im}.
     *
     * @param map Modified.
     */
    void synthesise(double[] map, Workers workers) {
      toRings(workers, g);
      each(workers, fourier.rings, i -> fourier.inverse(g, i + 1, map));
    }

    private void toRings(Workers workers, double[] spectrum) {
      each(
          workers,
          lmax + 1,
          m -> onLane(workers, lane, l -> legendreSynthesis(m, re, im, phases, l)));
      each(workers, half, r -> fold(r, phases, spectrum));
    }
  }

  private static void each(Workers workers, int count, java.util.function.IntConsumer task) {
    if (workers == null) {
      for (int i = 0; i < count; i++) {
        Workers.stopIfInterrupted();
        task.accept(i);
      }
    } else {
      workers.forEach(count, task);
    }
  }

  private void onLane(Workers workers, Lane own, java.util.function.Consumer<Lane> task) {
    if (workers == null) {
      task.accept(own);
      return;
    }
    Lane lane = lanes.poll();
    lane = lane == null ? new Lane() : lane;
    task.accept(lane);
    lanes.add(lane);
  }

  /** Adds (4π/pixels) Σ_rings λ_lm Σ_p f e^{−imφ} to a_lm for l = m … lmax. */
  private void legendreAnalysis(int m, double[] g, double[] re, double[] im, Lane lane) {
    double[] p = lane.phase;
    for (int r = 0; r < half; r++) {
      fourier.phase(g, r + 1, m, p, 0);
      if (r < half - 1) {
        fourier.phase(g, 2 * half - 1 - r, m, p, 2);
      } else {
        p[2] = 0;
        p[3] = 0;
      }
      lane.evenRe[r] = p[0] + p[2];
      lane.evenIm[r] = p[1] + p[3];
      lane.oddRe[r] = p[0] - p[2];
      lane.oddIm[r] = p[1] - p[3];
    }
    int place = m * (2 * lmax + 1 - m) / 2 + m;
    if (table != null) {
      analyse(m, 0, table[m], 0, half, place, re, im, lane);
      return;
    }
    for (int r = 0; r < half; r += BLOCK) {
      int end = Math.min(half, r + BLOCK);
      int first = legendre.fill(m, r, end, lane.rows, lane.scratch);
      analyse(m, first, lane.rows, r, end, place, re, im, lane);
    }
  }

  private void analyse(
      int m,
      int first,
      double[] rows,
      int r0,
      int r1,
      int place,
      double[] re,
      double[] im,
      Lane lane) {
    int width = r1 - r0;
    int count = lmax - m + 1;
    double weight = grid.pixelArea();
    for (int parity = 0; parity < 2; parity++) {
      double[] x = parity == 0 ? lane.evenRe : lane.oddRe;
      double[] y = parity == 0 ? lane.evenIm : lane.oddIm;
      int i = first + ((first + parity) & 1);
      for (; i + 2 < count; i += 4) {
        int one = i * width;
        int two = one + 2 * width;
        double xOne = 0;
        double yOne = 0;
        double xTwo = 0;
        double yTwo = 0;
        for (int r = 0; r < width; r++) {
          double u = x[r0 + r];
          double v = y[r0 + r];
          double a = rows[one + r];
          double b = rows[two + r];
          xOne += a * u;
          yOne += a * v;
          xTwo += b * u;
          yTwo += b * v;
        }
        re[place + i] += weight * xOne;
        im[place + i] += weight * yOne;
        re[place + i + 2] += weight * xTwo;
        im[place + i + 2] += weight * yTwo;
      }
      if (i < count) {
        double sumX = 0;
        double sumY = 0;
        for (int r = 0; r < width; r++) {
          sumX += rows[i * width + r] * x[r0 + r];
          sumY += rows[i * width + r] * y[r0 + r];
        }
        re[place + i] += weight * sumX;
        im[place + i] += weight * sumY;
      }
    }
  }

  /** Writes Δ_m = Σ_l a_lm λ_lm on every ring to {@code phases}. */
  private void legendreSynthesis(int m, double[] re, double[] im, double[] phases, Lane lane) {
    Arrays.fill(lane.evenRe, 0);
    Arrays.fill(lane.evenIm, 0);
    Arrays.fill(lane.oddRe, 0);
    Arrays.fill(lane.oddIm, 0);
    int place = m * (2 * lmax + 1 - m) / 2 + m;
    if (table != null) {
      synthesise(m, 0, table[m], 0, half, place, re, im, lane);
    } else {
      for (int r = 0; r < half; r += BLOCK) {
        int end = Math.min(half, r + BLOCK);
        int first = legendre.fill(m, r, end, lane.rows, lane.scratch);
        synthesise(m, first, lane.rows, r, end, place, re, im, lane);
      }
    }
    int o = 4 * half * m;
    for (int r = 0; r < half; r++, o += 4) {
      phases[o] = lane.evenRe[r] + lane.oddRe[r];
      phases[o + 1] = lane.evenIm[r] + lane.oddIm[r];
      phases[o + 2] = lane.evenRe[r] - lane.oddRe[r];
      phases[o + 3] = lane.evenIm[r] - lane.oddIm[r];
    }
  }

  private void synthesise(
      int m,
      int first,
      double[] rows,
      int r0,
      int r1,
      int place,
      double[] re,
      double[] im,
      Lane lane) {
    int width = r1 - r0;
    int count = lmax - m + 1;
    for (int parity = 0; parity < 2; parity++) {
      double[] x = parity == 0 ? lane.evenRe : lane.oddRe;
      double[] y = parity == 0 ? lane.evenIm : lane.oddIm;
      int i = first + ((first + parity) & 1);
      for (; i + 2 < count; i += 4) {
        axpy(rows, i * width, (i + 2) * width, x, r0, width, re[place + i], re[place + i + 2]);
        axpy(rows, i * width, (i + 2) * width, y, r0, width, im[place + i], im[place + i + 2]);
      }
      if (i < count) {
        axpy(rows, i * width, i * width, x, r0, width, re[place + i], 0);
        axpy(rows, i * width, i * width, y, r0, width, im[place + i], 0);
      }
    }
  }

  private static void axpy(
      double[] rows, int one, int two, double[] sum, int r0, int width, double a, double b) {
    for (int r = 0; r < width; r++) {
      sum[r0 + r] += a * rows[one + r] + b * rows[two + r];
    }
  }

  /** The ring spectra of ring r + 1 and its mirror image from the Δ_m on them. */
  private void fold(int r, double[] phases, double[] g) {
    int south = 2 * half - 1 - r;
    fourier.clear(g, r + 1);
    if (r < half - 1) {
      fourier.clear(g, south);
    }
    for (int m = 0; m <= lmax; m++) {
      int o = 4 * (half * m + r);
      fourier.add(g, r + 1, m, phases[o], phases[o + 1]);
      if (r < half - 1) {
        fourier.add(g, south, m, phases[o + 2], phases[o + 3]);
      }
    }
  }
}
