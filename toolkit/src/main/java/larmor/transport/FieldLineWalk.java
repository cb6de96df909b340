package larmor.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import larmor.field.FieldLine;
import larmor.field.MagneticField;
import larmor.numeric.Given;
import larmor.numeric.Progress;
import larmor.numeric.SampleMean;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import larmor.orbit.Observers;
import larmor.units.Units;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The random walk of magnetic field lines across a direction, such as the mean field, and the
 * separation of two neighbouring lines. The walk is diffusive where the mean square displacement is
 * 4 D_m s, with the coefficient D_m of the length s along the line (Jokipii and Parker 1969, ApJ
 * 155, 777). Within the inertial range of strong turbulence the distance of two lines grows as
 * s^(3/2) (Lazarian and Vishniac 1999, ApJ 517, 700), so that its mean square grows as s³. In a
 * periodic cube the walk has a meaning within one period along the field only. Immutable.
 */
public final class FieldLineWalk {
  private final double[] lengths;
  private final double[][] displacements;
  private final double[][] separations;

  private FieldLineWalk(double[] lengths, double[][] displacements, double[][] separations) {
    this.lengths = lengths;
    this.displacements = displacements;
    this.separations = separations;
  }

  /**
   * Integrates two neighbouring field lines from each start to both sides.
   *
   * @param field the field
   * @param axis direction across which displacements are measured, of any length but zero
   * @param starts where the first line of each pair begins
   * @param separation distance across the axis at which the second line begins [m], positive
   * @param length length of the lines to either side [m]
   * @param step length of a step [m]
   * @param workers the threads to use
   * @param progress receiver of the fraction of the work that is done
   * @return the walk
   * @throws IllegalArgumentException if the separation is not positive, a line ends because the
   *     field vanishes, or under the conditions of {@link FieldLine#of}
   */
  public static FieldLineWalk of(
      MagneticField field,
      Vec3 axis,
      Observers starts,
      double separation,
      double length,
      double step,
      Workers workers,
      Progress progress) {
    Given.require(starts, "the list of observers", "Observers.stratified(24, 250 * pc, 1)");
    Given.require(workers, "the number of threads", "Workers.all()");
    Given.require(axis, "the axis", "Vec3.X");
    if (!(separation > 0)) {
      throw new IllegalArgumentException(
          "two field lines " + separation + " m apart are not a pair: give a distance above 0");
    }
    Vec3 unit = axis.unit();
    Vec3 aside = unit.cross(Math.abs(unit.x()) < 0.6 ? Vec3.X : Vec3.Y).unit();
    int n = starts.size();
    List<Vec3>[] lines = newLists(2 * n);
    workers.forEach(
        2 * n,
        progress,
        i -> {
          Vec3 start = starts.position(i / 2);
          Vec3 from = i % 2 == 0 ? start : start.plus(aside.times(separation));
          lines[i] = FieldLine.of(field, from, length, step).points();
        });
    int half = Math.max(1, (int) Math.ceil(length / step - 1e-9));
    double[] lengths = new double[half];
    for (int k = 0; k < half; k++) {
      lengths[k] = length * (k + 1) / half;
    }
    double[][] displacements = new double[n][half];
    double[][] separations = new double[n][half];
    for (int i = 0; i < n; i++) {
      List<Vec3> one = lines[2 * i];
      List<Vec3> other = lines[2 * i + 1];
      if (one.size() != 2 * half + 1 || other.size() != 2 * half + 1) {
        throw new IllegalArgumentException(
            "a field line ends where the field vanishes: begin elsewhere or make it shorter");
      }
      for (int side = -1; side <= 1; side += 2) {
        for (int k = 0; k < half; k++) {
          int at = half + side * (k + 1);
          displacements[i][k] += squareAcross(one.get(at).minus(one.get(half)), unit) / 2;
          separations[i][k] += squareAcross(one.get(at).minus(other.get(at)), unit) / 2;
        }
      }
    }
    return new FieldLineWalk(lengths, displacements, separations);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Vec3>[] newLists(int count) {
    return new List[count];
  }

  private static double squareAcross(Vec3 d, Vec3 unit) {
    double along = d.dot(unit);
    return d.dot(d) - along * along;
  }

  /**
   * Returns the lengths along the lines.
   *
   * @return s [m], rising, without 0
   */
  public double[] lengths() {
    return lengths.clone();
  }

  /**
   * Returns the mean square displacement across the axis.
   *
   * @return ⟨Δr⊥²⟩ [m²] with its standard error, one for each length
   */
  public SampleMean[] meanSquareDisplacements() {
    return means(displacements);
  }

  /**
   * Returns the mean square distance across the axis between the two lines of a pair.
   *
   * @return ⟨δ⊥²⟩ [m²] with its standard error, one for each length
   */
  public SampleMean[] meanSquareSeparations() {
    return means(separations);
  }

  private SampleMean[] means(double[][] squares) {
    SampleMean[] means = new SampleMean[lengths.length];
    for (int k = 0; k < means.length; k++) {
      int at = k;
      means[k] = SampleMean.of(Arrays.stream(squares).mapToDouble(s -> s[at]).toArray());
    }
    return means;
  }

  /**
   * Returns the diffusion coefficient of the field lines from straight lines through the square
   * displacement of each start.
   *
   * @param from length at which the lines begin [m]
   * @param to length at which they end [m]
   * @return D_m = d⟨Δr⊥²⟩/(4 ds) [m] with its standard error
   * @throws IllegalArgumentException if fewer than three lengths lie in the range
   */
  public SampleMean diffusion(double from, double to) {
    double[] slopes = new double[displacements.length];
    for (int i = 0; i < slopes.length; i++) {
      double[] square = displacements[i];
      slopes[i] = fit(from, to, k -> lengths[k], k -> square[k]) / 4;
    }
    return SampleMean.of(slopes);
  }

  /**
   * Returns the exponent of the separation: the slope of the logarithm of the root mean square
   * distance against that of the length. It is 3/2 in the theory of strong turbulence, 1/2 for two
   * independent random walks. The error contains the scatter between the pairs, to first order in
   * the differences of their squared distances from the mean.
   *
   * @param from length at which the fit begins [m]
   * @param to length at which it ends [m]
   * @return the exponent with its standard error
   * @throws IllegalArgumentException if fewer than three lengths lie in the range
   */
  public SampleMean separationExponent(double from, double to) {
    SampleMean[] means = meanSquareSeparations();
    double[] slopes = new double[separations.length];
    for (int i = 0; i < slopes.length; i++) {
      double[] square = separations[i];
      slopes[i] =
          fit(
                  from,
                  to,
                  k -> Math.log(lengths[k]),
                  k -> Math.log(means[k].mean()) + square[k] / means[k].mean() - 1)
              / 2;
    }
    return SampleMean.of(slopes);
  }

  private double fit(double from, double to, IntToDoubleFunction x, IntToDoubleFunction y) {
    SimpleRegression line = new SimpleRegression();
    for (int k = 0; k < lengths.length; k++) {
      if (lengths[k] >= from && lengths[k] <= to) {
        line.addData(x.applyAsDouble(k), y.applyAsDouble(k));
      }
    }
    if (line.getN() < 3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d lengths lie between %.3g and %.3g pc and a fit needs 3: the lines have %.3g pc to"
                  + " either side in %d steps",
              line.getN(),
              from / Units.pc,
              to / Units.pc,
              lengths[lengths.length - 1] / Units.pc,
              lengths.length));
    }
    return line.getSlope();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d pairs of field lines, %.3g pc to either side",
        displacements.length,
        lengths[lengths.length - 1] / Units.pc);
  }
}
