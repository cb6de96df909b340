package larmor.transport;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import larmor.field.MagneticField;
import larmor.numeric.Given;
import larmor.numeric.Memory;
import larmor.numeric.Vec3;
import larmor.orbit.Trajectory;
import larmor.units.Units;

/**
 * The diffusion coefficient of the pitch-angle cosine µ, measured along trajectories: D_µµ/v =
 * ⟨(µ(s + Δs) − µ(s))²⟩ / (2 Δs), for particles that have the cosine µ at the path length s. The
 * lag Δs must be longer than the path on which a resonance builds up, a few gyrations, and so short
 * that µ changes little: where µ is decorrelated after the lag, the result is (µ² + 1/3)/(2 Δs)
 * whatever the scattering. The coefficient is given for the path length instead of the time, so
 * that it does not depend on the speed. Immutable.
 */
public final class PitchAngleDiffusion {
  /** Samples of a trajectory from one start of a lag to the next. */
  private static final int STRIDE = 4;

  private final double[] squares;
  private final double[] spread;
  private final long[] counts;
  private final double lag;

  /** Of each trajectory: its contribution to the difference of λ∥ from its mean [m]. */
  private final double[] influences;

  private PitchAngleDiffusion(
      double[] squares, double[] spread, long[] counts, double lag, double[] influences) {
    this.squares = squares;
    this.spread = spread;
    this.counts = counts;
    this.lag = lag;
    this.influences = influences;
  }

  /**
   * Measures the diffusion of the cosine of the angle to a fixed direction, such as the mean field.
   *
   * @param trajectories two trajectories or more, each longer than the lag
   * @param axis the direction, of any length but zero
   * @param lag Δs [m], which is rounded to a multiple of 1/32 gyration
   * @param bins number of bins of µ from −1 to 1
   * @return the coefficients
   * @throws IllegalArgumentException if there are fewer than two trajectories, one is shorter than
   *     the lag, the axis is zero, or the lag or the number of bins is not positive
   */
  public static PitchAngleDiffusion aboutDirection(
      List<Trajectory> trajectories, Vec3 axis, double lag, int bins) {
    Given.requireEach(
        trajectories, "the list of trajectories", "List.of(tracer.trajectory(Vec3.X))");
    Given.require(axis, "the axis", "Vec3.X");
    Vec3 unit = axis.unit();
    return ofTrajectories(
        trajectories, (trajectory, i) -> trajectory.direction(i).dot(unit), lag, bins);
  }

  /**
   * Measures the diffusion of the cosine of the angle to the local magnetic field. It contains the
   * change of µ by magnetic mirrors and by the gyration in an inhomogeneous field.
   *
   * @param trajectories two trajectories or more, each longer than the lag
   * @param field the field in which they were traced
   * @param lag Δs [m], which is rounded to a multiple of 1/32 gyration
   * @param bins number of bins of µ from −1 to 1
   * @return the coefficients
   * @throws IllegalArgumentException if there are fewer than two trajectories, one is shorter than
   *     the lag, or the lag or the number of bins is not positive
   */
  public static PitchAngleDiffusion aboutLocalField(
      List<Trajectory> trajectories, MagneticField field, double lag, int bins) {
    Given.requireEach(
        trajectories, "the list of trajectories", "List.of(tracer.trajectory(Vec3.X))");
    Given.require(field, "the magnetic field", "a CubicSplineField");
    return ofTrajectories(
        trajectories,
        (trajectory, i) -> trajectory.direction(i).dot(field.at(trajectory.position(i)).unit()),
        lag,
        bins);
  }

