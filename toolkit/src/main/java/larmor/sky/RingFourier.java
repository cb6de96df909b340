package larmor.sky;

import java.util.Arrays;
import java.util.logging.Logger;
import larmor.numeric.Workers;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The Fourier sums along the rings of a map. The spectrum of ring i is G_k = e^{−ikφ0} Σ_p f_p
 * e^{−2πikp/n} for k = 0 … n/2, stored as pairs (re, im) from index {@code offset[i]}; φ0 is the
 * longitude of the first pixel. All other frequencies follow from these, so that a map is
 * transformed once for any number of iterations.
 *
 * <p>The phases are the sums of a ring and its mirror image south of the equator, called north and
 * south. A tile of rings has four rows of phases for each m: real and imaginary part of north +
 * south, then of cos θ (north − south). Each row has one value for each ring of the tile.
 */
final class RingFourier {
  private static final int TILE = LegendreState.TILE;
  private static final int CHUNK = 4 * TILE;

  /** The log of JTransforms, which writes a stack trace at each interrupt of a long ring. */
  private static final Logger LOG = Logger.getLogger("org.jtransforms.utils.CommonUtils");

  static {
    LOG.setFilter(entry -> !(entry.getThrown() instanceof InterruptedException));
  }

  /** The number of rings from the north pole to the equator, including the equator. */
  final int half;

  /** The length of the array of all spectra. */
  final int size;

  private final int lmax;
  private final int[] start;
  private final int[] length;
  private final int[] offset;
  private final boolean[] shifted;
  private final double[] z;
  private final DoubleFFT_1D[] plans;
  private final ShortRingFourier[] sums;

  /** The factors e^{−ikπ/n} for rings of n = 4q pixels, at index q. */
  private final double[][] halfPixelShift;

  RingFourier(Healpix grid, int lmax) {
    this.lmax = lmax;
    int nside = grid.nside();
    int rings = grid.rings();
    half = 2 * nside;
    start = new int[rings];
    length = new int[rings];
    offset = new int[rings];
    shifted = new boolean[rings];
    z = new double[half];
    for (int i = 0; i < rings; i++) {
      start[i] = grid.ringStart(i + 1);
      length[i] = grid.ringLength(i + 1);
      shifted[i] = grid.ringShifted(i + 1);
      offset[i] = start[i] + 2 * i;
    }
    for (int i = 0; i < half; i++) {
      z[i] = grid.ringZ(i + 1);
    }
    size = grid.pixels() + 2 * rings;
    plans = new DoubleFFT_1D[nside + 1];
    sums = new ShortRingFourier[nside + 1];
    halfPixelShift = new double[nside + 1][];
    for (int q = 1; q <= nside; q++) {
      Workers.stopIfInterrupted();
      int n = 4 * q;
      if (ShortRingFourier.suits(n)) {
        sums[q] = new ShortRingFourier(n);
      } else {
        plans[q] = new DoubleFFT_1D(n);
      }
      halfPixelShift[q] = new double[n + 2];
      for (int k = 0; k <= n / 2; k++) {
        halfPixelShift[q][2 * k] = StrictMath.cos(Math.PI * k / n);
        halfPixelShift[q][2 * k + 1] = -StrictMath.sin(Math.PI * k / n);
      }
    }
  }

  /** Returns arrays for the spectra of a ring and its mirror image; each thread needs its own. */
  double[][] scratch() {
    return new double[2][length[half - 1] + 2];
  }

  private int mirror(int ring) {
    return 2 * half - 2 - ring;
  }

  /**
   * Computes the spectra of the rings of a tile and of their mirror images.
   *
   * @param map the values of the map. Not modified.
   * @param weight quadrature weight of each pixel; null for weights of 1. Not modified.
   * @param g Modified. The spectra of all rings.
   */
  void forward(double[] map, double[] weight, int tile, double[] g) {
    for (int r = tile * TILE; r < Math.min(half, (tile + 1) * TILE); r++) {
      forwardRing(map, weight, r, g);
      if (mirror(r) != r) {
        forwardRing(map, weight, mirror(r), g);
      }
    }
  }

  private void forwardRing(double[] map, double[] weight, int ring, double[] g) {
    int n = length[ring];
    int o = offset[ring];
    if (sums[n / 4] != null) {
      sums[n / 4].forward(map, start[ring], weight, g, o);
    } else {
      System.arraycopy(map, start[ring], g, o, n);
      if (weight != null) {
        for (int p = 0; p < n; p++) {
          g[o + p] *= weight[start[ring] + p];
        }
      }
      plans[n / 4].realForward(g, o);
      g[o + n] = g[o + 1];
      g[o + n + 1] = 0;
      g[o + 1] = 0;
    }
    if (shifted[ring]) {
      rotate(g, o, halfPixelShift[n / 4], 1);
    }
  }

  /**
   * Computes the phases of a tile from the spectra.
   *
   * @param g the spectra of all rings. Not modified.
   * @param phases Modified. The tile begins at index {@code at}.
   */
  void phases(double[] g, int tile, double[] phases, int at) {
    for (int r = tile * TILE; r < Math.min(half, (tile + 1) * TILE); r++) {
      int south = mirror(r);
      unfold(g, offset[r], south == r ? null : g, offset[south], r, phases, at + r % TILE);
    }
  }

