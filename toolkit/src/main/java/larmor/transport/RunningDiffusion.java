package larmor.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import larmor.numeric.Given;
import larmor.numeric.SampleMean;
import larmor.orbit.Ensemble;
import larmor.orbit.TimeSlices;
import larmor.units.Units;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The running diffusion coefficients of particles that start from several observers, as functions
 * of the path length: κ∥/v = ⟨(x − x0)²⟩/(2 s) along x, the direction of the mean field, and κ⊥/v =
 * ⟨(y − y0)² + (z − z0)²⟩/(4 s) across it. They become constant where the motion is diffusive.
 * Lengths stand for coefficients, because a length times the speed is a coefficient; κ∥/v is a
 * third of the mean free path along the field. No particle may leave: an edge removes those that
 * move far. Immutable.
 */
public final class RunningDiffusion {
  private final double[] path;
  private final double[][] along;
  private final double[][] across;

  private RunningDiffusion(double[] path, double[][] along, double[][] across) {
    this.path = path;
    this.along = along;
    this.across = across;
  }

  /**
   * Computes the coefficients from ensembles that were traced for the same number of gyrations
   * without an edge, see {@link larmor.orbit.Backtracker#withStopAfterGyrations}.
   *
   * @param observers one ensemble for each observer, all with the same gyroradius
   * @return the coefficients
   * @throws IllegalArgumentException if there is no ensemble, the gyroradii or the lengths differ,
   *     or particles are missing at the end
   */
  public static RunningDiffusion of(List<Ensemble> observers) {
    Given.requireEach(observers, "the list of ensembles", "List.of(ensemble)");
    if (observers.isEmpty()) {
      throw new IllegalArgumentException("no ensembles were given: give one for each observer");
    }
    double[] path = observers.get(0).slices().path();
    for (Ensemble ensemble : observers) {
      TimeSlices slices = ensemble.slices();
      double[] particles = slices.particles();
      if (!Arrays.equals(path, slices.path())) {
        throw new IllegalArgumentException(
            "the ensembles differ in gyroradius or in length: trace all with the same"
                + " withGyroradius and withStopAfterGyrations");
      }
      if (particles[particles.length - 1] < particles[0]) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%.0f of %.0f particles ended before the others, and a diffusion coefficient needs"
                    + " all: trace them with withStopAfterGyrations and without an edge",
                particles[0] - particles[particles.length - 1],
                particles[0]));
      }
    }
    return new RunningDiffusion(
        path,
        all(observers, TimeSlices::meanSquareAlong),
        all(observers, TimeSlices::meanSquareAcross));
  }

  private static double[][] all(List<Ensemble> observers, Function<TimeSlices, double[]> square) {
    return observers.stream().map(e -> square.apply(e.slices())).toArray(double[][]::new);
  }

  /**
   * Returns the number of observers.
   *
   * @return the number
   */
  public int observers() {
    return along.length;
  }

  /**
   * Returns the path lengths, ten to a gyration, without 0.
   *
   * @return s [m], rising
   */
  public double[] path() {
    return Arrays.copyOfRange(path, 1, path.length);
  }

  /**
   * Returns the running coefficient along x, averaged over the observers.
   *
   * @return κ∥/v [m] with its standard error at each path length
   */
  public SampleMean[] along() {
    return running(along, 2);
  }

  /**
   * Returns the running coefficient across x, averaged over the observers.
   *
   * @return κ⊥/v [m] with its standard error at each path length
   */
  public SampleMean[] across() {
    return running(across, 4);
  }

  private SampleMean[] running(double[][] squares, double dimensions) {
    SampleMean[] means = new SampleMean[path.length - 1];
    for (int k = 1; k < path.length; k++) {
      double[] values = new double[squares.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = squares[i][k] / (dimensions * path[k]);
      }
      means[k - 1] = SampleMean.of(values);
    }
    return means;
  }

  /**
   * Returns the coefficient along x from straight lines through the mean square displacement of
   * each observer.
   *
   * @param from path length at which the lines begin [m]
   * @param to path length at which they end [m]
   * @return κ∥/v [m], half the mean slope, with its standard error
   * @throws IllegalArgumentException if fewer than three path lengths lie in the range
   */
  public SampleMean alongBetween(double from, double to) {
    return slopes(along, 2, from, to);
  }

  /**
   * Returns the coefficient across x from straight lines through the mean square displacement of
   * each observer.
   *
   * @param from path length at which the lines begin [m]
   * @param to path length at which they end [m]
   * @return κ⊥/v [m], a quarter of the mean slope, with its standard error
   * @throws IllegalArgumentException if fewer than three path lengths lie in the range
   */
  public SampleMean acrossBetween(double from, double to) {
    return slopes(across, 4, from, to);
  }

  private SampleMean slopes(double[][] squares, double dimensions, double from, double to) {
    double[] slopes = new double[squares.length];
    for (int i = 0; i < slopes.length; i++) {
      SimpleRegression line = new SimpleRegression();
      for (int k = 0; k < path.length; k++) {
        if (path[k] >= from && path[k] <= to) {
          line.addData(path[k], squares[i][k]);
        }
      }
      if (line.getN() < 3) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%d path lengths lie between %.3g and %.3g pc and a line needs 3: the trajectories"
                    + " have %.3g pc",
                line.getN(),
                from / Units.pc,
                to / Units.pc,
                path[path.length - 1] / Units.pc));
      }
      slopes[i] = line.getSlope() / dimensions;
    }
    return SampleMean.of(slopes);
  }

  @Override
  public String toString() {
    SampleMean[] x = along();
    SampleMean[] r = across();
    SampleMean lastAlong = x[x.length - 1];
    SampleMean lastAcross = r[r.length - 1];
    return String.format(
        Locale.ROOT,
        "%d observers, after %.3g pc: κ∥/v = %.3g ± %.2g pc, κ⊥/v = %.3g ± %.2g pc",
        observers(),
        path[path.length - 1] / Units.pc,
        lastAlong.mean() / Units.pc,
        lastAlong.error() / Units.pc,
        lastAcross.mean() / Units.pc,
        lastAcross.error() / Units.pc);
  }
}