  /**
   * Measures the change of the cosine of the angle to the local magnetic field along the motion of
   * guiding centres, which magnetic mirrors alone cause. For a comparison with {@link
   * #aboutLocalField} record the guiding centres 32 times in a gyration of the protons.
   *
   * @param motions two guiding centres or more, of one length and with equal numbers of records
   * @param lag Δs [m], which is rounded to a multiple of the distance of the records
   * @param bins number of bins of µ from −1 to 1
   * @return the coefficients
   * @throws IllegalArgumentException if there are fewer than two guiding centres, the lag does not
   *     fit their length and records, or the lag or the number of bins is not positive
   */
  public static PitchAngleDiffusion ofGuidingCentres(
      List<GuidingCentre> motions, double lag, int bins) {
    Given.require(motions, "the list of guiding centres", "List.of(motion)");
    return measure(
        motions.size(),
        t -> {
          double[] path = motions.get(t).path();
          double[] mu = new double[path.length];
          for (int i = 0; i < mu.length; i++) {
            mu[i] = motions.get(t).cosine(i);
          }
          return new Cosines(path, mu);
        },
        lag,
        bins);
  }

  /** The pitch-angle cosine at point i of a trajectory. */
  @FunctionalInterface
  private interface Cosine {
    double at(Trajectory trajectory, int i);
  }

  /** Pitch-angle cosines at path lengths of equal distance. */
  private record Cosines(double[] path, double[] mu) {}

  private static PitchAngleDiffusion ofTrajectories(
      List<Trajectory> trajectories, Cosine cosine, double lag, int bins) {
    return measure(
        trajectories.size(),
        t -> {
          Trajectory trajectory = trajectories.get(t);
          // the last point lies between two samples
          double[] mu = new double[Math.max(0, trajectory.size() - 1)];
          for (int i = 0; i < mu.length; i++) {
            mu[i] = cosine.at(trajectory, i);
          }
          return new Cosines(trajectory.path(), mu);
        },
        lag,
        bins);
  }

