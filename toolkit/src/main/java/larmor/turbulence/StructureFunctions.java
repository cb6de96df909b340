package larmor.turbulence;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import larmor.field.FieldCube;
import larmor.numeric.Given;
import larmor.numeric.RandomStream;
import larmor.numeric.Vec3;
import larmor.numeric.Workers;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Second-order structure functions ⟨|a(x + r) − a(x)|²⟩ with r along and across the local magnetic
 * field, which is the mean of the field at the two points of a pair (Cho and Vishniac 2000, ApJ
 * 539, 273).
 *
 * <p>Pairs of grid points are drawn at random, with distances evenly distributed in their
 * logarithm. Eight pairs are drawn for each pair requested; those whose r is within 6° of parallel
 * or perpendicular to the local field are used. Directions near that of the field at the first
 * point are drawn more often, and their pairs have a smaller weight accordingly. (An iteration that
 * searches the second point along the mean field of both points would converge only where the field
 * is smooth, and bias the result.) The same seed gives the same bits on any number of threads.
 */
public final class StructureFunctions {
  private static final int BATCHES = 64;

  /** The number of bins of distance in an octave. */
  private static final int PER_OCTAVE = 4;

  /** The sine of the largest deviation from parallel or perpendicular. */
  private static final double CONE = StrictMath.sin(StrictMath.toRadians(6));

  /** The number of pairs drawn for each pair requested. */
  private static final int TRIES = 8;

  /**
   * The value of 1 − |cos θ| below which directions at an angle θ to the field are drawn more
   * often.
   */
  private static final double DENSE = 0.01;

  private final int points;
  private final int bins;

  /** The sums of each batch of pairs, or of each cube; see {@link #batch}. */
  private final double[][] sums;

  private StructureFunctions(int points, int bins, double[][] sums) {
    this.points = points;
    this.bins = bins;
    this.sums = sums;
  }

