package larmor.orbit;

import java.util.Arrays;
import java.util.Locale;
import larmor.numeric.Vec3;

/**
 * Means, at equally spaced times, over the particles that are still being traced; there are ten
 * times in each gyration in the reference field (Figures 1 and 7 of López-Barquero et al. 2016).
 * Slice k is at Ω0 t = k {@link #SPACING}. Every method that returns an array returns a copy with
 * one number for each slice.
 */
public final class TimeSlices {
  /** The interval of Ω0 t between two slices. */
  public static final double SPACING = 0.1 * 2 * Math.PI;

  /** The number of sums in a slice. */
  static final int WIDTH = 12;

  /**
   * The names of the sums in their order, which are also the column names of ensemble files.
   * Lengths are in gyroradii, moments in p0²/(2 m B0); DRIFT is |E/E0 − 1|.
   */
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
  private static final int MOMENT = 1;
  private static final int MOMENT2 = 2;
  private static final int V_V0 = 3;
  private static final int VX_VX0 = 4;
  private static final int VX0_2 = 5;
  private static final int ENERGY_ERROR = 6;
  private static final int LARGEST_ENERGY_ERROR = 7;
  private static final int X2 = 8;
  private static final int ACROSS2 = 9;
  private static final int VX0_X = 10;
  private static final int VX0_X_2 = 11;

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