  private static PitchAngleDiffusion measure(
      int trajectories, IntFunction<Cosines> along, double lag, int bins) {
    if (trajectories < 2 || !(lag > 0) || bins < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "pitch-angle diffusion cannot be measured from %d trajectories with a lag of %.3g pc in"
                  + " %d bins: give two trajectories or more, a positive lag and one bin or more",
              trajectories,
              lag / Units.pc,
              bins));
    }
    Memory.require(
        "pitch-angle diffusion in " + bins + " bins",
        24L * bins * (trajectories + 1L),
        "use fewer bins");
    double[] sum = new double[bins];
    long[] count = new long[bins];
    double[][] sums = new double[trajectories][bins];
    long[][] counts = new long[trajectories][bins];
    double step = 0;
    for (int t = 0; t < trajectories; t++) {
      Cosines cosines = along.apply(t);
      step = t == 0 && cosines.path.length > 1 ? cosines.path[1] : step;
      add(cosines, lag, sums[t], counts[t]);
      for (int b = 0; b < bins; b++) {
        sum[b] += sums[t][b];
        count[b] += counts[t][b];
      }
    }
    double[] squares = new double[bins];
    double[] spread = new double[bins];
    double[] influences = new double[trajectories];
    double actual = Math.rint(lag / step) * step;
    double freedom = trajectories / (trajectories - 1.0);
    for (int b = 0; b < bins; b++) {
      squares[b] = sum[b] / count[b];
      double slope = -integral(b, bins) * 2 * actual / (squares[b] * squares[b]);
      double variance = 0;
      for (int t = 0; t < trajectories; t++) {
        double d = sums[t][b] - squares[b] * counts[t][b];
        variance += d * d;
        influences[t] += slope * d / count[b];
      }
      spread[b] = Math.sqrt(variance * freedom) / count[b];
    }
    return new PitchAngleDiffusion(squares, spread, count, actual, influences);
  }

  private static void add(Cosines cosines, double lag, double[] sum, long[] count) {
    double[] path = cosines.path;
    double[] mu = cosines.mu;
    int ahead = (int) Math.rint(lag / (path.length < 2 ? Double.POSITIVE_INFINITY : path[1]));
    if (ahead < 1 || ahead >= mu.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a lag of %.3g pc does not fit a trajectory of %.3g pc with samples %.3g pc apart: give"
                  + " a lag between the two",
              lag / Units.pc,
              path[path.length - 1] / Units.pc,
              (path.length < 2 ? 0 : path[1]) / Units.pc));
    }
    for (int i = 0; i + ahead < mu.length; i += STRIDE) {
      int bin = Math.min(sum.length - 1, (int) ((mu[i] + 1) / 2 * sum.length));
      double change = mu[i + ahead] - mu[i];
      sum[bin] += change * change;
      count[bin]++;
    }
  }

  /**
   * Returns the lag as it was used, a multiple of the distance of the samples.
   *
   * @return Δs [m]
   */
  public double lag() {
    return lag;
  }

  /**
   * Returns the middle of each bin.
   *
   * @return µ, from −1 to 1
   */
  public double[] cosines() {
    double[] mu = new double[squares.length];
    for (int b = 0; b < mu.length; b++) {
      mu[b] = (2 * b + 1.0) / mu.length - 1;
    }
    return mu;
  }

  /**
   * Returns the diffusion coefficient in each bin.
   *
   * @return D_µµ/v [1/m]; NaN where no particle was
   */
  public double[] coefficients() {
    double[] d = squares.clone();
    for (int b = 0; b < d.length; b++) {
      d[b] /= 2 * lag;
    }
    return d;
  }

  /**
   * Returns the standard error of each coefficient, from the scatter between trajectories.
   *
   * @return errors of D_µµ/v [1/m]; NaN where no particle was
   */
  public double[] errors() {
    double[] d = spread.clone();
    for (int b = 0; b < d.length; b++) {
      d[b] /= 2 * lag;
    }
    return d;
  }

  /**
   * Returns the number of changes of µ that were averaged in each bin. Changes that begin less than
   * a lag apart are not independent.
   *
   * @return numbers, 0 or more
   */
  public long[] counts() {
    return counts.clone();
  }

  /**
   * Returns the mean free path along the field that follows from the coefficients if the scattering
   * is a diffusion of µ: λ∥ = (3/8) ∫ (1 − µ²)² v/D_µµ dµ over −1 to 1 (Hasselmann and Wibberenz
   * 1970, ApJ 162, 1049). Within a bin the coefficient is constant.
   *
   * @return λ∥ [m]; κ∥ = v λ∥/3
   * @throws IllegalStateException if no particle was in one of the bins
   */
  public double meanFreePath() {
    double sum = 0;
    double[] d = coefficients();
    for (int b = 0; b < d.length; b++) {
      if (counts[b] == 0) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "no particle had a pitch-angle cosine near %.2f, so the mean free path is not known:"
                    + " use more trajectories or fewer bins",
                cosines()[b]));
      }
      sum += integral(b, d.length) / d[b];
    }
    return sum;
  }

  /**
   * Returns the standard error of {@link #meanFreePath}, to first order in the differences of the
   * trajectories. The changes of one trajectory in all bins belong together, so that bins are not
   * taken as independent.
   *
   * @return error of λ∥ [m]; NaN if no particle was in one of the bins
   */
  public double meanFreePathError() {
    double sum = 0;
    for (double influence : influences) {
      sum += influence * influence;
    }
    return Math.sqrt(sum * influences.length / (influences.length - 1.0));
  }

  /** Returns (3/8) ∫ (1 − µ²)² dµ over a bin. */
  private static double integral(int bin, int bins) {
    double low = 2.0 * bin / bins - 1;
    double high = 2.0 * (bin + 1) / bins - 1;
    return 3.0 / 8 * (isotropic(high) - isotropic(low));
  }

  /** Returns the integral of (1 − µ²)² from 0 to µ. */
  static double isotropic(double mu) {
    return mu - 2.0 / 3 * Math.pow(mu, 3) + Math.pow(mu, 5) / 5;
  }

  @Override
  public String toString() {
    long most = 0;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    return String.format(
        Locale.ROOT,
        "D_µµ in %d bins of µ, lag %.3g pc, at most %d changes in a bin",
        squares.length,
        lag / Units.pc,
        most);
  }
}