  /**
   * Measures the structure functions of a vector field.
   *
   * @param quantity vector field whose differences are measured, such as the velocity or the
   *     magnetic field
   * @param field magnetic field that defines the directions
   * @param pairs number of pairs requested, 6400 or more; eight times as many are drawn
   * @param seed seed of the random pairs
   * @return the structure functions
   * @throws IllegalArgumentException if the grids differ or fewer than 6400 pairs are requested
   */
  public static StructureFunctions of(FieldCube quantity, FieldCube field, int pairs, long seed) {
    Given.require(quantity, "the cube of the quantity", "snapshot.velocity()");
    Given.require(field, "the cube of the field", "Cubes.read(file).cube()");
    int n = field.points();
    if (quantity.points() != n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a quantity of %d and a field of %d points a side are on different grids: take both"
                  + " from one grid",
              quantity.points(),
              n));
    }
    if (pairs < 100 * BATCHES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d pairs are too few for a mean: ask for %d or more",
              pairs,
              100 * BATCHES));
    }
    int bins = (int) Math.ceil(PER_OCTAVE * Math.log(n / 2.0) / Math.log(2));
    double[][] sums = new double[BATCHES][];
    Workers.all()
        .forEach(
            BATCHES,
            batch -> sums[batch] = batch(quantity, field, pairs / BATCHES, bins, seed, batch));
    return new StructureFunctions(n, bins, sums);
  }

  /**
   * Combines the structure functions of several cubes. The standard deviation between the cubes
   * then gives the error of the anisotropy.
   *
   * @param cubes structure functions of three or more cubes with the same number of points
   * @return the structure functions of the pairs of all cubes
   * @throws IllegalArgumentException if there are fewer than three cubes or their numbers of points
   *     differ
   */
  public static StructureFunctions ofCubes(List<StructureFunctions> cubes) {
    Given.requireEach(cubes, "the list of structure functions", "List.of(first, second, third)");
    if (cubes.size() < 3) {
      throw new IllegalArgumentException(
          cubes.size() + " cubes are too few to measure their scatter: use three or more");
    }
    StructureFunctions first = cubes.get(0);
    double[][] sums = new double[cubes.size()][8 * first.bins];
    for (int cube = 0; cube < sums.length; cube++) {
      StructureFunctions one = cubes.get(cube);
      if (one.points != first.points) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "cubes of %d and %d points a side cannot be combined: use cubes with the same number of"
                    + " points",
                first.points,
                one.points));
      }
      for (double[] batch : one.sums) {
        for (int at = 0; at < batch.length; at++) {
          sums[cube][at] += batch[at];
        }
      }
    }
    return new StructureFunctions(first.points, first.bins, sums);
  }

  /**
   * Draws one batch of pairs and returns four sums for each bin, first for the bins across the
   * field, then for those along it: the weighted sums of |δa|², of the lengths and of 1, and the
   * number of pairs.
   */
  private static double[] batch(
      FieldCube a, FieldCube field, int pairs, int bins, long seed, int batch) {
    int n = field.points();
    RandomStream random = RandomStream.of(seed, batch);
    double[] sums = new double[8 * bins];
    double longest = StrictMath.log(n / 2.0);
    for (int p = 0; p < TRIES * pairs; p++) {
      if (p % 4096 == 0) {
        Workers.stopIfInterrupted();
      }
      int i = random.below(n);
      int j = random.below(n);
      int k = random.below(n);
      Vec3 near = field.at(i, j, k);
      double length = StrictMath.exp(random.uniform() * longest);
      boolean across = p % 4 == 0;
      double weight = 1;
      Vec3 r = random.direction();
      if (!across) {
        double deviation = DENSE * (StrictMath.pow(1 + 1 / DENSE, random.uniform()) - 1);
        weight = DENSE + deviation;
        r = inclined(near, r, deviation).times(p % 8 < 4 ? 1 : -1);
      }
      int x = (int) Math.rint(length * r.x());
      int y = (int) Math.rint(length * r.y());
      int z = (int) Math.rint(length * r.z());
      double size = Math.sqrt(x * x + y * y + z * z);
      int bin = (int) (PER_OCTAVE * Math.log(size) / Math.log(2));
      if (size == 0 || bin >= bins) {
        continue;
      }
      Vec3 local = near.plus(field.at(i + x, j + y, k + z));
      double cosine = Math.abs(local.dot(new Vec3(x, y, z))) / (local.norm() * size);
      if (across ? cosine > CONE : cosine * cosine < 1 - CONE * CONE) {
        continue;
      }
      Vec3 d = a.at(i + x, j + y, k + z).minus(a.at(i, j, k));
      int at = 4 * (across ? bin : bins + bin);
      sums[at] += weight * d.dot(d);
      sums[at + 1] += weight * size;
      sums[at + 2] += weight;
      sums[at + 3]++;
    }
    return sums;
  }

  /**
   * Returns the unit vector whose angle to the field has the cosine 1 − deviation and whose azimuth
   * about the field is given by another vector.
   */
  private static Vec3 inclined(Vec3 field, Vec3 side, double deviation) {
    Vec3 u = field.unit();
    double sine = Math.sqrt(deviation * (2 - deviation));
    return u.times(1 - deviation).plus(u.cross(side).unit().times(sine));
  }

  /**
   * Returns the mean lengths [cells] and the mean squared differences of the bins with 30 pairs or
   * more.
   *
   * @param which 0 across the field, 1 along it
   * @param without number of a batch to leave out, or -1 to use all
   */
  private double[][] curve(int which, int without) {
    double[][] out = new double[2][bins];
    int kept = 0;
    for (int bin = 0; bin < bins; bin++) {
      double[] t = new double[4];
      for (int batch = 0; batch < sums.length; batch++) {
        for (int c = 0; batch != without && c < 4; c++) {
          t[c] += sums[batch][4 * (which * bins + bin) + c];
        }
      }
      if (t[3] >= 30) {
        out[0][kept] = t[1] / t[2];
        out[1][kept++] = t[0] / t[2];
      }
    }
    return new double[][] {Arrays.copyOf(out[0], kept), Arrays.copyOf(out[1], kept)};
  }

  /**
   * Returns the mean distances of the bins across the local field.
   *
   * @return lengths [cells], rising
   */
  public double[] acrossLengths() {
    return curve(0, -1)[0];
  }

  /**
   * Returns the structure function ⟨|δa|²⟩ across the local field.
   *
   * @return one value for each of {@link #acrossLengths}, in units of the quantity squared
   */
  public double[] across() {
    return curve(0, -1)[1];
  }

  /**
   * Returns the mean distances of the bins along the local field.
   *
   * @return lengths [cells], rising
   */
  public double[] alongLengths() {
    return curve(1, -1)[0];
  }

  /**
   * Returns the structure function ⟨|δa|²⟩ along the local field.
   *
   * @return one value for each of {@link #alongLengths}, in units of the quantity squared
   */
  public double[] along() {
    return curve(1, -1)[1];
  }

  /**
   * The anisotropy of eddies: pairs of lengths along and across the local field with the same value
   * of the structure function, and their power law ℓ∥ ∝ ℓ⊥^exponent. The exponent is 2/3 in the
   * theory of Goldreich and Sridhar 1995 (ApJ 438, 763), and 1 if eddies of all sizes have the same
   * shape.
   *
   * @param exponent exponent, from a least-squares line through the logarithms
   * @param error standard error of the exponent from a jackknife. For one cube the jackknife leaves
   *     out each of 64 batches of pairs, so the error is that of the sampling and not that of one
   *     realisation; for several cubes it leaves out each cube.
   * @param ratio ℓ∥/ℓ⊥ at the largest ℓ⊥
   * @param across ℓ⊥ [cells], rising
   * @param along ℓ∥ [cells], one for each ℓ⊥
   */
  public record Anisotropy(
      double exponent, double error, double ratio, double[] across, double[] along) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "ℓ∥ ∝ ℓ⊥^(%.2f ± %.2f) for ℓ⊥ = %.1f to %.1f cells, ℓ∥/ℓ⊥ = %.2f at the largest",
          exponent,
          error,
          across[0],
          across[across.length - 1],
          ratio);
    }
  }

  /**
   * Measures the anisotropy over a range of lengths.
   *
   * @param low least ℓ⊥ [cells]
   * @param high greatest ℓ⊥ [cells]
   * @return the anisotropy
   * @throws IllegalStateException if fewer than three lengths in that range have a counterpart
   *     along the field, a length with the same structure function
   */
  public Anisotropy anisotropy(double low, double high) {
    double[][] pairs = matched(-1, low, high);
    if (pairs[0].length < 3) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "only %d lengths across the field from %.3g to %.3g cells have a counterpart along it,"
                  + " and an exponent needs three: widen the range, or ask for more pairs",
              pairs[0].length,
              low,
              high));
    }
    double exponent = slope(pairs);
    double square = 0;
    for (int batch = 0; batch < sums.length; batch++) {
      double d = slope(matched(batch, low, high)) - exponent;
      square += d * d;
    }
    int last = pairs[0].length - 1;
    return new Anisotropy(
        exponent,
        Math.sqrt(square * (sums.length - 1) / sums.length),
        pairs[1][last] / pairs[0][last],
        pairs[0],
        pairs[1]);
  }

  /**
   * Returns each ℓ⊥ and the ℓ∥ with the same structure function, by linear interpolation in the
   * logarithms.
   */
  private double[][] matched(int without, double low, double high) {
    double[][] across = curve(0, without);
    double[][] along = curve(1, without);
    double[][] out = new double[2][across[0].length];
    int kept = 0;
    for (int p = 0; p < across[0].length; p++) {
      if (across[0][p] < low || across[0][p] > high) {
        continue;
      }
      double s = across[1][p];
      for (int q = 1; q < along[0].length; q++) {
        if (along[1][q - 1] <= s && along[1][q] > s) {
          double t = Math.log(s / along[1][q - 1]) / Math.log(along[1][q] / along[1][q - 1]);
          out[0][kept] = across[0][p];
          out[1][kept++] =
              Math.exp((1 - t) * Math.log(along[0][q - 1]) + t * Math.log(along[0][q]));
          break;
        }
      }
    }
    return new double[][] {Arrays.copyOf(out[0], kept), Arrays.copyOf(out[1], kept)};
  }

  private static double slope(double[][] pairs) {
    SimpleRegression line = new SimpleRegression();
    for (int p = 0; p < pairs[0].length; p++) {
      line.addData(Math.log(pairs[0][p]), Math.log(pairs[1][p]));
    }
    return line.getSlope();
  }

  @Override
  public String toString() {
    double pairs = 0;
    for (double[] batch : sums) {
      for (int at = 3; at < batch.length; at += 4) {
        pairs += batch[at];
      }
    }
    return String.format(
        Locale.ROOT,
        "structure functions along and across the local field, %d³ points, %.2g pairs",
        points,
        pairs);
  }
}
