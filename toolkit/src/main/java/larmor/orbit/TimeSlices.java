package larmor.orbit;

import java.util.Arrays;
import java.util.Locale;

/**
 * Sums over the particles still under way at times uniform in Ω0 t, ten a gyration in the reference
 * field. Slice k is at Ω0 t = k {@link #SPACING}; every array returned is a copy with one number
 * for each slice.
 */
public final class TimeSlices {
  /** Ω0 t from one slice to the next. */
  public static final double SPACING = 0.1 * 2 * Math.PI;

  static final int WIDTH = 12;

  /** Names of the sums, in their order: lengths in gyroradii, moments in p0²/(2 m B0). */
  static final String[] NAMES = {
    "N",
    "MOMENT",
    "MOMENT2",
    "VV0",
    "VXVX0",
    "VX02",
    "DRIFT",
    "DRIFTMAX",
    "X2",
    "PERP2",
    "VX0X",
    "VX0X2"
  };

  private static final int N = 0;
  private static final int M = 1;
  private static final int M2 = 2;
  private static final int VV = 3;
  private static final int VX = 4;
  private static final int VX0 = 5;
  private static final int DRIFT = 6;
  private static final int DRIFT_MAX = 7;
  private static final int X2 = 8;
  private static final int PERP2 = 9;
  private static final int VXX = 10;
  private static final int VXX2 = 11;

  private final Gyration gyration;
  private double[] sums;
  private int size;

  TimeSlices(Gyration gyration) {
    this(gyration, new double[WIDTH * 64], 0);
  }

  TimeSlices(Gyration gyration, double[] sums, int size) {
    this.gyration = gyration;
    this.sums = sums;
    this.size = size;
  }

  /** From a table of the sums. */
  static TimeSlices of(Gyration gyration, RowTable rows) {
    double[] sums = new double[rows.size() * WIDTH];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = rows.real(i / WIDTH, 8 * (i % WIDTH));
    }
    return new TimeSlices(gyration, sums, rows.size());
  }

  /** The sums as a table. */
  RowTable rows() {
    RowTable rows = RowTable.empty(8 * WIDTH);
    for (int k = 0; k < size; k++) {
      int row = rows.add();
      for (int c = 0; c < WIDTH; c++) {
        rows.put(row, 8 * c, sums[k * WIDTH + c]);
      }
    }
    return rows;
  }

  private void reach(int slices) {
    if (slices > size) {
      if (slices * WIDTH > sums.length) {
        sums = Arrays.copyOf(sums, Math.max(slices * WIDTH, 2 * sums.length));
      }
      size = slices;
    }
  }

  /** Adds one particle at slice k; moment in units of the largest, lengths in gyroradii. */
  void add(int k, double ux0, double uy0, double uz0, double[] y, double moment, double drift) {
    reach(k + 1);
    int i = k * WIDTH;
    double vxx = ux0 * y[0];
    sums[i + N] += 1;
    sums[i + M] += moment;
    sums[i + M2] += moment * moment;
    sums[i + VV] += ux0 * y[3] + uy0 * y[4] + uz0 * y[5];
    sums[i + VX] += ux0 * y[3];
    sums[i + VX0] += ux0 * ux0;
    sums[i + DRIFT] += Math.abs(drift);
    sums[i + DRIFT_MAX] = Math.max(sums[i + DRIFT_MAX], Math.abs(drift));
    sums[i + X2] += y[0] * y[0];
    sums[i + PERP2] += y[1] * y[1] + y[2] * y[2];
    sums[i + VXX] += vxx;
    sums[i + VXX2] += vxx * vxx;
  }

  void addAll(TimeSlices other) {
    reach(other.size);
    for (int k = 0; k < other.size; k++) {
      for (int c = 0; c < WIDTH; c++) {
        int i = k * WIDTH + c;
        sums[i] = c == DRIFT_MAX ? Math.max(sums[i], other.sums[i]) : sums[i] + other.sums[i];
      }
    }
  }

  double[] sums() {
    return Arrays.copyOf(sums, size * WIDTH);
  }

  private double[] column(int c, double factor) {
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      values[k] = factor * sums[k * WIDTH + c];
    }
    return values;
  }

  private double[] mean(int c, double factor) {
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      values[k] = factor * sums[k * WIDTH + c] / sums[k * WIDTH];
    }
    return values;
  }

  /** Number of slices: the last particle is still under way in the last one. */
  public int size() {
    return size;
  }

  /** Path since the start [m]. */
  public double[] path() {
    double[] values = time();
    for (int k = 0; k < size; k++) {
      values[k] *= gyration.gyroradius();
    }
    return values;
  }

  /** Ω0 t. */
  public double[] time() {
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      values[k] = k * SPACING;
    }
    return values;
  }

  /** Particles still under way. */
  public double[] particles() {
    return column(N, 1);
  }

  /** Mean magnetic moment [J/T]. */
  public double[] meanMoment() {
    return mean(M, gyration.largestMagneticMoment());
  }

  /** Standard deviation of the magnetic moment over the particles [J/T]. */
  public double[] momentDeviation() {
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      double n = sums[k * WIDTH];
      double mean = sums[k * WIDTH + M] / n;
      double square = sums[k * WIDTH + M2] / n - mean * mean;
      values[k] = gyration.largestMagneticMoment() * Math.sqrt(Math.max(0, square));
    }
    return values;
  }

  /** ⟨v·v0⟩/v². */
  public double[] velocityCorrelation() {
    return mean(VV, 1);
  }

  /** ⟨v_x v_x0⟩/⟨v_x0²⟩ of the particles still under way. */
  public double[] axisCorrelation() {
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      values[k] = sums[k * WIDTH + VX] / sums[k * WIDTH + VX0];
    }
    return values;
  }

  /** Mean |E/E0 - 1|, each at its particle's last completed step. */
  public double[] meanEnergyError() {
    return mean(DRIFT, 1);
  }

  /** Largest |E/E0 - 1|, each at its particle's last completed step. */
  public double[] largestEnergyError() {
    return column(DRIFT_MAX, 1);
  }

  /** ⟨(x - x0)²⟩ [m²]. */
  public double[] meanSquareAlong() {
    return mean(X2, gyration.gyroradius() * gyration.gyroradius());
  }

  /** ⟨(y - y0)² + (z - z0)²⟩ [m²]. */
  public double[] meanSquareAcross() {
    return mean(PERP2, gyration.gyroradius() * gyration.gyroradius());
  }

  /** Standard error of the path integral of {@link #axisCorrelation()} up to slice k [m]. */
  double axisIntegralError(int k) {
    double n = sums[k * WIDTH];
    double mean = sums[k * WIDTH + VXX] / n;
    double variance = Math.max(0, sums[k * WIDTH + VXX2] / n - mean * mean);
    return gyration.gyroradius() * Math.sqrt(variance / n) / (sums[k * WIDTH + VX0] / n);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d slices to %.3g gyrations, %.0f particles in the first and %.0f in the last",
        size,
        (size - 1) * SPACING / (2 * Math.PI),
        size == 0 ? 0 : sums[0],
        size == 0 ? 0 : sums[(size - 1) * WIDTH]);
  }
}