  /**
   * Replaces the phases of a synthesis by those of the difference between the map and the
   * synthesis.
   *
   * @param g the spectra of the map. Not modified.
   * @param phases Modified. The tile begins at index {@code at}.
   * @param scratch Modified. Arrays from {@link #scratch}.
   */
  void residual(double[] g, int tile, double[] phases, int at, double[][] scratch) {
    for (int r = tile * TILE; r < Math.min(half, (tile + 1) * TILE); r++) {
      int south = mirror(r);
      fold(phases, at + r % TILE, r, scratch[0], scratch[1]);
      subtract(g, offset[r], scratch[0], length[r] + 2);
      if (south != r) {
        subtract(g, offset[south], scratch[1], length[r] + 2);
      }
      unfold(scratch[0], 0, south == r ? null : scratch[1], 0, r, phases, at + r % TILE);
    }
  }

  /**
   * Computes the map on the rings of a tile and their mirror images from the phases of a synthesis.
   *
   * @param phases the tile begins at index {@code at}. Not modified.
   * @param map Modified. The values of the map.
   * @param scratch Modified. Arrays from {@link #scratch}.
   */
  void inverse(double[] phases, int tile, int at, double[] map, double[][] scratch) {
    for (int r = tile * TILE; r < Math.min(half, (tile + 1) * TILE); r++) {
      int south = mirror(r);
      fold(phases, at + r % TILE, r, scratch[0], scratch[1]);
      inverseRing(scratch[0], r, map);
      if (south != r) {
        inverseRing(scratch[1], south, map);
      }
    }
  }

  /**
   * Computes the phases of all m from the spectra of a ring and its mirror image. Frequencies above
   * n/2 are aliases of lower frequencies.
   *
   * @param south spectrum of the mirror image; null on the equator
   * @param out Modified. The column of the ring in its tile, from {@code at}.
   */
  private void unfold(
      double[] north, int no, double[] south, int so, int ring, double[] out, int at) {
    int n = length[ring];
    double sign = 1;
    int o = at;
    for (int m = 0; m <= lmax; ) {
      for (int k = 0; k <= n / 2 && m <= lmax; k++, m++, o += CHUNK) {
        double re = sign * north[no + 2 * k];
        double im = sign * north[no + 2 * k + 1];
        double sre = south == null ? 0 : sign * south[so + 2 * k];
        double sim = south == null ? 0 : sign * south[so + 2 * k + 1];
        store(re, im, sre, sim, z[ring], out, o);
      }
      double other = shifted[ring] ? -sign : sign;
      for (int k = n / 2 - 1; k > 0 && m <= lmax; k--, m++, o += CHUNK) {
        double re = other * north[no + 2 * k];
        double im = -other * north[no + 2 * k + 1];
        double sre = south == null ? 0 : other * south[so + 2 * k];
        double sim = south == null ? 0 : -other * south[so + 2 * k + 1];
        store(re, im, sre, sim, z[ring], out, o);
      }
      sign = other;
    }
  }

  private static void store(
      double re, double im, double sre, double sim, double z, double[] out, int o) {
    out[o] = re + sre;
    out[o + TILE] = im + sim;
    out[o + 2 * TILE] = z * (re - sre);
    out[o + 3 * TILE] = z * (im - sim);
  }

  /** Computes the spectra of Σ_m Δ_m e^{imφ} and its conjugate on a ring and its mirror image. */
  private void fold(double[] phases, int at, int ring, double[] north, double[] south) {
    int n = length[ring];
    Arrays.fill(north, 0, n + 2, 0);
    Arrays.fill(south, 0, n + 2, 0);
    double sign = n;
    int o = at;
    for (int m = 0; m <= lmax; ) {
      for (int k = 0; k <= n / 2 && m <= lmax; k++, m++, o += CHUNK) {
        double re = sign;
        double im = sign;
        if (k == 0 && m > 0) {
          re = 2 * sign;
          im = 0;
        } else if (2 * k == n) {
          re = shifted[ring] ? 0 : 2 * sign;
          im = shifted[ring] ? 2 * sign : 0;
        }
        add(phases, o, z[ring], re, im, north, south, 2 * k);
      }
      double other = shifted[ring] ? -sign : sign;
      for (int k = n / 2 - 1; k > 0 && m <= lmax; k--, m++, o += CHUNK) {
        add(phases, o, z[ring], other, -other, north, south, 2 * k);
      }
      sign = other;
    }
  }

  private static void add(
      double[] phases,
      int o,
      double z,
      double re,
      double im,
      double[] north,
      double[] south,
      int k) {
    double evenRe = phases[o];
    double evenIm = phases[o + TILE];
    double oddRe = z * phases[o + 2 * TILE];
    double oddIm = z * phases[o + 3 * TILE];
    north[k] += re * (evenRe + oddRe);
    north[k + 1] += im * (evenIm + oddIm);
    south[k] += re * (evenRe - oddRe);
    south[k + 1] += im * (evenIm - oddIm);
  }

  private void inverseRing(double[] g, int ring, double[] map) {
    int n = length[ring];
    if (shifted[ring]) {
      rotate(g, 0, halfPixelShift[n / 4], -1);
    }
    if (sums[n / 4] != null) {
      sums[n / 4].inverse(g, map, start[ring]);
      return;
    }
    g[1] = g[n];
    plans[n / 4].realInverse(g, 0, true);
    System.arraycopy(g, 0, map, start[ring], n);
  }

  /**
   * Multiplies the complex numbers of g by those of a rotation, or by the conjugates of those for
   * sign −1.
   */
  private static void rotate(double[] g, int o, double[] rotation, int sign) {
    for (int k = 0; k < rotation.length; k += 2) {
      double re = g[o + k];
      double im = g[o + k + 1];
      double c = rotation[k];
      double s = sign * rotation[k + 1];
      g[o + k] = re * c - im * s;
      g[o + k + 1] = re * s + im * c;
    }
  }

  /** Replaces b by a − b. */
  private static void subtract(double[] a, int o, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      b[i] = a[o + i] - b[i];
    }
  }
}