  /** Makes the slices from a table that {@link #rows} made. */
  static TimeSlices of(Gyration gyration, RowTable rows) {
    double[] sums = new double[rows.size() * WIDTH];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = rows.doubleAt(i / WIDTH, 8 * (i % WIDTH));
    }
    return new TimeSlices(gyration, sums, rows.size());
  }

  /** Returns the sums as a table with one row for each slice. */
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

  private void extendTo(int slices) {
    if (slices > size) {
      if (slices * WIDTH > sums.length) {
        sums = Arrays.copyOf(sums, Math.max(slices * WIDTH, 2 * sums.length));
      }
      size = slices;
    }
  }

  /**
   * Adds the state of one particle to the sums of slice k.
   *
   * @param launch the launch direction
   * @param y position [r_L] from the observer and momentum [p0], six numbers. Not modified.
   * @param moment magnetic moment in p0²/(2 m B0)
   * @param energyError relative energy error E/E0 − 1
   */
  void add(int k, Vec3 launch, double[] y, double moment, double energyError) {
    extendTo(k + 1);
    int i = k * WIDTH;
    double ux0 = launch.x();
    double ux0x = ux0 * y[0];
    sums[i + N] += 1;
    sums[i + MOMENT] += moment;
    sums[i + MOMENT2] += moment * moment;
    sums[i + V_V0] += ux0 * y[3] + launch.y() * y[4] + launch.z() * y[5];
    sums[i + VX_VX0] += ux0 * y[3];
    sums[i + VX0_2] += ux0 * ux0;
    sums[i + ENERGY_ERROR] += Math.abs(energyError);
    sums[i + LARGEST_ENERGY_ERROR] =
        Math.max(sums[i + LARGEST_ENERGY_ERROR], Math.abs(energyError));
    sums[i + X2] += y[0] * y[0];
    sums[i + ACROSS2] += y[1] * y[1] + y[2] * y[2];
    sums[i + VX0_X] += ux0x;
    sums[i + VX0_X_2] += ux0x * ux0x;
  }

  /** Adds the sums over other particles to these sums. */
  void addAll(TimeSlices other) {
    extendTo(other.size);
    for (int k = 0; k < other.size; k++) {
      for (int c = 0; c < WIDTH; c++) {
        int i = k * WIDTH + c;
        sums[i] =
            c == LARGEST_ENERGY_ERROR ? Math.max(sums[i], other.sums[i]) : sums[i] + other.sums[i];
      }
    }
  }

  /** Returns a copy of the sums of all slices, {@link #WIDTH} numbers for each slice. */
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

  /**
   * Returns the number of slices, up to the last time at which a particle is still being traced.
   *
   * @return the number
   */
  public int size() {
    return size;
  }

  /**
   * Returns the path length at each slice, which is the same for all particles.
   *
   * @return path lengths [m]
   */
  public double[] path() {
    double[] values = time();
    for (int k = 0; k < size; k++) {
      values[k] *= gyration.gyroradius();
    }
    return values;
  }

  /**
   * Returns the time since the launch.
   *
   * @return Ω0 t [rad]
   */
  public double[] time() {
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      values[k] = k * SPACING;
    }
    return values;
  }

  /**
   * Returns the time since the launch in gyrations.
   *
   * @return Ω0 t/2π
   */
  public double[] gyrations() {
    double[] values = time();
    for (int k = 0; k < size; k++) {
      values[k] /= 2 * Math.PI;
    }
    return values;
  }

  /**
   * Returns the number of slices up to the last one with enough particles.
   *
   * @param fewest smallest number of particles in a slice; at least one particle is always required
   * @return number of slices, counted from the launch
   */
  public int sizeWith(double fewest) {
    int n = 0;
    while (n < size && sums[n * WIDTH + N] >= Math.max(1, fewest)) {
      n++;
    }
    return n;
  }

  /**
   * Returns the number of particles still being traced.
   *
   * @return particles
   */
  public double[] particles() {
    return column(N, 1);
  }

  /**
   * Returns the mean magnetic moment (equation 8).
   *
   * @return µ̄ [J/T]
   */
  public double[] meanMoment() {
    return mean(MOMENT, gyration.largestMagneticMoment());
  }

  /**
   * Returns the standard deviation of the magnetic moment over the particles.
   *
   * @return σ_µ [J/T]
   */
  public double[] momentDeviation() {
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      double n = sums[k * WIDTH];
      double mean = sums[k * WIDTH + MOMENT] / n;
      double square = sums[k * WIDTH + MOMENT2] / n - mean * mean;
      values[k] = gyration.largestMagneticMoment() * Math.sqrt(Math.max(0, square));
    }
    return values;
  }

  /**
   * Returns the velocity autocorrelation.
   *
   * @return ⟨v·v0⟩/v²
   */
  public double[] velocityCorrelation() {
    return mean(V_V0, 1);
  }

  /**
   * Returns the autocorrelation of the velocity along x.
   *
   * @return ⟨v_x v_x0⟩/⟨v_x0²⟩; both means are over the particles still being traced
   */
  public double[] axisCorrelation() {
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      values[k] = sums[k * WIDTH + VX_VX0] / sums[k * WIDTH + VX0_2];
    }
    return values;
  }

  /**
   * Returns the mean over the particles of the energy error at the last completed step of each
   * particle.
   *
   * @return ⟨|E/E0 − 1|⟩
   */
  public double[] meanEnergyError() {
    return mean(ENERGY_ERROR, 1);
  }

  /**
   * Returns the largest energy error of all particles at the last completed step of each particle.
   *
   * @return the largest |E/E0 − 1|
   */
  public double[] largestEnergyError() {
    return column(LARGEST_ENERGY_ERROR, 1);
  }

  /**
   * Returns the mean square displacement along x.
   *
   * @return ⟨(x − x0)²⟩ [m²]
   */
  public double[] meanSquareAlong() {
    return mean(X2, gyration.gyroradius() * gyration.gyroradius());
  }

  /**
   * Returns the mean square displacement across x.
   *
   * @return ⟨(y − y0)² + (z − z0)²⟩ [m²]
   */
  public double[] meanSquareAcross() {
    return mean(ACROSS2, gyration.gyroradius() * gyration.gyroradius());
  }

  /**
   * Returns the standard error of the path integral of {@link #axisCorrelation()} up to slice k
   * [m].
   */
  double axisIntegralError(int k) {
    double n = sums[k * WIDTH];
    double mean = sums[k * WIDTH + VX0_X] / n;
    double variance = Math.max(0, sums[k * WIDTH + VX0_X_2] / n - mean * mean);
    return gyration.gyroradius() * Math.sqrt(variance / n) / (sums[k * WIDTH + VX0_2] / n);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d time slices to %.3g gyrations, %.0f particles in the first and %.0f in the last",
        size,
        (size - 1) * SPACING / (2 * Math.PI),
        size == 0 ? 0 : sums[0],
        size == 0 ? 0 : sums[(size - 1) * WIDTH]);
  }
}
